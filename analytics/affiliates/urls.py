"""Addresses of creators, collaborations and samples."""

from django.urls import path

from analytics.views import creators

urlpatterns = [
    path("", creators.creators, name="creators"),
    path("one/", creators.creator, name="creator"),
    path("collaborations/", creators.collaborations, name="creator-collaborations"),
    path("collaborations/offer/", creators.collaboration_offer, name="creator-offer"),
    path("collaborations/<int:collaboration_id>/end/", creators.collaboration_end, name="creator-offer-end"),
    path("samples/give/", creators.sample_give, name="creator-sample-give"),
    path("samples/<int:sample_id>/remove/", creators.sample_remove, name="creator-sample-remove"),
]
