"""The words of the commissioner's briefing that are of no one release: headings, joints of the equation, lines."""

FOR = "Briefing for the Police and Crime Commissioner"
QUESTIONS = "Three likely questions, with answers"
NOT_TO_SAY = "What not to say"
NOT_THIS = "Not this"
BUT_THIS = "The figures bear this"
CANNOT_ANSWER = "What these figures cannot answer"
DEFINITIONS = "What is counted"
HOW_TO_READ = "How to read the figures"
REFERENCES = "References"
HELP = "Where people find help"
ALSO = "Also in this release"

EQUALS, PLUS = "=", "+"
OF_WHICH, AND = "of which", "and"


def left_out(shown: int, rows: int, *, latest: bool) -> str:
    """Return "The latest 24 of 60 rows; the others are in the tables of the release."."""
    which = "latest" if latest else "first"
    return f"The {which} {shown} of {rows} rows; the others are in the tables of the release."


def references(reference: str) -> str:
    """Return what to do with references."""
    return (
        f"Quote {reference} with any figure. Each has a reference of its own, which opens it as it was released, with "
        "its definition and any correction:"
    )
