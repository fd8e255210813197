"""Approval: the chain, each round and decision, links for somebody outside, comments, the emergency stop."""
