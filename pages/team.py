"""Team and flow: who carries what, and whether the unit keeps up."""

from dashboard.ui.desk import open_page
from dashboard.ui.team import team

team(open_page())
