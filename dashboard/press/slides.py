"""A release as slides: one finding each, with a chart that can be edited and what it means in the notes.

Everything a reader of one slide needs stands on it: finding, measure, place, period, source, reference, and the mark
while there is one, inside the chart too, which may be copied into another deck.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.util import Pt

from dashboard.charts.plate_frame import MARK
from dashboard.charts.sheet import PALETTE
from dashboard.edition import Edition, Plate
from dashboard.edition.notes import INVENTED
from dashboard.press.about import about_plate, about_release, labelled, signs_of
from dashboard.press.chart_shape import draw
from dashboard.press.native_chart import chart_of
from dashboard.press.plain_text import plain, shortened
from dashboard.press.slide_master import (
    BAND,
    CHART,
    COVER,
    FINDING,
    FOOT,
    MEASURE,
    READING,
    empty_deck,
    layout,
)
from dashboard.press.slide_package import LANGUAGE, packed
from dashboard.wording import dates
from dashboard.wording import release_files as words
from dashboard.wording.symbols import HIDDEN

_TITLE_SIZES = ((70, 28), (120, 24), (200, 20))  # letters that fit, and the size of type
_COVER_SIZES = ((50, 40), *_TITLE_SIZES)
_SMALLEST_TITLE = 16
_TEXT_SIZES = ((700, 18), (1100, 16), (1700, 14))
_SMALLEST_TEXT = 12
_LONGEST_FOOT = 250  # letters of two lines
_LONGEST_PROPERTY = 255  # of a document, says the standard


def slides(edition: Edition, *, plates: Sequence[Plate] | None = None, now: datetime) -> bytes:
    """Return plates of a release as slides (PPTX); the same bytes for the same edition and moment.

    Parameters
    ----------
    plates
        Those of the edition, perhaps under other titles; all of them when left out.
    """
    chosen = edition.plates if plates is None else tuple(plates)
    made = now.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    deck = empty_deck()
    _cover(deck, edition)
    for plate in chosen:
        _finding(deck, edition, plate, now=made)
    _how_to_read(deck, edition, chosen)
    _sign(deck, edition, now=made)
    return packed(deck)


def _sign(deck: Deck, edition: Edition, *, now: datetime) -> None:
    """Say in the file itself what it is, whose, of which language, and how it stands."""
    about = deck.core_properties
    about.title, about.subject = _property(edition.title), _property(edition.reference)
    about.author = about.last_modified_by = _property(edition.unit)
    about.language, about.content_status = LANGUAGE, _property(edition.mark)
    about.created = about.modified = now
    about.revision = 1


def _property(text: str) -> str:
    return shortened(text, longest=_LONGEST_PROPERTY)


def _cover(deck: Deck, edition: Edition) -> None:
    slide = deck.slides.add_slide(layout(deck, COVER))
    _title(slide, edition.title, sizes=_COVER_SIZES)
    lines = (
        edition.headline,
        f"{edition.unit}, {edition.place}, {dates.period(edition.since, edition.until)}",
        f"{words.REFERENCE} {edition.reference}. {words.DATA_TO} {dates.day(edition.until)}.",
        INVENTED if edition.is_invented else "",
    )
    _write(slide, 1, lines)
    _mark(slide, edition.mark)
    _notes(slide, (f"{name}: {text}" for name, text in about_release(edition)))


def _finding(deck: Deck, edition: Edition, plate: Plate, *, now: datetime) -> None:
    slide = deck.slides.add_slide(layout(deck, FINDING))
    _title(slide, plate.title)
    _write(slide, MEASURE, [plate.subtitle])
    _write(slide, FOOT, [_foot(plate, is_invented=edition.is_invented), f"{plate.filters}. {plate.caption}"])
    chart = chart_of(plate)
    if chart is None:
        _tell(slide, plate)
    else:
        draw(slide, plate, chart, now=now)
    _mark(slide, plate.mark)
    _notes(slide, _said_of(plate, edition))


def _foot(plate: Plate, *, is_invented: bool) -> str:
    """Return the notes that there is room for, whole: what is hidden or invented first, then in their order."""
    notes = dict.fromkeys((*signs_of(plate), *plate.footnotes, *([INVENTED] if is_invented else ())))
    kept: list[str] = []
    for note in sorted(notes, key=lambda each: HIDDEN not in each and each != INVENTED):
        if len(" ".join((*kept, note))) <= _LONGEST_FOOT:
            kept.append(note)
    return " ".join((*kept, *((words.MORE_NOTES,) if len(kept) < len(notes) else ())))


def _said_of(plate: Plate, edition: Edition) -> Iterator[str]:
    """Yield what the notes of a slide say: mark, definition and all else, then each figure with its reference."""
    yield edition.mark
    yield INVENTED if edition.is_invented else ""
    yield from (f"{name}: {text}" for name, text in about_plate(plate))
    yield f"{words.REFERENCES}:"
    yield from (f"{label}: {figure.in_full}, {figure.reference}" for label, figure in labelled(plate))


def _tell(slide: Slide, plate: Plate) -> None:
    """Write the figures as text where none is shown, so that there is nothing to draw."""
    box = slide.shapes.add_textbox(*CHART.lengths).text_frame
    box.word_wrap = True
    box.text = "\n".join(plain(f"{label}: {figure.in_full}") for label, figure in labelled(plate))


def _how_to_read(deck: Deck, edition: Edition, plates: Sequence[Plate]) -> None:
    """Write the last slide: rule, signs, where people find help; what editors must know stands in its notes."""
    slide = deck.slides.add_slide(layout(deck, READING))
    _title(slide, words.HOW_TO_READ)
    signs = dict.fromkeys(sign for plate in plates for sign in signs_of(plate))
    lines = [edition.rule, *signs, words.quote(edition.reference)]
    _write(slide, 1, [*lines, f"{words.HELP}:", *edition.help_lines], fits=True)
    _mark(slide, edition.mark)
    footnotes = dict.fromkeys(note for plate in plates for note in plate.footnotes)
    _notes(slide, (edition.mark, *lines, *footnotes, f"{words.EDITORS}:", *edition.editors, *edition.help_lines))


def _title(slide: Slide, title: str, *, sizes: Sequence[tuple[int, int]] = _TITLE_SIZES) -> None:
    """Write the title, smaller the longer it is."""
    told = shortened(title)
    slide.shapes.title.text_frame.text = told
    size = next((size for most, size in sizes if len(told) <= most), _SMALLEST_TITLE)
    slide.shapes.title.text_frame.paragraphs[0].font.size = Pt(size)


def _write(slide: Slide, number: int, lines: Iterable[str], *, fits: bool = False) -> None:
    """Write lines into a place of the layout, small enough to fit where there may be many."""
    told = [plain(text) for text in lines if text]
    place = next(each for each in slide.placeholders if each.placeholder_format.idx == number)
    place.text_frame.text = "\n".join(told)
    if fits:
        length = sum(map(len, told))
        size = next((size for most, size in _TEXT_SIZES if length <= most), _SMALLEST_TEXT)
        for paragraph in place.text_frame.paragraphs:
            paragraph.font.size = Pt(size)
            paragraph.font.bold = paragraph.text.endswith(":")  # a heading of what follows


def _mark(slide: Slide, mark: str) -> None:
    """Draw the mark across the top of a slide while there is one."""
    told = shortened(mark)
    if not told:
        return
    band = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *BAND.lengths)
    band.name = words.STATE
    band.shadow.inherit = False
    band.fill.solid()
    band.fill.fore_color.rgb = RGBColor.from_string(MARK.lstrip("#"))
    band.line.fill.background()
    band.text_frame.text = told
    font = band.text_frame.paragraphs[0].font
    font.size, font.bold, font.color.rgb = Pt(16), True, RGBColor.from_string(PALETTE.ground.lstrip("#"))


def _notes(slide: Slide, lines: Iterable[str]) -> None:
    slide.notes_slide.notes_text_frame.text = "\n".join(plain(text) for text in lines if text)
