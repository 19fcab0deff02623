"""Programme: what three ways of working teach a fourth force."""

from dashboard.ui.desk import open_page
from dashboard.ui.panel import title
from dashboard.ui.programme import funnels, side_by_side
from dashboard.ui.rollout import rollout

desk = open_page()

title(desk)

side_by_side(desk)

funnels(desk)

rollout(desk)
