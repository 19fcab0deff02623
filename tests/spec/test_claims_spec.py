"""What a typed title may claim: titles beside a table, and the words of each that the table does not bear out.

The tables: 260 referrals, 83 (32%) taken on and 177 (68%) with partners; ten months from 19 Jun 2018, nine of them
whole, 18 to 31 a month; agencies with 120 (46%), 65 (25%), 40 (15%) and the others hidden; high risk 60 and 30, medium
20 and 100, low hidden.
"""

from datetime import date

import pytest

from dashboard.edition import Plate, Row, Shape
from dashboard.edition.claims import claims
from tests.editions import ONE, a_plate, plates, printed

TABLES = {plate.key: plate for plate in plates()}

# Table, title, and the words that claim more than it shows: none where the title may stand.
TITLES = (
    # Most is more than half of what the title speaks of.
    ("total", "Most referrals are managed with partners", ()),
    ("total", "The majority of referrals were taken on", ("The majority",)),
    ("agency", "Most referrals come from the police", ("Most",)),
    ("agency", "Local policing units refer most", ()),
    ("agency", "Probation Service refers the most", ("refers the most",)),
    ("agency", "Local policing units made the largest number of referrals", ()),
    ("agency", "The Probation Service made the largest number of referrals", ("largest",)),
    ("agency", "The mental health trust refers fewest", ("fewest",)),
    ("risk-route", "The unit takes on most referrals at high risk", ()),
    ("risk-route", "The unit takes on most referrals at medium risk", ("most",)),
    ("month", "Most referrals came in July", ("Most",)),
    # Fractions within a plain tolerance.
    ("total", "The unit took on a third of referrals", ()),
    ("total", "Nearly a third of referrals were taken on", ()),
    ("total", "More than half of referrals are managed with partners", ()),
    ("total", "Half of referrals were taken on", ("Half",)),
    ("total", "Two thirds of referrals are managed with partners", ()),
    ("total", "3 in 10 referrals were taken on", ()),
    ("total", "Nine out of ten referrals were taken on", ("Nine out of ten",)),
    ("agency", "A quarter of referrals come from the Probation Service", ()),
    ("agency", "A third of referrals come from the Probation Service", ("A third",)),
    ("agency", "Fewer than half of referrals come from local policing", ()),
    ("agency", "Over half of referrals come from local policing", ("Over half",)),
    ("month", "Referrals in the first half of the year", ()),
    # Ratios.
    ("risk-route", "At high risk the unit takes on twice as many as partners", ()),
    ("agency", "Local policing refers twice as many as Probation", ("twice",)),
    ("agency", "Local policing refers three times as many as the mental health trust", ()),
    ("month", "Referrals doubled", ("doubled",)),
    # Changes: nine whole months are too few, and from July to March they went down.
    ("month", "Referrals surge in spring", ("surge",)),
    ("month", "Referrals plunged", ("plunged",)),
    ("month", "Referrals rose over the winter", ("rose",)),
    ("month", "Referrals fell", ("fell",)),
    ("month", "Referrals fell from 31 to 25", ()),
    ("month", "Referrals rose in August", ("rose",)),
    ("month", "Referrals kept between 18 and 31 a month", ()),
    ("month", "Referrals fall within the usual range", ()),
    ("total", "Referrals are rising", ("rising",)),
    ("agency", "Police referrals soar", ("soar",)),
    # Numbers that are typed.
    ("total", "The unit took on 32% of 260 referrals", ()),
    ("total", "The unit received 260 referrals and took on 83, 32% of them", ()),
    ("total", "The unit received 300 referrals", ("300",)),
    ("total", "The unit took on 31.9% of referrals", ("31.9%",)),
    ("total", "The unit took on 32 per cent of referrals", ()),
    ("total", "260 referrals in 2018-19, from 19 June 2018", ()),
    ("total", "The unit received \u0662\u0666\u0660 referrals", ()),
    ("total", "The unit received 1,260 referrals", ("1,260",)),
    # Absolutes and records.
    ("total", "All referrals were assessed", ("All",)),
    ("total", "Nearly all referrals were managed", ()),
    ("total", "32% of all referrals were taken on", ()),
    ("total", "No referral was refused", ("No",)),
    ("total", "No more than a third of referrals were taken on", ()),
    ("month", "Every month brought referrals", ("Every",)),
    ("month", "Referrals reach a record high", ("a record high",)),
    ("month", "Highest ever number of referrals", ("Highest ever",)),
    ("total", "Case records of 260 referrals", ()),
    # Causes, people, blame.
    ("total", "83 referrals taken on thanks to the new unit", ("thanks to",)),
    ("total", "Referrals managed with partners because of demand", ("because of",)),
    ("total", "260 victims came forward", ("victims",)),
    ("total", "83 stalkers managed by the unit", ("stalkers",)),
    ("total", "260 crimes reported", ("crimes",)),
    ("total", "260 people were referred", ("260 people",)),
    ("agency", "Worst agency is failing", ("Worst", "failing")),
    # Length and shouting.
    ("total", "STALKING referrals reach NHS and MAPPA partners", ("STALKING",)),
    ("total", "260 referrals!", ("!",)),
    ("total", " ".join(["to"] * 15), ()),
    ("total", " ".join(["to"] * 16), (" ".join(["to"] * 16),)),
    ("total", "w" * 121, ("w" * 121,)),
    ("total", "", ()),
)


@pytest.mark.parametrize(("key", "title", "phrases"), TITLES, ids=[f"{key}: {title[:50]}" for key, title, _ in TITLES])
def test_a_title_claims_no_more_than_its_table_shows(key: str, title: str, phrases: tuple[str, ...]) -> None:
    assert tuple(claim.phrase for claim in claims(title, TABLES[key])) == phrases


@pytest.mark.parametrize("plate", plates(), ids=lambda plate: plate.key)
def test_the_titles_of_the_example_claim_nothing(plate: Plate) -> None:
    assert claims(plate.title, plate) == ()


def months(*counts: int | None, period: str = "1 Jan 2018 to 30 Apr 2019") -> Plate:
    """A table of months from January 2018."""
    days = [date(2018 + step // 12, step % 12 + 1, 1) for step in range(len(counts))]
    rows = [
        Row(code=f"{day:%Y-%m}", label=f"{day:%b %Y}", figures=(printed(f"month.{day:%Y-%m}", count, exact=True),))
        for day, count in zip(days, counts, strict=True)
    ]
    return a_plate("month", Shape.STEPS, rows, ONE, measure="Referrals received by month", period=period)


STEADY = (26, 24, 27, 25, 28, 24, 26, 27, 25, 26, 24, 27, 26, 25, 27, 28)
JUMPED = (26, 24, 27, 25, 28, 24, 26, 27, 25, 26, 24, 27, 26, 25, 27, 60)
DROPPED = (*STEADY[:-1], 10)


@pytest.mark.parametrize(
    ("counts", "title", "says"),
    [
        (STEADY, "Referrals surge", "all 16 complete months lie within the usual range, 21 to 31."),
        (STEADY, "Referrals rose", "From 26 in Jan 2018 to 28 in Apr 2019: 2 more."),
        (STEADY, "Referrals fell", "“fell” goes against the numbers."),
        (JUMPED, "Referrals plunge", "no month it speaks of is unusual in that direction"),
        (JUMPED, "Referrals surged in March 2019", "no month it speaks of is unusual in that direction"),
        (
            JUMPED[:12],
            "Referrals surge",
            "needs 13 complete months before it can be told from chance; the table has 12",
        ),
        ((*JUMPED[:5], None, *JUMPED[6:]), "Referrals surge", "a month is hidden"),
        ((26,), "Referrals surge", "at least two whole months"),
    ],
)
def test_a_change_that_the_months_do_not_show_is_answered_with_what_they_do(
    counts: tuple[int | None, ...], title: str, says: str
) -> None:
    (claim,) = claims(title, months(*counts))

    assert says in claim.says


@pytest.mark.parametrize(
    ("counts", "title"),
    [
        (JUMPED, "Referrals surge"),
        (JUMPED, "Referrals surged in April 2019"),
        (JUMPED, "Referrals rose"),
        (DROPPED, "Referrals plummet"),
        (DROPPED, "Referrals fell"),
    ],
)
def test_a_change_beyond_the_usual_range_may_be_told(counts: tuple[int, ...], title: str) -> None:
    assert claims(title, months(*counts)) == ()


def test_a_month_that_is_not_whole_is_no_part_of_a_change() -> None:
    begun = months(*STEADY[:-1], 2, period="1 Jan 2018 to 3 Apr 2019")

    assert "the usual range" in claims("Referrals rose", begun)[0].says
    assert "From 26 in Jan 2018 to 27 in Mar 2019" in claims("Referrals rose", begun)[0].says


def test_where_the_period_cannot_be_read_the_first_and_the_last_month_are_not_taken_for_whole() -> None:
    unread = months(*JUMPED, period="our first sixteen months")

    assert "all 14 complete months" in claims("Referrals surge", unread)[0].says


def test_every_month_may_be_said_where_all_are_alike() -> None:
    assert claims("Every month brought 25 referrals", months(25, 25, 25)) == ()


def test_the_name_of_an_agency_claims_nothing() -> None:
    plate = TABLES["agency"]
    row = Row(code="VAS", label="Victims First", figures=plate.rows[0].figures)
    named = Plate(**{**{name: getattr(plate, name) for name in plate.__slots__}, "rows": (row, *plate.rows[1:])})

    assert claims("Victims First refers most", named) == ()
    assert claims("Victims refer most", named) != ()


def test_a_claim_says_what_the_numbers_do_show() -> None:
    says = {claim.phrase: claim.says for claim in claims("Most of 300 victims: record high", TABLES["agency"])}

    assert says["Most"] == "“Most” means more than half. The largest share shown is Local policing unit, 120 (46%)."
    assert says["300"] == "“300” is not in this table. The nearest is 120."
    assert says["victims"].startswith("“victims” is not what is counted. These are referrals")
    assert "It holds 19 Jun 2018 to 18 Apr 2019; its highest is Local policing unit, 120 (46%)." in says["record high"]
