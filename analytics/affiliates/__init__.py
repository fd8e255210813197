"""Affiliates: what creators sold and cost, what was offered to them, samples, and whom to invite again."""
