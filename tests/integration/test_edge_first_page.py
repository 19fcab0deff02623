"""The address of a role's first page leads to it: Streamlit itself would say "Page not found"."""

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from dashboard.edge.first_page import FirstPageAtTheRoot
from dashboard.identity.gate import COOKIE
from data_access.vocabulary import Role
from tests.doorway import add_person, session_of, site_gate


async def _says_where(request: Request) -> PlainTextResponse:
    return PlainTextResponse(str(request.url.path))


SITE = Starlette(
    routes=[Route("/{path:path}", _says_where)],
    middleware=[Middleware(FirstPageAtTheRoot)],
)


@pytest.mark.parametrize(
    ("role", "asked", "led_to"),
    [
        (None, "/headlines?period=fy-2019", "/headlines?period=fy-2019"),
        (Role.COMMISSIONER, "/headlines?period=fy-2019", "/?period=fy-2019"),
        (None, "/definitions", "/definitions"),
        (Role.MANAGER, "/caseload?need=REVIEW_DUE", "/?need=REVIEW_DUE"),
        (Role.MANAGER, "/headlines", "/headlines"),
        (Role.MANAGER, "/referrals?force=E23000006", "/referrals?force=E23000006"),
        (Role.ADMINISTRATOR, "/users", "/"),
        (Role.ADMINISTRATOR, "/definitions", "/definitions"),
        (Role.ADMINISTRATOR, "/headlines", "/headlines"),
    ],
)
def test_first_page_of_each_reader_stands_at_the_root(
    role: Role | None, asked: str, led_to: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with site_gate(tmp_path, monkeypatch) as gate, TestClient(SITE, base_url="https://testserver") as client:
        if role is not None:
            client.cookies.set(COOKIE, session_of(gate, add_person(gate, role=role)))
        response = client.get(asked)
        assert str(response.url) == f"https://testserver{led_to}"
