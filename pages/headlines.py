"""Headlines: what everybody should know."""

from dashboard.charts import pathways, volumes
from dashboard.ui.brief_me import brief_me
from dashboard.ui.cards import headline
from dashboard.ui.desk import open_page
from dashboard.ui.panel import pair

desk = open_page()

# The sentence and the cards are plain text: they stand on the screen before any chart library loads.
headline(desk)

brief_me(desk)

pair(desk, volumes.REFERRALS_BY_MONTH, pathways.TAKEN_ON_BY_QUARTER)
