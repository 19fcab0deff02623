"""A programme has the size it was asked for, over believable forces, or is refused."""

from datetime import date

import pytest

from data_access.demo.plan import plan
from data_access.demo.sites import all_sites
from data_access.errors import SettingRefused
from data_access.reference_data import shipped

AS_AT = date(2026, 6, 30)


def test_the_demonstration_is_three_forces_of_a_believable_size() -> None:
    shares = plan(referrals=None, forces=None, as_at=AS_AT)
    assert [share.site.prefix for share in shares] == ["CHE", "HAM", "MET"]
    assert 12_000 <= sum(share.received for share in shares) <= 20_000


@pytest.mark.parametrize(("referrals", "forces"), [(3, 3), (260, 1), (1_000, 7), (1_000_000, 43)])
def test_the_shares_sum_to_what_was_asked(referrals: int, forces: int) -> None:
    shares = plan(referrals=referrals, forces=forces, as_at=AS_AT)
    assert len(shares) == forces
    assert sum(share.received for share in shares) == referrals


def test_forces_differ_about_fifteen_fold() -> None:
    sizes = [share.received for share in plan(referrals=1_000_000, forces=43, as_at=AS_AT)]
    assert 12 <= max(sizes) / min(sizes) <= 18


def test_the_sites_are_the_43_forces_with_unlike_references() -> None:
    sites = all_sites()
    assert {site.code for site in sites} == {force["force_code"] for force in shipped("forces")}
    assert len({site.prefix for site in sites}) == 43


@pytest.mark.parametrize(
    ("referrals", "forces", "as_at"),
    [(None, 0, AS_AT), (None, 44, AS_AT), (2, 3, AS_AT), (None, None, date(2019, 4, 17))],
)
def test_what_makes_no_programme_is_refused(referrals: int | None, forces: int | None, as_at: date) -> None:
    with pytest.raises(SettingRefused):
        plan(referrals=referrals, forces=forces, as_at=as_at)
