"""The weekly report: content (numbers and ids) → story (words of one language) → letter, web page, chat message."""
