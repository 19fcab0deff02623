"""What referrals are divided by: the codes of each dimension under a view, their labels, and their colours."""

from dashboard.charts.chart import View
from dashboard.charts.divisions import Names
from dashboard.charts.house_style import Palette
from dashboard.wording.labels import label
from data_access.vocabulary import Risk

UNKNOWN_AGENCY = "UNK"  # the dictionary's code for an agency that the record does not name


def agency_names(view: View) -> Names:
    """Return every agency, in the order of the reference data."""
    return {agency.code: agency.name for agency in view.reference.agencies}


def area_names(view: View) -> Names:
    """Return the areas of the forces looked at."""
    forces = view.filters.forces
    return {area.area_id: area.name for area in view.reference.areas if not forces or area.force_code in forces}


def risk_names(_view: View) -> Names:
    """Return the vocabulary from high to low: the eye starts at the top."""
    known = [risk for risk in Risk if risk is not Risk.UNKNOWN]
    return {risk.value: label(risk) for risk in (*reversed(known), Risk.UNKNOWN)}


def main(palette: Palette, _code: str) -> str:
    """Return the one colour of groups that are all in focus."""
    return palette.main


def risk_shade(palette: Palette, code: str) -> str:
    """Return the shade of a level of risk."""
    return palette.risk[Risk(code)]
