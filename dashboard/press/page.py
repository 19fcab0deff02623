"""The page that pictures are drawn in: Plotly of the installed package, kaleido's script, our typeface, no address."""

import json
from base64 import b64encode
from pathlib import Path

from kaleido import PageGenerator

from dashboard.charts.typeface import FAMILY, FONTS

_SCRIPT = Path(__file__).with_name("darkroom.js")
_WEIGHTS = {400: "Regular", 700: "Bold"}
_KINDS = {"ttf": "font/ttf", "woff2": "font/woff2"}
# Nothing is fetched but the scripts of the installed packages, whatever a figure holds.
_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src file: 'unsafe-inline'",
        "style-src 'unsafe-inline'",
        "img-src data: blob:",
        "font-src data:",
    )
)


# A ligature is one sign for two letters or three: read back out of a PDF, "officer" would lack some.
_LETTER_BY_LETTER = "text{font-variant-ligatures:none}"


def faces(kind: str) -> str:
    """Return the typeface as CSS that needs no other file: "ttf" with every letter we have, "woff2" with fewer."""
    return _LETTER_BY_LETTER + "".join(
        f"@font-face{{font-family:'{FAMILY}';font-weight:{weight};src:url(data:{_KINDS[kind]};base64,"
        f"{b64encode((FONTS / f'CaseworkSans-{name}.{kind}').read_bytes()).decode()})}}"
        for weight, name in _WEIGHTS.items()
    )


class Page:
    """The page, as kaleido asks for it."""

    def generate_index(self) -> str:
        """Return its HTML."""
        every = faces("ttf")
        told = f"const FAMILY = {json.dumps(FAMILY)}; const FACES = {json.dumps(every)};"
        ours = (
            f"<style>{every}@page{{margin:0}}#kaleido-image{{display:block}}</style>"
            f"<script>{told}\n{_SCRIPT.read_text(encoding='utf-8')}</script>"
        )
        policy = f'<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        plain: str = PageGenerator(mathjax=False).generate_index()
        return plain.replace("<head>", policy, 1).replace("</head>", f"{ours}</head>", 1)
