"""The brand's products and campaigns: what videos are about, and what several videos of some weeks have in common."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from planner.catalogue.editing import hide_entry, save_entry, show_entry
from planner.catalogue.forms import CampaignForm, ProductForm
from planner.catalogue.page import campaigns_counted, products_counted
from planner.models import Campaign, Product
from planner.refusals import Refused
from planner.scheduling import today_of
from planner.setting_log.changes import last_change_of
from planner.setting_log.history import entry_history
from tkcommerce.brands.access import for_brand
from tkcommerce.brands.models import Brand, Role

from .answers import Toast, leave_toast, take_toast
from .setting_changes import undo_url_since

Entry = Product | Campaign


@dataclass(frozen=True)
class Shelf:
    """`name` begins the names of its addresses and templates; with an s it names its list."""

    name: str
    form: type[forms.ModelForm]
    counted: Callable[[Brand], QuerySet]


PRODUCTS = Shelf("product", ProductForm, products_counted)
CAMPAIGNS = Shelf("campaign", CampaignForm, campaigns_counted)


@require_GET
@for_brand(Role.VIEWER)
def product_list(request: HttpRequest, brand: Brand) -> HttpResponse:
    return _list(request, brand, PRODUCTS)


@for_brand(Role.EDITOR)
def product_new(request: HttpRequest, brand: Brand) -> HttpResponse:
    return _page(request, brand, PRODUCTS, Product(brand=brand, currency=brand.currency))


@for_brand(Role.EDITOR)
def product_edit(request: HttpRequest, brand: Brand, product_id: int) -> HttpResponse:
    return _page(request, brand, PRODUCTS, get_object_or_404(brand.products, pk=product_id))


@require_POST
@for_brand(Role.EDITOR)
def product_hide(request: HttpRequest, brand: Brand, product_id: int) -> HttpResponse:
    return _hidden(request, brand, PRODUCTS, get_object_or_404(brand.products, pk=product_id), hide=True)


@require_POST
@for_brand(Role.EDITOR)
def product_show(request: HttpRequest, brand: Brand, product_id: int) -> HttpResponse:
    return _hidden(request, brand, PRODUCTS, get_object_or_404(brand.products, pk=product_id), hide=False)


@require_GET
@for_brand(Role.VIEWER)
def campaign_list(request: HttpRequest, brand: Brand) -> HttpResponse:
    return _list(request, brand, CAMPAIGNS)


@for_brand(Role.EDITOR)
def campaign_new(request: HttpRequest, brand: Brand) -> HttpResponse:
    return _page(request, brand, CAMPAIGNS, Campaign(brand=brand))


@for_brand(Role.EDITOR)
def campaign_edit(request: HttpRequest, brand: Brand, campaign_id: int) -> HttpResponse:
    return _page(request, brand, CAMPAIGNS, get_object_or_404(brand.campaigns, pk=campaign_id))


@require_POST
@for_brand(Role.EDITOR)
def campaign_hide(request: HttpRequest, brand: Brand, campaign_id: int) -> HttpResponse:
    return _hidden(request, brand, CAMPAIGNS, get_object_or_404(brand.campaigns, pk=campaign_id), hide=True)


@require_POST
@for_brand(Role.EDITOR)
def campaign_show(request: HttpRequest, brand: Brand, campaign_id: int) -> HttpResponse:
    return _hidden(request, brand, CAMPAIGNS, get_object_or_404(brand.campaigns, pk=campaign_id), hide=False)


def _list(request: HttpRequest, brand: Brand, shelf: Shelf) -> HttpResponse:
    context = {f"{shelf.name}s": shelf.counted(brand), "toast": take_toast(request)}
    return render(request, f"planner/{shelf.name}s.html", context)


def _page(request: HttpRequest, brand: Brand, shelf: Shelf, entry: Entry) -> HttpResponse:
    form = shelf.form(request.POST or None, instance=entry)
    if request.method != "POST" or not form.is_valid():
        context = {"form": form, shelf.name: entry, "title": form.initial.get("name")}
        context["history"] = entry_history(entry, today=today_of(brand)) if entry.pk else []
        context["toast"] = take_toast(request)
        return render(request, f"planner/{shelf.name}.html", context, status=422 if form.is_bound else 200)
    last = last_change_of(entry) if entry.pk else None
    saved = save_entry(entry=form.save(commit=False), brand=brand, by=request.user)
    return _back(request, brand, shelf, Toast(_("“%(title)s” is saved") % {"title": saved}, undo_url_since(last, saved)))


def _hidden(request: HttpRequest, brand: Brand, shelf: Shelf, entry: Entry, *, hide: bool) -> HttpResponse:
    text = _("“%(entry)s” is hidden: videos that have it keep it.") if hide else _("“%(entry)s” can be chosen again.")
    undo_url = reverse(f"planner:{shelf.name}-{'show' if hide else 'hide'}", args=[brand.slug, entry.pk])
    try:
        (hide_entry if hide else show_entry)(entry=entry, by=request.user)
    except Refused as refusal:
        return _back(request, brand, shelf, Toast(str(refusal)))
    return _back(request, brand, shelf, Toast(text % {"entry": entry}, undo_url))


def _back(request: HttpRequest, brand: Brand, shelf: Shelf, toast: Toast) -> HttpResponse:
    return leave_toast(request, toast, reverse(f"planner:{shelf.name}s", args=[brand.slug]))
