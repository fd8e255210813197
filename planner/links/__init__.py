"""Tracked links and coupon codes: how somebody came from one video to the brand's own shop."""
