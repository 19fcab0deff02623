"""Refuses to start with an address or a page that the policy does not know: what nobody decided on opens to nobody."""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from starlette.routing import BaseRoute, Route, WebSocketRoute

from dashboard.policy import PAGES, PageEntry, entry_for
from data_access.errors import SettingRefused

PARAMETER = re.compile(r"\{[^}]*\}")


def check_routes(routes: Iterable[BaseRoute]) -> None:
    """Raise `SettingRefused` unless the policy has an entry for every route and method."""
    _refuse([f"route {where} has no entry in the policy" for route in routes for where in _unlisted(route)])


def check_pages(folder: Path, *, pages: Sequence[PageEntry] = PAGES) -> None:
    """Raise `SettingRefused` unless every page of the policy has a file and every file a page."""
    listed = {entry.key for entry in pages}
    found = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    missing = [f"page {key} has no file" for key in sorted(listed - found)]
    _refuse([*missing, *(f"file {key}.py has no entry in the policy" for key in sorted(found - listed))])


def _unlisted(route: BaseRoute) -> Iterator[str]:
    if isinstance(route, WebSocketRoute):
        methods = {"WEBSOCKET"}
    elif isinstance(route, Route) and route.methods:
        methods = set(route.methods)
    else:
        yield f"{getattr(route, 'path', '')!r} (it takes more than can be listed)"
        return
    address = PARAMETER.sub("x", route.path)
    yield from (f"{method} {route.path}" for method in sorted(methods) if entry_for(address, method) is None)


def _refuse(faults: Sequence[str]) -> None:
    if faults:
        raise SettingRefused(
            f"Policy and site disagree: {'; '.join(faults)}.",
            unharmed="Nothing was started.",
            remedy="List it in dashboard/policy with who may have it, or take it away.",
        )
