"""The calendar, the videos on it, and the TikTok accounts they are for."""

from django.urls import path

from .views import accounts, calendar, home, videos

app_name = "planner"
urlpatterns = [
    path("home/week/", home.home_week, name="home-week"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("videos/", videos.video_list, name="videos"),
    path("videos/new/", videos.video_new, name="video-new"),
    path("videos/<int:video_id>/", videos.video, name="video"),
    path("videos/<int:video_id>/edit/", videos.video_edit, name="video-edit"),
    path("videos/<int:video_id>/move/", videos.video_move, name="video-move"),
    path("videos/<int:video_id>/drop/", videos.video_drop, name="video-drop"),
    path("videos/<int:video_id>/undo/", videos.video_undo, name="video-undo"),
    path("accounts/", accounts.account_list, name="accounts"),
    path("accounts/new/", accounts.account_new, name="account-new"),
    path("accounts/<int:account_id>/", accounts.account_edit, name="account-edit"),
    path("accounts/<int:account_id>/delete/", accounts.account_delete, name="account-delete"),
]
