"""Products and campaigns."""
