"""The whole page without a mouse: every control in reach, and always visible which one it is."""

from typing import Any

import pytest

from tests.e2e.reading import Readers

pytestmark = pytest.mark.browser

MOST_STOPS = 80
# How an element and what is around it look; a focus that changes none of this cannot be seen.
LOOKS = """element => {
  const looks = [];
  for (let each = element, up = 0; each && up < 4; each = each.parentElement, up += 1) {
    const style = getComputedStyle(each);
    looks.push(style.outline, style.boxShadow, style.borderColor, style.backgroundColor);
  }
  return looks.join(' ');
}"""
REMEMBER = f"""() => {{
  const looks = {LOOKS};
  window.unfocused = new Map([...document.querySelectorAll('a, button, input, summary, [tabindex]')]
    .map(each => [each, looks(each)]));
}}"""
A_STOP = f"""() => {{
  const looks = {LOOKS};
  const here = document.activeElement;
  return {{
    name: (here.getAttribute('aria-label') || here.innerText || here.id).trim().split('\\n')[0],
    role: here.getAttribute('role') || here.tagName.toLowerCase(),
    seen: window.unfocused.get(here) !== looks(here),
  }};
}}"""
# A pane that scrolls takes the focus in Chromium so that arrow keys move it; it is the whole page.
NO_CONTROL = {"main"}


def stops(reader: Any) -> list[dict[str, Any]]:
    """Press Tab until the page is through."""
    found: list[dict[str, Any]] = []
    reader.page.evaluate(REMEMBER)
    for _ in range(MOST_STOPS):
        reader.page.keyboard.press("Tab")
        stop = reader.page.evaluate(A_STOP)
        if stop["role"] == "body":
            break
        found.append(stop)
    return found


@pytest.mark.parametrize(("path", "wanted"), [
    ("/", {"Skip to main content", "Referrals", "Sign out", "First ten months", "Copy sentence", "Chart"}),
    ("/referrals", {"Headlines", "Cheshire", "Area", "Chart", "Narrow to one level of risk", "Narrow to one agency"}),
])  # fmt: skip
def test_tab_reaches_every_control_and_shows_where_it_is(readers: Readers, path: str, wanted: set[str]) -> None:
    found = stops(readers("commissioner").open(path))
    reached = " | ".join(stop["name"] for stop in found)
    assert [name for name in wanted if name not in reached] == []
    assert [stop for stop in found if not stop["seen"] and stop["role"] not in NO_CONTROL] == []
