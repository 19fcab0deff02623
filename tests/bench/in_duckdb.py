"""The same five questions in DuckDB, asked as well as can be: in memory, ENUM codes, sorted, prepared, all threads."""

from types import TracebackType
from typing import Self

import duckdb
import polars as pl

from data_access.filters import Filters

_QUESTIONS = (
    "month, pathway, count(*)",
    "pathway, count(*)",
    "agency, risk, count(*)",
    "days_to_assessment, count(*)",
    "month // 3 AS quarter, closure_outcome, count(*)",
)


class DuckQuestions:
    """One connection with one table, equal to the facts in rows, columns, types and order."""

    def __init__(self, referrals: pl.DataFrame) -> None:
        self._connection = duckdb.connect()
        columns = []
        for name, kind in referrals.schema.items():
            if isinstance(kind, pl.Enum):
                codes = ", ".join(f"'{code}'" for code in kind.categories)
                self._connection.execute(f"CREATE TYPE {name}_code AS ENUM ({codes})")
                columns.append(f"{name}::{name}_code AS {name}")
            else:
                columns.append(name)
        self._connection.register("facts", referrals.to_arrow())
        selected = ", ".join(columns)
        self._connection.execute(f"CREATE TABLE referral AS SELECT {selected} FROM facts")  # noqa: S608 - no outside words
        self._connection.unregister("facts")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def prepare(self, filters: Filters | None) -> list[str]:
        """Prepare the questions, their filter known to the planner, and return the statements that ask them."""
        word = "everything" if filters is None else "narrowed"
        for place, question in enumerate(_QUESTIONS):
            asked = f"SELECT {question} FROM referral {_where(filters)} GROUP BY ALL"  # noqa: S608 - no outside words
            self._connection.execute(f"PREPARE {word}_{place} AS {asked}")
        return [f"EXECUTE {word}_{place}" for place in range(len(_QUESTIONS))]

    def answers(self, statements: list[str]) -> list[list[tuple[object, ...]]]:
        """Return the rows of each answer."""
        return [self._connection.execute(statement).fetchall() for statement in statements]


def _where(filters: Filters | None) -> str:
    if filters is None:
        return ""
    agencies = ", ".join(f"'{code}'" for code in filters.agencies)
    return (
        f"WHERE force = '{filters.forces[0]}' AND agency IN ({agencies})"
        f" AND received_on BETWEEN DATE '{filters.since}' AND DATE '{filters.until}'"
    )
