"""Products against content: which sell with videos, without, not despite them; how long stock lasts; which video comes next."""
