"""Addresses of alerts."""

from django.urls import path

from analytics.views import alerts

urlpatterns = [path("home/alerts/", alerts.home_alerts, name="home-alerts")]
