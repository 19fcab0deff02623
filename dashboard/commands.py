"""`python -m dashboard`: start and serve the site, keep its accounts, write its documents."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from rich.console import Console
from rich.progress import Progress

from dashboard import server
from dashboard.account_commands import users
from dashboard.alert_commands import alerts
from dashboard.audit_commands import audit
from dashboard.identity.clock import moment
from dashboard.identity.demonstration import Credentials
from dashboard.release_commands import releases
from data_access.complaints import spoken
from data_access.dictionary import dictionary_document
from data_access.settings import ROOT, data_settings

application = typer.Typer(
    no_args_is_help=True, add_completion=False, pretty_exceptions_show_locals=False, help="The dashboard of the unit."
)
application.add_typer(users, name="users")
application.add_typer(audit, name="audit")
application.add_typer(alerts, name="alerts")
application.add_typer(releases, name="releases")

LONDON = ZoneInfo("Europe/London")
Port = Annotated[int, typer.Option(min=1, max=65535, help="Where to listen.")]
Host = Annotated[str, typer.Option(help="The network address to listen on; only this computer by default.")]
Opens = Annotated[bool, typer.Option("--open/--no-open", help="Open a browser at the address.")]


@application.command()
@spoken()
def serve(*, port: Port = 8501, host: Host = "127.0.0.1", opens: Opens = False) -> None:
    """Serve the dashboard over the databases as they are."""
    server.serve(host=host, port=port, say=_say_where, opens_browser=opens)


@application.command()
@spoken()
def start(*, port: Port = 8501, host: Host = "127.0.0.1", opens: Opens = False) -> None:
    """Make what is missing, invent a programme and four accounts the first time, then serve."""
    from dashboard.first_start import prepare

    now = moment()
    with _progress("Inventing a programme") as progress:
        prepared = prepare(
            case_url=data_settings().case_url.get_secret_value(),
            store_url=data_settings().store_url.get_secret_value(),
            as_at=now.astimezone(LONDON).date() - timedelta(days=1),
            now=now,
            demonstration=data_settings().demonstration,
            progress=progress,
        )
    if prepared.invented:
        Console().print("The figures are invented; they show nobody.", highlight=False)
    _say_credentials(prepared.credentials)
    server.serve(host=host, port=port, say=_say_where, opens_browser=opens)


@application.command()
@spoken()
def docs() -> None:
    """Write the documents that are made from the code."""
    from dashboard.glossary import metrics_document

    for name, text in {"metrics.md": metrics_document(), "dictionary.md": dictionary_document()}.items():
        (ROOT / "docs" / name).write_text(text, encoding="utf-8")
        Console().print(f"Written: docs/{name}", highlight=False)


def _say_credentials(credentials: tuple[Credentials, ...]) -> None:
    if not credentials:
        return
    console = Console()
    console.print("\nFour demonstration accounts. These passwords are shown once and kept nowhere:\n", highlight=False)
    for each in credentials:
        console.print(f"  {each.username:<14}{each.password}", highlight=False, markup=False)
    console.print(
        "\nLost one? `python -m dashboard users reset USERNAME` gives another.", highlight=False, markup=False
    )


def _say_where(address: str) -> None:
    Console().print(f"\n  The dashboard is at {address}\n  Stop it with Ctrl+C.\n", highlight=False)


@contextmanager
def _progress(task: str) -> Iterator[Callable[[str, float], None]]:
    """Show a bar on a terminal that appears with the first step; nothing where nobody watches."""
    with Progress(transient=True) as bar:
        running = bar.add_task(task, total=1.0, visible=False)

        def advance(step: str, share: float) -> None:
            bar.update(running, description=f"{task}: {step}", completed=share, visible=True)

        yield advance
