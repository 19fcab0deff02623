"""What the service says while it runs: one line an event, of known facts only, under the reference of its request."""

from dashboard.logs.output import pass_on, recorded
from dashboard.logs.references import bound, current, fresh, within

__all__ = ["bound", "current", "fresh", "pass_on", "recorded", "within"]
