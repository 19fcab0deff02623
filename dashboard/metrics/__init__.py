"""The metrics: each one definition."""
