"""The brand's campaigns: what several videos of some weeks have in common."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from planner.catalogue.campaigns import hide_campaign, save_campaign, show_campaign
from planner.catalogue.forms import CampaignForm
from planner.catalogue.page import campaigns_counted
from planner.models import Campaign
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
def campaign_list(request: HttpRequest, brand: Brand) -> HttpResponse:
    return render(request, "planner/campaigns.html", {"campaigns": campaigns_counted(brand), "toast": take_toast(request)})


@for_brand(Role.EDITOR)
def campaign_new(request: HttpRequest, brand: Brand) -> HttpResponse:
    return _campaign_page(request, brand, Campaign(brand=brand))


@for_brand(Role.EDITOR)
def campaign_edit(request: HttpRequest, brand: Brand, campaign_id: int) -> HttpResponse:
    return _campaign_page(request, brand, get_object_or_404(brand.campaigns, pk=campaign_id))


@require_POST
@for_brand(Role.EDITOR)
def campaign_hide(request: HttpRequest, brand: Brand, campaign_id: int) -> HttpResponse:
    return _hidden(request, brand, campaign_id, hide=True)


@require_POST
@for_brand(Role.EDITOR)
def campaign_show(request: HttpRequest, brand: Brand, campaign_id: int) -> HttpResponse:
    return _hidden(request, brand, campaign_id, hide=False)


def _hidden(request: HttpRequest, brand: Brand, campaign_id: int, *, hide: bool) -> HttpResponse:
    campaign = get_object_or_404(brand.campaigns, pk=campaign_id)
    text = _("“%(entry)s” is hidden: videos that have it keep it.") if hide else _("“%(entry)s” can be chosen again.")
    undo_url = reverse("planner:campaign-show" if hide else "planner:campaign-hide", args=[brand.slug, campaign_id])
    try:
        (hide_campaign if hide else show_campaign)(campaign=campaign, by=request.user)
    except Refused as refusal:
        return _back(request, brand, Toast(str(refusal)))
    return _back(request, brand, Toast(text % {"entry": campaign}, undo_url))


def _campaign_page(request: HttpRequest, brand: Brand, campaign: Campaign) -> HttpResponse:
    form = CampaignForm(request.POST or None, instance=campaign)
    if request.method != "POST" or not form.is_valid():
        context = {"form": form, "campaign": campaign, "title": form.initial.get("name")}
        context["history"] = entry_history(campaign, today=today_of(brand)) if campaign.pk else []
        context["toast"] = take_toast(request)
        return render(request, "planner/campaign.html", context, status=422 if form.is_bound else 200)
    last = last_change_of(campaign) if campaign.pk else None
    saved = save_campaign(campaign=form.save(commit=False), brand=brand, by=request.user)
    return _back(request, brand, Toast(_("“%(title)s” is saved") % {"title": saved}, undo_url_since(last, saved)))


def _back(request: HttpRequest, brand: Brand, toast: Toast) -> HttpResponse:
    return leave_toast(request, toast, reverse("planner:campaigns", args=[brand.slug]))
