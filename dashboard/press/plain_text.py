"""Text as files can hold it: one line, without what no document may contain and what turns the order of letters."""

import re
import unicodedata

# Control characters, halves of surrogate pairs and non-characters cannot stand in XML; the marks that turn the order
# of what follows could make a number read backwards. What a script from right to left needs is left alone.
_NEVER = {"Cc", "Cs", "Cn"}
_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_BLANKS = re.compile(r"\s+")
LONGEST = 300  # letters of a title that a slide or the name of a sheet can bear


def plain(text: str) -> str:
    """Return a text on one line, fit for every document."""
    spaced = _BLANKS.sub(" ", text).strip()
    return "".join(
        letter
        for letter in spaced
        if letter not in _TURNS and (letter == " " or unicodedata.category(letter) not in _NEVER)
    )


def shortened(text: str, *, longest: int = LONGEST) -> str:
    """Return a text on one line, cut to a length with an ellipsis."""
    told = plain(text)
    return told if len(told) <= longest else f"{told[: longest - 1].rstrip()}…"
