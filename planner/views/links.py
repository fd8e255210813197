"""Tracked links: the redirect that everybody may follow, and the pages where a brand makes and checks them."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST, require_safe

from planner.links.coupons import remove_coupon, save_coupon
from planner.links.following import note_hit, open_link
from planner.links.forms import CheckForm, CouponForm, HostForm, LinkForm
from planner.links.hosts import allow_host, forbid_host, hosts_of
from planner.links.links import end_link, make_link, reopen_link
from planner.links.page import address_of, links_page
from planner.links.qr import qr_svg
from planner.links.restoring import restore_removed
from planner.links.utm import wrong_with
from planner.models import Coupon, SettingChange
from planner.refusals import Refused
from planner.scheduling import today_of
from planner.setting_log.history import setting_history
from tkcommerce.brands.access import for_brand
from tkcommerce.brands.models import Brand, Role

from .answers import Toast, leave_toast, take_toast

KINDS = [SettingChange.Kind.HOST, SettingChange.Kind.LINK, SettingChange.Kind.COUPON]


@require_safe
@login_not_required
def go(request: HttpRequest, slug: str) -> HttpResponse:
    """302, never kept by anybody between, so that each click is counted. A HEAD request looks, and is no click."""
    link = open_link(slug)
    if link is None:
        raise Http404
    if request.method == "GET":
        note_hit(link, request.headers.get("User-Agent", ""))
    response = HttpResponseRedirect(link.target)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


@require_GET
@for_brand(Role.VIEWER)
def links(request: HttpRequest, brand: Brand) -> HttpResponse:
    return _page(request, brand)


@require_GET
@for_brand(Role.VIEWER)
def link_check(request: HttpRequest, brand: Brand) -> HttpResponse:
    """Says what is wrong with a link that somebody else made."""
    form = CheckForm(request.GET)
    found = wrong_with(form.cleaned_data["url"], hosts_of(brand)) if form.is_valid() else None
    return _page(request, brand, check_form=form, checked=found)


@require_GET
@for_brand(Role.VIEWER)
def link_qr(request: HttpRequest, brand: Brand, link_id: int) -> HttpResponse:
    link = get_object_or_404(brand.trackedlinks, pk=link_id)
    response = HttpResponse(qr_svg(address_of(link)), content_type="image/svg+xml")
    response.headers["Content-Disposition"] = f'attachment; filename="qr-{link.slug}.svg"'
    return response


@require_POST
@for_brand(Role.EDITOR)
def link_make(request: HttpRequest, brand: Brand) -> HttpResponse:
    form = LinkForm(request.POST, brand=brand)
    if not form.is_valid():
        return _page(request, brand, link_form=form)
    try:
        link = make_link(brand=brand, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        form.add_error("target", str(refusal))
        return _page(request, brand, link_form=form)
    toast = Toast(_("The link is ready."), reverse("planner:link-end", args=[brand.slug, link.pk]))
    return leave_toast(request, toast, _url_of(brand, link.video_id))


@require_POST
@for_brand(Role.EDITOR)
def link_end(request: HttpRequest, brand: Brand, link_id: int) -> HttpResponse:
    link = get_object_or_404(brand.trackedlinks, pk=link_id)
    undo_url = reverse("planner:link-reopen", args=[brand.slug, link.pk])
    return _done(request, brand, lambda: end_link(link=link, by=request.user), _("The link leads nowhere now."), undo_url)


@require_POST
@for_brand(Role.EDITOR)
def link_reopen(request: HttpRequest, brand: Brand, link_id: int) -> HttpResponse:
    link = get_object_or_404(brand.trackedlinks, pk=link_id)
    return _done(request, brand, lambda: reopen_link(link=link, by=request.user), _("The link leads to its page again."))


@require_POST
@for_brand(Role.MANAGER)
def host_allow(request: HttpRequest, brand: Brand) -> HttpResponse:
    form = HostForm(request.POST)
    if not form.is_valid():
        return _page(request, brand, host_form=form)
    host = allow_host(brand=brand, by=request.user, **form.cleaned_data)
    toast = Toast(_("Links may lead to %(host)s.") % {"host": host}, reverse("planner:host-forbid", args=[brand.slug, host.pk]))
    return leave_toast(request, toast, _url_of(brand))


@require_POST
@for_brand(Role.MANAGER)
def host_forbid(request: HttpRequest, brand: Brand, host_id: int) -> HttpResponse:
    host = get_object_or_404(brand.allowedhosts, pk=host_id)
    text = _("Links lead to %(host)s no longer; allow it again and they do.") % {"host": host}
    return _removed(request, brand, lambda: forbid_host(host=host, by=request.user), text, "planner:host-restore")


@require_POST
@for_brand(Role.MANAGER)
def host_restore(request: HttpRequest, brand: Brand, change_id: int) -> HttpResponse:
    return _restored(request, brand, change_id, SettingChange.Kind.HOST)


@require_POST
@for_brand(Role.EDITOR)
def coupon_save(request: HttpRequest, brand: Brand) -> HttpResponse:
    form = CouponForm(request.POST, instance=Coupon(brand=brand, created_by=request.user))
    if not form.is_valid():
        return _page(request, brand, coupon_form=form)
    try:
        coupon = save_coupon(coupon=form.save(commit=False), brand=brand, by=request.user)
    except Refused as refusal:
        form.add_error("code", str(refusal))
        return _page(request, brand, coupon_form=form)
    undo_url = reverse("planner:coupon-remove", args=[brand.slug, coupon.pk])
    return leave_toast(request, Toast(_("“%(title)s” is saved") % {"title": coupon}, undo_url), _url_of(brand, coupon.video_id))


@require_POST
@for_brand(Role.EDITOR)
def coupon_remove(request: HttpRequest, brand: Brand, coupon_id: int) -> HttpResponse:
    coupon = get_object_or_404(brand.coupons, pk=coupon_id)
    text = _("“%(name)s” counts for no video any more.") % {"name": coupon}
    return _removed(request, brand, lambda: remove_coupon(coupon=coupon, by=request.user), text, "planner:coupon-restore")


@require_POST
@for_brand(Role.EDITOR)
def coupon_restore(request: HttpRequest, brand: Brand, change_id: int) -> HttpResponse:
    return _restored(request, brand, change_id, SettingChange.Kind.COUPON)


def _removed(request: HttpRequest, brand: Brand, act: Callable[[], SettingChange], text: str, undo: str) -> HttpResponse:
    try:
        change = act()
    except Refused as refusal:
        return leave_toast(request, Toast(str(refusal)), _url_of(brand))
    return leave_toast(request, Toast(text, reverse(undo, args=[brand.slug, change.pk])), _url_of(brand))


def _restored(request: HttpRequest, brand: Brand, change_id: int, kind: str) -> HttpResponse:
    change = get_object_or_404(brand.settingchanges.select_related("brand"), pk=change_id, kind=kind)
    return _done(request, brand, lambda: restore_removed(change=change, by=request.user), _("It is back."))


def _done(request: HttpRequest, brand: Brand, act: Callable[[], object], text: str, undo_url: str = "") -> HttpResponse:
    try:
        act()
    except Refused as refusal:
        return leave_toast(request, Toast(str(refusal)), _url_of(brand))
    return leave_toast(request, Toast(text, undo_url), _url_of(brand))


def _page(request: HttpRequest, brand: Brand, **forms: object) -> HttpResponse:
    today = today_of(brand)
    context = {
        "page": links_page(brand, today=today), "link_form": LinkForm(brand=brand), "host_form": HostForm(),
        "check_form": CheckForm(), "coupon_form": CouponForm(instance=Coupon(brand=brand)),
        "history": setting_history(brand, brand.settingchanges.filter(kind__in=KINDS), today=today), "toast": take_toast(request),
    }  # fmt: skip
    refused = any(form.is_bound and form.errors for name, form in forms.items() if name != "checked")
    return render(request, "planner/links.html", context | forms, status=422 if refused else 200)


def _url_of(brand: Brand, video_id: int | None = None) -> str:
    if video_id:
        return reverse("planner:video", args=[brand.slug, video_id])
    return reverse("planner:links", args=[brand.slug])
