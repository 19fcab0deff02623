"""Checks one batch of text and gives typed rows and faults; pure, columnwise, writes nothing."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from data_access.importer.faults import faults_at, together
from data_access.importer.fields import PROVENANCE
from data_access.importer.recognising import Plan
from data_access.importer.rules import ROW_RULES
from data_access.importer.sheets import Batch
from data_access.importer.spelling import Spellings
from data_access.importer.values import Understood, understand

# The row number a staged row keeps, so that faults found later can name it.
ROW = "row_number_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One batch after checking.

    Attributes
    ----------
    rows_read
        How many rows there were.
    good
        One row per row without a fault, typed, with its row number in `ROW`.
    faults
        One row per fault.
    """

    rows_read: int
    good: pl.DataFrame
    faults: pl.DataFrame


def check(batch: Batch, *, plan: Plan, spellings: Spellings, today: date) -> Checked:
    """Return the good rows and all faults of a batch."""
    understood = {
        column: understand(
            batch.texts[f"c{position}"], accepted=plan.target.field(column), spellings=spellings, today=today
        )
        for column, position in plan.positions.items()
    }
    faults = [batch.faults]
    for column, answer in understood.items():
        faults += _cell_faults(batch, plan=plan, column=column, answer=answer)
    values = pl.DataFrame([answer.values.alias(column) for column, answer in understood.items()])
    faults += _row_faults(batch, plan=plan, values=values)
    found = together(faults)
    rows = batch.rows.alias(ROW)
    good = values.with_columns(rows)
    if found.height:
        good = good.filter(~rows.is_in(found["row"].unique().implode()))
    return Checked(rows_read=batch.rows.len(), good=good, faults=found)


def _cell_faults(batch: Batch, *, plan: Plan, column: str, answer: Understood) -> list[pl.DataFrame]:
    texts = batch.texts[f"c{plan.positions[column]}"]
    return [
        faults_at(
            plan.sheet.place,
            rows=batch.rows.filter(refusal.broken),
            column=plan.heading(column),
            values=texts.filter(refusal.broken),
            rule=refusal.rule,
            accepted=refusal.accepted,
        )
        for refusal in answer.refusals
        if refusal.broken.any()
    ]


def _row_faults(batch: Batch, *, plan: Plan, values: pl.DataFrame) -> list[pl.DataFrame]:
    """Apply the rules between columns to rows whose cells are all understood; null counts as kept."""
    faults = []
    for row_rule in ROW_RULES:
        if row_rule.table != plan.target.name or not set(row_rule.columns) <= set(values.columns):
            continue
        broken = values.select(row_rule.broken.fill_null(value=False)).to_series()
        if broken.any():
            reported = row_rule.columns[0]
            texts = batch.texts[f"c{plan.positions[reported]}"]
            faults.append(
                faults_at(
                    plan.sheet.place,
                    rows=batch.rows.filter(broken),
                    column=plan.heading(reported),
                    values=texts.filter(broken),
                    rule=row_rule.rule,
                    accepted=row_rule.accepted,
                )
            )
    return faults


def written_columns(plan: Plan) -> tuple[str, ...]:
    """Return the columns whose content a file decides: all it gives but the provenance."""
    return tuple(column for column in plan.positions if column not in PROVENANCE)
