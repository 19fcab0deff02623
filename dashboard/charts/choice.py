"""What a mark of a chart, or the row of its table, stands for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One thing a reader may drill to.

    Attributes
    ----------
    dimension, code, label
        What it narrows (agency, risk, area, month, force, a facet's key), to which code, and its words.
    also
        Further pairs of a dimension and a code that it narrows at once: a cell of a table of two columns.
    mark
        What the marks it stands for carry; "" for the code alone.
    """

    dimension: str
    code: str
    label: str
    also: tuple[tuple[str, str], ...] = ()
    mark: str = ""

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Everything it narrows, as pairs of a dimension and a code."""
        return ((self.dimension, self.code), *self.also)

    @property
    def carried(self) -> str:
        """What a mark of it carries as `customdata`."""
        return self.mark or self.code
