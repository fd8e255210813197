"""The admin panel as a place: who may enter. What each person sees inside is `admin.py`'s part."""

from django.contrib.admin import AdminSite
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from .access import brands_managed_by


class ManagersAdminSite(AdminSite):
    """Open to superusers and to whoever manages a brand; signing in happens at the front door, with its rate limits."""

    site_header = _("tkcommerce admin panel")
    site_title = _("tkcommerce admin panel")
    index_title = _("Data of your brands")
    site_url = reverse_lazy("start")

    def has_permission(self, request: HttpRequest) -> bool:
        user = request.user
        return user.is_active and user.is_authenticated and (user.is_superuser or brands_managed_by(user).exists())

    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        if self.has_permission(request):
            return redirect("admin:index")
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect_to_login(request.GET.get("next", request.path))

    def password_change(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        return redirect("account_change_password")

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """All but "view on site", which would look up any row of any brand."""
        return [url for url in super().get_urls() if getattr(url, "name", "") != "view_on_site"]
