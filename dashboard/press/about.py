"""What stands over figures in every file: pairs of a name and what is told, of a release and of each of its plates."""

from collections.abc import Iterator, Sequence

from dashboard.edition import Edition, Plate, Printed
from dashboard.edition.notes import INVENTED
from dashboard.wording import dates
from dashboard.wording import release_files as words

Pair = tuple[str, str]


def about_release(edition: Edition) -> tuple[Pair, ...]:
    """Return what is told of a release: its mark first while it has one."""
    pairs = (
        (words.STATE, edition.mark),
        (words.INVENTED, INVENTED if edition.is_invented else ""),
        (words.TITLE, edition.title),
        (words.UNIT, edition.unit),
        (words.HEADLINE, edition.headline),
        (words.PLACE, edition.place),
        (words.PERIOD, dates.period(edition.since, edition.until)),
        (words.DATA_TO, f"{dates.day(edition.until)}, as recorded by {dates.day(edition.as_at)}"),
        (words.REFERENCE, edition.reference),
        (words.RULE, edition.rule),
    )
    return tuple(pair for pair in pairs if pair[1])


def about_plate(plate: Plate) -> tuple[Pair, ...]:
    """Return what is told of a plate: finding, measure, where, when, whence, how defined, and each footnote."""
    pairs = (
        (words.FINDING, plate.title),
        (words.SENTENCE, plate.sentence),
        (words.MEASURE, plate.measure),
        (words.PLACE, plate.place),
        (words.PERIOD, plate.period),
        (words.FILTERS, plate.filters),
        (words.SOURCE, plate.source.removeprefix(f"{words.SOURCE}: ")),
        (words.DATA_TO, plate.data_to.removeprefix(f"{words.DATA_TO} ")),
        (words.REFERENCE, plate.reference),
        (words.DEFINITION, plate.definition),
        *((words.NOTE, note) for note in plate.footnotes),
        *((words.NOTE, sign) for sign in signs_of(plate)),
    )
    return tuple(dict.fromkeys(pair for pair in pairs if pair[1]))


def signs_of(plate: Plate) -> tuple[str, ...]:
    """Return what the signs that stand for a number on this plate mean, where no footnote says so."""
    explained = any(words.HIDDEN_EXPLAINED[:3] in note for note in plate.footnotes)
    return (words.HIDDEN_EXPLAINED,) if plate.hides and not explained else ()


def told_once(plates: Sequence[Plate]) -> tuple[Pair, ...]:
    """Return what is told alike of every one of some plates."""
    first, *others = (about_plate(plate) for plate in plates)
    return tuple(pair for pair in first if all(pair in about for about in others))


def labelled(plate: Plate) -> Iterator[tuple[str, Printed]]:
    """Yield every figure of a plate with its label: "High, taken on" where there are several columns."""
    for row in plate.rows:
        for column, figure in zip(plate.columns, row.figures, strict=True):
            yield (words.of_column(row.label, column.heading) if len(plate.columns) > 1 else row.label), figure
