"""The two people of a referral: relationship, type of stalking, ages, flags; all by code, none a person."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from data_access.demo.chances import Chances, Ints, Mix
from data_access.demo.columns import flags, is_one_of, texts
from data_access.demo.repeats import Repeats
from data_access.vocabulary import (
    AgeBand,
    MentalHealthContact,
    PerpetratorStatus,
    Relationship,
    Sex,
    SiteModel,
    StalkingType,
)

_RELATIONSHIP = Mix.of(
    Relationship,
    {
        Relationship.EX_INTIMATE: 56, Relationship.CURRENT_PARTNER: 3, Relationship.FAMILY: 4,
        Relationship.FRIEND_ACQUAINTANCE: 13, Relationship.COLLEAGUE: 4, Relationship.NEIGHBOUR: 5,
        Relationship.PROFESSIONAL: 2, Relationship.STRANGER_PRIVATE: 9, Relationship.STRANGER_PUBLIC: 1,
        Relationship.UNKNOWN: 3,
    },
)  # fmt: skip
_DOMESTIC = (Relationship.EX_INTIMATE, Relationship.CURRENT_PARTNER, Relationship.FAMILY)
_AFTER_INTIMACY = Mix.of(
    StalkingType,
    {
        StalkingType.REJECTED: 82, StalkingType.RESENTFUL: 9, StalkingType.INTIMACY_SEEKING: 3,
        StalkingType.INCOMPETENT_SUITOR: 1, StalkingType.PREDATORY: 2, StalkingType.UNKNOWN: 3,
    },
)  # fmt: skip
_OTHERWISE = Mix.of(
    StalkingType,
    {
        StalkingType.REJECTED: 10, StalkingType.RESENTFUL: 35, StalkingType.INTIMACY_SEEKING: 22,
        StalkingType.INCOMPETENT_SUITOR: 18, StalkingType.PREDATORY: 7, StalkingType.UNKNOWN: 8,
    },
)  # fmt: skip
_VICTIM_SEX = Mix.of(Sex, {Sex.FEMALE: 82, Sex.MALE: 16.5, Sex.OTHER: 0.5, Sex.UNKNOWN: 1})
_PERP_SEX = Mix.of(Sex, {Sex.MALE: 85, Sex.FEMALE: 13, Sex.OTHER: 0.5, Sex.UNKNOWN: 1.5})
_ADULT: dict[str, float] = {
    AgeBand.FROM_18: 18, AgeBand.FROM_25: 31, AgeBand.FROM_35: 25, AgeBand.FROM_45: 14, AgeBand.FROM_55: 7,
    AgeBand.FROM_65: 3, AgeBand.UNKNOWN: 2,
}  # fmt: skip
_AGE = Mix.of(AgeBand, {**_ADULT, AgeBand.UNDER_18: 2})
_ADULT_AGE = Mix.of(AgeBand, _ADULT)
_STATUS = Mix.of(
    PerpetratorStatus,
    {
        PerpetratorStatus.SUSPECT: 47, PerpetratorStatus.ON_BAIL: 19, PerpetratorStatus.CHARGED: 10,
        PerpetratorStatus.CONVICTED: 7, PerpetratorStatus.ON_LICENCE: 6, PerpetratorStatus.IN_CUSTODY: 5,
        PerpetratorStatus.HOSPITAL: 2, PerpetratorStatus.UNKNOWN: 4,
    },
)  # fmt: skip
_MENTAL_HEALTH = Mix.of(
    MentalHealthContact,
    {
        MentalHealthContact.NONE: 38, MentalHealthContact.CURRENT: 19, MentalHealthContact.PAST: 23,
        MentalHealthContact.UNKNOWN: 20,
    },
)  # fmt: skip
# Support is given whether or not the stalker's identity is known; a stranger's seldom is.
_UNIDENTIFIED = 0.035
_STRANGER_UNIDENTIFIED = 0.4
_CYBER = 0.46
_CYBER_STRANGER = 0.72
_CHILD = 0.17
_FLAG_MISSING = 0.02
_CRIME_RECORDED = 0.58


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """The columns of the two people, and what child rows need to know of them.

    Attributes
    ----------
    frame
        Columns of the referral table, one row per referral.
    crime_recorded
        Which referrals have a recorded crime.
    """

    frame: pl.DataFrame
    crime_recorded: np.ndarray


def meet(repeats: Repeats, *, model: SiteModel, chances: Chances) -> People:
    """Return the people of a block; a pair that comes back is the same pair."""
    size = len(repeats.previous)
    same = repeats.victim
    relationship = chances.chosen(_RELATIONSHIP, size=size)[same]
    stranger = is_one_of(relationship, Relationship.STRANGER_PRIVATE, Relationship.STRANGER_PUBLIC)
    intimate = is_one_of(relationship, Relationship.EX_INTIMATE, Relationship.CURRENT_PARTNER)
    age = _ADULT_AGE if model is SiteModel.CLINIC_PANEL else _AGE
    hidden = chances.happens(np.where(stranger, _STRANGER_UNIDENTIFIED, _UNIDENTIFIED), size=size)[repeats.perpetrator]
    crime_recorded = chances.happens(_CRIME_RECORDED, size=size)
    frame = pl.DataFrame(
        {
            "perpetrator_pid": _marks(chances, repeats.perpetrator).set(pl.Series(hidden), None),
            "victim_pid": _marks(chances, same),
            "stalking_type": texts(
                _AFTER_INTIMACY.codes, chances.chosen_by((_OTHERWISE, _AFTER_INTIMACY), intimate.astype(np.int64))[same]
            ),
            "relationship": texts(_RELATIONSHIP.codes, relationship),
            "domestic_flag": flags(is_one_of(relationship, *_DOMESTIC)),
            "cyber_flag": _flag(np.where(stranger, _CYBER_STRANGER, _CYBER), size, chances),
            "child_at_risk_flag": _flag(np.full(size, _CHILD), size, chances),
            "perpetrator_status": texts(_STATUS.codes, chances.chosen(_STATUS, size=size)),
            "perp_sex": texts(_PERP_SEX.codes, chances.chosen(_PERP_SEX, size=size)[repeats.perpetrator]),
            "perp_age_band": texts(age.codes, chances.chosen(age, size=size)[repeats.perpetrator]),
            "victim_sex": texts(_VICTIM_SEX.codes, chances.chosen(_VICTIM_SEX, size=size)[same]),
            "victim_age_band": texts(age.codes, chances.chosen(age, size=size)[same]),
            "perp_mh_contact": texts(_MENTAL_HEALTH.codes, chances.chosen(_MENTAL_HEALTH, size=size)),
            "crime_ref_hash": chances.pseudonyms(size).set(pl.Series(~crime_recorded), None),
        }
    )
    return People(frame=frame, crime_recorded=crime_recorded)


def _marks(chances: Chances, whose: Ints) -> pl.Series:
    return chances.pseudonyms(len(whose)).gather(whose)


def _flag(share: np.ndarray, size: int, chances: Chances) -> pl.Series:
    return flags(chances.happens(share, size=size), only=~chances.happens(_FLAG_MISSING, size=size))
