"""Single cases, for those whose scope reaches so far: every question carries its scope into the SQL."""

from typing import Any, TypeAlias, TypeVar

import sqlalchemy as sa

from data_access.errors import OutOfScope
from data_access.schema import referral
from data_access.scope import Grain, Scope

# A pool of connections to the case database, for those above who hand it on and never speak to it.
Cases: TypeAlias = sa.Engine

Asked = TypeVar("Asked", bound=sa.Select[Any])


def scoped(asked: Asked, scope: Scope) -> Asked:
    """Return a question about referrals that answers with rows of the scope only; no force, no rows.

    Raises `OutOfScope` for a scope that does not reach single cases.
    """
    if scope.grain is not Grain.CASE:
        raise OutOfScope(
            "Single cases are not among what you may see.",
            unharmed="Nothing was shown or changed.",
            remedy="Use the pages in the menu, or ask an administrator if your work needs more.",
        )
    return asked.where(referral.c.force_code.in_(scope.forces))
