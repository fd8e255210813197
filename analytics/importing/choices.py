"""What a file leaves open and nothing in it decides: a person chooses, and the import waits meanwhile."""


class ChoiceNeeded(Exception):
    """The file can be read in several ways. Not an error of the file: whoever runs the import holds it and asks.

    `key`: of Hints.answers, where the chosen option's name comes back. `question`: (msgid, params).
    `options`: name → (msgid, params). Made of plain values only, so that it passes between processes.
    """

    def __init__(self, key: str, question: tuple[str, dict], options: dict[str, tuple[str, dict]]):
        super().__init__(key, question, options)
        self.key, self.question, self.options = key, question, options

    def __str__(self) -> str:
        message, params = self.question
        return message % params
