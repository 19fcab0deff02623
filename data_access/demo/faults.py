"""Plants the faults: where a record may have one, and how it comes about."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np
import polars as pl

from data_access.demo.cases import Cases
from data_access.demo.chances import Flags, Ints
from data_access.demo.columns import NEVER, is_one_of, place
from data_access.demo.legal import SPO_FROM
from data_access.demo.planted import Fault, planted_in
from data_access.demo.repeats import Repeats
from data_access.practice_vocabulary import LegalMeasure
from data_access.vocabulary import Pathway, Risk, Status

# A forgotten high-risk referral has waited at least this long, and at most half a year.
FORGOTTEN_FOR = 60
_FORGOTTEN_AT_MOST = 180
_PAIR_WITHIN = 7

Frames = dict[str, pl.DataFrame]


@dataclass(slots=True)
class _Ground:
    """Where faults may still be planted: no row twice, none of the launch period, none linked to another."""

    free: Flags

    def take(self, eligible: Flags, count: int, *, with_next: bool = False) -> Ints:
        """Return `count` rows spread over the eligible ones, and use them up."""
        rows = np.flatnonzero(eligible & self.free)
        chosen: Ints = (
            rows[np.linspace(0, len(rows), count + 2).astype(np.int64)[1:-1]] if len(rows) > count else rows[:0]
        )
        self.free[chosen] = False
        if with_next:
            self.free[chosen + 1] = False
        return chosen


@dataclass(frozen=True, slots=True)
class Planting:
    """The faults of one block: what is to be planted, and where there is room for it."""

    counts: dict[Fault, int]
    ground: _Ground

    @classmethod
    def of(cls, cases: Cases, repeats: Repeats) -> "Planting":
        """Return the planting of a block."""
        linked = repeats.is_return | (repeats.returned_on != NEVER)
        shared = np.bincount(repeats.perpetrator, minlength=len(linked)) > 1
        borrowed = repeats.perpetrator != repeats.victim
        return cls(planted_in(cases.block.site.code), _Ground(~(cases.block.launch | linked | shared | borrowed)))

    def rows(self, fault: Fault, eligible: Flags, *, with_next: bool = False) -> Ints:
        """Return the rows that get a fault; none where a force has none planted."""
        return self.ground.take(eligible, self.counts.get(fault, 0), with_next=with_next)


def forget_assessments(cases: Cases, planting: Planting) -> Cases:
    """Leave a few high-risk referrals waiting for months; before their children are made."""
    waited = cases.block.as_at - cases.received
    eligible = is_one_of(cases.risk, Risk.HIGH) & (waited > FORGOTTEN_FOR) & (waited < _FORGOTTEN_AT_MOST)
    rows = planting.rows(Fault.HIGH_RISK_NOT_ASSESSED, eligible)

    def forgotten(values: Ints, instead: int) -> Ints:
        changed = values.copy()
        changed[rows] = instead
        return changed

    return replace(
        cases,
        assessed=forgotten(cases.assessed, NEVER),
        decided_at=forgotten(cases.decided_at, NEVER),
        closed=forgotten(cases.closed, NEVER),
        pathway=forgotten(cases.pathway, place(Pathway.PENDING)),
        status=forgotten(cases.status, place(Status.AWAITING_ASSESSMENT)),
    )


def plant(frames: Frames, cases: Cases, planting: Planting) -> Frames:
    """Return the frames of a block with its faults in them."""
    closed = cases.closed != NEVER
    taken_on = is_one_of(cases.pathway, Pathway.TAKEN_ON)
    decided = cases.decided_at != NEVER
    referrals = frames["referral"]
    referrals = _dated_back(
        referrals, "closed_date", planting.rows(Fault.CLOSED_BEFORE_REFERRAL, closed), earlier=timedelta(days=9)
    )
    referrals = _dated_back(
        referrals,
        "multi_agency_assessment_date",
        planting.rows(Fault.ASSESSED_BEFORE_REFERRAL, (cases.assessed != NEVER) & decided),
        earlier=timedelta(days=3),
    )
    referrals = _set(referrals, "referring_agency_code", planting.rows(Fault.AGENCY_UNKNOWN, decided), "UNK")
    referrals = _set(
        referrals, "current_risk", planting.rows(Fault.RISK_UNKNOWN, decided & ~taken_on), str(Risk.UNKNOWN)
    )
    silent = referrals["referral_id"].gather(planting.rows(Fault.TAKEN_ON_WITHOUT_CONTACT, taken_on))
    return {
        **frames,
        "referral": _same_pair(referrals, cases, planting),
        "contact": frames["contact"].filter(~pl.col("referral_id").is_in(silent.to_list())),
        "legal_measure": _spo_too_early(frames["legal_measure"], cases, planting),
    }


def _set(frame: pl.DataFrame, column: str, rows: Ints, value: str) -> pl.DataFrame:
    return frame.with_columns(frame[column].clone().scatter(rows, value))


def _dated_back(frame: pl.DataFrame, column: str, rows: Ints, *, earlier: timedelta) -> pl.DataFrame:
    before = frame["referral_datetime"].gather(rows).cast(pl.Date) - earlier
    return frame.with_columns(frame[column].clone().scatter(rows, before))


def _same_pair(frame: pl.DataFrame, cases: Cases, planting: Planting) -> pl.DataFrame:
    """Give the referral that follows, days later, the two people of the one before it."""
    soon = np.append(np.diff(cases.received) < _PAIR_WITHIN, False)
    next_free = np.append(planting.ground.free[1:], False)
    identified = frame["perpetrator_pid"].is_not_null().to_numpy()
    rows = planting.rows(Fault.SAME_PAIR_WITHIN_7_DAYS, soon & next_free & identified, with_next=True)
    pids = ("victim_pid", "perpetrator_pid")
    return frame.with_columns(frame[pid].clone().scatter(rows + 1, frame[pid].gather(rows)) for pid in pids)


def _spo_too_early(frame: pl.DataFrame, cases: Cases, planting: Planting) -> pl.DataFrame:
    """Turn a measure of 2019 into a stalking protection order, which did not exist yet."""
    firsts = frame.with_row_index("row").unique("referral_id", keep="first", maintain_order=True)
    early = firsts.filter(pl.col("applied_date") < SPO_FROM)
    on_case = _rows_of(early["referral_id"], cases.block.ids)
    has_early = np.zeros(len(cases.block), dtype=np.bool_)
    has_early[on_case] = True
    chosen = planting.rows(Fault.SPO_BEFORE_ITS_TIME, has_early)
    rows = early.filter(np.isin(on_case, chosen))["row"].to_numpy()
    return _set(frame, "measure", rows.astype(np.int64), str(LegalMeasure.SPO_FULL))


def _rows_of(some: Iterable[str], ids: pl.Series) -> Ints:
    """Return where some references stand among all, both ascending."""
    return ids.search_sorted(pl.Series(some, dtype=pl.String)).to_numpy().astype(np.int64)
