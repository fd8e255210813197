"""A brand's rule for imports: preview first or not, how long raw files stay, and who set it so."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from analytics.forms.imports import ImportRulesForm
from analytics.importing.policy import policy_changes, policy_of, set_policy
from tkcommerce.brands.access import for_brand
from tkcommerce.brands.models import Brand, Role


@require_http_methods(["GET", "POST"])
@for_brand(Role.MANAGER)
def import_rules(request: HttpRequest, brand: Brand) -> HttpResponse:
    form = ImportRulesForm(request.POST or None, instance=policy_of(brand))
    if form.is_bound and form.is_valid():
        set_policy(brand=brand, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved. It holds for every file from now on."))
        return redirect("analytics:import-rules", brand_slug=brand.slug)
    return render(request, "analytics/import_rules.html", {"form": form, "changes": policy_changes(brand)})
