"""The only formatter: labels, numbers, days, sentences."""
