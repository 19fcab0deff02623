"""The snapshot gives exactly the rows that a plain filter would, and never a row outside the scope."""

from datetime import date, timedelta

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from data_access.filters import Filters
from data_access.scope import Grain, Scope
from data_access.vocabulary import Risk
from tests.referral_facts import AGENCIES, AREAS, FIRST_DAY, FORCES, referrals
from tests.snapshots import a_snapshot

days = st.integers(-30, 950).map(lambda number: FIRST_DAY + timedelta(days=number))


def some(values: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=2).map(tuple)


@st.composite
def scope_and_filters(draw: st.DrawFn) -> tuple[Scope, Filters]:
    scope = Scope(forces=draw(some((*FORCES, "E23000099"))), grain=draw(st.sampled_from(Grain)))
    forces = draw(some(scope.forces)) if scope.forces else ()
    since, until = sorted((draw(days), draw(days)))
    filters = Filters(
        since=since,
        until=until,
        forces=forces,
        areas=draw(some((*AREAS, "nowhere"))),
        agencies=draw(some((*AGENCIES, "nobody"))),
        risks=draw(st.lists(st.sampled_from(Risk), max_size=2).map(tuple)),
    )
    return scope, filters


def by_plain_filter(frame: pl.DataFrame, scope: Scope, filters: Filters, since: date) -> pl.DataFrame:
    """The oracle: each condition asked of each row, in Python."""
    kept = [
        place
        for place, row in enumerate(frame.rows(named=True))
        if scope.grain is not Grain.NOTHING
        and row["force"] in (filters.forces or scope.forces)
        and since <= row["received_on"] <= filters.until
        and (not filters.agencies or row["agency"] in filters.agencies)
        and (not filters.risks or row["risk"] in filters.risks)
        and (not filters.areas or row["area"] in filters.areas)
    ]
    return frame[kept]


@given(referrals(), scope_and_filters(), st.sampled_from([0, 1, 366]))
def test_a_slice_is_what_a_plain_filter_gives(
    frame: pl.DataFrame, asked: tuple[Scope, Filters], reaches_back: int
) -> None:
    scope, filters = asked
    sliced = a_snapshot(frame).referrals(scope=scope, filters=filters, reaches_back=reaches_back)
    since = filters.since - timedelta(days=reaches_back)
    assert sliced.equals(by_plain_filter(frame, scope, filters, since))
    assert sliced.schema == frame.schema


@given(referrals(), scope_and_filters())
def test_a_narrower_scope_never_adds_a_row(frame: pl.DataFrame, asked: tuple[Scope, Filters]) -> None:
    scope, filters = asked
    if filters.forces:
        return
    snapshot = a_snapshot(frame)
    narrow = Scope(forces=scope.forces[:1], grain=scope.grain)
    assert (
        snapshot.referrals(scope=narrow, filters=filters).height
        <= snapshot.referrals(scope=scope, filters=filters).height
    )
