"""Goals of a month: so far, where the month will end if days go on as they do, and what is needed a week."""
