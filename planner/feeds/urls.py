"""The addresses outside a brand that calendar programs read: signed, revocable, read-only."""

from django.urls import path

from planner.views import feeds

app_name = "feeds"
urlpatterns = [path("ical/<str:token>/calendar.ics", feeds.calendar, name="calendar")]
