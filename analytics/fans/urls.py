"""Addresses of customers and fans."""

from django.urls import path

from analytics.views import fans

urlpatterns = [path("", fans.fans, name="fans")]
