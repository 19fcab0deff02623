"""The units of the programme compared like for like, and what a further force could expect from them."""
