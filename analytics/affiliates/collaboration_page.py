"""The page of collaborations: what runs, what ran, samples, and sample orders that are nobody's yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from analytics.models import Collaboration, Sale
from planner.models import SettingChange
from planner.setting_log.history import SettingEntry, setting_history
from tkcommerce.brands.models import Brand

from .samples import SampleCount, SampleLine, counted, sample_lines, unassigned_orders

KINDS = (SettingChange.Kind.OFFER, SettingChange.Kind.SAMPLE)
OLD_RATE_DAYS = 30  # TikTok: after a change creators who promote already keep the old rate for so long at most


@dataclass(frozen=True)
class CollaborationPage:
    running: Sequence[Collaboration]
    ended: Sequence[Collaboration]
    lines: Sequence[SampleLine]
    samples: SampleCount
    unassigned: Sequence[Sale]
    history: Sequence[SettingEntry]
    old_rate_days: int = OLD_RATE_DAYS


def collaboration_page(brand: Brand, *, today: date) -> CollaborationPage:
    """`running`: not ended by today, those that begin later included."""
    offers = list(brand.collaborations.select_related("product", "created_by"))
    lines = sample_lines(brand)
    return CollaborationPage(
        running=[one for one in offers if one.ended_on is None or one.ended_on > today],
        ended=[one for one in offers if one.ended_on is not None and one.ended_on <= today],
        lines=lines,
        samples=counted(lines),
        unassigned=unassigned_orders(brand),
        history=setting_history(brand, brand.settingchanges.filter(kind__in=KINDS), today=today),
    )
