"""Addresses of shop ads and marketplaces."""

from django.urls import path

from analytics.views import ads

urlpatterns = [
    path("ads/", ads.ads, name="ads"),
    path("marketplaces/", ads.marketplaces, name="marketplaces"),
]
