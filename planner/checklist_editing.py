"""The writes to a brand's checklist and its NG words. What is hidden asks nothing any more; ticks made stay. Raises `Refused`."""

from collections.abc import Collection

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from tkcommerce.brands.models import Brand, User

from .models import ChecklistItem, NgWord
from .refusals import Refused


@transaction.atomic
def save_item(*, item: ChecklistItem, by: User, **values: object) -> ChecklistItem:
    """A new one (unsaved, with its brand) goes to the end; one text is enough for both languages. The program's rule stays."""
    ja, en = str(values.pop("label_ja", "")).strip(), str(values.pop("label_en", "")).strip()
    if not ja and not en:
        raise Refused(_("Write what is to be checked."))
    if item.pk is None:
        last = item.brand.checklistitems.aggregate(last=Max("position"))["last"]
        item.position, item.code = 0 if last is None else last + 1, f"own-{get_random_string(10).lower()}"
    item.label_ja, item.label_en = (ja or en)[:120], en or ja
    for name, value in values.items():
        setattr(item, name, value)
    item.save()
    return item


def hide_item(*, item: ChecklistItem, by: User) -> ChecklistItem:
    return _hidden(item, hidden=True)


def show_item(*, item: ChecklistItem, by: User) -> ChecklistItem:
    return _hidden(item, hidden=False)


@transaction.atomic
def add_word(*, brand: Brand, word: str, law: str, by: User, categories: Collection[str] = (), instead: str = "") -> NgWord:
    """A word that is hidden comes back, with what is told now."""
    word = word.strip()
    if not word:
        raise Refused(_("Write the word."))
    values = {"categories": list(categories), "instead": instead.strip(), "hidden_at": None}
    known = brand.ngwords.select_for_update().filter(word=word, law=law).first()
    if known is None:
        try:
            with transaction.atomic():
                return NgWord.objects.create(brand=brand, word=word, law=law, **values)
        except IntegrityError:
            raise Refused(_("“%(word)s” is in the list already.") % {"word": word}) from None
    if known.hidden_at is None:
        raise Refused(_("“%(word)s” is in the list already.") % {"word": word})
    for name, value in values.items():
        setattr(known, name, value)
    known.save(update_fields=list(values))
    return known


def hide_word(*, word: NgWord, by: User) -> NgWord:
    return _hidden(word, hidden=True)


def show_word(*, word: NgWord, by: User) -> NgWord:
    return _hidden(word, hidden=False)


def _hidden(row: ChecklistItem | NgWord, *, hidden: bool) -> ChecklistItem | NgWord:
    row.hidden_at = timezone.now() if hidden else None
    row.save(update_fields=["hidden_at"])
    return row
