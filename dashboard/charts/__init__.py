"""The charts: each one object, figure and words together."""
