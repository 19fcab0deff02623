"""The words by which a title claims something: of changes, shares, records, causes, people and blame."""

import re
from collections.abc import Mapping


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)


SURGES = _words(
    r"surg(?:e|es|ed|ing)|(?:sky)?rocket\w*|soar\w*|spik(?:e|es|ed|ing)|jump(?:s|ed|ing)?|leap(?:s|t|ed|ing)?|"
    r"explo(?:d|s)\w+|boom(?:s|ed|ing)?|ballooned|mushroomed|flood(?:s|ed|ing)?|wave|epidemic|crisis"
)
PLUNGES = _words(
    r"plung\w+|plummet\w*|slump\w*|crash(?:es|ed|ing)?|tumbl(?:e|es|ed|ing)|collaps\w+|nosediv\w+|slashed|dived?"
)
RISES = _words(
    r"ris(?:e|es|en|ing)|rose|increas\w+|gr(?:ow|ows|ew|own|owing|owth)|climb\w*|escalat\w+|mount(?:s|ed|ing)|"
    r"(?:go|goes|going|went|gone) up|up (?:by|from|on|\d[\d,.]*%?)"
)
FALLS = _words(
    r"fall(?:s|en|ing)?(?! (?:within|under|into|short))|fell|drop(?:s|ped|ping)?|declin\w+|decreas\w+|shr[aiu]nk\w*|"
    r"dip(?:s|ped|ping)?|(?:go|goes|going|went|gone) down|down (?:by|from|on|\d[\d,.]*%?)"
)
MAJORITY = _words(
    r"(?<!the )most(?= (?!often|common|frequent|likely|recent|of the (?:time|year))\w)|mostly|mainly|predominantly|"
    r"(?:the |a )?(?:vast |clear |overwhelming )?majority|(?:the )?bulk"
)
HIGHEST = _words(r"highest|largest|biggest|greatest|more than any other|most often|refers? (?:the )?most|the most")
LOWEST = _words(r"lowest|smallest|fewest|least|fewer than any other")
RECORDS = _words(
    r"(?:(?:a|new) )?record(?:-breaking|-high|-low| high| low| number| level| year| month| rise| fall)s?|"
    r"(?:a|new) record|"
    r"(?:highest|lowest|most|fewest|worst|best)[ -]ever|ever (?:recorded|seen|known)|all[- ]time|unprecedented|"
    r"never before|since records began|historic|for the first time"
)
ABSOLUTES = _words(
    r"(?<!of )(?<!nearly )(?<!almost )(?<!not )all(?![- ]time)|none|no(?! (?:more|fewer|less|change|longer))|never|"
    r"every|always|everyone|everybody|nobody|no one|zero"
)
CAUSES = _words(
    r"because(?: of)?|thanks to|due to|owing to|caus(?:e|es|ed|ing)(?: by)?|as a result of|led to|leads to|driven by|"
    r"drives|sparked|fuelled|prompted|triggered|blamed on|down to|in the wake of|after (?:the )?(?:launch|campaign)"
)
PEOPLE = _words(
    r"victims?|survivors?|stalkers?|offenders?|perpetrators?|suspects?|criminals?|attackers?|predators?|crimes?|"
    r"offences?|incidents?|convictions?|(?:\d[\d,]* )(?:people|persons|women|men|children)"
)
BLAME = _words(
    r"worst|best[- ]performing|fail(?:s|ed|ing|ure|ures)?|lagging|league table|name and shame|sham(?:e|ed|eful)|"
    r"blam(?:e|ed|ing)|bottom of|under-?perform\w+|neglect\w*|incompeten\w+|shambles|let(?:s|ting)? down|laggards?|"
    r"rank(?:s|ed|ing)?"
)
EXCLAIMED = re.compile(r"!+")
# Written in capitals by everybody, so nobody shouts them.
ACRONYMS = frozenset(
    {"DASH", "HMCTS", "IASU", "IDVA", "IOPC", "ISAC", "MAPPA", "MARAC", "MASIP", "NPCC", "STAC", "VAWG"}
)

_COUNTING = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
COUNTED: Mapping[str, int] = {word: number for number, word in enumerate(_COUNTING, start=1)}
_NUMBER = rf"\d{{1,2}}|{'|'.join(_COUNTING)}"
OVER = ("more than", "over", "above", "just over")
AT_LEAST = ("at least", "no fewer than", "no less than")
UNDER = ("under", "less than", "fewer than", "below")
AT_MOST = ("at most", "no more than", "not more than", "up to")
ALMOST = ("nearly", "almost", "just under", "close to")
_HEDGE = rf"(?P<hedge>(?:{'|'.join((*AT_LEAST, *AT_MOST, *ALMOST, *OVER, *UNDER))}) )?"
SHARES: Mapping[str, float] = {
    "half": 1 / 2,
    "third": 1 / 3,
    "two thirds": 2 / 3,
    "quarter": 1 / 4,
    "three quarters": 3 / 4,
    "fifth": 1 / 5,
    "tenth": 1 / 10,
}
FRACTIONS = _words(
    rf"{_HEDGE}(?:(?<!first )(?<!second )(?<!other )(?P<half>half)(?![- ]year| of (?:the )?(?:year|\d))|"
    r"(?<!in )(?<!in each )(?:a|one)[- ](?P<one>third|quarter|fifth|tenth)|"
    r"(?P<more>two[- ]thirds|three[- ]quarters))"
)
ONE_IN = _words(rf"{_HEDGE}(?P<part>{_NUMBER}) (?:in|out of) (?:every )?(?P<whole>{_NUMBER})(?![,.]?\d)")
TIMES = _words(
    r"(?P<two>doubl(?:e|es|ed|ing)|twice|twofold|two times)|(?P<three>trebl\w+|tripl\w+|threefold|three times)|"
    r"(?P<four>quadrupl\w+|fourfold|four times)|(?P<half>halv(?:e|es|ed|ing))"
)
RATIOS: Mapping[str, float] = {"two": 2, "three": 3, "four": 4, "half": 1 / 2}
