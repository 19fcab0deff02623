"""Runs the whole contract check, reading only."""

from datetime import date

import sqlalchemy as sa

from data_access.contract.contents import content_findings
from data_access.contract.report import ContractReport, QualityCount
from data_access.contract.structure import present_columns, present_tables, structure_findings
from data_access.database import plainly
from data_access.quality import QUALITY_RULES, QualityRule


def check(engine: sa.Engine, *, today: date) -> ContractReport:
    """Return whether a case database honours the contract; raises `DatabaseUnavailable`.

    Parameters
    ----------
    today
        The day from which the age of loads and of waiting cases is counted.
    """
    with plainly("The case database could not be checked"), engine.connect() as connection:
        present = present_tables(connection)
        columns = {name: present_columns(connection, table) for name, table in present.items()}
        whole = frozenset(name for name, table in present.items() if len(columns[name]) == len(table.columns))
        return ContractReport(
            tables=len(present),
            columns=sum(map(len, columns.values())),
            findings=(*structure_findings(connection), *content_findings(connection, present)),
            quality=tuple(_counted(connection, rule, whole=whole, today=today) for rule in QUALITY_RULES),
        )


def _counted(connection: sa.Connection, rule: QualityRule, *, whole: frozenset[str], today: date) -> QualityCount:
    rows = None
    if set(rule.tables) <= whole:
        violations = rule.violations(today).subquery()
        rows = connection.execute(sa.select(sa.func.count()).select_from(violations)).scalar_one()
    return QualityCount(key=rule.key, sentence=rule.sentence, rows=rows)
