"""The workbench: one chart of a release, its title checked, previewed as it leaves, and its files."""

import streamlit as st

from dashboard.administration.press_files import LONGEST_TITLE, Request
from dashboard.charts.chart import Table
from dashboard.edition import Edition, Plate
from dashboard.edition.claims import claims
from dashboard.policy.releasing import RELEASE_PAGE
from dashboard.press.no_picture import NoPicture
from dashboard.press.products import PRODUCTS
from dashboard.press.sizes import SCALES, SIZES, Size
from dashboard.ui import cache, markup, press_markup
from dashboard.ui.guard import fragment
from dashboard.ui.messages import one_panel
from dashboard.ui.press_files import offer, offer_pack
from dashboard.ui.press_links import picture_address
from dashboard.ui.press_office import room
from dashboard.wording import press_room as words
from data_access.free_text import one_line

KEY = "press"
OF_PLATE = tuple(product for product in PRODUCTS.values() if product.of_plate)
OF_RELEASE = tuple(product for product in PRODUCTS.values() if not product.of_plate and product.key != "pack")


def workbench(edition: Edition, *, plate: str) -> None:
    """Show the charts of a release, the one asked for first, and what can be made of all of it."""
    if not edition.plates:
        return
    with st.container(key="panel-press-charts", gap="small"):
        st.html(markup.heading(words.CHARTS, level=2))
        _bench(edition, plate)
    with st.container(key="panel-press-files", gap="small"):
        _whole(edition)


@fragment(RELEASE_PAGE)
def _bench(edition: Edition, asked: str) -> None:
    with one_panel():
        keys = [plate.key for plate in edition.plates]
        measures = {plate.key: plate.measure for plate in edition.plates}
        first = keys.index(asked) if asked in keys else 0
        chosen = st.selectbox(words.CHART, keys, index=first, format_func=measures.__getitem__, key=f"{KEY}-chart")
        found = edition.plate(chosen)
        if found is None:
            return
        size, scale, plate = _tools(found)
        _preview(plate, size)
        _files(edition, plate, size, scale, is_own_title=plate.title != found.title)
        _sayings(plate)
        with st.expander(words.FIGURES_CAPTION):
            st.html(markup.table(_table(plate), caption=f"{plate.title}. {plate.subtitle}", stacks=True))
            st.html(markup.foot([*plate.footnotes, plate.caption]))
            st.html(markup.definitions([(plate.measure, plate.definition)]))


def _tools(found: Plate) -> tuple[Size, int, Plate]:
    """Ask for title, size and sharpness; say at once what the title claims more than the figures bear."""
    with st.container(key="press-tools"):
        wide, middle, narrow = st.columns([5, 3, 2])
        with wide:
            typed = st.text_input(
                words.TITLE,
                key=f"{KEY}-title-{found.key}",
                max_chars=LONGEST_TITLE,
                placeholder=found.title,
                help=words.TITLE_HELP,
            )
        with middle:
            size = SIZES[
                st.selectbox(words.SIZE, list(SIZES), format_func=lambda key: SIZES[key].label, key=f"{KEY}-size")
            ]
        with narrow:
            scale = st.selectbox(words.SCALE, SCALES, index=1, format_func=words.scale, key=f"{KEY}-scale")
    title = one_line(typed)[:LONGEST_TITLE]
    if not title:
        return size, scale, found
    st.html(press_markup.claims(each.says for each in claims(title, found)))
    return size, scale, found.titled(title)


def _preview(plate: Plate, size: Size) -> None:
    with st.container(key="press-preview"):
        try:
            picture = cache.preview(plate, size)
        except NoPicture as error:
            st.html(markup.note(f"{error.happened} {error.unharmed} {error.remedy}"))
            return
        st.html(press_markup.preview(picture, alt=plate.alt_text, caption=words.PREVIEW, width=size.width))


def _files(edition: Edition, plate: Plate, size: Size, scale: int, *, is_own_title: bool) -> None:
    working = room()
    st.html(markup.heading(words.SAVE_AS, level=3))
    with st.container(key="press-files", horizontal=True, vertical_alignment="center"):
        for product in OF_PLATE:
            request = Request(
                product=product,
                reference=edition.reference,
                plate=plate.key,
                title=plate.title if is_own_title else "",
                size=size,
                scale=scale,
            )
            offer(working, edition, request)
        own = plate.title if is_own_title else ""
        address = picture_address(edition.reference, plate=plate.key, title=own, size=size.key, scale=scale)
        st.html(press_markup.copy_picture(address))


def _sayings(plate: Plate) -> None:
    quoted = f"{plate.sentence} {plate.source}; reference {plate.reference}."
    st.html(markup.heading(words.SAY_IT, level=3))
    st.html(
        press_markup.sayings(
            [
                (words.COPY_SENTENCE, quoted),
                (words.COPY_CAPTION, f"{plate.title.rstrip('.!?')}. {plate.subtitle}. {plate.caption}"),
                (words.COPY_ALT, plate.alt_text),
            ]
        )
    )


def _table(plate: Plate) -> Table:
    """Return the figures with their references; where rows are divided, a row for each part."""
    is_divided = len(plate.columns) > 1
    rows = tuple(
        (f"{row.label}, {column.heading.lower()}" if is_divided else row.label, figure.in_full, figure.reference)
        for row in plate.rows
        for column, figure in zip(plate.columns, row.figures, strict=True)
    )
    return Table(headings=(plate.heading, "Referrals", "Reference"), rows=rows, numeric=(False, True, False))


def _whole(edition: Edition) -> None:
    working = room()
    st.html(markup.heading(words.WHOLE, level=2))
    with one_panel():
        offer_pack(edition)
    with st.container(key="press-whole", horizontal=True, vertical_alignment="center"):
        for product in OF_RELEASE:
            offer(working, edition, Request(product=product, reference=edition.reference))
    st.html(markup.foot([f"{product.label}: {product.why}." for product in OF_RELEASE]))
    with st.expander(words.EDITORS):
        told = "\n".join((*edition.editors, *edition.help_lines))
        st.html(press_markup.sayings([(words.COPY_EDITORS, told)]))
