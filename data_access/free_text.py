"""What a person typed to be read by others: one line of visible characters, never cut and never changed unseen."""

import unicodedata

# Marks that turn the direction of what follows could make one word read as another, here and in every export; those of
# a script itself (Hebrew, Arabic) need none of them. Joiners within an emoji stay.
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_UNSEEN = frozenset({"Cc", "Cs", "Co", "Cn"})  # controls, halves of characters, private and unassigned ones


def one_line(text: str) -> str:
    """Return a text on one line, spaces at its ends and double ones dropped."""
    return " ".join(text.split())


def fault_in(text: str, *, longest: int) -> str:
    """Return why a text on one line cannot be kept, as the end of a sentence ("has ..."), or "" if it can."""
    if len(text) > longest:
        return f"has {len(text)} characters, and at most {longest} are kept"
    if any(letter in _TURNING or unicodedata.category(letter) in _UNSEEN for letter in text):
        return "has characters that cannot be seen"
    return ""
