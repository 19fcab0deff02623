"""The caseload: what needs doing, case by case, asked of the case database with the scope in every question."""
