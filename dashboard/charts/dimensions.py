"""What referrals are divided by: the codes of each dimension under a view, their labels, and their colours."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dashboard.charts.chart import View
from dashboard.charts.house_style import Palette
from dashboard.wording.labels import label
from dashboard.wording.symbols import NOT_RECORDED
from data_access.vocabulary import Risk

OTHERS = "OTHERS"  # no agency, area or level of risk has this code
MISSING = ""  # stands for a null in the facts
UNKNOWN_AGENCY = "UNK"  # the dictionary's code for an agency that the record does not name

Names = Mapping[str, str]  # label by code, in the order that settles ties


def main(palette: Palette, _code: str) -> str:
    """Return the one colour of groups that are all in focus."""
    return palette.main


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """One column that referrals are divided by, for every chart that does.

    Attributes
    ----------
    column
        The column of the facts, and, where `facet` names no other, the dimension that a click drills to.
    heading, words
        "Level of risk", over a column of a table; "level of risk", inside a sentence.
    names
        The codes there are under a view, with their labels.
    others
        What the rest is called when it is added up.
    unrecorded
        The code of "not recorded": drawn last, never merged.
    by_size
        Whether the group of most referrals comes first; otherwise the order of `names` stands.
    colour
        The colour of a code.
    facet
        The facet that a click drills to, of a column of the practice facts.
    """

    column: str
    heading: str
    words: str
    names: Callable[[View], Names]
    others: str
    unrecorded: str = MISSING
    by_size: bool = True
    colour: Callable[[Palette, str], str] = main
    facet: str = ""

    @property
    def drilled(self) -> str:
        """The dimension that a click drills to."""
        return self.facet or self.column

    def labels(self, view: View) -> Names:
        """Return the names of its codes, and of what is added up and what is not recorded."""
        return {**self.names(view), OTHERS: self.others, MISSING: NOT_RECORDED.capitalize()}

    def chosen(self, view: View) -> tuple[str, ...]:
        """Return the codes that the filters choose; none where they leave it open."""
        asked = view.filters
        if self.facet:
            return tuple(code for key, code in asked.facets if key == self.facet)
        chosen = {"agency": asked.agencies, "risk": asked.risks, "area": asked.areas, "force": asked.forces}
        return tuple(str(code) for code in chosen[self.column])

    def offered(self, view: View) -> Names:
        """Return the codes that the filters admit: one they exclude is no group of the table, not even an empty one."""
        chosen = self.chosen(view)
        return {code: name for code, name in self.names(view).items() if not chosen or code in chosen}

    def shade(self, palette: Palette, code: str) -> str:
        """Return a colour that keeps the focus on named groups: what is added up or not recorded is context."""
        return palette.context if code in {OTHERS, MISSING, self.unrecorded} else self.colour(palette, code)


def agency_names(view: View) -> Names:
    """Return every agency, in the order of the reference data."""
    return {agency.code: agency.name for agency in view.reference.agencies}


def _area_names(view: View) -> Names:
    """Return the areas of the forces looked at."""
    forces = view.filters.forces
    return {area.area_id: area.name for area in view.reference.areas if not forces or area.force_code in forces}


def _risk_names(_view: View) -> Names:
    """Return the vocabulary from high to low: the eye starts at the top."""
    known = [risk for risk in Risk if risk is not Risk.UNKNOWN]
    return {risk.value: label(risk) for risk in (*reversed(known), Risk.UNKNOWN)}


def _risk_shade(palette: Palette, code: str) -> str:
    return palette.risk[Risk(code)]


AGENCY = Dimension(
    column="agency",
    heading="Agency",
    words="agency",
    names=agency_names,
    others="Other agencies",
    unrecorded=UNKNOWN_AGENCY,
)
RISK = Dimension(
    column="risk",
    heading="Level of risk",
    words="level of risk",
    names=_risk_names,
    others="Other levels",
    unrecorded=Risk.UNKNOWN.value,
    by_size=False,
    colour=_risk_shade,
)
AREA = Dimension(column="area", heading="Area", words="area", names=_area_names, others="Other areas")
