"""Every page of the whole site, for every role and standing: what is sent is decoded and searched.

Each force has a marker in the names of its areas, so that a single row of another force would show.
"""

import base64
import io
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from starlette.testclient import TestClient
from streamlit.runtime import Runtime

from dashboard.edge import watch
from dashboard.identity.clock import moment
from dashboard.identity.demonstration import PROGRAMME_FORCES
from dashboard.identity.gate import COOKIE, Gate
from dashboard.policy import ACCOUNT, PAGES
from dashboard.ui import cache
from data_access import accounts
from data_access.caseload_vocabulary import Need
from data_access.database import open_case
from data_access.demo import write_programme
from data_access.quality.subjects import MISSING
from data_access.schema import area
from data_access.vocabulary import Role
from tests import databases
from tests.doorway import WITNESS, site_gate
from tests.one_page import A_DAY_S
from tests.standings import OVER, STANDINGS, Standing
from tests.wire import Reader, open_page

AS_AT = date(2020, 6, 30)
MARKER = "Marked"
REFERENCE = re.compile(r"\b(CHE|HAM|MET)-20\d\d-\d{5}\b")  # of a case
REFERENCES = {"E23000001": "MET", "E23000006": "CHE", "E23000030": "HAM"}
PACKED = re.compile(r"bdata\W+([A-Za-z0-9+/=]{8,})")
Opened = tuple[TestClient, Gate]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """The whole site over a small programme of three forces, each with its marker."""
    from dashboard.asgi import build

    folder = tmp_path_factory.mktemp("pages")
    case_url = _marked_programme(folder)
    cache.keeper.clear()  # of another test's site
    cache.case_source.clear()
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setenv("UNIT_CASE_URL", case_url)
        with (
            site_gate(folder, monkeypatch) as gate,
            TestClient(build(), base_url="https://testserver") as client,
        ):
            monkeypatch.setattr(watch, "ASKED_EVERY_S", A_DAY_S)
            yield client, gate
            cache.keeper().settle()
    Runtime._instance = None
    cache.keeper.clear()
    cache.case_source.clear()


def _marked_programme(folder: Path) -> str:
    case_url = databases.fresh_url("sqlite", folder, "case")
    case = open_case(case_url)
    write_programme(case, referrals=None, forces=None, seed=2018, as_at=AS_AT)
    with case.begin() as connection:
        connection.execute(area.update().values(area_name=MARKER + area.c.force_code + " " + area.c.area_name))
    case.dispose()
    return case_url


def somebody(gate: Gate, standing: Standing, role: Role, force: str) -> str | None:
    """Add a person of this role and force and return the token their browser holds in this standing."""
    name = f"{role.lower()}-{len(accounts.everyone(gate.store))}"
    forces = PROGRAMME_FORCES if role is Role.COMMISSIONER else (force,)
    accounts.add(
        gate.store,
        username=name,
        display_name=name,
        role=role,
        forces=forces,
        home_force=force,
        password_hash="$2b$12$C3G5PNerRJmEwQhV63WtOeW8HKGOKpes8HucYELr/eNjoANYdphR.",
        witness=WITNESS,
        now=moment(),
    )
    return standing.bring_about(gate, name)


def decoded(sent: str) -> str:
    """What was sent, with the numbers that Plotly packs written out beside it."""
    unpacked = [base64.b64decode(packed + "==").decode("latin-1") for packed in PACKED.findall(sent)]
    return "\n".join([sent, *unpacked])


def over() -> Iterator[Any]:
    """Every role in every standing that is over; on an ordinary day one role: none is asked for there."""
    for role in Role:
        for standing in OVER:
            marks = [] if role is Role.MANAGER else [pytest.mark.slow]
            yield pytest.param(role, standing, id=f"{standing.name}-{role.value}", marks=marks)


def forces() -> Iterator[Any]:
    """Every force of the programme; on an ordinary day the one between two others in every list."""
    for force in sorted(PROGRAMME_FORCES):
        marks = [] if force == sorted(PROGRAMME_FORCES)[1] else [pytest.mark.slow]
        yield pytest.param(force, marks=marks)


def has_figures(sent: str) -> bool:
    return any(sign in sent for sign in ("plotly_chart {", MARKER, "received 260"))


@pytest.mark.parametrize(("role", "standing"), over())
def test_no_page_opens_without_a_live_session(site: Opened, role: Role, standing: Standing) -> None:
    client, gate = site
    token = somebody(gate, standing, role, PROGRAMME_FORCES[0])
    with open_page(client, token=token) as page:
        for entry in PAGES:
            sent = decoded(page.run(page=entry.key, query="period=first-ten-months"))
            assert "Sign in" in sent
            assert entry.question not in sent
            assert not has_figures(sent)
            assert "<table" not in sent


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("standing", [each for each in STANDINGS if each.is_open], ids=lambda standing: standing.name)
def test_a_page_opens_for_whom_the_policy_names_and_nobody_else(site: Opened, role: Role, standing: Standing) -> None:
    client, gate = site
    token = somebody(gate, standing, role, PROGRAMME_FORCES[1])
    with open_page(client, token=token) as page:
        for entry in PAGES[1:]:
            sent = decoded(page.run(page=entry.key))
            is_open = role in entry.roles and (entry == ACCOUNT or not standing.is_owing)
            assert (entry.question in sent) == is_open, entry.key
            assert role is Role.MANAGER or not REFERENCE.search(sent), entry.key
            if is_open:
                assert has_figures(sent) <= entry.figures, entry.key
                assert not entry.filtered or "plotly_chart {" in sent or "<table" in sent, entry.key
            elif standing.is_owing or role is Role.ADMINISTRATOR:  # whose own first page has no figures
                assert not has_figures(sent), entry.key


def _forged(force: str) -> list[tuple[str, str]]:
    """Ways to ask the pages of single cases for those of another force."""
    reference = REFERENCES[force]
    lists = [f"force={force}&need={need}" for need in Need]
    lists += [f"force={force}&unassessed=3", f"force={force}&since=2018-01-01"]
    lists += [f"ref={reference}-", f"owner={reference}-P01", f"force={force}&show=FORCE&sort=RISK&turned=yes"]
    cases = [f"ref={reference}-2019-00001", f"ref={reference}-2019-00001&order=oldest"]
    mend = [f"what={subject}&force={force}" for subject in (f"{MISSING}area_id", f"{MISSING}next_review_date")]
    return [
        *(("caseload", each) for each in lists),
        *(("case", each) for each in cases),
        *(("quality", each) for each in mend),
        ("team", f"force={force}"),
    ]


def _turned_and_taken(client: TestClient, page: Reader, other: str, *, token: str | None) -> Iterator[str]:
    """Yield what the next page of a list sends, drawn alone, and the files of the list as they are handed over."""
    page.run(page="caseload", query=f"force={other}&show=FORCE&show=OWNER&show=AGENCY")
    held, bodies = {"Cookie": f"{COOKIE}={token}"}, []
    for kind in ("CSV", "Excel"):  # each fetched at once: the next run of the page takes it away
        bodies.append(client.get(page.download(f"Export as {kind}").url, headers=held).content)
    book = openpyxl.load_workbook(io.BytesIO(bodies[1]))
    page.run(page="caseload", query=f"force={other}&show=FORCE&show=OWNER&show=AGENCY")
    seen = [
        bodies[0].decode("utf-8-sig"),
        "\n".join(str(row) for sheet in book for row in sheet.iter_rows(values_only=True)),
        decoded(page.run(fragment=True, press="Next page", page="caseload")),
    ]
    assert all(map(REFERENCE.search, seen))
    yield from seen


@pytest.mark.parametrize("force", forces())
def test_nothing_of_another_force_is_sent_to_a_manager(site: Opened, force: str) -> None:
    client, gate = site
    token = somebody(gate, STANDINGS[0], Role.MANAGER, force)
    others = [each for each in PROGRAMME_FORCES if each != force]
    with open_page(client, token=token) as page:
        seen = [decoded(page.run(page=entry.key)) for entry in PAGES if Role.MANAGER in entry.roles]
        for other in others:
            seen += [
                decoded(page.run(page=entry.key, query=f"force={other}"))
                for entry in PAGES
                if Role.MANAGER in entry.roles
            ]
        seen += [decoded(page.run(page=key, query=query)) for other in others for key, query in _forged(other)]
        seen += list(_turned_and_taken(client, page, others[0], token=token))
    assert any(f"{MARKER}{force}" in sent for sent in seen)
    assert {found for sent in seen for found in REFERENCE.findall(sent)} == {REFERENCES[force]}
    assert not any(f"{MARKER}{other}" in sent for sent in seen for other in others)
