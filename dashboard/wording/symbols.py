"""The few signs that stand for a number that cannot be shown, and the signs of good typesetting."""

HIDDEN = "[c]"  # "confidential" in the Analysis Function's shorthand; primary and complementary hiding look the same
HIDDEN_MEANING = "[c]: not shown, to protect people"
NOT_RECORDED = "not recorded"
MINUS = "\N{MINUS SIGN}"
NOT_AVAILABLE = "[x]"  # in the same shorthand
TOO_EARLY = NOT_AVAILABLE  # it cannot be known yet
