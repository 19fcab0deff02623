"""Definitions: what each figure means."""

from dashboard.ui.desk import open_page
from dashboard.ui.glossary import glossary
from dashboard.ui.panel import title

title(open_page())

glossary()
