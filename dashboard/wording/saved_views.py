"""The words of saved views: keeping one, opening one, and a link that opens none."""

LABEL = "Views"
EXPLAINED = (
    "Nothing is remembered but what you save here. A link opens the view for whoever may see this page and force, "
    "with the figures that they may see."
)
# The same whether the view never was, was forgotten, or is of a page or force that is not the reader's.
NOT_OPENED = "This link opens no saved view for you. Ask whoever gave it to you, or choose what to see on the pages."
FORGETTING = "Its link opens nothing any more, for nobody."
NOTHING_SAVED = "You have saved no view yet."


def saved(name: str) -> str:
    """Return what came of saving a view."""
    return f"The view “{name}” is saved. Its link is under {LABEL}."


def opened(name: str) -> str:
    """Return what stands over a view that was opened."""
    return f"Saved view “{name}”."


def renamed(name: str) -> str:
    """Return what came of renaming a view."""
    return f"The view is called “{name}” now; its link stays."


def forgotten(name: str) -> str:
    """Return what came of forgetting a view."""
    return f"The view “{name}” is forgotten."
