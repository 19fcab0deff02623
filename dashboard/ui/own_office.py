"""The reader before their own account, for one run or one callback."""

from dashboard.administration.own_account import OwnAccount
from dashboard.identity.clock import moment
from dashboard.identity.gate import gate
from dashboard.policy import ACCOUNT
from dashboard.ui import visitor
from dashboard.ui.guard import reader


def own_account() -> OwnAccount:
    """Return the account of whoever reads the page now, for them to change."""
    return OwnAccount(user=reader(ACCOUNT.key), gate=gate(), browser=visitor.browser(), now=moment())
