"""What a reader asks of the caseload, and how an address says it."""
