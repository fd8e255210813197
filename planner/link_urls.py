"""Addresses of the planner outside a brand: what a link opens that somebody was given, without signing in."""

from django.urls import path

from .views import guests, links

urlpatterns = [
    path("go/<slug:slug>", links.go, name="go"),
    path("g/<str:token>/", guests.guest, name="guest"),
    path("g/<str:token>/cover/", guests.guest_cover, name="guest-cover"),
]
