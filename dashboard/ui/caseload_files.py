"""The caseload to take away: every case of the list as a file."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from dashboard.administration.briefings import Masthead
from dashboard.administration.caseload import CaseloadOffice
from dashboard.administration.caseload_export import MIMES, CaseloadFile, briefing_file
from dashboard.caseload.choice import CaseloadChoice
from dashboard.handout import Prepared
from dashboard.identity.clock import moment
from dashboard.policy import Action, User
from dashboard.settings import dashboard_settings
from dashboard.ui.caseload_office import office_of
from dashboard.ui.desk import Desk
from dashboard.ui.guard import download
from dashboard.wording import caseload as words


def offer_briefing(desk: Desk, office: CaseloadOffice, choice: CaseloadChoice) -> None:
    """Offer the counts of the strip as the page that is mailed on Mondays, where one force is looked at."""
    looked_at = choice.question(office.yardsticks).yardsticks
    if len(looked_at) != 1:
        return
    (held,), snapshot, settings = looked_at, desk.snapshot, dashboard_settings()
    names = {force.code: force.name for force in snapshot.reference.forces}
    masthead = Masthead(
        unit=settings.unit_name,
        force=names[held.force_code],
        as_at=snapshot.as_at,
        is_invented=snapshot.synthetic,
        site=settings.public_url or "",
    )

    def made(user: User) -> Prepared:
        return briefing_file(replace(office, user=user, now=moment()), masthead, choice)

    name = f"briefing_{snapshot.as_at.isoformat()}.pdf"
    download(
        words.BRIEFING,
        key="caseload-briefing",
        action=Action.EXPORT_CASES,
        file_name=name,
        mime="application/pdf",
        make=made,
    )


def offer(desk: Desk, choice: CaseloadChoice, asked: str) -> None:
    """Offer all cases of the list as a file; it is made when it is asked for, and recorded before it leaves."""
    snapshot, offered = desk.snapshot, office_of(desk)
    file = CaseloadFile(
        choice=choice,
        in_words=asked,
        as_at=snapshot.as_at,
        is_invented=snapshot.synthetic,
        reference=snapshot.reference,
    )

    def made(kind: str) -> Callable[[User], Prepared]:
        return lambda user: file.prepared(replace(offered, user=user, now=moment()), kind)

    with st.container(horizontal=True, vertical_alignment="center", key="caseload-files"):
        for kind, label_of in words.FILES.items():
            download(
                label_of,
                key=f"caseload-{kind}",
                action=Action.EXPORT_CASES,
                file_name=file.name(kind),
                mime=MIMES[kind],
                make=made(kind),
            )
