"""What is said beside every figure that leaves: where people find help, and how to report without harm.

Safety text is not optional: who reads a figure about stalking may be living through it, or may be who does it.
"""

from typing import Final

# From the services' own pages: suzylamplugh.org (National Stalking Helpline) and paladinservice.co.uk (get support; its
# number also on arun.gov.uk/stalking). The 55: the police's "Silent Solution", policeconduct.org.
HELPLINE: Final = "National Stalking Helpline (Suzy Lamplugh Trust): 0808 802 0300, suzylamplugh.org"
HELP_LINES: tuple[str, ...] = (
    "In danger now: call 999. If you cannot speak on a mobile phone, listen and press 55 when asked.",
    "To report stalking when it is not an emergency: call the police on 101.",
    HELPLINE,
    "Paladin, National Stalking Advocacy Service: 020 3866 4107, paladinservice.co.uk",
)

# After the Editors' Code of Practice (privacy, harassment, intrusion into grief or shock). Victims of stalking have no
# right to anonymity by law, unlike those of sexual offences: care is left to whoever writes.
REPORTING: tuple[str, ...] = (
    "Put the help lines beside the figures, every time.",
    "Name nobody. Show no face, home, street, workplace, vehicle or message by which somebody could be known or found.",
    "Do not try to work out what is hidden, and do not join these figures with others to learn of one person or place.",
    "Write of referrals: not of victims, offenders or crimes. A referral is a report; nothing is proved by it.",
    "Stalking is a crime. Do not write of admirers, pests, romance or jealousy, and do not make light of it.",
    "Leave out how somebody was followed or found: methods are copied.",
    "Do not say what a victim did or should have done. What was done is the offender's responsibility.",
)
