"""The public site of this process: made ahead of time, right by the clock, and kept when the store is lost."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from types import MappingProxyType

from dashboard.administration.public_releases import PublicReleases, moments_to_come
from dashboard.press.no_picture import NoBrowser, NoPicture
from dashboard.press.pictures import picture
from dashboard.press.web import Cabinet, Drawing, File, Files, Pictures, Published, drawings, release_files, site_of
from data_access import releases
from data_access.errors import UnitError
from data_access.releases import Kept
from data_access.sessions import Store
from data_access.settings import data_settings

# An embargo can be moved and a release withdrawn until it has passed. What the store said longer ago than this opens
# nothing any more; what was out stays.
TRUSTED_FOR = timedelta(seconds=60)
REST = timedelta(minutes=10)  # after a picture could not be drawn; the pages are whole without
NOTHING: Files = MappingProxyType({})
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """The whole site from one moment until the next."""

    since: datetime
    releases: tuple[Published, ...]
    files: Mapping[str, File]


class PublicSite:
    """Every file that the public may have at a moment, of the releases of one store.

    `look` asks the store, `draw` makes pictures that are missing; both may take their time, each in a thread of its
    own. `files` is asked at every request and only looks at the clock.
    """

    def __init__(self, store: Callable[[], Store], *, cabinet: Cabinet, address: str) -> None:
        self._store = store
        self._releases = PublicReleases(store)
        self._cabinet = cabinet
        self._address = address
        self._lock = Lock()
        self._known: tuple[Kept, ...] | None = None
        self._looked_at: datetime | None = None
        self._chapters: tuple[Chapter, ...] = ()
        self._made: dict[tuple[Published, int], Files] = {}
        self._rests_until: datetime | None = None

    def files(self, now: datetime) -> Files:
        """Return the files that are public at a moment, by their path; none before the store was ever asked."""
        chapters, looked_at = self._chapters, self._looked_at
        if not chapters or looked_at is None:
            return NOTHING
        if len(chapters) == 1:
            return chapters[0].files
        trusted = min(now, looked_at + TRUSTED_FOR)
        return next(each.files for each in reversed(chapters) if each.since <= trusted or each is chapters[0])

    def look(self, now: datetime) -> None:
        """Bring the site up to date; where the store cannot be asked, all stays and the log says so."""
        try:
            self.refresh(now)
        except UnitError:
            _log.warning("the public pages could not be brought up to date", exc_info=True)

    def refresh(self, now: datetime) -> None:
        """Ask the store what is out and what is to come; raises `DatabaseUnavailable`, and then all stays."""
        known = releases.releases_of(self._store(), forces=None)
        if known != self._known:
            self._build(now, known=known)
        self._looked_at = now

    def draw(self, now: datetime) -> bool:
        """Draw what is missing of one release, and show it; return whether there was anything that could be drawn."""
        if self._rests_until is not None and now < self._rests_until:
            return False
        for published in self._by_urgency():
            missing = [each for each in drawings(published.edition) if self._cabinet.kept(each) is None]
            if missing and self._drawn(missing, now):
                self._build(now)
                return True
        return False

    @property
    def lacks_pictures(self) -> bool:
        """Whether a picture of a release that is out or to come is still to be drawn."""
        return any(
            self._cabinet.kept(each) is None for published in self._by_urgency() for each in drawings(published.edition)
        )

    def tidy(self) -> None:
        """Forget drawings that no page shows or is to show."""
        if self._looked_at is not None:
            self._cabinet.keep_only(each for published in self._by_urgency() for each in drawings(published.edition))

    def _by_urgency(self) -> tuple[Published, ...]:
        """Return every release that is out or to come, each as it is to look: now first, and newest first."""
        newest_first = (
            sorted(chapter.releases, key=lambda each: each.public_at, reverse=True) for chapter in self._chapters
        )
        return tuple(dict.fromkeys(each for chapter in newest_first for each in chapter))

    def _drawn(self, missing: list[Drawing], now: datetime) -> bool:
        drawn = False
        for drawing in missing:
            try:
                self._cabinet.draw(drawing)
                drawn = True
            except NoBrowser:
                self._rest(now)
                break
            except NoPicture:
                self._rest(now)
        return drawn

    def _rest(self, now: datetime) -> None:
        _log.warning("a picture of a public page could not be drawn", exc_info=True)
        self._rests_until = now + REST

    def _build(self, now: datetime, *, known: tuple[Kept, ...] | None = None) -> None:
        """Make the site anew, of what is known by now or was before; of two who come at once, in turn."""
        with self._lock:
            told = (self._known or ()) if known is None else known
            made, self._made = self._made, {}
            self._chapters = tuple(
                self._chapter(told, moment, made) for moment in (now, *moments_to_come(told, now=now))
            )
            self._known = told

    def _chapter(
        self, known: tuple[Kept, ...], moment: datetime, made: Mapping[tuple[Published, int], Files]
    ) -> Chapter:
        out = self._releases.at(known, moment)

        def files_of(published: Published) -> Files:
            pictures = self._pictures(published)
            key = (published, len(pictures))
            if key not in self._made:
                self._made[key] = made.get(key) or release_files(published, pictures=pictures, address=self._address)
            return self._made[key]

        return Chapter(since=moment, releases=out, files=site_of(out, files_of=files_of, address=self._address))

    def _pictures(self, published: Published) -> Pictures:
        found = ((each.name, self._cabinet.kept(each)) for each in drawings(published.edition))
        return {name: body for name, body in found if body is not None}


def public_site(store: Callable[[], Store], *, address: str) -> PublicSite:
    """Return the site of what is released in a store; where pictures cannot be drawn its pages do without."""
    cabinet = Cabinet(
        data_settings().var_dir / "published",
        draw=lambda drawing: picture(drawing.plate, size=drawing.size, form=drawing.form),
    )
    return PublicSite(store, cabinet=cabinet, address=address)
