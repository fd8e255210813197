"""How often and when accounts post: goals, slots, gaps, warnings."""
