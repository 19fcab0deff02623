"""Press room: what may be published, when, and in which words."""

from dashboard.ui.desk import open_office
from dashboard.ui.press import press_room

press_room(open_office())
