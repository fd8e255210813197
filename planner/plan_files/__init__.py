"""A plan as a table: out, in, previewed, taken back."""
