"""The card of a plate: a page so small that it fits into somebody else's, and says where it comes from."""

from dashboard.edition import Plate
from dashboard.press.sizes import WIDE
from dashboard.press.web import frame
from dashboard.press.web.banner import banner
from dashboard.press.web.drawings import Pictures, drawing_name
from dashboard.press.web.markup import element
from dashboard.press.web.plate_section import drawing, section_id
from dashboard.press.web.plate_table import plate_table
from dashboard.press.web.published import Published
from dashboard.wording import published as words


def card_page(plate: Plate, published: Published, *, pictures: Pictures) -> bytes:
    """Return the card: the drawing, or the table where there is none, and the way to the release."""
    drawn = drawing_name(plate.key, WIDE) in pictures
    to = element(
        "a",
        words.FULL_RELEASE,
        href=f"index.html#{section_id(plate)}",
        target="_blank",
        rel="noopener",
    )
    body = (
        banner(published),
        element("h1", plate.title, class_="heard" if drawn else None),
        drawing(plate, pictures, is_first=True) if drawn else plate_table(plate, anchored=False),
        element("p", plate.sentence, class_="quote"),
        element("p", element("span", plate.caption), " ", to, class_="foot"),
    )
    return frame.card(title=words.frame_title(plate.title, plate.place), root="../", body=body)
