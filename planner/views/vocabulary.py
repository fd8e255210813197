"""The page of the brand's vocabulary: everybody looks, managers change it; each change can be taken back."""

from collections.abc import Callable

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.http import require_GET, require_POST

from planner.forms import MergeForm, NamesForm
from planner.models import Facet, Level
from planner.refusals import Refused
from planner.vocabulary.curating import (
    add_facet,
    add_level,
    hide,
    merge_levels,
    move_facet,
    move_level,
    remove_facet,
    remove_level,
    rename,
    separate_level,
    show,
)
from planner.vocabulary.page import vocabulary_page
from tkcommerce.brands.access import for_brand
from tkcommerce.brands.models import Brand, Role

from .answers import Toast, leave_toast, take_toast

UNDO_SALT = "planner.rename"
UNDO_SECONDS = 600
KINDS = {"facet": "facets", "level": "levels"}


@require_GET
@for_brand(Role.VIEWER)
def vocabulary(request: HttpRequest, brand: Brand) -> HttpResponse:
    context = {"facets": vocabulary_page(brand), "toast": take_toast(request)}
    return render(request, "planner/vocabulary.html", context)


@require_POST
@for_brand(Role.MANAGER)
def entry_rename(request: HttpRequest, brand: Brand, kind: str, entry_id: int) -> HttpResponse:
    entry, form = _entry(brand, kind, entry_id), NamesForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    undo = signing.dumps([brand.pk, kind, entry_id, entry.label_ja, entry.label_en], salt=UNDO_SALT)
    text = _("“%(entry)s” is now “%(renamed)s”.")
    before = str(entry)
    return _done(
        request,
        brand,
        lambda: text % {"entry": before, "renamed": rename(entry=entry, by=request.user, **form.cleaned_data)},
        undo_url=reverse("planner:entry-restore", args=[brand.slug, undo]),
    )


@require_POST
@for_brand(Role.MANAGER)
def entry_restore(request: HttpRequest, brand: Brand, undo: str) -> HttpResponse:
    """Undo of a rename: signed and good for ten minutes."""
    try:
        brand_id, kind, entry_id, ja, en = signing.loads(undo, salt=UNDO_SALT, max_age=UNDO_SECONDS)
    except signing.BadSignature:
        raise Http404 from None
    if brand_id != brand.pk:
        raise Http404
    entry, text = _entry(brand, kind, entry_id), _("“%(entry)s” has its old name again.")
    return _done(request, brand, lambda: text % {"entry": rename(entry=entry, label_ja=ja, label_en=en, by=request.user)})


@require_POST
@for_brand(Role.MANAGER)
def entry_hide(request: HttpRequest, brand: Brand, kind: str, entry_id: int) -> HttpResponse:
    entry, text = _entry(brand, kind, entry_id), _("“%(entry)s” is hidden: videos that have it keep it.")
    undo_url = reverse("planner:entry-show", args=[brand.slug, kind, entry_id])
    return _done(request, brand, lambda: text % {"entry": hide(entry=entry, by=request.user)}, undo_url=undo_url)


@require_POST
@for_brand(Role.MANAGER)
def entry_show(request: HttpRequest, brand: Brand, kind: str, entry_id: int) -> HttpResponse:
    entry, text = _entry(brand, kind, entry_id), _("“%(entry)s” can be chosen again.")
    undo_url = reverse("planner:entry-hide", args=[brand.slug, kind, entry_id])
    return _done(request, brand, lambda: text % {"entry": show(entry=entry, by=request.user)}, undo_url=undo_url)


@require_POST
@for_brand(Role.MANAGER)
def facet_add(request: HttpRequest, brand: Brand) -> HttpResponse:
    form = NamesForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    try:
        facet = add_facet(brand=brand, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        return _back(request, brand, Toast(str(refusal)))
    text = _("“%(entry)s” is added: give it its first levels.") % {"entry": facet}
    return _back(request, brand, Toast(text, reverse("planner:facet-remove", args=[brand.slug, facet.pk])))


@require_POST
@for_brand(Role.MANAGER)
def facet_remove(request: HttpRequest, brand: Brand, facet_id: int) -> HttpResponse:
    """Undo of an addition."""
    facet, text = get_object_or_404(brand.facets, pk=facet_id), _("“%(entry)s” is gone.")

    def act() -> str:
        remove_facet(facet=facet, by=request.user)
        return text % {"entry": facet}

    return _done(request, brand, act)


@require_POST
@for_brand(Role.MANAGER)
def level_add(request: HttpRequest, brand: Brand, facet_id: int) -> HttpResponse:
    facet, form = get_object_or_404(brand.facets, pk=facet_id), NamesForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    try:
        level = add_level(facet=facet, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        return _back(request, brand, Toast(str(refusal)))
    text = _("“%(entry)s” is added to %(facet)s.") % {"entry": level, "facet": facet}
    return _back(request, brand, Toast(text, reverse("planner:level-remove", args=[brand.slug, level.pk])))


@require_POST
@for_brand(Role.MANAGER)
def level_remove(request: HttpRequest, brand: Brand, level_id: int) -> HttpResponse:
    """Undo of an addition."""
    level, text = get_object_or_404(brand.levels, pk=level_id), _("“%(entry)s” is gone.")

    def act() -> str:
        remove_level(level=level, by=request.user)
        return text % {"entry": level}

    return _done(request, brand, act)


@require_POST
@for_brand(Role.MANAGER)
def level_merge(request: HttpRequest, brand: Brand, level_id: int) -> HttpResponse:
    level, form = get_object_or_404(brand.levels, pk=level_id), MergeForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    into = get_object_or_404(brand.levels, pk=form.cleaned_data["into"])

    def act() -> str:
        moved = merge_levels(level=level, into=into, by=request.user)
        text = ngettext(
            "%(n)s video moved from “%(level)s” to “%(into)s”.",
            "%(n)s videos moved from “%(level)s” to “%(into)s”.",
            moved,
        )
        return text % {"n": moved, "level": level, "into": into}

    return _done(request, brand, act, undo_url=reverse("planner:level-separate", args=[brand.slug, level_id]))


@require_POST
@for_brand(Role.MANAGER)
def level_separate(request: HttpRequest, brand: Brand, level_id: int) -> HttpResponse:
    level = get_object_or_404(brand.levels, pk=level_id)

    def act() -> str:
        moved = separate_level(level=level, by=request.user)
        text = ngettext("%(n)s video is back at “%(level)s”.", "%(n)s videos are back at “%(level)s”.", moved)
        return text % {"n": moved, "level": level}

    return _done(request, brand, act)


@require_POST
@for_brand(Role.MANAGER)
def entry_up(request: HttpRequest, brand: Brand, kind: str, entry_id: int) -> HttpResponse:
    return _moved(request, brand, kind, entry_id, down=False)


@require_POST
@for_brand(Role.MANAGER)
def entry_down(request: HttpRequest, brand: Brand, kind: str, entry_id: int) -> HttpResponse:
    return _moved(request, brand, kind, entry_id, down=True)


def _moved(request: HttpRequest, brand: Brand, kind: str, entry_id: int, *, down: bool) -> HttpResponse:
    entry = _entry(brand, kind, entry_id)
    text = _("“%(entry)s” is one place further down.") if down else _("“%(entry)s” is one place further up.")
    undo_url = reverse("planner:entry-up" if down else "planner:entry-down", args=[brand.slug, kind, entry_id])

    def act() -> str:
        if isinstance(entry, Facet):
            move_facet(facet=entry, by=request.user, down=down)
        else:
            move_level(level=entry, by=request.user, down=down)
        return text % {"entry": entry}

    return _done(request, brand, act, undo_url=undo_url)


def _entry(brand: Brand, kind: str, entry_id: int) -> Facet | Level:
    if kind not in KINDS:
        raise Http404
    return get_object_or_404(getattr(brand, KINDS[kind]), pk=entry_id)


def _done(request: HttpRequest, brand: Brand, act: Callable[[], str], *, undo_url: str = "") -> HttpResponse:
    """Do it, and tell it; or tell why not."""
    try:
        toast = Toast(act(), undo_url)
    except Refused as refusal:
        toast = Toast(str(refusal))
    return _back(request, brand, toast)


def _back(request: HttpRequest, brand: Brand, toast: Toast) -> HttpResponse:
    return leave_toast(request, toast, reverse("planner:vocabulary", args=[brand.slug]))
