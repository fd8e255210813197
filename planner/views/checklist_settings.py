"""The settings of the checklist: its items, and the words that nobody should say."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from planner.approval.history import checklist_history
from planner.approval.setting_forms import ItemForm, WordForm, item_values
from planner.checklist.editing import add_word, hide_item, hide_word, save_item, show_item, show_word
from planner.models import ChecklistItem
from planner.refusals import Refused
from planner.scheduling import today_of
from tkcommerce.brands.access import for_brand
from tkcommerce.brands.models import Brand, Role

from .answers import Toast, leave_toast, take_toast


@require_GET
@for_brand(Role.VIEWER)
def checklist_settings(request: HttpRequest, brand: Brand) -> HttpResponse:
    return _page(request, brand)


def _page(request: HttpRequest, brand: Brand, *, word: WordForm | None = None, status: int = 200) -> HttpResponse:
    context = {
        "items": brand.checklistitems.all(),
        "words": brand.ngwords.filter(hidden_at=None),
        "hidden_words": brand.ngwords.exclude(hidden_at=None),
        "word_form": word or WordForm(),
        "toast": take_toast(request),
        "history": checklist_history(brand, today=today_of(brand)),
    }
    return render(request, "planner/checklist_settings.html", context, status=status)


@for_brand(Role.MANAGER)
def checklist_item_new(request: HttpRequest, brand: Brand) -> HttpResponse:
    return _item_page(request, brand, ChecklistItem(brand=brand))


@for_brand(Role.MANAGER)
def checklist_item_edit(request: HttpRequest, brand: Brand, item_id: int) -> HttpResponse:
    return _item_page(request, brand, get_object_or_404(brand.checklistitems, pk=item_id))


def _item_page(request: HttpRequest, brand: Brand, item: ChecklistItem) -> HttpResponse:
    form = ItemForm(request.POST or None, initial=item_values(item))
    if form.is_valid():
        try:
            saved = save_item(item=item, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("“%(item)s” is saved.") % {"item": saved})
            return redirect("planner:checklist-settings", brand.slug)
    context = {"form": form, "item": item if item.pk else None}
    return render(request, "planner/checklist_item.html", context, status=422 if form.is_bound else 200)


@require_POST
@for_brand(Role.MANAGER)
def checklist_item_hide(request: HttpRequest, brand: Brand, item_id: int) -> HttpResponse:
    hidden = hide_item(item=get_object_or_404(brand.checklistitems, pk=item_id), by=request.user)
    undo = reverse("planner:checklist-item-show", args=[brand.slug, hidden.pk])
    return _back(request, brand, Toast(_("“%(item)s” is no longer asked.") % {"item": hidden}, undo))


@require_POST
@for_brand(Role.MANAGER)
def checklist_item_show(request: HttpRequest, brand: Brand, item_id: int) -> HttpResponse:
    shown = show_item(item=get_object_or_404(brand.checklistitems, pk=item_id), by=request.user)
    undo = reverse("planner:checklist-item-hide", args=[brand.slug, shown.pk])
    return _back(request, brand, Toast(_("“%(item)s” is asked again.") % {"item": shown}, undo))


@require_POST
@for_brand(Role.MANAGER)
def word_add(request: HttpRequest, brand: Brand) -> HttpResponse:
    form = WordForm(request.POST)
    if form.is_valid():
        try:
            word = add_word(brand=brand, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("word", str(refusal))
        else:
            undo = reverse("planner:word-hide", args=[brand.slug, word.pk])
            return _back(request, brand, Toast(_("“%(word)s” is in the list.") % {"word": word}, undo))
    return _page(request, brand, word=form, status=422)


@require_POST
@for_brand(Role.MANAGER)
def word_hide(request: HttpRequest, brand: Brand, word_id: int) -> HttpResponse:
    hidden = hide_word(word=get_object_or_404(brand.ngwords, pk=word_id), by=request.user)
    undo = reverse("planner:word-show", args=[brand.slug, hidden.pk])
    return _back(request, brand, Toast(_("“%(word)s” is off the list.") % {"word": hidden}, undo))


@require_POST
@for_brand(Role.MANAGER)
def word_show(request: HttpRequest, brand: Brand, word_id: int) -> HttpResponse:
    shown = show_word(word=get_object_or_404(brand.ngwords, pk=word_id), by=request.user)
    undo = reverse("planner:word-hide", args=[brand.slug, shown.pk])
    return _back(request, brand, Toast(_("“%(word)s” is in the list.") % {"word": shown}, undo))


def _back(request: HttpRequest, brand: Brand, toast: Toast) -> HttpResponse:
    return leave_toast(request, toast, reverse("planner:checklist-settings", args=[brand.slug]))
