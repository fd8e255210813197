"""What a LIVE's page says first, in plain words."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from tkcommerce import words

from .charts import factor_text, factor_word
from .diagnosis import Step, first_low
from .identity import Decomposition
from .metrics import relative
from .sessions import Amount


def answer_of(amount: Amount | None, parts: Decomposition | None, steps: Sequence[Step]) -> str:
    """How it sold against the fourteen days before, what moved it, and where to look first."""
    if amount is None or amount.gmv is None:
        return _("No file tells what this LIVE sold.")
    told = [_against_before(amount, parts)]
    if parts and parts.broken:
        told.append(_("The chain ends at %(factor)s: it is zero.") % {"factor": factor_word(parts.broken)})
    elif parts and parts.moved:
        told.append(_what_moved(amount, parts))
    low = first_low(steps)
    if low:
        told.append(low.hint)
    return words.sentences(*told)


def _against_before(amount: Amount, parts: Decomposition | None) -> str:
    gmv = words.money(amount.gmv, amount.currency)
    if parts is None:
        return _("%(gmv)s; no LIVE of this account within the 14 days before tells enough to compare with.") % {"gmv": gmv}
    change = relative(parts.gmv, parts.usual)
    return _("%(gmv)s, %(change)s against the mean of the LIVEs of the 14 days before.") % {"gmv": gmv, "change": change}


def _what_moved(amount: Amount, parts: Decomposition) -> str:
    moved = parts.moved
    told = {
        "factor": factor_word(moved),
        "usual": factor_text(moved.name, moved.usual, amount.currency),
        "now": factor_text(moved.name, moved.now, amount.currency),
        "effect": words.money(abs(moved.effect), amount.currency),
    }
    if moved.effect > 0:
        return _("Most came from %(factor)s: from %(usual)s to %(now)s brought %(effect)s.") % told
    return _("Most was lost at %(factor)s: from %(usual)s to %(now)s cost %(effect)s.") % told
