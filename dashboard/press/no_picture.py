"""Why there is no picture: each says what happened, what is unharmed and what to do."""

from data_access.errors import UnitError

_UNHARMED = "Nothing was written, and the release is as it was."


class NoPicture(UnitError):
    """A picture could not be made."""


class NoBrowser(NoPicture):
    """There is no Chromium on this machine to draw with."""

    def __init__(self) -> None:
        super().__init__(
            "Pictures cannot be made here: they are drawn by Chromium, and this machine has none.",
            unharmed="Tables, slides, spreadsheets and the briefing still can.",
            remedy="Ask whoever runs this machine to install Chromium (on Debian: apt-get install chromium).",
        )


class BrowserDied(NoPicture):
    """Chromium ended while it drew, and again when it was asked a second time."""

    def __init__(self) -> None:
        super().__init__(
            "The picture could not be drawn: Chromium ended twice while drawing it.",
            unharmed=_UNHARMED,
            remedy="Try again in a minute; if it happens again, the machine may be short of memory.",
        )


class TookTooLong(NoPicture):
    """Chromium did not answer in time."""

    def __init__(self) -> None:
        super().__init__(
            "The picture could not be drawn in time.",
            unharmed=_UNHARMED,
            remedy="Try again in a minute, or fewer pictures at once.",
        )


class NotDrawn(NoPicture):
    """Chromium answered that it could not draw this figure."""

    def __init__(self) -> None:
        super().__init__(
            "The picture could not be drawn: the figure was refused.",
            unharmed=_UNHARMED,
            remedy="Try it as a slide or a table, and tell whoever looks after the dashboard.",
        )


class NotOwn(NoPicture):
    """What came back is not the picture that was asked for."""

    def __init__(self) -> None:
        super().__init__(
            "The picture that came back is not the one asked for, so it was thrown away.",
            unharmed=_UNHARMED,
            remedy="Try again; if it happens again, tell whoever looks after the dashboard.",
        )


class Stopped(NoPicture):
    """The dashboard is being stopped."""

    def __init__(self) -> None:
        super().__init__(
            "The picture was not drawn: the dashboard is being stopped.",
            unharmed=_UNHARMED,
            remedy="Try again when it has started.",
        )
