"""Addresses outside a brand: invitations."""

urlpatterns: list = []
