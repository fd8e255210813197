"""Addresses of alerts."""

from django.urls import path

from analytics.views import alerts

urlpatterns = [
    path("home/alerts/", alerts.home_alerts, name="home-alerts"),
    path("alerts/", alerts.alerts, name="alerts"),
    path("alerts/dismiss/", alerts.alert_dismiss, name="alert-dismiss"),
    path("alerts/<int:dismissal_id>/undo/", alerts.alert_undo, name="alert-undo"),
]
