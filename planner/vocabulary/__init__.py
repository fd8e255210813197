"""The brand's vocabulary of patterns: seed, levels, tagging, suggestions, what is derived."""
