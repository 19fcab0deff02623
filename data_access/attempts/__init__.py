"""Attempts to sign in: counted before they are checked, locked out when too many fail, opened again by the clock."""

from data_access.attempts.attempt import WRONG, Attempt, begin, clear, fail, succeed, withdraw
from data_access.attempts.counting import Limits
from data_access.attempts.locks import Lock, locked, unlock

__all__ = ["WRONG", "Attempt", "Limits", "Lock", "begin", "clear", "fail", "locked", "succeed", "unlock", "withdraw"]
