"""Whether anything about the months up to now is unusual, whatever a reader has chosen elsewhere."""

from dataclasses import replace

from dashboard.charts.chart import View
from dashboard.charts.months import with_history
from dashboard.disclosure.disclosed import Rule
from dashboard.headline.history import monthly
from dashboard.headline.news import News, news_of
from dashboard.metrics import REFERRALS_RECEIVED
from data_access.filters import Filters
from data_access.scope import Scope
from data_access.snapshot import Snapshot


def news_lately(snapshot: Snapshot, view: View, *, scope: Scope, rule: Rule) -> News:
    """Return whether the referrals of a scope's forces by month are news on the day that the records reach."""
    whole = Filters(since=snapshot.as_at, until=snapshot.as_at, forces=scope.forces)
    held = with_history(replace(view, filters=whole))
    rows = snapshot.referrals(scope=scope, filters=held.filters)
    return news_of(monthly(REFERRALS_RECEIVED, rows, held, rule), held)
