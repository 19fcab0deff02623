"""How long pictures of a release take: the first, with Chromium to start; the next; those of eight people at once."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from io import BytesIO
from statistics import median, quantiles
from time import perf_counter

from PIL import Image, ImageChops

from dashboard.charts import stamp
from dashboard.edition import Plate
from dashboard.press.darkroom import Darkroom
from dashboard.press.pictures import drawn_by
from dashboard.press.sizes import WIDE, Format
from tests.bench.part import Measurement, Part, Setting
from tests.editions import plates

NAME = "pictures"
SCALE = 2
WARM_MS = 350
PEOPLE = 8
ROUNDS_OF_EIGHT = 3


def pictures(setting: Setting) -> Iterator[Measurement]:
    """Yield milliseconds of wide pictures, cold and warm, and whether eight people were each given their own."""
    cold = [_cold() for _ in range(ROUNDS_OF_EIGHT)]
    room = Darkroom()
    room.warm()
    try:
        warm = list(_warm(room, rounds=4 * setting.rounds))
        yield from warm
        yield Measurement(part=NAME, what="PNG 2x, cold: p50", value=median(cold), unit="ms", note="Chromium starts")
        yield Measurement(part=NAME, what="cold / warm", value=median(cold) / warm[0].value, unit="times")
        yield from _eight(room)
    finally:
        room.stop()


def _cold() -> float:
    room = Darkroom()
    took = _timed(room, plates()[0], Format.PNG)
    room.stop()
    return took


def _warm(room: Darkroom, *, rounds: int) -> Iterator[Measurement]:
    """Yield each format's median and ninety-fifth, formats taking turns so that a busy moment hits all of them."""
    forms = (Format.PNG, Format.SVG, Format.PDF)
    times: dict[Format, list[float]] = {form: [] for form in forms}
    for turn in range(rounds):
        for form in forms:
            times[form].append(_timed(room, plates()[turn % 4], form))
    for form in forms:
        what = "PNG 2x" if form is Format.PNG else form.upper()
        half, late = median(times[form]), quantiles(times[form], n=20)[-1]
        target = {"target": f"{WARM_MS} ms", "met": half <= WARM_MS} if form is Format.PNG else {}
        note = f"fastest {min(times[form]):,.0f}"
        yield Measurement(part=NAME, what=f"{what}, warm: p50", value=half, unit="ms", note=note, **target)
        yield Measurement(part=NAME, what=f"{what}, warm: p95", value=late, unit="ms")


def _timed(room: Darkroom, plate: Plate, form: Format) -> float:
    started = perf_counter()
    drawn_by(room, plate, size=WIDE, form=form, scale=SCALE)
    return (perf_counter() - started) * 1000


def _eight(room: Darkroom) -> Iterator[Measurement]:
    """Yield how long eight at once wait, and how many were given a picture that is not pixel for pixel their own."""
    asked = [replace(plate, title=f"What person {number} asked for") for number, plate in enumerate(plates() * 2)]
    draw = partial(drawn_by, room, size=WIDE, form=Format.PNG, scale=SCALE)
    alone = [_pixels(draw(plate)) for plate in asked]
    waits, mixed_up = [], 0
    for _ in range(ROUNDS_OF_EIGHT):
        together = threading.Barrier(PEOPLE)
        started = perf_counter()

        def one(plate: Plate, together: threading.Barrier = together) -> bytes:
            together.wait()
            return draw(plate)

        with ThreadPoolExecutor(PEOPLE) as people:
            answers = list(people.map(one, asked))
        waits.append((perf_counter() - started) * 1000)
        mixed_up += sum(not _same(_pixels(file), own) for file, own in zip(answers, alone, strict=True))
    yield Measurement(part=NAME, what="eight people at once, PNG 2x: all served in", value=median(waits), unit="ms")
    yield Measurement(
        part=NAME,
        what=f"pictures of somebody else, of {PEOPLE * ROUNDS_OF_EIGHT}",
        value=mixed_up,
        unit="pictures",
        target="none",
        met=mixed_up == 0,
    )


def _pixels(file: bytes) -> Image.Image:
    """Return a picture without the edge that differs each time."""
    with Image.open(BytesIO(file)) as image:
        whole = image.convert("RGB")
    return whole.crop((0, 0, whole.width, whole.height - SCALE * stamp.CELL))


def _same(one: Image.Image, other: Image.Image) -> bool:
    return one.size == other.size and ImageChops.difference(one, other).getbbox() is None


PICTURES = Part(name=NAME, run=pictures)
