"""Releases: which tables may be published, what of them is hidden, and the attack that each must withstand."""
