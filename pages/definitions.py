"""Definitions: what does each figure mean?"""

from dashboard.ui.desk import open_page
from dashboard.ui.glossary import glossary

open_page()

glossary()
