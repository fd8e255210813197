"""Advertisements of the shop, and marketplaces as destinations: what their own reports give, by their own windows."""
