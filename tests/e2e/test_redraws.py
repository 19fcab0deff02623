"""A choice redraws what it changes: what reads as before is the very same piece of the page, and nobody touched it."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.reading import Reader, Readers, settled

pytestmark = pytest.mark.browser

ALL_AT_ONCE = {"width": 1280, "height": 6000}  # so that every chart is drawn before anything is chosen
QUIET_MS = 1_500  # longer than Plotly takes, on a busy computer, to see that its place has another width
ALL_DRAWN = """() => [...document.querySelectorAll('[data-testid=stPlotlyChart]')].every(
  chart => chart.querySelector('.main-svg'))"""
QUIET = f"() => performance.now() - window.lastTouched > {QUIET_MS}"
# Words, tables and drawings; what Streamlit lays around them says only how far a run has come.
PIECES = "h1, nav, [class*=st-key-panel-] [data-testid=stHtml], [class*=st-key-panel-] .js-plotly-plot"
WATCH = """pieces => {
  const found = () => [...document.querySelectorAll(pieces)].filter(piece => !piece.parentElement.closest(pieces));
  const touched = new Set();
  window.lastTouched = performance.now();
  new MutationObserver(records => {
    records.forEach(record => touched.add(record.target));
    window.lastTouched = performance.now();
  }).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
  window.watched = { found, touched, before: found().map(piece => ({ piece, said: piece.outerHTML })) };
}"""
# By panel, and whether it is a drawing, each piece that is: the same and left alone; the same and touched; put in
# place of one that read the same; other.
TOLD = r"""() => {
  const { found, touched, before } = window.watched;
  const of = piece => piece.closest('[class*=st-key-panel-]')?.className.match(/st-key-panel-(\w+)/)[1] ?? '';
  const panel = piece => piece.matches('.js-plotly-plot') ? `${of(piece)}, drawn` : of(piece);
  const was = new Map(before.map(({ piece, said }) => [piece, said]));
  const said = new Set(was.values());
  const told = { kept: [], touched: [], replaced: [], other: [] };
  for (const piece of found()) {
    const isTouched = [...touched].some(node => piece.contains(node));
    if (was.get(piece) === piece.outerHTML) told[isTouched ? 'touched' : 'kept'].push(panel(piece));
    else told[said.has(piece.outerHTML) ? 'replaced' : 'other'].push(panel(piece));
  }
  return told;
}"""


def watched(reader: Reader, path: str) -> Page:
    """Open a page so high that nothing is drawn later, and note every piece of it once all of it stands."""
    reader.page.set_viewport_size(ALL_AT_ONCE)  # type: ignore[arg-type]
    reader.open(path)
    reader.page.wait_for_function(ALL_DRAWN)
    reader.page.evaluate(WATCH, PIECES)
    reader.page.wait_for_function(QUIET)
    reader.page.evaluate(WATCH, PIECES)
    return reader.page


def told(page: Page) -> dict[str, list[str]]:
    """Return what became of the pieces, each by its panel, once nothing changes any more."""
    settled(page)
    page.wait_for_function(QUIET)
    answer: dict[str, Any] = page.evaluate(TOLD)
    return answer


def test_a_click_touches_nothing_that_reads_as_before(readers: Readers) -> None:
    page = watched(readers("manager"), "/referrals?period=first-ten-months")
    bar = page.locator(".st-key-panel-referrals_by_agency .bars .point path").first.bounding_box()
    assert bar is not None
    page.mouse.click(bar["x"] + bar["width"] / 2, bar["y"] + bar["height"] / 2)
    expect(page).to_have_url(re.compile("agency="))
    pieces = told(page)
    assert (pieces["touched"], pieces["replaced"]) == ([], [])
    assert "" in pieces["kept"]  # the heading of the page
    assert "referrals_by_agency" in pieces["kept"]  # its definition
    assert {f"referrals_by_{each}, drawn" for each in ("month", "risk", "area")} <= set(pieces["other"])


def test_a_choice_of_one_panel_leaves_every_other_as_it_was(readers: Readers) -> None:
    page = watched(readers("manager"), "/outcomes?period=first-ten-months")
    page.get_by_role("radiogroup", name="Followed for").get_by_text("28 days", exact=True).click()
    expect(page).to_have_url(re.compile("after=28"))
    pieces = told(page)
    assert pieces["touched"] == []
    assert {*pieces["replaced"]} <= {"outcomes_within_28"}
    # Links in tables say what is chosen, so tables are written anew; of the drawings one is.
    assert [piece for piece in pieces["other"] if piece.endswith(", drawn")] == ["outcomes_within_28, drawn"]
    assert {"closure_outcomes, drawn", "interventions, drawn", "flow, drawn", "flow"} <= set(pieces["kept"])
