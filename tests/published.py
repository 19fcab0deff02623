"""Releases on their way to the public: drafted by one, approved by another, under embargo; and their public site."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import sqlalchemy as sa

from dashboard.administration.public_site import PublicSite
from dashboard.administration.releases import ReleaseOffice
from dashboard.press.no_picture import NoBrowser
from dashboard.press.web import Cabinet, Drawing
from dashboard.release.cells import Rendered
from data_access.releases import Kept, Reference
from data_access.vocabulary import Role
from tests.frozen import EMBARGO, NOW
from tests.press_desk import a_person, a_proposal, office

ANN, BEN = a_person("ann", Role.PRESS_OFFICER), a_person("ben", Role.PRESS_OFFICER)
BEFORE, AFTER = EMBARGO - timedelta(microseconds=1), EMBARGO + timedelta(hours=9)


def ann(store: sa.Engine, *, now: datetime = NOW) -> ReleaseOffice:
    return office(store, ANN, now=now)


def approved(store: sa.Engine, kept: Kept, *, now: datetime = NOW) -> Kept:
    """Ben checks and approves it."""
    working = office(store, BEN, now=now)
    return working.approve(working.check(kept.reference, seen=1).reference, seen=2)


def embargoed(
    store: sa.Engine,
    *,
    until: datetime = EMBARGO,
    previous: Reference | None = None,
    rendered: Rendered | None = None,
    now: datetime = NOW,
) -> Kept:
    kept = approved(store, ann(store, now=now).draft(a_proposal(rendered, previous=previous)), now=now)
    return ann(store, now=now).embargo(kept.reference, seen=3, until=until)


def no_browser(_drawing: Drawing) -> bytes:
    """Draw on a machine without a browser."""
    raise NoBrowser


def public_site(store: sa.Engine, folder: Path, *, draw: Callable[[Drawing], bytes] = no_browser) -> PublicSite:
    return PublicSite(lambda: store, cabinet=Cabinet(folder / "published", draw=draw), address="")


def page_of(kept: Kept) -> str:
    """The path of its page within the public site."""
    return f"{kept.reference.text}/index.html"
