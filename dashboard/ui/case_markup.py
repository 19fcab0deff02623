"""The markup of one case: its head, its milestones and its timeline, each a list that reads well aloud and on paper."""

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape

from dashboard.ui import markup
from dashboard.wording import dates
from dashboard.wording.case import Milestone
from dashboard.wording.case_timeline import since_receipt
from dashboard.wording.happenings import Happening, Kind

# What decides where a case stands is seen at a glance; the rest is there to be read.
_TURNING = frozenset({Kind.RECEIVED, Kind.ASSESSMENT, Kind.PATHWAY, Kind.LEGAL, Kind.CLOSURE})


def head(reference: str, *, risk: str, as_at: str, facts: Iterable[tuple[str, str]]) -> str:
    """Return the reference with its risk beside it, and under it what a manager asks first."""
    answers = "".join(f"<div>{markup.tag('dt', name)}{markup.tag('dd', answer)}</div>" for name, answer in facts)
    return markup.piece(
        f'<div class="u-case">{markup.tag("h1", reference, css="u-title")}{markup.tag("p", risk, css="u-risk")}'
        f'{markup.tag("p", as_at, css="u-quiet")}</div><dl class="u-facts">{answers}</dl>'
    )


def elsewhere(label: str, *, address: str) -> str:
    """Return the link to the case in its force's own system: in a tab of its own, which learns nothing of this one."""
    return markup.piece(
        f'<p class="u-actions"><a class="u-way" target="_blank" rel="noopener noreferrer" href="{escape(address)}">'
        f"{escape(label)} ↗</a></p>"
    )


def milestones(label: str, steps: Iterable[Milestone]) -> str:
    """Return the few steps of every case in a row, those not reached hollow."""
    told = "".join(map(_milestone, steps))
    return markup.piece(f'<ol class="u-milestones" aria-label="{escape(label)}">{told}</ol>')


def _milestone(step: Milestone) -> str:
    on = markup.tag("span", dates.day(step.on)) if step.on else ""
    stands = markup.tag("span", step.stands, css="u-quiet") if step.stands else ""
    return f'<li class="{"" if step.on else "u-open"}">{markup.tag("b", step.name)}{on}{stands}</li>'


def needs(label: str, reasons: Sequence[str]) -> str:
    """Return why a case needs action, a reason each."""
    told = "".join(markup.tag("li", reason) for reason in reasons)
    return markup.piece(f'<ul class="u-needs" aria-label="{escape(label)}">{told}</ul>')


def orders(title: str, ways: Iterable[tuple[str, str]]) -> str:
    """Return the heading of the timeline, and its orders, each with its address, "" for the one it stands in."""
    told = " · ".join(
        markup.stays(name, address=to) if to else f'<b aria-current="true">{escape(name)}</b>' for name, to in ways
    )
    return markup.piece(f'<div class="u-orders">{markup.tag("h2", title, css="u-title")}<p>{told}</p></div>')


def entries(happenings: Sequence[Happening], *, received_on: date | None, label: str) -> str:
    """Return happenings one beneath another; a day stands once before the eye, and aloud before each."""
    before = (None, *(each.on for each in happenings))
    told = "".join(
        _entry(each, received_on=received_on, repeats=each.on is not None and each.on == earlier)
        for earlier, each in zip(before[:-1], happenings, strict=True)
    )
    return markup.piece(f'<ol class="u-timeline" aria-label="{escape(label)}">{told}</ol>')


def _entry(happening: Happening, *, received_on: date | None, repeats: bool) -> str:
    css = " ".join(
        name for name, holds in (("u-turning", happening.kind in _TURNING), ("u-same-day", repeats)) if holds
    )
    told = markup.tag("p", " · ".join(happening.told), css="u-quiet") if happening.told else ""
    return (
        f'<li class="{css}">{_when(happening.on, received_on)}<div>{markup.tag("p", happening.what)}{told}</div></li>'
    )


def _when(on: date | None, received_on: date | None) -> str:
    if on is None:
        return ""  # the heading of its group says so
    since = since_receipt(on, received_on)
    early = received_on is not None and on < received_on
    beneath = markup.tag("span", since, css="u-early" if early else "u-quiet") if since else ""
    return f'<p class="u-when"><time datetime="{on.isoformat()}">{escape(dates.day(on))}</time>{beneath}</p>'
