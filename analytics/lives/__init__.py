"""LIVE: sessions as platforms tell them, which factor moved their sales, and their place on the calendar."""
