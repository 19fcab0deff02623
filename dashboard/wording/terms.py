"""The words of the field, explained once for people from outside it."""

from collections.abc import Mapping

from dashboard.wording.symbols import HIDDEN

TERMS: Mapping[str, str] = {
    "Referral": "One report of stalking behaviour by one person towards another that an agency, or the people "
    "concerned, asked the unit to look at. A later report about the same two people is a referral of its own. What "
    "is referred differs between forces, so numbers of referrals do not compare.",
    "Unit": "Police officers, mental health professionals, victim advocates and outreach workers who assess each "
    "referral together.",
    "Taken on": "The unit manages the risk itself, in direct contact with the victim, the offender or both.",
    "Managed with partners": "The unit assesses and advises; the agency in charge manages the risk.",
    "Partner": "An agency that works on referrals with the unit: police teams, probation, health, victim services, "
    "social care, housing and others.",
    "Awaiting decision": "Received, and not yet decided, or no decision is recorded.",
    "Joint assessment": "The first assessment of a referral by all professions of the unit together. The time to "
    "assessment ends with it.",
    "Level of risk": "Low, medium or high as last assessed. The tools that units use have levels of their own, which "
    "are brought to these three.",
    "Agency": "Who made the referral.",
    "Area": "The policing area that a referral comes from.",
    "Awareness week": "National Stalking Awareness Week, each year in April.",
    "Financial year": "1 April to 31 March.",
    "First ten months": "The ten months from the day a unit started, for which the first figures were published.",
    "Part month": "A month of which the period, or the data, has only some days. It is drawn hollow and left out of "
    "averages.",
    "Mean": "The average of the complete months since the last series break.",
    "Usual range": "Where nearly all months lie if nothing but chance changes them: the mean and 2.66 times the mean "
    "difference between one month and the next, to either side (an XmR chart, after Making Data Count). It takes 13 "
    "complete months.",
    "Unusual": "A month outside the usual range; seven months in a row on one side of the mean; six in a row rising "
    "or falling; or two of three close to the same limit. More referrals can mean more stalking or more people who "
    "come forward: the figures cannot say which.",
    "Too early to say": "Fewer than 13 complete months, too few to tell a change from chance.",
    "Series break": "A change in what is counted or recorded. Months before and after it are not compared.",
    HIDDEN: "Not shown, to protect people: the number is small, or would give a small one away. It says neither that "
    "there is somebody nor that there is nobody.",
    "Rounded": "Shown as a round number near it, so that small changes tell nothing of one person. Rounded numbers "
    "may not add up.",
    "Not recorded": "The record does not say. It is counted, never left out, and it is not zero.",
    "SASH": "Screening Assessment for Stalking and Harassment, a short tool for a first view of the risk.",
    "SRP": "Stalking Risk Profile, a structured assessment by specialists.",
    "SPO": "Stalking protection order, a court order on application of the police; in force since 20 January 2020.",
    "MAPPA": "Multi-agency public protection arrangements for convicted offenders who pose a serious risk.",
    "MARAC": "Multi-agency risk assessment conference about victims at high risk of domestic abuse.",
}
