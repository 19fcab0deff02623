"""From a release as it was frozen to its edition: every figure in print, with all that is said beside it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from dashboard.edition.edition import Edition
from dashboard.edition.findings import Content, finding_of
from dashboard.edition.labels import HEADINGS, MEASURE, measure_of
from dashboard.edition.notes import editors_of, footnotes, mark_of
from dashboard.edition.plate import Plate, Shape
from dashboard.edition.setting import COUNTS, Setter
from dashboard.release.cells import ReleasedTable, Rendered
from dashboard.release.circumstances import Circumstances
from dashboard.release.definitions import RULE
from dashboard.release.tables import BY_ROUTE, TABLES, TOTAL, Dimension, Route
from dashboard.wording import dates
from dashboard.wording.safety_text import HELP_LINES, REPORTING
from dashboard.wording.sentences import Split, headline
from data_access.releases import Kept, Reference

ALL = "All referrals received in the period"
_TIMES = (Dimension.MONTH, Dimension.QUARTER)
_KINDS: Mapping[Shape, str] = {
    Shape.SPLIT: "Bar of two parts",
    Shape.STEPS: "Column chart",
    Shape.GROUPS: "Bar chart",
    Shape.PARTS: "Bar chart with parts",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A printed figure as sentences ask for it: the count, or None where hidden, and whether it is exact."""

    counted: int | None
    exact: bool


def edition_of(
    kept: Kept,
    rendered: Rendered,
    definitions: Mapping[str, Mapping[str, str]],
    *,
    now: datetime,
    correction: Reference | None = None,
    corrects: Reference | None = None,
) -> Edition:
    """Return the edition of a release at one moment.

    Parameters
    ----------
    kept, rendered, definitions
        The release, its cells and its definitions, as they were frozen.
    correction, corrects
        The release that takes its place, as far as the reader may know of it, and the one whose place it takes.
    """
    return _Press(kept, rendered, definitions, now=now).edition(correction=correction, corrects=corrects)


class _Press:
    """One release on the press."""

    def __init__(
        self, kept: Kept, rendered: Rendered, definitions: Mapping[str, Mapping[str, str]], *, now: datetime
    ) -> None:
        self._kept, self._rendered, self._definitions, self._now = kept, rendered, definitions, now
        self._told = Circumstances.of_definitions(definitions)
        self._setter = Setter(rendered, kept.reference, self._told.agencies)
        self._mark = mark_of(kept.life, now)

    def edition(self, *, correction: Reference | None, corrects: Reference | None) -> Edition:
        kept, rendered = self._kept, self._rendered
        return Edition(
            reference=kept.reference.text,
            title=kept.title,
            unit=self._told.unit,
            place=self._told.place,
            since=rendered.since,
            until=rendered.until,
            as_at=rendered.as_at,
            state=kept.life.state(self._now),
            mark=self._mark,
            public_at=kept.life.public_at,
            previous=kept.previous.text if kept.previous else "",
            correction=correction.text if correction else "",
            corrects=corrects.text if corrects else "",
            headline=self._headline(),
            plates=tuple(self._plate(*each) for each in self._contents()),
            rule=self._definitions[RULE]["definition"],
            editors=(*editors_of(rendered, self._told, reference=kept.reference.text), *REPORTING),
            help_lines=HELP_LINES,
            is_invented=self._told.is_invented,
        )

    def _contents(self) -> Iterator[tuple[str, Shape, Content]]:
        """Yield key, shape and content of each plate: the total with its parts first, then every other table."""
        rows, days = self._setter.headline(), {"since": self._rendered.since, "until": self._rendered.until}
        if rows:
            heading = HEADINGS[Dimension.ROUTE]
            yield (
                TOTAL.key,
                Shape.SPLIT,
                Content(measure=MEASURE, heading=heading, columns=(COUNTS,), rows=rows, **days),
            )
        for table in self._rendered.tables:
            if table.key not in (TOTAL.key, BY_ROUTE.key):
                content = Content(
                    measure=measure_of(TABLES[table.key].dimensions),
                    heading=self._setter.heading(table),
                    columns=self._setter.columns(table),
                    rows=self._setter.rows(table),
                    **days,
                )
                yield table.key, _shape(table), content

    def _plate(self, key: str, shape: Shape, content: Content) -> Plate:
        title, place = finding_of(key, content), self._told.place
        period = dates.period(content.since, content.until)
        return Plate(
            key=key,
            shape=shape,
            title=title,
            measure=content.measure,
            place=place,
            period=period,
            filters=ALL,
            heading=content.heading,
            columns=content.columns,
            rows=content.rows,
            source=f"Source: case records of the {self._told.unit}",
            data_to=f"Data to {dates.day(content.until)}, as recorded by {dates.day(self._rendered.as_at)}",
            reference=self._kept.reference.text,
            definition=self._definitions[key]["definition"],
            footnotes=footnotes(key, content.rows, self._rendered, self._told),
            mark=self._mark,
            sentence=self._headline() if key == TOTAL.key else f"{title} ({content.measure}, {place}, {period}).",
            alt_text=_alt_text(shape, title, content),
        )

    def _headline(self) -> str:
        rows = {row.code: row.figures[0] for row in self._setter.headline()}
        told = {code: Told(counted=figure.value, exact=figure.exact) for code, figure in rows.items()}
        unseen, nought = Told(counted=None, exact=False), Told(counted=0, exact=True)
        split = Split(
            received=told.get("", unseen),
            taken_on=told.get(Route.UNIT, unseen),
            with_partners=told.get(Route.PARTNER, unseen),
            awaiting=unseen if Route.NEITHER in told else nought,
            not_accepted=unseen if Route.NEITHER in told else nought,
        )
        return headline(
            split,
            period_key=self._told.period_key,
            since=self._rendered.since,
            until=self._rendered.until,
            subject=f"The unit in {self._told.place}" if self._told.place else "",
        )


def _shape(table: ReleasedTable) -> Shape:
    dimensions = TABLES[table.key].dimensions
    if len(dimensions) > 1:
        return Shape.PARTS
    return Shape.STEPS if dimensions[0] in _TIMES else Shape.GROUPS


def _alt_text(shape: Shape, title: str, content: Content) -> str:
    """Return what a picture shows for who cannot see it: the finding, and every figure, since a file has no table."""
    if len(content.columns) == 1:
        told = "; ".join(f"{row.label} {row.figures[0].in_full}" for row in content.rows)
    else:
        told = ". ".join(
            f"{row.label}: "
            + ", ".join(
                f"{column.heading.lower()} {figure.in_full}"
                for column, figure in zip(content.columns, row.figures, strict=True)
            )
            for row in content.rows
        )
    opening = ". ".join(dict.fromkeys((_KINDS[shape], title, content.measure)))
    return f"{opening}: {told}."
