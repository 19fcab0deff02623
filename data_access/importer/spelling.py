"""The many spellings of one thing: headings, sheet names, codes, forces and agencies as units write them."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from data_access.importer.fields import Field, Kind, Target

# Ordinary, non-breaking and zero-width spaces, and a stray byte-order mark: all seen around pasted cells.
SPACES = " \t\r\n\v\f\u00a0\u2002\u2003\u2007\u2009\u200b\u202f\u2060\ufeff"
# What people type to say that there is nothing to say.
PLACEHOLDERS = frozenset({"", "-", "–", "—", "n/a", "null"})  # noqa: RUF001

_HEADINGS = {
    "referral": {
        "ref": "referral_id",
        "reference": "referral_id",
        "referral_reference": "referral_id",
        "police_force": "force_code",
        "force_name": "force_code",
        "referral_date": "referral_datetime",
        "referred_on": "referral_datetime",
        "date_referred": "referral_datetime",
        "received": "referral_datetime",
        "received_on": "referral_datetime",
        "date_received": "referral_datetime",
        "agency": "referring_agency_code",
        "referrer": "referring_agency_code",
        "referred_by": "referring_agency_code",
        "risk": "current_risk",
        "risk_level": "current_risk",
        "assessment_date": "multi_agency_assessment_date",
        "assessed_on": "multi_agency_assessment_date",
        "date_assessed": "multi_agency_assessment_date",
        "outcome": "closure_outcome",
        "area": "area_id",
        "owner": "owner_code",
    },
    "risk_assessment": {
        "assessment_date": "assessed_at",
        "assessed_on": "assessed_at",
        "level": "raw_level",
        "risk": "harmonised_level",
        "risk_level": "harmonised_level",
    },
    "contact": {"contact_date": "contact_at", "contacted_on": "contact_at"},
    "area": {"force": "force_code", "force_name": "force_code"},
    "worker": {"force": "force_code", "force_name": "force_code"},
}
_SHEETS = {"register": "referral", "assessment": "risk_assessment", "attendance": "meeting_attendance"}
_CODES = {
    "LOW": ("lo",),
    "MEDIUM": ("moderate", "med"),
    "MODERATE": ("medium",),
    "MANAGED_UNIT": ("managed", "managed_by_unit", "managed_by_the_unit", "taken_on", "taken_on_by_the_unit"),
    "PARTNER_MANAGED": ("partner", "partners", "managed_with_partners", "partner_agency"),
    "PENDING": ("awaiting_decision", "awaiting"),
    "F": ("female", "woman"),
    "M": ("male", "man"),
    "65_PLUS": ("65", "65_and_over", "65_or_over"),
    "UNK": ("unknown", "not_known", "not_recorded"),
    "NA": ("n_a", "not_applicable"),
}
_FLAGS = {
    True: ("yes", "y", "true", "t", "1", "1_0"),
    False: ("no", "n", "false", "f", "0", "0_0"),
    None: ("unknown", "unk", "not_known", "not_recorded"),
}
# Words that people add to or leave out of a force's name; "North Wales Police" is North Wales.
_FORCE_NOISE = frozenset({"police", "service", "constabulary", "force", "the", "of", "and"})
_FORCE_NICKNAMES = {
    "met": "metropolitan",
    "mps": "metropolitan",
    "gmp": "greater manchester",
    "hampshire isle wight": "hampshire",
}


def fold(text: str) -> str:
    """Return a spelling with case, accents, spaces and punctuation taken out of account."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", plain.casefold()).strip("_")


def fold_force(text: str) -> str:
    """Return a force's name without the words people add, in alphabetical order."""
    words = sorted(set(fold(text).split("_")) - _FORCE_NOISE)
    return " ".join(words)


def heading_spellings(target: Target) -> dict[str, str]:
    """Return folded heading → column for one table; a column's own name always wins."""
    spellings: dict[str, str] = {}
    for accepted in target.fields:
        for spelling in _heading_variants(accepted.name):
            spellings.setdefault(spelling, accepted.name)
    spellings |= _HEADINGS.get(target.name, {})
    return spellings | {accepted.name: accepted.name for accepted in target.fields}


def _heading_variants(name: str) -> Iterable[str]:
    for ending in ("_code", "_flag", "_datetime", "_date", "_at"):
        if name.endswith(ending):
            stem = name.removesuffix(ending)
            yield stem
            if ending in {"_datetime", "_date", "_at"}:
                yield from (f"{stem}_date", f"date_{stem}", f"date_of_{stem}", f"{stem}_on")


def table_spelling(name: str) -> str:
    """Return a sheet's or file's name as a table might be called: folded and in the singular."""
    folded = fold(name)
    singular = folded if folded.endswith("ss") else folded.removesuffix("s")
    return _SHEETS.get(singular, singular)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spellings:
    """Everything that turns a written value into the value stored.

    Attributes
    ----------
    forces, agencies
        Folded spelling → code.
    extra
        Column → folded spelling → code, from the mapping file.
    """

    forces: Mapping[str, str]
    agencies: Mapping[str, str]
    extra: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def of(self, accepted: Field) -> dict[str, str | bool | None]:
        """Return folded spelling → stored value for a column whose values are listed."""
        listed: dict[str, str | bool | None] = {}
        match accepted.kind:
            case Kind.CODE:
                listed |= _code_spellings(accepted.codes)
            case Kind.AGENCY:
                listed |= self.agencies
            case Kind.FORCE:
                listed |= self.forces
            case Kind.FLAG:
                listed |= {spelling: value for value, spellings in _FLAGS.items() for spelling in spellings}
            case _:
                return {}
        return listed | dict(self.extra.get(accepted.name, {}))


def _code_spellings(codes: tuple[str, ...]) -> dict[str, str]:
    spellings = {alias: code for code in codes for alias in _CODES.get(code, ())}
    return spellings | {fold(code): code for code in codes}


def force_spellings(rows: Iterable[tuple[str, str, str]]) -> dict[str, str]:
    """Return folded spelling → ONS code from (code, name, slug) rows."""
    spellings: dict[str, str] = {}
    for code, name, slug in rows:
        spellings |= {fold_force(code): code, fold_force(name): code, fold_force(slug): code}
    nicknames = {
        nickname: spellings[fold_force(name)]
        for nickname, name in _FORCE_NICKNAMES.items()
        if fold_force(name) in spellings
    }
    return nicknames | spellings


def agency_spellings(rows: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return folded spelling → agency code from (code, name) rows."""
    spellings: dict[str, str] = {}
    for code, name in rows:
        spellings |= {fold(name): code, fold(code): code}
    return spellings
