"""What a person owes before they see anything."""

from dashboard.policy import Duty
from data_access.access_vocabulary import Provider
from data_access.sessions import SignedIn
from data_access.vocabulary import Role


def duties_of(who: SignedIn, *, second_factor_roles: frozenset[Role]) -> frozenset[Duty]:
    """Return what a person owes before they see anything: a password of their own, a second factor if their role must.

    Whom another provider vouches for owes neither: both are that provider's to ask. The accounts of a demonstration
    owe nothing.
    """
    if who.provider is not Provider.PASSWORD or who.demonstration:
        return frozenset()
    owed = set()
    if who.must_change_password:
        owed.add(Duty.CHANGE_PASSWORD)
    if who.role in second_factor_roles and not who.has_second_factor:
        owed.add(Duty.SET_SECOND_FACTOR)
    return frozenset(owed)
