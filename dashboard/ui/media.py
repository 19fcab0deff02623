"""Media with an owner: Streamlit names a file by its content and opens it to anybody; here it is one session's own."""

from contextvars import ContextVar

from streamlit.runtime import memory_media_file_storage as storage
from streamlit.runtime.media_file_storage import MediaFileKind

from dashboard.handout import media_name

# Read when the bytes are stored, in the thread that made them. Nobody's files open to nobody.
_OWNER: ContextVar[str] = ContextVar("owner", default="")


def own_media() -> None:
    """Put our storage in the place of Streamlit's; call it before the site is built."""
    vars(storage)["MemoryMediaFileStorage"] = OwnedMedia  # by this name Streamlit looks it up


def belongs_to(session_id: str) -> None:
    """Give what this thread stores next to a session."""
    _OWNER.set(session_id)


class OwnedMedia(storage.MemoryMediaFileStorage):
    """Stands in for Streamlit's storage: its names carry the owner and say nothing of the content."""

    def load_and_get_id(
        self, path_or_data: str | bytes, mimetype: str, kind: MediaFileKind, filename: str | None = None
    ) -> str:
        """Keep a file under a new name and return it."""
        content = self._read_file(path_or_data) if isinstance(path_or_data, str) else path_or_data
        name = media_name(_OWNER.get())
        self._files_by_id[name] = storage.MemoryFile(content=content, mimetype=mimetype, kind=kind, filename=filename)
        return name
