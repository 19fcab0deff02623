"""The people who may sign in: their accounts and forces; passwords arrive here as hashes only."""

from data_access.accounts.account import FORCE_CODE, NO_PASSWORD, UNCHANGED, USERNAME, Account, check_form, no_such
from data_access.accounts.adding import add
from data_access.accounts.changing import change, disable, enable
from data_access.accounts.passwords import change_password, reset
from data_access.accounts.reading import everyone, find

__all__ = [
    "FORCE_CODE",
    "NO_PASSWORD",
    "UNCHANGED",
    "USERNAME",
    "Account",
    "add",
    "change",
    "change_password",
    "check_form",
    "disable",
    "enable",
    "everyone",
    "find",
    "no_such",
    "reset",
]
