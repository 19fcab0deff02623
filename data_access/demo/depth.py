"""How many child rows a referral gets: all that a unit would keep, or fewer in a very large programme."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Depth:
    """Upper limits per referral.

    Attributes
    ----------
    screens
        Whether the referrer's screen is kept as well, or only the joint assessment.
    reviews
        Review assessments and review meetings of a case taken on.
    seats
        Agencies and disciplines at a meeting.
    contacts
        Contacts of a case taken on; where it is 1, partners' cases have none.
    interventions
        Pieces of advice or intervention of a case taken on; where it is 1, other referrals have none.
    follow_ups
        How many of the four lengths of follow-up are looked at.
    """

    screens: bool
    reviews: int
    seats: int
    contacts: int
    interventions: int
    follow_ups: int


FULL = Depth(screens=True, reviews=3, seats=8, contacts=8, interventions=4, follow_ups=4)
THIN = Depth(screens=False, reviews=0, seats=1, contacts=1, interventions=1, follow_ups=1)
# Past this many referrals the programme exists to be measured, not read.
THIN_ABOVE = 250_000


def depth_for(referrals: int) -> Depth:
    """Return how deep a programme of this size goes."""
    return FULL if referrals <= THIN_ABOVE else THIN
