"""What a contract check found: breaches, which break figures, and data-quality counts, which only inform."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One breach of the contract.

    Attributes
    ----------
    column
        None when the table itself is at fault.
    problem
        What is wrong, as a sentence.
    rows
        How many rows show it; 0 for a fault of structure.
    """

    table: str
    column: str | None
    problem: str
    rows: int = 0

    def as_text(self) -> str:
        """Return the breach as one line."""
        where = self.table if self.column is None else f"{self.table}.{self.column}"
        rows = f" ({self.rows:,} row{'' if self.rows == 1 else 's'})" if self.rows else ""
        return f"{where}: {self.problem}{rows}"


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityCount:
    """One data-quality rule and how many records break it; None where the tables it needs are missing."""

    key: str
    sentence: str
    rows: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractReport:
    """The outcome of a contract check."""

    tables: int
    columns: int
    findings: tuple[Finding, ...]
    quality: tuple[QualityCount, ...]

    @property
    def honoured(self) -> bool:
        """Whether every figure of the dashboard can be trusted to mean what it says."""
        return not self.findings

    def as_text(self) -> str:
        """Return the report for people."""
        verdict = (
            "The contract is honoured." if self.honoured else f"The contract is broken in {len(self.findings)} places."
        )
        lines = [f"{self.tables} tables and {self.columns} columns checked.", verdict]
        lines += [f"  {finding.as_text()}" for finding in self.findings]
        lines.append("Data quality:")
        lines += [f"  {'?' if one.rows is None else f'{one.rows:,}':>7}  {one.sentence}" for one in self.quality]
        return "\n".join(lines)
