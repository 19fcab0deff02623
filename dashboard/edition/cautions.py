"""What not to say of a release, with what may be said instead, and what its figures cannot answer."""

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.edition.edition import Edition
from dashboard.edition.parts import Parts

CANNOT_ANSWER: tuple[str, ...] = (
    "How common stalking is: what nobody reports is in no record.",
    "How many different people are concerned: one person can be referred more than once.",
    "Whether the unit made anyone safer: nobody knows what would have happened without it.",
    "Whether one force or agency does better: what they refer differs.",
    "Anything about one person, one place or one case.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Caution:
    """A sentence that the figures do not bear, and one that they do."""

    wrong: str
    right: str


def cautions(edition: Edition) -> tuple[Caution, ...]:
    """Return what not to say of this release; what it does not show is not said wrongly either."""
    return tuple(_cautions(edition))


def _cautions(edition: Edition) -> Iterator[Caution]:
    parts = Parts.of(edition)
    if parts.received:
        yield Caution(
            wrong=f"“{_sentence_case(parts.received)} victims”, “{parts.received} stalkers”, “{parts.received} crimes”",
            right=f"{_sentence_case(parts.received)} referrals: reports that reached the unit.",
        )
    if parts.received and parts.taken_on:
        yield Caution(
            wrong=f"“The unit managed {parts.received} cases”",
            right=f"The unit received {parts.received} referrals and took on {parts.taken_on}.",
        )
    yield Caution(
        wrong="“Stalking is up”, “a surge”, “an epidemic”",
        right="How many referrals came, and when; not why.",
    )
    if any(plate.hides for plate in edition.plates):
        yield Caution(
            wrong="“None”, “only a few” or a guess, for [c]",
            right="The number is not shown, to protect people.",
        )
    if any(plate.key.startswith("agency") for plate in edition.plates):
        yield Caution(
            wrong="“The best” or “the worst” agency",
            right="Agencies refer different cases, and as many as reach them.",
        )
    yield Caution(
        wrong="“The unit cut stalking”, “thanks to the unit”",
        right="What the unit received, took on and worked on with partners.",
    )


def _sentence_case(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
