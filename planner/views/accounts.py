"""The brand's TikTok accounts."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from planner.accounts import delete_account, save_account
from planner.forms import AccountForm
from planner.models import Account
from planner.refusals import Refused
from tkcommerce.brands.access import for_brand
from tkcommerce.brands.models import Brand, Role


@for_brand(Role.MANAGER)
def account_list(request: HttpRequest, brand: Brand) -> HttpResponse:
    return render(request, "planner/accounts.html", {"accounts": brand.accounts.all()})


@for_brand(Role.MANAGER)
def account_new(request: HttpRequest, brand: Brand) -> HttpResponse:
    return _account_page(request, brand, Account(brand=brand, time_zone=brand.time_zone, market=brand.home_market))


@for_brand(Role.MANAGER)
def account_edit(request: HttpRequest, brand: Brand, account_id: int) -> HttpResponse:
    return _account_page(request, brand, get_object_or_404(brand.accounts, pk=account_id))


@require_POST
@for_brand(Role.MANAGER)
def account_delete(request: HttpRequest, brand: Brand, account_id: int) -> HttpResponse:
    account = get_object_or_404(brand.accounts, pk=account_id)
    try:
        delete_account(account=account, by=request.user)
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return redirect("planner:account-edit", brand.slug, account_id)
    messages.success(request, _("%(account)s is deleted.") % {"account": account})
    return redirect("planner:accounts", brand.slug)


def _account_page(request: HttpRequest, brand: Brand, account: Account) -> HttpResponse:
    form = AccountForm(request.POST or None, instance=account)
    if request.method != "POST" or not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "planner/account.html", {"form": form, "account": account}, status=status)
    saved = save_account(account=form.save(commit=False), brand=brand, by=request.user)
    messages.success(request, _("%(account)s is saved.") % {"account": saved})
    return redirect("planner:accounts", brand.slug)
