"""A release and its plates as JSON, for programs; `release.schema.json` says what each part is."""

import json
from typing import Any

from dashboard.edition import Edition, Plate, Printed
from dashboard.press.web.published import Published

FORMAT = "stalking-referrals/1"  # changed parts are a new format; added ones are not


def release_json(published: Published) -> bytes:
    """Return a release with all of its plates."""
    edition = published.edition
    told = {
        "format": FORMAT,
        **_standing(published),
        "title": edition.title,
        "unit": edition.unit,
        "place": edition.place,
        "since": edition.since.isoformat(),
        "until": edition.until.isoformat(),
        "as_at": edition.as_at.isoformat(),
        "headline": edition.headline,
        "rule": edition.rule,
        "notes_to_editors": list(edition.editors),
        "help_lines": list(edition.help_lines),
        "is_invented": edition.is_invented,
        "plates": [_plate(plate) for plate in edition.plates],
    }
    return _written(told)


def plate_json(plate: Plate, published: Published) -> bytes:
    """Return one plate, and how its release stands."""
    told = {"format": FORMAT, **_standing(published), "is_invented": published.edition.is_invented, **_plate(plate)}
    return _written(told)


def _standing(published: Published) -> dict[str, Any]:
    edition: Edition = published.edition
    return {
        "reference": edition.reference,
        "state": edition.state.value,
        "mark": edition.mark,
        "released_at": published.public_at.isoformat(),
        "changed_at": published.changed_at.isoformat() if published.changed_at else None,
        "reason": published.reason,
        "previous": edition.previous,
        "corrected_by": edition.correction,
        "corrects": edition.corrects,
    }


def _plate(plate: Plate) -> dict[str, Any]:
    return {
        "key": plate.key,
        "title": plate.title,
        "sentence": plate.sentence,
        "measure": plate.measure,
        "place": plate.place,
        "period": plate.period,
        "filters": plate.filters,
        "source": plate.source,
        "data_to": plate.data_to,
        "definition": plate.definition,
        "footnotes": list(plate.footnotes),
        "heading": plate.heading,
        "columns": [{"code": column.code, "heading": column.heading} for column in plate.columns],
        "rows": [
            {"code": row.code, "label": row.label, "figures": [_figure(figure) for figure in row.figures]}
            for row in plate.rows
        ],
    }


def _figure(figure: Printed) -> dict[str, Any]:
    return {
        "reference": figure.reference,
        "value": figure.value,
        "text": figure.text,
        "percentage": figure.percentage,
        "is_exact": figure.exact,
        "is_hidden": figure.value is None,
        "held": figure.held,
    }


def _written(told: dict[str, Any]) -> bytes:
    return (json.dumps(told, ensure_ascii=True, indent=1, allow_nan=False) + "\n").encode()
