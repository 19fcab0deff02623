"""Mail: what a letter is, and how it leaves."""

from dashboard.mail.letter import Enclosure, Letter
from dashboard.mail.post import Undelivered, post

__all__ = ["Enclosure", "Letter", "Undelivered", "post"]
