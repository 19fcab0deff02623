"""Titles that somebody may type and no file may break on: script, formulae, emoji, right to left, very long, none."""

HOSTILE = {
    "script": "<script>alert('1')</script> & \"quotes\" ]]> &amp;",
    "formula": '=HYPERLINK("http://example.org","click")',
    "command": "@SUM(1+1)*cmd|' /C calc'!A0",
    "wide formula": "\uff1d1+1",
    "link": "[c](https://example.org/) and [d](javascript:alert) and https://example.org",
    "notes": "$$note1$$ and $$nothing$$ and $$$",
    "emoji": "\U0001f4c8 \U0001f468\u200d\U0001f469\u200d\U0001f467",
    "right to left": "\u0645\u0631\u062d\u0628\u0627 \u0628\u0627\u0644\u0639\u0627\u0644\u0645",
    "turned": "Referrals \u202e062\u202c fell",
    "control": "One\x00two\x0bthree\ud800four\nfive\tsix\u2028seven",
    "long": "A very long title. " * 520 + "x" * 120,
    "one word": "w" * 10_000,
    "empty": "",
    "blank": " \u00a0 ",
    "signs": "---",
}
