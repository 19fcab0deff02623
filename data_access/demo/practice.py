"""How the three kinds of unit work: who refers, what they decide, how fast, and who sits at the table.

Every share and delay is invented within the ranges that the field reports; none is a finding about a real force.
"""

from dataclasses import dataclass

from data_access.demo.chances import Curve, Mix
from data_access.practice_vocabulary import Discipline, MeetingType
from data_access.vocabulary import Pathway, Risk, SiteModel

AGENCIES = (
    "POL_LPU", "POL_CID", "POL_CTRL", "POL_OTHER", "PROB", "PRISON", "CPS", "CJLD", "NHS_MH", "NHS_GP", "ADV_STALK",
    "ADV_DA", "VS", "ASC", "CSC", "HOUS", "EDU", "MARAC", "MAPPA", "EMPLOYER", "SELF", "OTHER", "UNK",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody who may sit at a meeting: agency, discipline, and how often they take part."""

    agency: str
    discipline: Discipline
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """How one kind of unit works.

    Attributes
    ----------
    referrers
        Who refers.
    risk
        Harmonised level of risk of those referred.
    pathways
        What is decided, for low, medium, high and unknown risk.
    triage
        Minutes from receipt to first screening.
    meeting
        Kind of meeting that assesses a referral.
    slowness
        Multiplies the days to assessment.
    screens_daily
        Whether every referral also passes a daily triage meeting.
    seats
        Who sits at the table.
    """

    referrers: Mix
    risk: Mix
    pathways: tuple[Mix, ...]
    triage: Curve
    meeting: MeetingType
    slowness: float
    screens_daily: bool
    seats: tuple[Seat, ...]


def _pathways(*, turned_away: float, consult: float) -> tuple[Mix, ...]:
    """Return decisions per level of risk: of the cases kept, 14%, 30% and 49% are taken on."""
    kept = 1 - turned_away - consult
    taken_on = {Risk.LOW: 0.14, Risk.MEDIUM: 0.30, Risk.HIGH: 0.49, Risk.UNKNOWN: 0.2}
    # High risk is seldom turned away, low risk often.
    turns = {Risk.LOW: 1.5, Risk.MEDIUM: 1.0, Risk.HIGH: 0.4, Risk.UNKNOWN: 1.0}
    return tuple(
        Mix.of(
            Pathway,
            {
                Pathway.TAKEN_ON: kept * taken_on[risk],
                Pathway.PARTNER: kept * (1 - taken_on[risk]),
                Pathway.CONSULT_ONLY: consult * turns[risk],
                Pathway.NOT_STALKING: turned_away * 0.65 * turns[risk],
                Pathway.NOT_ACCEPTED: turned_away * 0.35 * turns[risk],
            },
        )
        for risk in Risk
    )


_RISK = Mix.of(Risk, {Risk.LOW: 25, Risk.MEDIUM: 45, Risk.HIGH: 30})

_INTEGRATED = Practice(
    referrers=Mix.of(
        AGENCIES,
        {
            "POL_LPU": 34, "POL_CID": 13, "POL_CTRL": 15, "POL_OTHER": 1.5, "PROB": 8.5, "PRISON": 1, "CPS": 0.5,
            "CJLD": 1.5, "NHS_MH": 6.5, "NHS_GP": 2, "ADV_STALK": 5, "ADV_DA": 3.5, "VS": 2, "ASC": 1, "CSC": 1,
            "HOUS": 1, "EDU": 1, "MARAC": 1, "MAPPA": 0.5, "EMPLOYER": 0.3, "SELF": 1.2,
        },
    ),
    risk=_RISK,
    pathways=_pathways(turned_away=0.06, consult=0.05),
    triage=Curve.of(p0=20, p50=700, p80=2000, p95=3900, p100=6500),
    meeting=MeetingType.WEEKLY_CASE,
    slowness=1.0,
    screens_daily=False,
    seats=(
        Seat("POL_LPU", Discipline.POLICE, 0.96),
        Seat("NHS_MH", Discipline.PSYCHOLOGY, 0.72),
        Seat("NHS_MH", Discipline.MH_NURSE, 0.55),
        Seat("ADV_STALK", Discipline.ADVOCATE, 0.68),
        Seat("ASC", Discipline.OUTREACH, 0.36),
        Seat("PROB", Discipline.PROBATION, 0.34),
        Seat("ASC", Discipline.SOCIAL_CARE, 0.16),
        Seat("HOUS", Discipline.HOUSING, 0.10),
    ),
)  # fmt: skip

_CLINIC = Practice(
    referrers=Mix.of(
        AGENCIES,
        {
            "POL_LPU": 26, "POL_CID": 27, "POL_CTRL": 6, "POL_OTHER": 1.5, "PROB": 14, "PRISON": 1.5, "CPS": 0.5,
            "CJLD": 2, "NHS_MH": 8, "NHS_GP": 1, "ADV_STALK": 7, "ADV_DA": 2.5, "VS": 1, "ASC": 1, "MAPPA": 0.5,
            "OTHER": 0.5,
        },
    ),
    risk=Mix.of(Risk, {Risk.LOW: 18, Risk.MEDIUM: 44, Risk.HIGH: 38}),
    pathways=_pathways(turned_away=0.07, consult=0.16),
    triage=Curve.of(p0=60, p50=1500, p80=3600, p95=5800, p100=8600),
    meeting=MeetingType.MONTHLY_CLINIC,
    slowness=1.35,
    screens_daily=False,
    seats=(
        Seat("POL_CID", Discipline.POLICE, 0.95),
        Seat("NHS_MH", Discipline.PSYCHIATRY, 0.66),
        Seat("NHS_MH", Discipline.PSYCHOLOGY, 0.90),
        Seat("PROB", Discipline.PROBATION, 0.58),
        Seat("ADV_STALK", Discipline.ADVOCATE, 0.52),
        Seat("CPS", Discipline.CPS, 0.14),
    ),
)  # fmt: skip

_THREAT_CENTRE = Practice(
    referrers=Mix.of(
        AGENCIES,
        {
            "POL_CTRL": 41, "POL_LPU": 17, "POL_CID": 10, "POL_OTHER": 1.5, "PROB": 9, "PRISON": 1, "CPS": 1,
            "CJLD": 1.5, "NHS_MH": 6, "NHS_GP": 1, "ADV_STALK": 6, "ADV_DA": 2, "VS": 1.5, "EDU": 0.5, "MARAC": 0.5,
            "SELF": 0.5,
        },
    ),
    risk=Mix.of(Risk, {Risk.LOW: 31, Risk.MEDIUM: 44, Risk.HIGH: 25}),
    pathways=_pathways(turned_away=0.12, consult=0.34),
    triage=Curve.of(p0=10, p50=420, p80=980, p95=1430, p100=2800),
    meeting=MeetingType.STRATEGY,
    slowness=0.8,
    screens_daily=True,
    seats=(
        Seat("POL_CTRL", Discipline.POLICE, 0.97),
        Seat("NHS_MH", Discipline.MH_NURSE, 0.61),
        Seat("NHS_MH", Discipline.PSYCHIATRY, 0.24),
        Seat("PROB", Discipline.PROBATION, 0.45),
        Seat("ADV_STALK", Discipline.ADVOCATE, 0.49),
        Seat("CPS", Discipline.CPS, 0.20),
    ),
)  # fmt: skip

PRACTICES = {
    SiteModel.INTEGRATED_UNIT: _INTEGRATED,
    SiteModel.CLINIC_PANEL: _CLINIC,
    SiteModel.THREAT_CENTRE: _THREAT_CENTRE,
}
