"""Definitions: what each figure means."""

from dashboard.ui.desk import open_page
from dashboard.ui.glossary import glossary

open_page()

glossary()
