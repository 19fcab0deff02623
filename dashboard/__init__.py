"""What the figures mean, how they look and who may see them."""
