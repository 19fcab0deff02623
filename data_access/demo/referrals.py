"""The referral table of a block."""

from datetime import datetime

import numpy as np
import polars as pl

from data_access.demo.caseload import caseload
from data_access.demo.cases import Cases
from data_access.demo.chances import Chances, Ints, Mix
from data_access.demo.columns import NEVER, dates, is_one_of, moments, texts
from data_access.demo.people import People
from data_access.demo.practice import AGENCIES
from data_access.demo.repeats import Repeats
from data_access.vocabulary import ClosureOutcome, Pathway, ReferralReason, Risk, Status

_FIRST = Mix.of(
    ReferralReason, {ReferralReason.NEW: 80, ReferralReason.ESCALATION: 15, ReferralReason.CONSULTATION_ONLY: 5}
)
_RETURN = Mix.of(ReferralReason, {ReferralReason.REPEAT: 78, ReferralReason.ESCALATION: 22})
_WORKED_ON = Mix.of(
    ClosureOutcome,
    {
        ClosureOutcome.RISK_REDUCED: 31, ClosureOutcome.BEHAVIOUR_CEASED: 17,
        ClosureOutcome.CONVICTED_MANAGED_ELSEWHERE: 12, ClosureOutcome.IN_CUSTODY: 6,
        ClosureOutcome.TRANSFERRED_MAPPA: 3, ClosureOutcome.TRANSFERRED_HEALTH: 4,
        ClosureOutcome.TRANSFERRED_OTHER_FORCE: 3, ClosureOutcome.NFA_EVIDENTIAL: 10,
        ClosureOutcome.VICTIM_WITHDREW: 7, ClosureOutcome.PERPETRATOR_DIED_OR_MOVED: 2, ClosureOutcome.OTHER: 3,
        ClosureOutcome.UNKNOWN: 2,
    },
)  # fmt: skip
_NOT_STALKING = Mix.of(ClosureOutcome, {ClosureOutcome.NO_STALKING_IDENTIFIED: 100})
_TURNED_AWAY = Mix.of(ClosureOutcome, {ClosureOutcome.OTHER: 70, ClosureOutcome.TRANSFERRED_OTHER_FORCE: 30})
_ENDINGS = (_WORKED_ON, _NOT_STALKING, _TURNED_AWAY)


def referral_frame(
    cases: Cases, repeats: Repeats, people: People, *, load_id: int, extracted: datetime, chances: Chances
) -> pl.DataFrame:
    """Return the rows of the referral table, one per referral, in the order received."""
    size = len(cases.block)
    ids = cases.block.ids
    taken_on = is_one_of(cases.pathway, Pathway.TAKEN_ON)
    previous = pl.Series(np.where(repeats.is_return, repeats.previous, 0))
    return (
        pl.DataFrame(
            {
                "referral_id": ids,
                "force_code": pl.repeat(cases.block.site.code, size, dtype=pl.String, eager=True),
                "referral_datetime": moments(cases.received_at),
                "referring_agency_code": texts(AGENCIES, cases.agency),
                "referral_reason": texts(
                    _FIRST.codes, chances.chosen_by((_FIRST, _RETURN), repeats.is_return.astype(np.int64))
                ),
                "triage_datetime": moments(cases.triaged_at),
                "accepted_datetime": moments(np.where(taken_on, cases.decided_at, NEVER)),
                "pathway": texts(tuple(Pathway), cases.pathway),
                "pathway_datetime": moments(cases.decided_at),
                "multi_agency_assessment_date": dates(cases.assessed),
                "current_risk": texts(tuple(Risk), cases.risk),
                "status": texts(tuple(Status), cases.status),
                "closed_date": dates(cases.closed),
                "closure_outcome": texts(tuple(ClosureOutcome), _endings(cases, chances)),
                "previous_referral_id": ids.gather(previous).set(pl.Series(~repeats.is_return), None),
                "extract_timestamp": pl.repeat(extracted, size, dtype=pl.Datetime("us"), eager=True),
                "load_id": pl.repeat(load_id, size, dtype=pl.Int64, eager=True),
            }
        )
        .hstack(people.frame)
        .hstack(caseload(cases, chances=chances))
    )


def _endings(cases: Cases, chances: Chances) -> Ints:
    kind = np.select(
        [
            is_one_of(cases.pathway, Pathway.NOT_STALKING),
            is_one_of(cases.pathway, Pathway.NOT_ACCEPTED, Pathway.CONSULT_ONLY),
        ],
        [1, 2],
        0,
    )
    return np.where(cases.closed == NEVER, NEVER, chances.chosen_by(_ENDINGS, kind))
