"""What an answer depends on: the key under which it may be shared among readers."""

from dataclasses import dataclass

from dashboard.charts.chart import Theme
from dashboard.disclosure.disclosed import Rule
from data_access.filters import Filters
from data_access.scope import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """All that an answer depends on, so that readers share one; `subject` is a chart's key, or names a headline."""

    version: str
    scope: Scope
    rule: Rule
    filters: Filters
    subject: str
    theme: Theme
