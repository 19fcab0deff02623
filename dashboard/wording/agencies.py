"""How each kind of agency stands in a sentence; an agency unknown here goes by its own name."""

from collections.abc import Mapping

_PHRASES: Mapping[str, str] = {
    "POL_LPU": "local policing units",
    "POL_CID": "public protection and CID",
    "POL_CTRL": "control rooms and daily crime screening",
    "POL_OTHER": "other forces",
    "PROB": "the Probation Service",
    "PRISON": "prisons and prison health",
    "CPS": "the Crown Prosecution Service",
    "CJLD": "liaison and diversion services",
    "NHS_MH": "mental health trusts",
    "NHS_GP": "GPs and primary care",
    "ADV_STALK": "stalking advocacy services",
    "ADV_DA": "domestic abuse services",
    "VS": "Victim Support",
    "ASC": "adult social care",
    "CSC": "children's social care",
    "HOUS": "housing providers",
    "EDU": "schools, colleges and universities",
    "MARAC": "MARAC",
    "MAPPA": "MAPPA",
    "EMPLOYER": "employers",
    "SELF": "people themselves or their families",
    "OTHER": "other agencies",
    "UNK": "agencies not recorded",
}
_ONE = frozenset({"PROB", "CPS", "VS", "ASC", "CSC", "MARAC", "MAPPA"})  # these refer as one body: "refers"


def from_agency(code: str, name: str) -> str:
    """Return the phrase after "from": "the Probation Service", "local policing units"."""
    return _PHRASES.get(code, name)


def refers_most(code: str, name: str) -> str:
    """Return the beginning of a finding: "Local policing units refer most", "The Probation Service refers most"."""
    phrase = from_agency(code, name)
    return f"{phrase[0].upper()}{phrase[1:]} {'refers' if code in _ONE or code not in _PHRASES else 'refer'} most"
