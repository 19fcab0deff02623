"""Where the press room leads: to the shelf, to a release or one of its figures, to one of its charts."""

from urllib.parse import urlencode

import streamlit as st

from dashboard.edge.copy_routes import PATH
from dashboard.policy.releasing import RELEASE_PAGE

RELEASE, PLATE = "release", "chart"
SHELF = f"/{RELEASE_PAGE}"


def release_address(reference: str, *, plate: str = "") -> str:
    """Return the address of a release, of one of its figures, or with one of its charts open."""
    asked = {RELEASE: reference, **({PLATE: plate} if plate else {})}
    return f"{SHELF}?{urlencode(asked)}"


def asked_for(parameter: str) -> str:
    """Return what the address asks for, or ""."""
    return next(iter(st.query_params.get_all(parameter)), "")


def picture_address(reference: str, *, plate: str, title: str, size: str, scale: int) -> str:
    """Return where the picture of a chart is asked for, for the clipboard."""
    asked = {RELEASE: reference, PLATE: plate, "title": title, "size": size, "scale": str(scale)}
    return f"{PATH}?{urlencode({key: value for key, value in asked.items() if value})}"
