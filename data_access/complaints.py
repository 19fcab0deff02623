"""How a command says that it cannot do what was asked: three sentences, no traceback, a number a script can read."""

from collections.abc import Iterator
from contextlib import contextmanager

import typer
from rich.console import Console

from data_access.errors import AccountRefused, UnitError

REFUSED = 1
CANNOT_RUN = 2


@contextmanager
def spoken() -> Iterator[None]:
    """Turn a `UnitError` into its three sentences on standard error, and exit 1 if refused, 2 if impossible."""
    try:
        yield
    except UnitError as error:
        complaints = Console(stderr=True)
        for part in (error.happened, error.unharmed, error.remedy):
            complaints.print(part, markup=False, highlight=False, soft_wrap=True)
        raise typer.Exit(REFUSED if isinstance(error, AccountRefused) else CANNOT_RUN) from error
