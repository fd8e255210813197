"""The brand's products: what videos are about, and what each costs in the shop."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from planner.catalogue.forms import ProductForm
from planner.catalogue.page import products_counted
from planner.catalogue.products import hide_product, save_product, show_product
from planner.models import Product
from planner.refusals import Refused
from planner.scheduling import today_of
from planner.setting_log.changes import last_change_of
from planner.setting_log.history import entry_history
from tkcommerce.brands.access import for_brand
from tkcommerce.brands.models import Brand, Role

from .answers import Toast, leave_toast, take_toast
from .setting_changes import undo_url_since


@require_GET
@for_brand(Role.VIEWER)
def product_list(request: HttpRequest, brand: Brand) -> HttpResponse:
    return render(request, "planner/products.html", {"products": products_counted(brand), "toast": take_toast(request)})


@for_brand(Role.EDITOR)
def product_new(request: HttpRequest, brand: Brand) -> HttpResponse:
    return _product_page(request, brand, Product(brand=brand, currency=brand.currency))


@for_brand(Role.EDITOR)
def product_edit(request: HttpRequest, brand: Brand, product_id: int) -> HttpResponse:
    return _product_page(request, brand, get_object_or_404(brand.products, pk=product_id))


@require_POST
@for_brand(Role.EDITOR)
def product_hide(request: HttpRequest, brand: Brand, product_id: int) -> HttpResponse:
    return _hidden(request, brand, product_id, hide=True)


@require_POST
@for_brand(Role.EDITOR)
def product_show(request: HttpRequest, brand: Brand, product_id: int) -> HttpResponse:
    return _hidden(request, brand, product_id, hide=False)


def _hidden(request: HttpRequest, brand: Brand, product_id: int, *, hide: bool) -> HttpResponse:
    product = get_object_or_404(brand.products, pk=product_id)
    text = _("“%(entry)s” is hidden: videos that have it keep it.") if hide else _("“%(entry)s” can be chosen again.")
    undo_url = reverse("planner:product-show" if hide else "planner:product-hide", args=[brand.slug, product_id])
    try:
        (hide_product if hide else show_product)(product=product, by=request.user)
    except Refused as refusal:
        return _back(request, brand, Toast(str(refusal)))
    return _back(request, brand, Toast(text % {"entry": product}, undo_url))


def _product_page(request: HttpRequest, brand: Brand, product: Product) -> HttpResponse:
    form = ProductForm(request.POST or None, instance=product)
    if request.method != "POST" or not form.is_valid():
        context = {"form": form, "product": product, "title": form.initial.get("name")}
        context["history"] = entry_history(product, today=today_of(brand)) if product.pk else []
        context["toast"] = take_toast(request)
        return render(request, "planner/product.html", context, status=422 if form.is_bound else 200)
    last = last_change_of(product) if product.pk else None
    saved = save_product(product=form.save(commit=False), brand=brand, by=request.user)
    return _back(request, brand, Toast(_("“%(title)s” is saved") % {"title": saved}, undo_url_since(last, saved)))


def _back(request: HttpRequest, brand: Brand, toast: Toast) -> HttpResponse:
    return leave_toast(request, toast, reverse("planner:products", args=[brand.slug]))
