"""The briefing: the counts of one force's caseload on a page, as text for a mail and as PDF."""
