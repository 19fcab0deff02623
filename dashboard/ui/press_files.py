"""The files of a release on its page: each made, recorded and handed out when it is asked for."""

from dataclasses import replace

import streamlit as st

from dashboard.administration.press_files import Request, prepared, still
from dashboard.administration.press_room import PressRoom
from dashboard.edition import Edition
from dashboard.handout import Prepared
from dashboard.policy import Action, User
from dashboard.policy.releasing import RELEASE_PAGE
from dashboard.press.products import PACK
from dashboard.ui import session
from dashboard.ui.guard import download, fragment
from dashboard.ui.press_office import room
from dashboard.wording import press_room as words


def offer(working: PressRoom, edition: Edition, request: Request, *, label: str = "") -> None:
    """Offer one file, under the name of its product or another."""

    def made(user: User) -> Prepared:
        own = replace(working, office=replace(working.office, user=user)).at_this_moment()
        return prepared(own, request)

    product = request.product
    download(
        label or product.label,
        key=f"press-{product.key}",
        action=Action.EXPORT_RELEASE,
        file_name=product.name(request.asked(edition, now=working.office.now)),
        mime=product.mime,
        make=made,
    )


def offer_pack(edition: Edition) -> None:
    """Offer the pack: it takes a while, so it is made first, with a bar, and then handed out."""
    _pack(edition)


@fragment(RELEASE_PAGE)
def _pack(edition: Edition) -> None:
    key = f"pack-{edition.reference}-{edition.mark}"
    made = session.ready_file(key)
    if made is None:
        if st.button(words.MAKE_PACK, key="press-pack-make", help=words.PACK_WHY):
            session.keep_file(key, _made_with_a_bar(edition))
            st.rerun(scope="fragment")
        return
    working = room()

    def handed(user: User) -> Prepared:
        # Asked again: whoever may not have it any more gets none, and a release that moved is not handed out.
        own = replace(working, office=replace(working.office, user=user)).at_this_moment()
        return still(own, Request(product=PACK, reference=edition.reference), made, mark=edition.mark)

    asked = Request(product=PACK, reference=edition.reference).asked(edition, now=working.office.now)
    download(
        PACK.label,
        key="press-pack",
        action=Action.EXPORT_RELEASE,
        file_name=PACK.name(asked),
        mime=PACK.mime,
        make=handed,
    )


def _made_with_a_bar(edition: Edition) -> Prepared:
    bar = st.progress(0.0, text=words.MAKING_PACK)

    def progress(done: int, of: int, what: str) -> None:
        bar.progress(min(1.0, done / max(of, 1)), text=words.making(done, of, what))

    return prepared(room(), Request(product=PACK, reference=edition.reference), progress=progress)
