"""The writes to a brand's checklist and its NG words. What is hidden asks nothing any more; ticks made stay. Raises `Refused`."""

from collections.abc import Collection

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from planner.models import ChecklistItem, NgWord
from planner.refusals import Refused
from planner.setting_log.changes import CHANGED, record_setting, told_of
from tkcommerce.brands.models import Brand, User


@transaction.atomic
def save_item(*, item: ChecklistItem, by: User, **values: object) -> ChecklistItem:
    """A new one (unsaved, with its brand) goes to the end; one text is enough for both languages. The program's rule stays."""
    ja, en = str(values.pop("label_ja", "")).strip(), str(values.pop("label_en", "")).strip()
    if not ja and not en:
        raise Refused(_("Write what is to be checked."))
    before = told_of(ChecklistItem.objects.get(pk=item.pk)) if item.pk else {}
    if item.pk is None:
        last = item.brand.checklistitems.aggregate(last=Max("position"))["last"]
        item.position, item.code = 0 if last is None else last + 1, f"own-{get_random_string(10).lower()}"
    item.label_ja, item.label_en = (ja or en)[:120], en or ja
    for name, value in values.items():
        setattr(item, name, value)
    item.save()
    record_setting(item, by, CHANGED if before else "added", before)
    return item


def hide_item(*, item: ChecklistItem, by: User) -> ChecklistItem:
    return _hidden(item, by, hidden=True)


def show_item(*, item: ChecklistItem, by: User) -> ChecklistItem:
    return _hidden(item, by, hidden=False)


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
                made = NgWord.objects.create(brand=brand, word=word, law=law, **values)
        except IntegrityError:
            raise Refused(_("“%(word)s” is in the list already.") % {"word": word}) from None
        record_setting(made, by, "added", {})
        return made
    if known.hidden_at is None:
        raise Refused(_("“%(word)s” is in the list already.") % {"word": word})
    before = told_of(known)
    for name, value in values.items():
        setattr(known, name, value)
    known.save(update_fields=list(values))
    record_setting(known, by, "shown", before)
    return known


def hide_word(*, word: NgWord, by: User) -> NgWord:
    return _hidden(word, by, hidden=True)


def show_word(*, word: NgWord, by: User) -> NgWord:
    return _hidden(word, by, hidden=False)


@transaction.atomic
def _hidden(row: ChecklistItem | NgWord, by: User, *, hidden: bool) -> ChecklistItem | NgWord:
    before = told_of(row)
    row.hidden_at = timezone.now() if hidden else None
    row.save(update_fields=["hidden_at"])
    record_setting(row, by, "hidden" if hidden else "shown", before)
    return row
