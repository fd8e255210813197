"""`{% load cards %}`: a video as a card and as a row. In Python, out of marks rendered once: a month has hundreds of them.

As templates, five hundred cards took as long as everything else of their page together, three times.
"""

from datetime import date
from functools import lru_cache
from html import escape

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext as _, gettext_lazy

from planner.cadence.post_warnings import CLOSE, PRODUCT
from planner.calendar.cards import Card
from planner.models import Video
from tkcommerce.brands.models import Brand, Role
from tkcommerce.words import day_word, time_word, zone_word

from .marks import kind_mark, level_chips, mark_of, owner_face, state_mark, video_url

register = template.Library()
WARNED = {CLOSE: gettext_lazy("Too close"), PRODUCT: gettext_lazy("Same product often")}
NEEDS_YOU = (Video.State.REVIEW, Video.State.MISSED)


@register.simple_tag
def video_card(card: Card, today: date, brand: Brand, role: int, with_day: int = 0) -> SafeString:
    """An item of a list. Editors may open it in the dialog; what is not out yet may be moved."""
    video, late, language = card.video, card.is_late(today), get_language()
    look = " done" if card.posted else " review" if late or video.state in NEEDS_YOU else ""
    day = _day(video.day, today) if with_day else ""
    hook = f'<span class="hook">{escape(video.title)}</span>'
    if card.cover:
        hook = f'<span class="pictured">{_cover(brand.slug, card.cover)}{hook}</span>'
    parts = (
        f'<li><a class="post{look}" id="video-{video.pk}" href="{video_url(brand.slug, video.pk)}"{_handles(card, role)}>',
        f'<span class="line">{day}{_time(card)}{kind_mark(video.kind, language)}{_product(card)}{_owner(video, language)}</span>',
        hook,
        state_mark(video.state, language),
        level_chips(card.levels, language) if card.levels else "",
        mark_of("planner/_late.html", language) if late and video.state != Video.State.MISSED else "",
        _warned(card) if card.warnings else "",
        "</a></li>",
    )
    return mark_safe("".join(parts))  # every part is escaped or markup of ours


@register.simple_tag
def video_row(card: Card, today: date, brand: Brand, role: int, by_day: bool) -> SafeString:
    """A row of the list, with its box for editors."""
    video, language = card.video, get_language()
    title = escape(video.title)
    dialog = " data-dialog" if role >= Role.EDITOR else ""
    link = f'<a id="video-{video.pk}" href="{video_url(brand.slug, video.pk)}"{dialog}>{title}</a>'
    warned = f" {_warned(card)}" if card.warnings else ""
    cells = (
        _box(video, title) if role >= Role.EDITOR else "",
        f'<td class="num">{"" if by_day else _day(video.day, today)}{_time(card)}</td>',
        f'<th scope="row" class="wraps">{_cover(brand.slug, card.cover) if card.cover else ""}{link}{warned}</th>',
        f"<td>{kind_mark(video.kind, language)}</td>",
        f"<td>{state_mark(video.state, language)}</td>",
        f"<td>{_or_dash(video.owner)}</td>",
        f"<td>{_or_dash(video.account)}</td>",
        f"<td>{_product(card) or _or_dash(None)}</td>",
        f"<td>{level_chips(card.levels, language) if card.levels else _or_dash(None)}</td>",
    )
    return mark_safe(f"<tr>{''.join(cells)}</tr>")


def _warned(card: Card) -> str:
    """In a word for each kind; all of it on the page of the video. A full month draws five hundred of them."""
    return _warned_words(tuple(dict.fromkeys(warning.kind for warning in card.warnings)), get_language())


@lru_cache(maxsize=32)
def _warned_words(kinds: tuple[str, ...], language: str) -> str:
    icon = mark_of("planner/_warned.html", language)
    return f'<span class="state review late warned">{icon}{escape(_(", ").join(str(WARNED[kind]) for kind in kinds))}</span>'


def _handles(card: Card, role: int) -> str:
    """What the scripts take hold of."""
    if role < Role.EDITOR:
        return ""
    pick = f' data-dialog data-pick="{card.video.pk}" data-version="{card.video.version}"'
    return pick if card.posted else f'{pick} draggable="true" data-move'


def _time(card: Card) -> str:
    if card.at is None:
        return ""
    zone = f'<span class="soft zone">{escape(zone_word(card.zone))}</span>' if card.zone else ""
    return f"<time>{time_word(card.at)}</time>{zone}"


def _product(card: Card) -> str:
    if not card.product:
        return ""
    more = f" +{card.more_products}" if card.more_products else ""
    return f'<span class="soft product">{escape(card.product)}{more}</span>'


def _owner(video: Video, language: str) -> str:
    return owner_face(video.owner, language) if video.owner else ""


def _or_dash(value: object) -> str:
    return escape(str(value)) if value else mark_of("planner/_nothing.html", get_language())


def _box(video: Video, title: str) -> str:
    label = _("Tick “%(title)s”") % {"title": title}
    box = f'<input type="checkbox" name="picked" value="{video.pk}:{video.version}" form="picked-form" data-box>'
    return f'<td><label class="tick-cell">{box}<span class="sr">{label}</span></label></td>'


def _day(day: date | None, today: date) -> str:
    return format_html('<time datetime="{}">{}</time> ', day.isoformat(), day_word(day, today=today)) if day else ""


def _cover(brand_slug: str, attachment_id: int) -> str:
    before, after = _around_cover(brand_slug)
    return f'<img class="cover" src="{before}{attachment_id}{after}" alt="" width="27" height="48" loading="lazy">'


@lru_cache(maxsize=1000)
def _around_cover(brand_slug: str) -> tuple[str, str]:
    before, _zero, after = reverse("planner:attachment-thumb", args=[brand_slug, 0]).rpartition("0")
    return before, after
