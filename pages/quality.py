"""Data quality: which records need mending, and how complete and fresh the rest are."""

from dashboard.ui.desk import open_page
from dashboard.ui.quality import quality

quality(open_page())
