"""The awareness-week pack: one ZIP with everything a newsroom needs of a release, made in memory and never half."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from dashboard.edition import Edition
from dashboard.press.no_picture import NoPicture
from dashboard.press.pack_manifest import MANIFEST, README, Packed, manifest, readme
from dashboard.press.pack_plan import Draws, documents, in_order, pictures
from dashboard.press.pictures import picture
from dashboard.wording import release_pack as words
from data_access.moments import to_london

Progress = Callable[[int, int, str], None]
# One is drawn by Chromium while another is built and checked; it draws one at a time.
_AT_ONCE = 2
_FIRST_YEAR = 1980  # that a ZIP archive knows
_SQUEEZED = (".png", ".pptx", ".xlsx", ".pdf")  # already: to press them again costs time and gains nothing
_READABLE = 0o100644 << 16  # a plain file, which its owner may write and all may read


def awareness_week_pack(
    edition: Edition, *, now: datetime, progress: Progress | None = None, draw: Draws = picture
) -> bytes:
    """Return the pack of an edition as ZIP.

    Where pictures cannot be drawn the pack is whole without them, and says so in its README and its manifest.

    Parameters
    ----------
    now
        When it is made: it stands in the README, the manifest and on each file.
    progress
        Told of files done, files in all, and which was done last; called by the thread that asked for the pack.
    draw
        What draws a picture of a plate.
    """
    files, missing = _made(edition, now=now, progress=progress or _untold, draw=draw)
    # In the order of their paths, after what a reader should open first.
    first = ((README, readme(edition, files, now=now, missing=missing)),)
    described = ((MANIFEST, manifest(edition, files, now=now, missing=missing)),)
    return _zipped((*first, *described, *((file.planned.path, file.content) for file in files)), now=now)


def _made(edition: Edition, *, now: datetime, progress: Progress, draw: Draws) -> tuple[tuple[Packed, ...], str]:
    """Return the files by their path, and what is missing and why; "" where nothing is."""
    drawings, others = in_order(tuple(pictures(edition, draw=draw))), in_order(tuple(documents(edition, now=now)))
    made: list[Packed] = []

    def told(files: Iterator[Packed]) -> None:
        for file in files:
            made.append(file)
            progress(len(made), len(drawings) + len(others), file.planned.what)

    pool = ThreadPoolExecutor(max_workers=_AT_ONCE, thread_name_prefix="pack")
    try:
        drawn = [pool.submit(each.make) for each in drawings]
        told(Packed(planned=each, content=each.make()) for each in others)
        told(Packed(planned=each, content=waiting.result()) for each, waiting in zip(drawings, drawn, strict=True))
    except NoPicture as reason:
        count = len(made) - len(others)
        missing = words.missing(drawn=count, happened=reason.happened, remedy=reason.remedy)
    else:
        missing = ""
    finally:
        # Also where whoever waits has gone: what is not begun is not drawn.
        pool.shutdown(wait=True, cancel_futures=True)
    return tuple(sorted(made, key=lambda file: file.planned.path)), missing


def _zipped(files: Sequence[tuple[str, bytes]], *, now: datetime) -> bytes:
    """Return files as ZIP, in this order and all of one moment."""
    clock = to_london(now)
    stamp = (max(clock.year, _FIRST_YEAR), clock.month, clock.day, clock.hour, clock.minute, clock.second)
    written = BytesIO()
    with ZipFile(written, "w") as archive:
        for path, content in files:
            entry = ZipInfo(path, stamp)
            entry.external_attr = _READABLE
            archive.writestr(entry, content, ZIP_STORED if path.endswith(_SQUEEZED) else ZIP_DEFLATED)
    return written.getvalue()


def _untold(_done: int, _of: int, _what: str) -> None:
    """Tell nobody how far it is."""
