"""Whoever runs a command on the server itself: accountable by the name of their account there."""

import getpass

from data_access.audit.entry import Actor
from data_access.audit.ledger import PURPOSE, Witness
from data_access.service_secret import service_secret
from data_access.settings import data_settings

ROLE = "OPERATOR"
ADDRESS = "command line"


def operator() -> Witness:
    """Return the witness of what is done by command; raises `SettingRefused` without the service's secret."""
    actor = Actor(username=_account_name(), role=ROLE, address=ADDRESS)
    return Witness(actor=actor, key=service_secret(data_settings()).derived(PURPOSE))


def _account_name() -> str:
    try:
        return getpass.getuser()
    except OSError:  # a container's user may have a number and no name
        return "unnamed"
