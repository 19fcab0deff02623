"""What is new since this reader was last here: cases received, waits past target, and anything unusual."""

from dataclasses import replace
from datetime import date

import streamlit as st

from dashboard.administration.caseload import CaseloadOffice
from dashboard.caseload.choice import CaseloadChoice, Facet
from dashboard.headline.lately import news_lately
from dashboard.ui import caseload_markup, markup
from dashboard.ui.desk import Desk
from dashboard.wording import caseload_since as words
from data_access.caseload_vocabulary import Need
from data_access.vocabulary import Risk

REFERRALS = "/referrals"


def since_last_here(desk: Desk, office: CaseloadOffice, choice: CaseloadChoice) -> None:
    """Say what is new, each count a way to exactly its cases."""
    before = office.visited(desk.snapshot.as_at)
    if before is None:
        st.html(markup.foot([words.FIRST_VISIT]))
        return
    news = news_lately(desk.snapshot, desk.view, scope=desk.user.scope, rule=desk.rule)
    ways = [*_counted(office, choice, before), (words.news(news.words, news.why if news.unusual else ""), REFERRALS)]
    st.html(caseload_markup.since(words.since(before), ways))


def _counted(office: CaseloadOffice, choice: CaseloadChoice, before: date) -> list[tuple[str, str]]:
    new = replace(choice.whole(None), since=before)
    high = new.having(Facet.RISK, [Risk.HIGH])
    late = replace(choice.whole(Need.PAST_TARGET), since=before)
    counted = [
        (say, each, office.count(each)) for say, each in ((words.new, new), (words.new_high, high), (words.late, late))
    ]
    return [(say(number), each.address if number else "") for say, each, number in counted]
