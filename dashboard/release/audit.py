"""The audit: attacks a release as its readers could, before anybody reads it."""

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.release.adversaries import Adversary, Scene, Target
from dashboard.release.form import faults_of_form


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One reason to refuse a release: the key of the table at fault and what is wrong, in words that tell no number."""

    table: str
    fault: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """What an audit came to.

    Attributes
    ----------
    findings
        Reasons to refuse the release, each once; none if it is safe.
    attacks
        How often a small count was attacked.
    unnarrowed
        In how many of these the attacker learnt no more than that the count is under the threshold.
    """

    findings: tuple[Finding, ...]
    attacks: int = 0
    unnarrowed: int = 0

    @property
    def is_safe(self) -> bool:
        """Whether the release may be written."""
        return not self.findings


def audit(scene: Scene) -> Audit:
    """Return what attackers could work out of a release, given the records it is about.

    A release of another form than it should have, or that says what is not so, is not attacked: its numbers would
    prove nothing.
    """
    amiss = [Finding(table=key, fault=fault) for key, fault in faults_of_form(scene)]
    amiss += _untrue(scene)
    if amiss:
        return Audit(findings=tuple(dict.fromkeys(amiss)))
    return attacked(scene)


def attacked(scene: Scene) -> Audit:
    """Return what the attacks alone find."""
    findings, attacks, unnarrowed = [], 0, 0
    for adversary in scene.adversaries():
        for target in adversary.targets:
            span = adversary.attacker.span(target.places)
            attacks += 1
            unnarrowed += span is not None and span[1] - span[0] + 1 >= target.rule.hide_below
            if not target.is_safe(span):
                findings.append(_exposed(adversary, target))
    return Audit(findings=tuple(dict.fromkeys(findings)), attacks=attacks, unnarrowed=unnarrowed)


def _untrue(scene: Scene) -> Iterator[Finding]:
    try:
        untrue = scene.untrue()
    except ValueError:  # a group of the records has no cell at all
        yield Finding(table="", fault="its groups are not those of the records")
        return
    for each in untrue:
        yield Finding(table=each.spot[0] if each.spot else "", fault="it says what is not so of the records")


def _exposed(adversary: Adversary, target: Target) -> Finding:
    return Finding(table=target.spot[0], fault=f"{adversary.name} could work out a small number from it")
