"""What a browser may send over the websocket, and how its page is made to run once more."""

from google.protobuf.message import DecodeError
from streamlit.proto.BackMsg_pb2 import BackMsg

# Streamlit takes more from anybody: to empty everybody's caches, to look into git, to write files beside the script.
EXPECTED = frozenset({"rerun_script", "stop_script", "app_heartbeat", "file_urls_request", "backend_operation_request"})
EXPECTED_OPERATIONS = frozenset({"deferred_file"})


def is_expected(frame: bytes) -> bool:
    """Return whether a page of ours would send this."""
    message = _read(frame)
    if message is None or message.WhichOneof("type") not in EXPECTED:
        return False
    operation = message.backend_operation_request.WhichOneof("payload")
    return message.WhichOneof("type") != "backend_operation_request" or operation in EXPECTED_OPERATIONS


def same_page(frame: bytes) -> bytes | None:
    """Return the frame that runs the same page again, or None if this one runs no page.

    It carries where the reader is and nothing they did: no widget, so that nothing they pressed happens twice.
    """
    message = _read(frame)
    if message is None or message.WhichOneof("type") != "rerun_script":
        return None
    asked, again = message.rerun_script, BackMsg()
    again.rerun_script.query_string = asked.query_string
    again.rerun_script.page_script_hash = asked.page_script_hash
    again.rerun_script.page_name = asked.page_name
    again.rerun_script.context_info.CopyFrom(asked.context_info)
    written: bytes = again.SerializeToString()
    return written


def _read(frame: bytes) -> BackMsg | None:
    message = BackMsg()
    try:
        message.ParseFromString(frame)
    except DecodeError:
        return None
    return message
