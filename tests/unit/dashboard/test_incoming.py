"""What a browser may send over the websocket."""

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from dashboard.ui.incoming import is_expected


def deferred_file() -> BackMsg:
    asked = BackMsg()
    asked.backend_operation_request.deferred_file.file_id = "a"
    return asked


def installation() -> BackMsg:
    asked = BackMsg()
    asked.backend_operation_request.install_skills.SetInParent()
    return asked


@pytest.mark.parametrize("message", [BackMsg(app_heartbeat=True), BackMsg(stop_script=True), deferred_file()])
def test_what_our_pages_send_is_expected(message: BackMsg) -> None:
    assert is_expected(message.SerializeToString())


@pytest.mark.parametrize(
    "message",
    [BackMsg(), BackMsg(clear_cache=True), BackMsg(load_git_info=True), BackMsg(set_run_on_save=True), installation()],
)
def test_what_they_never_send_is_not(message: BackMsg) -> None:
    assert not is_expected(message.SerializeToString())


def test_a_torn_frame_is_not_expected() -> None:
    assert not is_expected(b"\xff" * 20)
