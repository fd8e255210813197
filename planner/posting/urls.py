"""Posting by hand, matching imported posts with plans, and mails."""

from django.urls import path

from planner.views import matches, posting, reminders

urlpatterns = [
    path("home/posting/", posting.home_posting, name="home-posting"),
    path("videos/<int:video_id>/post/", posting.video_post, name="video-post"),
    path("videos/<int:video_id>/post/undo/", posting.video_unpost, name="video-unpost"),
    path("matches/", matches.matches, name="matches"),
    path("matches/sure/", matches.matches_confirm_sure, name="matches-confirm-sure"),
    path("matches/<int:guess_id>/confirm/", matches.match_confirm, name="match-confirm"),
    path("matches/<int:guess_id>/decline/", matches.match_decline, name="match-decline"),
    path("matches/<int:guess_id>/undo/", matches.match_undo, name="match-undo"),
    path("reminders/", reminders.reminders, name="reminders"),
]
