"""Every change of a setting, in words, and its undo."""
