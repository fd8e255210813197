"""The last changes of the chain of approval, and of the checklist with its NG words; for the pages that set them."""

from datetime import date

from planner.models import SettingChange
from planner.setting_log.history import SettingEntry, setting_history
from tkcommerce.brands.models import Brand

Kind = SettingChange.Kind


def chain_history(brand: Brand, *, today: date) -> list[SettingEntry]:
    return setting_history(brand, brand.settingchanges.filter(kind=Kind.APPROVAL), today=today)


def checklist_history(brand: Brand, *, today: date) -> list[SettingEntry]:
    return setting_history(brand, brand.settingchanges.filter(kind__in=(Kind.CHECK, Kind.WORD)), today=today)
