"""From approved to posted: by hand, found by imports, missed; and the mails about it."""
