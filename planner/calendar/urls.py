"""Below `calendar/`: the four views, and what is done to several videos at once."""

from django.urls import path

from planner.views import calendar, picked, saved_filters, week_copy

urlpatterns = [
    path("", calendar.month, name="calendar"),
    path("week/", calendar.week, name="calendar-week"),
    path("week/copy/", week_copy.week_copy, name="week-copy"),
    path("list/", calendar.listing, name="calendar-list"),
    path("board/", calendar.board, name="calendar-board"),
    path("videos/<int:video_id>/state/", calendar.card_to_state, name="card-to-state"),
    path("picked/", picked.picked, name="picked"),
    path("acts/<uuid:batch>/undo/", picked.act_undo, name="act-undo"),
    path("filters/", saved_filters.filter_list, name="saved-filters"),
    path("filters/save/", saved_filters.filter_save, name="filter-save"),
    path("filters/<int:filter_id>/change/", saved_filters.filter_change, name="filter-change"),
    path("filters/<int:filter_id>/delete/", saved_filters.filter_delete, name="filter-delete"),
    path("filters/restore/<str:undo>/", saved_filters.filter_restore, name="filter-restore"),
]
