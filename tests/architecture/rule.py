"""A rule of the house: what it says, where it holds, how a fault is found, and a fault it must find."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.architecture.source import SOURCE, Module, module

Find = Callable[[Module], Iterator[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule.

    Attributes
    ----------
    says
        The rule as a sentence.
    find
        From a module to its faults, each "path:line: what is wrong".
    planted
        Path and text of modules that break the rule, each in another way.
    blameless
        Path and text of modules that look alike and keep it.
    inside, outside
        Where it holds, and the homes it leaves out.
    """

    says: str
    find: Find
    planted: tuple[tuple[str, str], ...]
    blameless: tuple[tuple[str, str], ...] = ()
    inside: tuple[str, ...] = SOURCE
    outside: tuple[str, ...] = ()

    def faults(self, source: Module) -> list[str]:
        """What a module has against this rule; nothing where the rule does not hold."""
        if not source.inside(*self.inside) or source.inside(*self.outside):
            return []
        return list(dict.fromkeys(self.find(source)))

    def faults_of(self, path: str, text: str) -> list[str]:
        """The same for a module that exists only as text."""
        return self.faults(module(path, text))
