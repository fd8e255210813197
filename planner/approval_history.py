"""The last changes of the chain of approval, and of the checklist with its NG words; for the pages that set them."""

from datetime import date

from tkcommerce.brands.models import Brand

from .models import SettingChange
from .setting_history import SettingEntry, setting_history

Kind = SettingChange.Kind


def chain_history(brand: Brand, *, today: date) -> list[SettingEntry]:
    return setting_history(brand, brand.settingchanges.filter(kind=Kind.APPROVAL), today=today)


def checklist_history(brand: Brand, *, today: date) -> list[SettingEntry]:
    return setting_history(brand, brand.settingchanges.filter(kind__in=(Kind.CHECK, Kind.WORD)), today=today)
