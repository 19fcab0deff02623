"""Media with an owner: Streamlit names a file by its content and opens it to anybody; here it is one session's own."""

from contextvars import ContextVar
from time import monotonic

from streamlit.runtime import memory_media_file_storage as storage
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.media_file_storage import MediaFileKind

from dashboard.handout import media_name

# Read when the bytes are stored, in the thread that made them. Nobody's files open to nobody.
_OWNER: ContextVar[str] = ContextVar("owner", default="")

# A press asks for a file and draws its page anew at the same moment. Until the button stands again, Streamlit takes its
# offer for nobody's, and forgets it whenever anybody else's page is done.
OFFERED_ON_S = 10.0


def own_media() -> None:
    """Put our storage in the place of Streamlit's and let offers outlast a redrawing; before the site is built."""
    vars(storage)["MemoryMediaFileStorage"] = OwnedMedia  # by this name Streamlit looks it up
    MediaFileManager._remove_orphaned_deferred_callables = _forget_old_offers  # type: ignore[assignment, method-assign]


def _forget_old_offers(offers: MediaFileManager) -> None:
    """Forget offers that have been nobody's for a while; whoever takes one meanwhile is asked for their session."""
    since: dict[str, float] = vars(offers).get("_nobodys_since", {})
    standing = {name for named in offers._files_by_session_and_coord.values() for name in named.values()}
    now = monotonic()
    left = {name: since.get(name, now) for name in offers._deferred_callables if name not in standing}
    for name in [name for name, moment in left.items() if now - moment > OFFERED_ON_S]:
        offers._drop_deferred_id(name)
        del left[name]
    vars(offers)["_nobodys_since"] = left


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
