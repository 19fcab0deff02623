"""What administrators do: each act checks the policy itself, is recorded, and knows nothing of pages."""
