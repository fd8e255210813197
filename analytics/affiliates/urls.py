"""Addresses of creators, collaborations and samples."""

from django.urls import path

from analytics.views import creator_names, creator_sheets, creators

urlpatterns = [
    path("", creators.creators, name="creators"),
    path("one/", creators.creator, name="creator"),
    path("names/join/", creator_names.creator_join, name="creator-join"),
    path("names/<int:name_id>/separate/", creator_names.creator_separate, name="creator-separate"),
    path("names/changes/<int:change_id>/undo/", creator_names.creator_name_undo, name="creator-name-undo"),
    path("collaborations/", creators.collaborations, name="creator-collaborations"),
    path("collaborations/<str:what>.csv", creator_sheets.creator_sheet_template, name="creator-sheet-template"),
    path("collaborations/<str:what>/file/", creator_sheets.creator_sheet_take, name="creator-sheet"),
    path("collaborations/offer/", creators.collaboration_offer, name="creator-offer"),
    path("collaborations/<int:collaboration_id>/end/", creators.collaboration_end, name="creator-offer-end"),
    path("samples/give/", creators.sample_give, name="creator-sample-give"),
    path("samples/<int:sample_id>/remove/", creators.sample_remove, name="creator-sample-remove"),
]
