"""The typeface of what leaves: how wide its text is, where its lines break, and what of a text may be drawn at all."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from html import escape
from pathlib import Path

from PIL import ImageFont

FAMILY = "Casework Sans"
FONTS = Path(__file__).parents[1] / "fonts"
# The generic name is for letters that our typeface has not: other scripts, emoji.
STACK = f"'{FAMILY}', sans-serif"
LINE = 1.3  # heights of a letter from line to line, as Plotly sets text
ELLIPSIS = "…"
HELD_SIGN = "†"
_MEASURED_AT = 100
_SLACK = 1.01  # the browser rounds each letter on its own
# Letters of the typeface end here but for punctuation; what lies beyond is drawn in whatever font the machine has.
_OURS_UNTIL, _PUNCTUATION = 0x0250, range(0x2010, 0x2020)
# Controls that no XML holds, and those that would turn the digits after them round.
_UNDRAWABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")


# What is read in one breath stays in one line: a day with its month and year, a reference with its name.
_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
_BOUND = re.compile(rf"(?<!\S)\d{{1,2}} {_MONTH}(?: \d{{4}})?|{_MONTH} \d{{4}}|Reference \S+|{HELD_SIGN} \S+")
_HOLD = "\x1f"  # stands for a space that no line breaks at, and never leaves


def drawable(text: str) -> str:
    """Return a text in one line, without what breaks a file or turns round what is read."""
    return " ".join(unicodedata.normalize("NFC", _UNDRAWABLE.sub("", text)).split())


def as_written(lines: Sequence[str]) -> str:
    """Return lines so that Plotly, which reads some HTML, draws them as they are written."""
    return "<br>".join(escape(line, quote=False) for line in lines)


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Return the pixels of a line of text at a size."""
    return _ems(text, bold=bold) * size * _SLACK


def lines_of(text: str, size: float, width: float, *, bold: bool = False, at_most: int = 0) -> list[str]:
    """Return a text broken into lines of a width, words broken only where one alone is too long.

    Under a limit of lines the last ends in an ellipsis where more would follow.
    """
    lines: list[str] = []
    for held in _BOUND.sub(lambda found: found[0].replace(" ", _HOLD), drawable(text)).split(" "):
        word = held.replace(_HOLD, " ")
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(joined, size, bold=bold) <= width:
            lines[-1] = joined
        else:
            lines += _pieces(word, size, width, bold=bold)
        if at_most and len(lines) > at_most:
            return [*lines[: at_most - 1], _shortened(lines[at_most - 1], size, width, bold=bold)]
    return lines


def balanced(text: str, size: float, width: float, *, bold: bool = False, at_most: int = 0) -> list[str]:
    """Return a text in as few lines as `lines_of`, of about one length each, so that no word is left alone."""
    lines = lines_of(text, size, width, bold=bold, at_most=at_most)
    for narrower in (0.6, 0.7, 0.8, 0.9):
        tried = lines_of(text, size, narrower * width, bold=bold)
        if len(tried) == len(lines):
            return tried
    return lines


def widest(lines: Sequence[str], size: float, *, bold: bool = False) -> float:
    """Return the pixels of the longest of some lines."""
    return max((width_of(line, size, bold=bold) for line in lines), default=0.0)


def _pieces(word: str, size: float, width: float, *, bold: bool) -> list[str]:
    if width_of(word, size, bold=bold) <= width:
        return [word]
    pieces = [""]
    for letter in word:
        if pieces[-1] and width_of(pieces[-1] + letter, size, bold=bold) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def _shortened(line: str, size: float, width: float, *, bold: bool) -> str:
    while line and width_of(line + ELLIPSIS, size, bold=bold) > width:
        line = line[:-1]
    return line.rstrip() + ELLIPSIS


@lru_cache(maxsize=4096)
def _ems(text: str, *, bold: bool) -> float:
    ours = "".join(letter for letter in text if ord(letter) < _OURS_UNTIL or ord(letter) in _PUNCTUATION)
    return _font(bold=bold).getlength(ours) / _MEASURED_AT + len(text) - len(ours)


@lru_cache(maxsize=2)
def _font(*, bold: bool) -> ImageFont.FreeTypeFont:
    path = FONTS / f"CaseworkSans-{'Bold' if bold else 'Regular'}.ttf"
    # Letter by letter on every machine, whatever library for scripts it has.
    return ImageFont.truetype(path, _MEASURED_AT, layout_engine=ImageFont.Layout.BASIC)
