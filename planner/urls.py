"""The calendar, the videos on it, and the TikTok accounts they are for."""

from django.urls import path

from .views import accounts, calendar, home, video_list, videos, vocabulary

app_name = "planner"
urlpatterns = [
    path("home/week/", home.home_week, name="home-week"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("videos/", video_list.video_list, name="videos"),
    path("videos/patterns/", video_list.videos_tag, name="videos-tag"),
    path("videos/patterns/<uuid:batch>/undo/", video_list.videos_untag, name="videos-untag"),
    path("videos/suggestions/", videos.video_suggestions, name="video-suggestions"),
    path("videos/new/", videos.video_new, name="video-new"),
    path("videos/<int:video_id>/", videos.video, name="video"),
    path("videos/<int:video_id>/edit/", videos.video_edit, name="video-edit"),
    path("videos/<int:video_id>/move/", videos.video_move, name="video-move"),
    path("videos/<int:video_id>/drop/", videos.video_drop, name="video-drop"),
    path("videos/<int:video_id>/undo/", videos.video_undo, name="video-undo"),
    path("vocabulary/", vocabulary.vocabulary, name="vocabulary"),
    path("vocabulary/restore/<str:undo>/", vocabulary.entry_restore, name="entry-restore"),
    path("vocabulary/facet/<int:facet_id>/levels/", vocabulary.level_add, name="level-add"),
    path("vocabulary/level/<int:level_id>/remove/", vocabulary.level_remove, name="level-remove"),
    path("vocabulary/level/<int:level_id>/merge/", vocabulary.level_merge, name="level-merge"),
    path("vocabulary/level/<int:level_id>/separate/", vocabulary.level_separate, name="level-separate"),
    path("vocabulary/level/<int:level_id>/up/", vocabulary.level_up, name="level-up"),
    path("vocabulary/level/<int:level_id>/down/", vocabulary.level_down, name="level-down"),
    path("vocabulary/<slug:kind>/<int:entry_id>/rename/", vocabulary.entry_rename, name="entry-rename"),
    path("vocabulary/<slug:kind>/<int:entry_id>/hide/", vocabulary.entry_hide, name="entry-hide"),
    path("vocabulary/<slug:kind>/<int:entry_id>/show/", vocabulary.entry_show, name="entry-show"),
    path("accounts/", accounts.account_list, name="accounts"),
    path("accounts/new/", accounts.account_new, name="account-new"),
    path("accounts/<int:account_id>/", accounts.account_edit, name="account-edit"),
    path("accounts/<int:account_id>/delete/", accounts.account_delete, name="account-delete"),
]
