"""A started site has loaded what every visit needs, and no collection of garbage walks through it again."""

import gc
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from streamlit.runtime import Runtime

from tests.doorway import site_gate


def test_after_the_start_garbage_collection_has_next_to_nothing_to_walk_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dashboard.asgi import build

    gc.unfreeze()
    with site_gate(tmp_path, monkeypatch), TestClient(build()):
        left = len(gc.get_objects())
        kept = gc.get_freeze_count()
    Runtime._instance = None  # Streamlit keeps one for the process, and would refuse the next site
    assert left < kept / 20
