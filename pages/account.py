"""Your account: who may act in your name, and from where."""

from dashboard.ui.desk import open_office
from dashboard.ui.own_account import keeping_it_safe, who_you_are
from dashboard.ui.panel import title

seat = open_office()

title(seat)
who_you_are(seat)
keeping_it_safe(seat)
