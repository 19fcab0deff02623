"""The wording check: what a typed title claims, and the table under it does not show.

A title is never refused for it; who typed it is told what the numbers do show, and may know better.
"""

import re
from collections.abc import Callable, Iterator

from dashboard.edition import claim_words as lexicon
from dashboard.edition.claim import Claim as Claim
from dashboard.edition.claim_changes import changes
from dashboard.edition.claim_numbers import typed_numbers
from dashboard.edition.claim_shares import shares
from dashboard.edition.claim_subjects import complete_steps, rows_named, without_names
from dashboard.edition.plate import Plate, Row
from dashboard.release.tables import OTHER_AGENCIES
from dashboard.wording import claims as words

_SHORTEST_SHOUT = 4  # letters of a word in capitals that is no abbreviation

Check = Callable[[str, Plate], Iterator[Claim]]


def claims(title: str, plate: Plate) -> tuple[Claim, ...]:
    """Return what a title claims and its plate does not show, each claim once; none of an empty title."""
    bare = without_names(title, plate)
    found = [
        *(claim for check in (changes, shares) for claim in check(title, plate)),
        *_extremes(title, plate),
        *_absolutes(bare, plate),
        *(
            Claim(phrase=each[0], says=words.record(each[0], period=plate.period, top=_top_told(plate)))
            for each in lexicon.RECORDS.finditer(bare)
        ),
        *typed_numbers(title, plate),
        *_vocabulary(bare, plate),
        *_style(title, bare),
    ]
    return tuple(dict.fromkeys(found))


def _absolutes(title: str, plate: Plate) -> Iterator[Claim]:
    """Yield "all", "none", "never"; "every month" may stand where all months are alike."""
    rows = complete_steps(plate)
    counts = {row.figures[0].value for row in rows}
    alike = len(counts) == 1 and None not in counts
    for found in lexicon.ABSOLUTES.finditer(title):
        if not (alike and found[0].lower() == "every"):
            yield Claim(phrase=found[0], says=words.absolute(found[0]))


def _extremes(title: str, plate: Plate) -> Iterator[Claim]:
    """Yield "highest" and "lowest" of a row that is not; of a row that the title does not name nothing is said."""
    shown = _shown(plate)
    named = [row for row, _ in shown if row in rows_named(title, plate)]
    if len(plate.columns) > 1 or not named:
        return
    counts = {row.code: count for row, count in shown}
    top, bottom = shown[-1], shown[0]
    for found in lexicon.HIGHEST.finditer(title):
        if all(counts[row.code] < top[1] for row in named):
            yield Claim(phrase=found[0], says=words.not_the_highest(found[0], top=_told(top[0])))
    for found in lexicon.LOWEST.finditer(title):
        if plate.hides or all(counts[row.code] > bottom[1] for row in named):
            told = words.lowest_shown(_told(bottom[0]), hides=plate.hides)
            yield Claim(phrase=found[0], says=words.not_the_lowest(found[0], bottom=told))


def _vocabulary(title: str, plate: Plate) -> Iterator[Claim]:
    """Yield causes, people where referrals are counted, and blame."""
    counts_referrals = "referral" in plate.measure.lower()
    for pattern, says in (
        (lexicon.CAUSES, words.cause),
        *(((lexicon.PEOPLE, words.people),) if counts_referrals else ()),
        (lexicon.BLAME, words.blame),
    ):
        yield from (Claim(phrase=found[0], says=says(found[0])) for found in pattern.finditer(title))


def _style(title: str, bare: str) -> Iterator[Claim]:
    """Yield what makes a title hard to read: length, capitals, exclamation marks."""
    count = len(title.split())
    if count > words.MOST_WORDS:
        yield Claim(phrase=title, says=words.too_many_words(count))
    if len(title) > words.MOST_LETTERS:
        yield Claim(phrase=title, says=words.too_many_letters(len(title)))
    for word in re.findall(r"\w+", bare):
        if len(word) >= _SHORTEST_SHOUT and word.isupper() and word.isalpha() and word not in lexicon.ACRONYMS:
            yield Claim(phrase=word, says=words.shouted(word))
    yield from (Claim(phrase=found[0], says=words.shouted(found[0])) for found in lexicon.EXCLAIMED.finditer(title))


def _shown(plate: Plate) -> list[tuple[Row, int]]:
    """Return the rows whose count is shown, from the lowest to the highest, but for the whole and what is added up."""
    counts = [(row, row.figures[0].value) for row in plate.rows if row.code and row.code != OTHER_AGENCIES]
    return sorted(((row, count) for row, count in counts if count is not None), key=lambda each: each[1])


def _told(row: Row) -> str:
    return f"{row.label}, {row.figures[0].in_full}"


def _top_told(plate: Plate) -> str:
    shown = [(row, figure) for row in plate.rows if row.code or len(plate.rows) == 1 for figure in row.figures]
    row, figure = max(shown, key=lambda each: each[1].value or 0, default=(None, None))
    return f"{row.label}, {figure.in_full}" if row and figure else "hidden"
