"""Pictures of public pages: drawn ahead of time and once, gone when their mark is wrong, left out where they fail."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from dashboard.administration.public_site import REST
from dashboard.press.no_picture import NotDrawn
from dashboard.press.web import Drawing
from tests.frozen import EMBARGO, NOW
from tests.public_pages import document
from tests.published import AFTER, ann, embargoed, page_of, public_site

REASON = "An agency was counted twice."


def test_pictures_are_drawn_ahead_of_the_embargo_and_kept_for_the_next_start(
    store_engine: sa.Engine, tmp_path: Path
) -> None:
    kept = embargoed(store_engine)
    drawn: list[str] = []

    def draw(drawing: Drawing) -> bytes:
        drawn.append(drawing.name)
        return drawing.name.encode()

    site = public_site(store_engine, tmp_path, draw=draw)
    site.look(NOW)
    assert site.draw(NOW)
    assert not site.draw(NOW)
    plates = ["plates/agency-1x1.svg", "plates/agency.svg", "plates/total-1x1.svg", "plates/total.svg"]
    assert sorted(drawn) == [*plates, "social.png"]
    again = public_site(store_engine, tmp_path, draw=draw)
    again.look(EMBARGO)
    assert again.files(EMBARGO)[f"{kept.reference.text}/social.png"].body == b"social.png"
    assert len(drawn) == 5
    ann(store_engine, now=AFTER).withdraw(kept.reference, seen=4, reason=REASON)
    again.look(AFTER)
    # The old pictures bear no mark: they are gone at once, and the new ones come when they are drawn.
    assert f"{kept.reference.text}/social.png" not in again.files(AFTER)
    assert again.draw(AFTER)
    assert f"{kept.reference.text}/social.png" in again.files(AFTER)
    again.tidy()
    assert len(list((tmp_path / "published").iterdir())) == 5


def test_a_picture_that_cannot_be_drawn_is_left_out_and_tried_again_after_a_while(
    store_engine: sa.Engine, tmp_path: Path
) -> None:
    kept = embargoed(store_engine)
    asked: list[str] = []

    def draw(drawing: Drawing) -> bytes:
        asked.append(drawing.name)
        if drawing.name == "plates/agency.svg":
            raise NotDrawn
        return b"drawn"

    site = public_site(store_engine, tmp_path, draw=draw)
    site.look(AFTER)
    assert site.draw(AFTER)
    page = document(site.files(AFTER), page_of(kept))
    assert page.xpath("//img/@src") == ["plates/total.svg"]
    assert not site.draw(AFTER)
    assert asked.count("plates/agency.svg") == 1
    site.draw(AFTER + REST)
    assert asked.count("plates/agency.svg") == 2


def test_a_full_disk_leaves_the_pages_with_their_pictures(
    store_engine: sa.Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object, **_named: object) -> None:
        raise OSError(28, "No space left on device")

    kept = embargoed(store_engine)
    site = public_site(store_engine, tmp_path, draw=lambda drawing: drawing.name.encode())
    site.look(AFTER)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "hardlink_to", full)
        site.draw(AFTER)
    assert site.files(AFTER)[f"{kept.reference.text}/social.png"].body == b"social.png"
    assert list((tmp_path / "published").iterdir()) == []
