"""How likely an imported post is a planned one: by its caption, and by how far it was posted from its time. Pure.

caption   2·|A∩B| / (|A|+|B|) over pairs of neighbouring signs of both captions without hashtags, spaces and punctuation
          (NFKC, small letters); of a caption that was lengthened or cut, 0.9 of the share of the shorter one that is there;
          with hashtags on both sides 0.8 of that + 0.2 · shared hashtags / all hashtags; × 0.6 where the numbers in it differ
          ("vol. 3", "vol. 4"). A plan without a caption: 0.85 of the share of its opening line, unknown if less than half
time      1 / (1 + (hours apart / 12)²); a day alone counts as 6 hours apart inside that day
score     0.65 · caption + 0.35 · time; 0.55 · time where the caption is unknown
a guess   from 0.50, at most 7 days apart, of the same account and kind; the three best of each post
sure      from 0.85, and 0.15 ahead of every other guess for the same plan and for the same post
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property

from tkcommerce.dates import start_of

FROM, SURE_FROM, AHEAD = 0.50, 0.85, 0.15
WINDOW = timedelta(days=7)
PER_POST = 3
DAY_ALONE = 6.0  # hours
_HASHTAG = re.compile(r"#(\w+)")
_NOT_SIGNS = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True)
class Side:
    """A plan or a post. `at` is None where only the day (of `zone`) is known; `account` None: not decided."""

    id: int
    account: int | None
    kind: str
    caption: str
    day: date
    zone: str
    at: datetime | None = None
    hook: str = ""

    @cached_property
    def pairs(self) -> frozenset[str]:
        return pairs_of(_HASHTAG.sub(" ", _plain(self.caption)))

    @cached_property
    def hook_pairs(self) -> frozenset[str]:
        return pairs_of(_plain(self.hook))

    @cached_property
    def hashtags(self) -> frozenset[str]:
        return frozenset(_HASHTAG.findall(_plain(self.caption)))

    @cached_property
    def numbers(self) -> frozenset[str]:
        return frozenset(_NUMBER.findall(_HASHTAG.sub(" ", _plain(self.caption))))


@dataclass(frozen=True)
class Guess:
    """`caption` 0–1, None: nothing to compare. `hours`: between the planned instant and the posted one."""

    plan: int
    post: int
    score: float
    caption: float | None
    hours: float
    sure: bool = False


def guesses_of(plans: Iterable[Side], posts: Iterable[Side]) -> list[Guess]:
    """The best first. Looks at each plan and post that are at most seven days apart."""
    by_day: dict[date, list[Side]] = defaultdict(list)
    for plan in plans:
        by_day[plan.day].append(plan)
    found: list[Guess] = []
    for post in posts:
        days = (post.day + timedelta(days=n) for n in range(-WINDOW.days, WINDOW.days + 1))
        near = (guess for day in days for plan in by_day.get(day, ()) if (guess := guess_of(plan, post)))
        found += sorted(near, key=lambda guess: -guess.score)[:PER_POST]
    return sorted(_with_sure(found), key=lambda guess: (-guess.score, guess.plan, guess.post))


def guess_of(plan: Side, post: Side) -> Guess | None:
    if plan.kind != post.kind or (plan.account is not None and plan.account != post.account):
        return None
    caption, hours = caption_likeness(plan, post), hours_apart(plan, post)
    near = 1 / (1 + (hours / 12) ** 2)
    score = 0.55 * near if caption is None else 0.65 * caption + 0.35 * near
    return Guess(plan.id, post.id, round(score, 4), caption, round(hours, 1)) if score >= FROM else None


def caption_likeness(plan: Side, post: Side) -> float | None:
    if not plan.pairs or not post.pairs:
        return _hook_likeness(plan, post)
    both = len(plan.pairs & post.pairs)
    like = max(2 * both / (len(plan.pairs) + len(post.pairs)), 0.9 * both / min(len(plan.pairs), len(post.pairs)))
    if plan.hashtags and post.hashtags:
        like = 0.8 * like + 0.2 * len(plan.hashtags & post.hashtags) / len(plan.hashtags | post.hashtags)
    if plan.numbers and post.numbers and plan.numbers.isdisjoint(post.numbers):
        like *= 0.6
    return round(like, 4)


def hours_apart(plan: Side, post: Side) -> float:
    if plan.at and post.at:
        return abs((plan.at - post.at) / timedelta(hours=1))
    if plan.at or post.at:
        known, day = (plan.at, post) if plan.at else (post.at, plan)
        start, end = start_of(day.day, day.zone), start_of(day.day + timedelta(days=1), day.zone)
        outside = max(start - known, known - end, timedelta(0))
        return DAY_ALONE + outside / timedelta(hours=1)
    return DAY_ALONE + 24.0 * abs((plan.day - post.day).days)


def pairs_of(text: str) -> frozenset[str]:
    """Pairs of neighbouring signs."""
    signs = _NOT_SIGNS.sub("", text)
    return frozenset(signs[n : n + 2] for n in range(len(signs) - 1))


def _hook_likeness(plan: Side, post: Side) -> float | None:
    """A hook is often only spoken, so that it is missing says nothing."""
    if plan.pairs or not plan.hook_pairs or not post.pairs:
        return None
    share = len(plan.hook_pairs & post.pairs) / len(plan.hook_pairs)
    return round(0.85 * share, 4) if share >= 0.5 else None


def _with_sure(found: list[Guess]) -> Iterator[Guess]:
    rivals = defaultdict(list)
    for guess in found:
        rivals["plan", guess.plan].append(guess)
        rivals["post", guess.post].append(guess)
    for guess in found:
        others = [one for one in (*rivals["plan", guess.plan], *rivals["post", guess.post]) if one is not guess]
        ahead = all(guess.score - other.score >= AHEAD for other in others)
        yield replace(guess, sure=guess.score >= SURE_FROM and ahead)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()
