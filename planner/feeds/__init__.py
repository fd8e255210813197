"""Calendar feeds for other calendar programs."""
