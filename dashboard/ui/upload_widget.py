"""Streamlit's uploader: what it holds is taken out of memory as soon as it lies on the disk."""

from collections.abc import Sequence

import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dashboard.administration.uploads import Upload
from dashboard.ui import session

# An uploader forgets its files only under another key.
_ROUND = "upload-round"


def uploader(label: str, *, name: str, kinds: Sequence[str], several: bool) -> None:
    """Show an uploader; its files are read by `uploads_of`."""
    st.file_uploader(label, type=list(kinds), accept_multiple_files=several, key=_key(name))


def uploads_of(name: str) -> tuple[Upload, ...]:
    """Return what an uploader holds, inside a callback."""
    return tuple(Upload(name=file.name, content=file) for file in _held(name))


def forget_uploads(*names: str) -> None:
    """Take the files of some uploaders out of the server's memory, and let the uploaders start empty."""
    run = get_script_run_ctx()
    if run is not None and isinstance(run.uploaded_file_mgr, MemoryUploadedFileManager):
        for file in (file for name in names for file in _held(name)):
            run.uploaded_file_mgr.remove_file(session_id=run.session_id, file_id=file.file_id)
    session.set_widget(_ROUND, _round() + 1)


def _held(name: str) -> list[UploadedFile]:
    held = session.widget_value(_key(name))
    files = held if isinstance(held, list) else [held]
    return [file for file in files if isinstance(file, UploadedFile)]


def _round() -> int:
    past = session.widget_value(_ROUND)
    return past if isinstance(past, int) else 0


def _key(name: str) -> str:
    return f"{name}-{_round()}"
