"""Addresses of LIVEs."""

from django.urls import path

from analytics.views import lives

urlpatterns = [
    path("", lives.lives, name="lives"),
    path("one/", lives.live, name="live"),
]
