"""How good the records are: the rules they may break, the fields they may lack, and who keeps count of it."""

from data_access.quality.rules import QUALITY_RULES, QualityRule

__all__ = ["QUALITY_RULES", "QualityRule"]
