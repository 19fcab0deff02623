"""What a briefing and the mail of an alert say of one force, from how many of its cases need what."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dashboard.briefing.page import BriefingPage, Line, Section
from dashboard.caseload.choice import CaseloadChoice
from dashboard.caseload.watched import cases_of
from dashboard.policy import GRANTS
from dashboard.wording import mailings as words
from dashboard.wording.labels import label
from data_access.caseload_vocabulary import Need
from data_access.mailings.alerts import Watch
from data_access.vocabulary import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Masthead:
    """What stands on every page of a force: whose figures, up to which day, and where the cases are."""

    unit: str
    force: str
    as_at: date
    is_invented: bool
    site: str

    def briefing(self, needs: Mapping[Need, int]) -> BriefingPage:
        """Return the weekly page: how many cases need what."""
        lines = tuple(Line(counted=counted, words=_small(label(need))) for need, counted in needs.items())
        section = Section(heading=words.BRIEFING_HEADING, lines=lines, notes=(words.NOT_ONE_SUM,))
        return self._page(
            words.headline(needs[Need.PAST_TARGET]), section, link=f"{self.site}{CaseloadChoice().address}"
        )

    def alert(self, watch: Watch, counted: int) -> BriefingPage:
        """Return what an alert found."""
        found = words.found(watch, counted)
        line = Line(counted=counted, words=words.watched(watch))
        section = Section(heading=words.ALERT_HEADING, lines=(line,), notes=(words.EVERY_DAY,))
        return self._page(found, section, link=f"{self.site}{cases_of(watch).address}")

    def _page(self, headline: str, section: Section, *, link: str) -> BriefingPage:
        return BriefingPage(
            unit=self.unit,
            force=self.force,
            as_at=self.as_at,
            headline=headline,
            sections=(section,),
            link=link,
            marking=GRANTS[Role.MANAGER].marking,
            is_invented=self.is_invented,
        )


def _small(words_of: str) -> str:
    return f"{words_of[:1].lower()}{words_of[1:]}"
