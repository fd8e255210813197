"""The map of all addresses. Everything that belongs to a brand stands in `brand_urlpatterns`, under /b/<brand_slug>/."""

from django.contrib import admin
from django.urls import include, path

from tkcommerce.brands.views import health, home, preferences

brand_urlpatterns = [
    path("", include("tkcommerce.brands.brand_urls")),
    path("", include("planner.urls")),
    path("", include("analytics.urls")),
]

urlpatterns = [
    path("", home.start, name="start"),
    path("b/<slug:brand_slug>/", include(brand_urlpatterns)),
    path("", include("tkcommerce.brands.urls")),
    path("", include("planner.feeds.urls")),
    path("", include("planner.link_urls")),
    path("", include("analytics.link_urls")),
    path("account/", include("allauth.account.urls")),
    path("preferences/", preferences.preferences, name="preferences"),
    path("preferences/language/", preferences.set_language, name="set-language"),
    path("preferences/theme/", preferences.set_theme, name="set-theme"),
    path("health/", health.health, name="health"),
    path("admin/", admin.site.urls),
]
handler400 = "tkcommerce.brands.views.errors.bad_request"
handler403 = "tkcommerce.brands.views.errors.forbidden"
handler404 = "tkcommerce.brands.views.errors.not_found"
handler500 = "tkcommerce.brands.views.errors.server_error"
