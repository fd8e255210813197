"""Addresses outside a brand: invitations."""

from django.urls import path

from tkcommerce.brands.views import invitations

urlpatterns: list = [
    path("invitations/<str:token>/", invitations.invitation, name="invitation"),
    path("invitations/<str:token>/accept/", invitations.invitation_accept, name="invitation-accept"),
]
