"""What customers said after buying: reviews and NPS, of the newest year. Scores only; the words stay in the shop.

NPS = share of 9–10 − share of 0–6, in points. An answer that two files tell counts once.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from django.db import connection

from analytics.models import VoiceReading
from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days

YEAR = timedelta(days=365)
FEWEST = 10  # answers; below it a score says nothing

# The same answer of several files is one; answers that are alike within one file are several.
_TOLD = """
    SELECT kind, day, score, has_media FROM (
        SELECT DISTINCT v.kind, v.day, v.score, v.has_media, v.shop, v.order_id, v.product_id, v.sku, row_number() OVER (
            PARTITION BY v.table_id, v.kind, v.day, v.score, v.has_media, v.shop, v.order_id, v.product_id, v.sku) AS copy
        FROM analytics_voicereading v JOIN analytics_importedtable t ON t.id = v.table_id
        WHERE v.brand_id = %s AND t.live AND v.day >= %s AND v.day < %s) told
"""


class Answer(NamedTuple):
    """`media`: whether it has a picture or video; None where the file does not tell."""

    kind: str
    day: date
    score: int
    media: bool | None


def answers_between(brand: Brand, days: Days) -> list[Answer]:
    """One statement."""
    with connection.cursor() as cursor:
        cursor.execute(_TOLD, [brand.pk, days.start, days.end])
        return [Answer(*row) for row in cursor.fetchall()]


@dataclass(frozen=True)
class Nps:
    month: date
    answers: int
    promoters: int
    detractors: int

    @property
    def score(self) -> int | None:
        """−100 to 100."""
        return round(100 * (self.promoters - self.detractors) / self.answers) if self.answers >= FEWEST else None


@dataclass(frozen=True)
class Voices:
    """`stars`: reviews by score, 5 first. `months` oldest first."""

    until: date
    stars: tuple[tuple[int, int], ...]
    with_media: int
    media_known: int
    nps: Nps  # of the whole year; its month is its first day
    months: tuple[Nps, ...]

    @property
    def reviews(self) -> int:
        return sum(count for _score, count in self.stars)

    @property
    def mean(self) -> Decimal | None:
        return Decimal(sum(score * count for score, count in self.stars)) / self.reviews if self.reviews else None


def voices_of(brand: Brand) -> Voices | None:
    """Of the year up to the newest answer. Two statements; None where no file told any."""
    until = brand.voicereadings.filter(table__live=True).order_by("-day").values_list("day", flat=True).first()
    if until is None:
        return None
    told = answers_between(brand, Days(until - YEAR + timedelta(days=1), until + timedelta(days=1)))
    reviews = [one for one in told if one.kind == VoiceReading.Kind.REVIEW]
    answers = [one for one in told if one.kind == VoiceReading.Kind.NPS]
    counts = Counter(one.score for one in reviews)
    media = [one.media for one in reviews if one.media is not None]
    months = sorted({one.day.replace(day=1) for one in answers})
    by_month = tuple(_nps(month, [one.score for one in answers if one.day.replace(day=1) == month]) for month in months)
    stars = tuple((score, counts[score]) for score in (5, 4, 3, 2, 1))
    return Voices(until, stars, sum(media), len(media), _nps(until - YEAR, [one.score for one in answers]), by_month)


def _nps(month: date, scores: list[int]) -> Nps:
    return Nps(month, len(scores), sum(score >= 9 for score in scores), sum(score <= 6 for score in scores))
