"""Definitions: what each figure means."""

from dashboard.ui.desk import open_office
from dashboard.ui.glossary import glossary
from dashboard.ui.panel import title

title(open_office())

glossary()
