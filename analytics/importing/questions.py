"""What a held import waits for, beside its account: what a table is, or which of several readings is right."""

from tkcommerce.work.running import NeedsPerson

from .choices import ChoiceNeeded
from .personal import without_email
from .problems import UnknownTable

ASKS = "asks"  # of error_params: TABLE or CHOICE; without it for its account
TABLE, CHOICE = "table", "choice"


class QuestionOpen(NeedsPerson):
    """A person must say what a table is, or which of several readings is right."""


def question_of(reason: ChoiceNeeded | UnknownTable) -> QuestionOpen:
    if isinstance(reason, UnknownTable):
        told = {name: without_email(value) if isinstance(value, str) else value for name, value in reason.params.items()}
        return QuestionOpen(reason.message, **told, **{ASKS: TABLE})
    message, params = reason.question
    options = {name: [words, filled] for name, (words, filled) in reason.options.items()}
    asked = {"key": reason.key, "options": options, "table": getattr(reason, "table", "")}
    return QuestionOpen(message, **params, **asked, **{ASKS: CHOICE})
