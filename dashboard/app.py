"""One visit: who, where, about what, and then the page; the entry script that Streamlit runs."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))  # Streamlit puts only this script's own folder on the path

from dashboard.ui.shell import visit  # noqa: E402 - the path comes first

visit(ROOT)
