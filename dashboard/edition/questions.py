"""What a commissioner will be asked about a release, with answers: from its printed figures and from nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from dashboard.edition.edition import Edition
from dashboard.edition.parts import Parts
from dashboard.edition.run_of_months import run_of_months
from dashboard.wording import dates

MOST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A likely question and its answer."""

    asked: str
    answer: str


def questions(edition: Edition) -> tuple[Question, ...]:
    """Return three likely questions with answers; what the release does not show is not asked."""
    return tuple(islice(_questions(edition), MOST))


def _questions(edition: Edition) -> Iterator[Question]:
    parts = Parts.of(edition)
    if parts.received:
        yield _how_many(edition, parts)
    if parts.taken_on and parts.with_partners:
        yield _why_so_few(edition, parts)
    months = run_of_months(edition)
    if months:
        yield Question(
            asked="Is stalking rising?",
            answer=f"The figures cannot say. {months} More referrals can mean more stalking, more people who come "
            "forward, or both.",
        )
    yield Question(
        asked="Why are some figures shown as [c]?",
        answer=f"To protect people: a small number, put together with what somebody knows, can point to one person. "
        f"{edition.rule} It says neither that there is somebody nor that there is nobody.",
    )
    yield Question(
        asked="How does this compare with other forces?",
        answer="It should not be compared. What is referred to a unit differs between forces, so more referrals do not "
        "mean more stalking, and fewer do not mean less.",
    )
    yield Question(
        asked="How sure are these figures?",
        answer=f"They are all referrals of the period and not a sample, as recorded by {dates.day(edition.as_at)}. "
        "Records are mended as cases go on; a figure that changes is corrected in a release of its own.",
    )


def _how_many(edition: Edition, parts: Parts) -> Question:
    return Question(
        asked=f"How many people are stalked in {edition.place}?" if edition.place else "How many people are stalked?",
        answer=f"The figures cannot say. They count reports: the unit received {parts.received} referrals, "
        f"{dates.period(edition.since, edition.until)}. One person can be referred more than once, and stalking that "
        "nobody reported is not among them.",
    )


def _why_so_few(edition: Edition, parts: Parts) -> Question:
    answer = (
        f"Taking a referral on means managing the risk in direct contact with the victim, the offender or both: "
        f"{parts.taken_on}. For {parts.with_partners} a partner agency has that contact and stays in charge, and the "
        "unit assesses and advises. Both are work of the unit."
    )
    share = _share_at_high_risk(edition)
    return Question(
        asked=f"Why did the unit take on {parts.taken_on} of {parts.received}?",
        answer=f"{answer} Of referrals at high risk it took on {share}." if share else answer,
    )


def _share_at_high_risk(edition: Edition) -> str:
    """Return the printed percentage of high-risk referrals that the unit took on; "" where the release has none."""
    plate = edition.plate("risk-route")
    if plate is None:
        return ""
    place = next((place for place, column in enumerate(plate.columns) if column.code == "UNIT"), None)
    row = next((row for row in plate.rows if row.code == "HIGH"), None)
    return "" if place is None or row is None else row.figures[place].percentage
