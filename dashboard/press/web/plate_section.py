"""One plate on the page of its release: drawing, sentence to quote, table, files, and everything to be known of it."""

from collections.abc import Iterator

from dashboard.edition import Plate
from dashboard.press.sizes import SQUARE, WIDE, Size
from dashboard.press.web.drawings import Pictures, drawing_name
from dashboard.press.web.markup import Markup, element, joined
from dashboard.press.web.plate_table import plate_table
from dashboard.press.web.published import anchor
from dashboard.wording import published as words

EMBED_WIDTH, EMBED_HEIGHT = 640, 520  # a wide drawing, its sentence and the line beneath it


def section_id(plate: Plate) -> str:
    """Return the anchor of a plate on the page of its release."""
    return f"chart-{plate.key}"


def plate_section(plate: Plate, *, pictures: Pictures, address: str, is_first: bool = False) -> Markup:
    """Return the section; a heading that stands in the drawing is only heard, elsewhere seen too."""
    drawn = drawing_name(plate.key, WIDE) in pictures
    titled = f"title-{plate.key}"
    sentence = element("p", plate.sentence, class_="quote")
    shown = element("div", drawing(plate, pictures, is_first=is_first), sentence) if drawn else sentence
    # A table of several columns has no room beside the drawing.
    laid = "pair" if drawn and len(plate.columns) == 1 else "stack"
    return element(
        "section",
        element("h2", plate.title, id=titled, class_="heard" if drawn else None),
        element("div", shown, plate_table(plate), class_=laid),
        _files(plate, drawn=drawn),
        _more(plate, address=address),
        id=section_id(plate),
        class_="plate",
        aria_labelledby=titled,
    )


def drawing(plate: Plate, pictures: Pictures, *, is_first: bool = False) -> Markup:
    """Return the drawing of a plate, the square one with its larger letters on a narrow screen."""
    square = drawing_name(plate.key, SQUARE)
    narrow = (
        element("source", media="(max-width: 40rem)", srcset=square, **_measures(SQUARE)) if square in pictures else ""
    )
    image = element(
        "img",
        src=drawing_name(plate.key, WIDE),
        alt=plate.alt_text,
        loading=None if is_first else "lazy",
        decoding="async",
        **_measures(WIDE),
    )
    return element("picture", narrow, image)


def _measures(size: Size) -> dict[str, int]:
    return {"width": size.width, "height": size.height}


def _files(plate: Plate, *, drawn: bool) -> Markup:
    offered = [
        (words.CHART, drawing_name(plate.key, WIDE)) if drawn else None,
        (words.TABLE, f"plates/{plate.key}.csv"),
        (words.MACHINE, f"plates/{plate.key}.json"),
    ]
    return files_offered(words.DOWNLOAD, [each for each in offered if each], of=plate.title)


def files_offered(label: str, offered: list[tuple[str, str]], *, of: str) -> Markup:
    """Return a line of links to files; what they are of is heard in each."""
    links = (
        element("li", element("a", words_, element("span", f", {of}", class_="heard"), href=path, download=""))
        for words_, path in offered
    )
    return element("div", element("span", label), element("ul", *links), class_="files")


def _more(plate: Plate, *, address: str) -> Markup:
    return element(
        "details",
        element("summary", words.MORE, element("span", f": {plate.title}", class_="heard")),
        element("h3", words.DEFINITION),
        element("p", plate.definition),
        element("h3", words.NOTES),
        element("ul", *(element("li", note) for note in (*plate.footnotes, plate.filters, plate.caption))),
        element("h3", words.REFERENCES),
        element("p", words.REFERENCES_SAY),
        element("dl", *_references(plate), class_="references"),
        element("h3", words.EMBED),
        element("p", words.EMBED_SAYS),
        element("pre", element("code", _embedding(plate, address=address)), tabindex=0),
    )


def _references(plate: Plate) -> Iterator[Markup]:
    for row in plate.rows:
        for column, figure in zip(plate.columns, row.figures, strict=True):
            of = ", ".join(filter(None, (row.label, column.heading if column.code else "")))
            to = f"#{anchor(figure.reference, release=plate.reference)}"
            yield joined((element("dt", of), element("dd", element("a", element("code", figure.reference), href=to))))


def _embedding(plate: Plate, *, address: str) -> str:
    """Return the element that shows the card of a plate on another page, as it is to be copied."""
    framed = element(
        "iframe",
        src=f"{address}card-{plate.key}.html",
        title=words.frame_title(plate.title, plate.place),
        width=EMBED_WIDTH,
        height=EMBED_HEIGHT,
        loading="lazy",
    )
    return str(framed)  # a text again: it is to be read, not to be one
