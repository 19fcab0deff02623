"""From tables that passed their audit to what is frozen of them, and back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.release.cells import Rendered
from dashboard.release.circumstances import Circumstances
from dashboard.release.compose import Composed
from dashboard.release.definitions import definitions_of
from dashboard.release.figures import figures
from dashboard.release.refusal import ReleaseUnsafe
from data_access.releases import Draft, Reference

FORM = 1  # how the cells of a release are written; a later form is read beside it, and none is rewritten
_ANY = Reference(year=2026, number=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What is proposed for release: tables that passed their audit, of which force, under which title.

    Attributes
    ----------
    data_version
        The version of the records that the tables were made from.
    previous
        The release that they were guarded against; None for the first of a force.
    circumstances
        What is known of the unit today and said beside the figures for ever.
    """

    composed: Composed
    force_code: str
    title: str
    data_version: str
    previous: Reference | None
    circumstances: Circumstances


def frozen_form(proposal: Proposal) -> Draft:
    """Return what is to be frozen.

    Raises `ReleaseUnsafe` for tables that failed their audit, and `ReferenceRefused` or `ValueError` where a figure
    could not be found again by its reference.
    """
    rendered, findings = proposal.composed.rendered, proposal.composed.audit.findings
    if findings:
        reasons = "; ".join(dict.fromkeys(finding.fault for finding in findings))
        raise ReleaseUnsafe(f"The release is not safe: {reasons}.", remedy="Compose it again with fewer tables.")
    for key in figures(rendered):
        _ANY.of(key)
    return Draft(
        force_code=proposal.force_code,
        title=proposal.title,
        since=rendered.since,
        until=rendered.until,
        as_at=rendered.as_at,
        data_version=proposal.data_version,
        hide_below=rendered.rule.hide_below,
        round_to=rendered.rule.round_to,
        previous=proposal.previous,
        hidden=rendered.hidden_cells,
        cells={"form": FORM, "rendered": rendered.as_json()},
        definitions={**definitions_of(rendered), **proposal.circumstances.as_definitions()},
    )


def rendered_of(cells: Mapping[str, Any]) -> Rendered:
    """Return the tables that were frozen; raises `KeyError` or `ValueError` for a form that was never written."""
    if cells["form"] != FORM:
        message = f"No release was ever written in form {cells['form']}."
        raise ValueError(message)
    return Rendered.of_json(cells["rendered"])
