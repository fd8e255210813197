"""Addresses outside a brand that weekly reports lead to: signed links, which work without signing in."""

from django.urls import path

from analytics.views import mail_events, report_links, unsubscribe

app_name = "reports"
urlpatterns = [
    path("r/<str:token>/", report_links.web, name="web"),
    path("r/<str:token>/shared/", report_links.shared, name="shared"),
    path("r/<str:token>/settings/", report_links.settings, name="settings"),
    path("r/<str:token>/confirm/", report_links.confirm, name="confirm"),
    path("r/<str:token>/unsubscribe/", unsubscribe.unsubscribe, name="unsubscribe"),
    path("mail-events/", mail_events.mail_events, name="mail-events"),
]
