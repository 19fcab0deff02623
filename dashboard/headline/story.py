"""The headline of one reader's choice: sentence, equation and cards, from one narrowing of the facts."""

from dataclasses import dataclass

from dashboard.headline.asked import Asked
from dashboard.headline.card import Card
from dashboard.headline.cards import cards_of
from dashboard.wording import sentences
from dashboard.wording.sentences import Split


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What everybody should know: a sentence to quote, the equation under it, at most four cards."""

    sentence: str
    split: Split
    cards: tuple[Card, ...]


def tell(asked: Asked) -> Story:
    """Return the headline of what a reader asked."""
    snapshot, filters, period = asked.snapshot, asked.filters, asked.period
    forces = filters.forces or asked.scope.forces
    units = sum(1 for force in snapshot.reference.forces if force.launched_on and force.code in forces)
    sentence = sentences.headline(
        asked.split,
        period_key=period.key,
        since=period.since,
        until=period.until,
        units=units,
        narrowing=asked.view.narrowing,
    )
    return Story(sentence=sentence, split=asked.split, cards=cards_of(asked))
