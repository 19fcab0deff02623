"""The words of a pack as plain text, ready to paste: each file begins with the mark and ends with the help lines."""

from collections.abc import Callable, Iterable, Mapping

from dashboard.edition import Edition, Plate
from dashboard.edition.notes import INVENTED
from dashboard.press.briefing_plates import notes_of
from dashboard.press.plain_text import plain
from dashboard.wording import release_pack as words

LINE_END = "\r\n"  # old editors of Windows show anything else on one line
Block = Iterable[str]


def text_of(*blocks: Block) -> bytes:
    """Return blocks of lines as UTF-8, an empty line between them; whatever is in a text stays on its line."""
    told = [LINE_END.join(plain(line) for line in block if line) for block in blocks]
    return f"{(LINE_END * 2).join(filter(None, told))}{LINE_END}".encode()


def opening(edition: Edition) -> tuple[str, ...]:
    """Return what stands over every text: the mark and what it asks, and that figures are invented."""
    return (
        words.marked(edition.mark) if edition.mark else "",
        INVENTED if edition.is_invented else "",
    )


def _captions(edition: Edition) -> Iterable[Block]:
    return (
        (_name(plate), plate.title, f"{plate.subtitle}.", *notes_of(plate), plate.caption) for plate in edition.plates
    )


def _alternatives(edition: Edition) -> Iterable[Block]:
    return ((_name(plate), plate.alt_text) for plate in edition.plates)


def _sentences(edition: Edition) -> Iterable[Block]:
    # A plate whose figures bear no finding has no sentence to quote.
    findings = (plate.sentence for plate in edition.plates if plate.title != plate.measure)
    told = dict.fromkeys((edition.headline, *findings))
    return ((sentence, f"({edition.reference})") for sentence in told)


def _editors(edition: Edition) -> Iterable[Block]:
    return ((note,) for note in edition.editors)


def _nothing_more(_edition: Edition) -> Iterable[Block]:
    return ()


WORDS: Mapping[str, tuple[str, Callable[[Edition], Iterable[Block]]]] = {
    "captions": (words.CAPTIONS, _captions),
    "alternative-texts": (words.ALTERNATIVES, _alternatives),
    "sentences": (words.SENTENCES, _sentences),
    "notes-to-editors": (words.EDITORS, _editors),
    "help-lines": ("", _nothing_more),
}


def words_of(edition: Edition, key: str) -> bytes:
    """Return one of the texts of `WORDS`."""
    heading, blocks = WORDS[key]
    head = (f"{edition.title}, {edition.reference}", heading)
    return text_of(opening(edition), head, *blocks(edition), (words.HELP, *edition.help_lines))


def _name(plate: Plate) -> str:
    """Return what names a plate in the files: its key, as in the names of its pictures."""
    return f"[{plate.key}]"
