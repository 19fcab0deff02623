"""The contract of the case database: whether one, ours or views over another system, honours the dictionary."""

from data_access.contract.checking import check
from data_access.contract.report import ContractReport, Finding, QualityCount

__all__ = ["ContractReport", "Finding", "QualityCount", "check"]
