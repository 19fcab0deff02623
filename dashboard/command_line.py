"""What the commands about people share: the store they work on, and how a username is asked for."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from rich.console import Console

from data_access.database import open_store
from data_access.migrate import current_revision, head_revision, upgrade
from data_access.sessions import Store
from data_access.settings import data_settings

Username = Annotated[str, typer.Argument(help="Small letters, digits, dots, hyphens, underscores.")]


@contextmanager
def opened_store() -> Iterator[Store]:
    """Open the store, brought up to date if it is new or older than this release."""
    store = open_store(data_settings().store_url.get_secret_value())
    try:
        if current_revision(store) != head_revision("store"):
            upgrade(store, "store")
        yield store
    finally:
        store.dispose()


def say(sentence: str) -> None:
    """Print a sentence as it is: what a stranger typed is never taken for markup."""
    Console().print(sentence, highlight=False, markup=False)
