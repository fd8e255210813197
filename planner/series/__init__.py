"""Recurring series and A/B pairs."""
