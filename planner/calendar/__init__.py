"""The calendar: month, week, list and board, their filters, and what is done to several videos at once."""
