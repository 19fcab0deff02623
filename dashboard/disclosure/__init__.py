"""What may be shown to whom: hiding, complementary hiding, rounding."""
