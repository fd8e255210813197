"""Goals, slots and warnings of a brand: everybody looks, managers change them. And the next free slot for a video."""

from collections.abc import Callable
from datetime import time

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from planner.cadence.editing import add_slot, remove_slot, set_goal, set_posting_rule
from planner.cadence.form import GoalForm, RuleForm, SlotForm
from planner.cadence.gaps import next_free_slot
from planner.cadence.page import cadence_page
from planner.forms import VersionForm
from planner.models import PostingSlot, SettingChange
from planner.queries import shown_videos
from planner.refusals import Refused
from planner.scheduling import edit_video, today_of
from planner.setting_log.changes import last_change_of
from planner.setting_log.history import cadence_history
from tkcommerce.brands.access import for_brand
from tkcommerce.brands.models import Brand, Role
from tkcommerce.words import day_word, time_word

from .answers import Toast, leave_toast, take_toast
from .setting_changes import undo_url_since


@require_GET
@for_brand(Role.VIEWER)
def cadence(request: HttpRequest, brand: Brand) -> HttpResponse:
    return _page(request, brand, RuleForm(brand=brand))


@require_POST
@for_brand(Role.MANAGER)
def goal_set(request: HttpRequest, brand: Brand, account_id: int) -> HttpResponse:
    account, form = get_object_or_404(brand.accounts, pk=account_id), GoalForm(request.POST)
    if not form.is_valid():
        return _back(request, brand, Toast(_("A goal is a number from 1 to 99, or nothing.")))
    per_week = form.cleaned_data["per_week"]
    last = last_change_of(account)
    set_goal(account=account, per_week=per_week, by=request.user)
    text = _("%(account)s: %(n)s posts a week.") if per_week else _("%(account)s has no goal now.")
    return _back(request, brand, Toast(text % {"account": account, "n": per_week}, undo_url_since(last, account)))


@require_POST
@for_brand(Role.MANAGER)
def slot_add(request: HttpRequest, brand: Brand, account_id: int) -> HttpResponse:
    account, form = get_object_or_404(brand.accounts, pk=account_id), SlotForm(request.POST)
    if not form.is_valid():
        return _back(request, brand, Toast(_("Choose a weekday and a time.")))

    def act() -> Toast:
        slot = add_slot(account=account, by=request.user, **form.cleaned_data)
        return Toast(_("The slot is added."), reverse("planner:slot-remove", args=[brand.slug, slot.pk]))

    return _done(request, brand, act)


@require_POST
@for_brand(Role.MANAGER)
def slot_remove(request: HttpRequest, brand: Brand, slot_id: int) -> HttpResponse:
    slot = get_object_or_404(brand.postingslots.select_related("account"), pk=slot_id)
    remove_slot(slot=slot, by=request.user)
    return _back(request, brand, Toast(_("The slot is gone; videos planned in it stay."), _restore_url(brand, slot)))


@require_POST
@for_brand(Role.MANAGER)
def slot_restore(request: HttpRequest, brand: Brand, account_id: int, weekday: int, at: str) -> HttpResponse:
    """Undo of a removal."""
    account = get_object_or_404(brand.accounts, pk=account_id)
    form = SlotForm({"weekday": weekday, "at": at.replace("-", ":")})
    if not form.is_valid():
        raise Http404

    def act() -> Toast:
        add_slot(account=account, by=request.user, **form.cleaned_data)
        return Toast(_("The slot is back."))

    return _done(request, brand, act)


@require_POST
@for_brand(Role.MANAGER)
def posting_rule_set(request: HttpRequest, brand: Brand) -> HttpResponse:
    form = RuleForm(request.POST, brand=brand)
    if not form.is_valid():
        return _page(request, brand, form)
    last = brand.settingchanges.filter(kind=SettingChange.Kind.RULE).first()
    rule = set_posting_rule(brand=brand, by=request.user, **form.cleaned_data)
    return _back(request, brand, Toast(_("The warnings are saved."), undo_url_since(last, rule)))


@require_POST
@for_brand(Role.EDITOR)
def video_to_slot(request: HttpRequest, brand: Brand, video_id: int) -> HttpResponse:
    """Onto the next free slot of its account."""
    video, form = get_object_or_404(shown_videos(brand), pk=video_id), VersionForm(request.POST)
    url = reverse("planner:video", args=[brand.slug, video.pk])
    slot = next_free_slot(brand, video.account, after=timezone.now()) if video.account else None
    if slot is None or not form.is_valid():
        return leave_toast(request, Toast(_("There is no free slot in the coming weeks.")), url)
    try:
        moved = edit_video(video=video, by=request.user, day=slot.day, time=slot.at, **form.cleaned_data)
    except Refused as refusal:
        return leave_toast(request, Toast(str(refusal)), url)
    told = {"title": moved.title, "day": day_word(slot.day, today=today_of(brand)), "time": time_word(slot.at)}
    undo_url = reverse("planner:video-undo", args=[brand.slug, video.pk])
    return leave_toast(request, Toast(_("“%(title)s” is on %(day)s %(time)s.") % told, undo_url, moved.version), url)


def _page(request: HttpRequest, brand: Brand, form: RuleForm) -> HttpResponse:
    context = {
        "accounts": cadence_page(brand, now=timezone.now()), "form": form,
        "history": cadence_history(brand, today=today_of(brand)), "toast": take_toast(request),
    }  # fmt: skip
    return render(request, "planner/cadence.html", context, status=422 if form.is_bound else 200)


def _restore_url(brand: Brand, slot: PostingSlot) -> str:
    at: time = slot.time
    return reverse("planner:slot-restore", args=[brand.slug, slot.account_id, slot.weekday, f"{at:%H-%M}"])


def _done(request: HttpRequest, brand: Brand, act: Callable[[], Toast]) -> HttpResponse:
    """Do it, and tell it; or tell why not."""
    try:
        toast = act()
    except Refused as refusal:
        toast = Toast(str(refusal))
    return _back(request, brand, toast)


def _back(request: HttpRequest, brand: Brand, toast: Toast) -> HttpResponse:
    return leave_toast(request, toast, reverse("planner:cadence", args=[brand.slug]))
