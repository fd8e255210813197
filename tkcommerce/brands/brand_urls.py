"""A brand's own pages: home, members, settings, background work."""

from django.urls import path

from tkcommerce.brands.views import home

app_name = "brands"
urlpatterns: list = [
    path("", home.home, name="home"),
]
