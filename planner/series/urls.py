"""Ideas, series, pairs, plans as files, and feeds."""

from django.urls import path

from planner.views import feeds, ideas, pairs, plan_files, series

urlpatterns = [
    path("ideas/", ideas.ideas, name="ideas"),
    path("ideas/add/", ideas.idea_add, name="idea-add"),
    path("ideas/again/", ideas.again_new, name="again-new"),
    path("ideas/<int:video_id>/vote/", ideas.idea_vote, name="idea-vote"),
    path("ideas/<int:video_id>/plan/", ideas.idea_plan, name="idea-plan"),
    path("ideas/<int:video_id>/plan/undo/", ideas.idea_unplan_undo, name="idea-unplan-undo"),
    path("ideas/<int:video_id>/drop/", ideas.idea_drop, name="idea-drop"),
    path("ideas/<int:video_id>/restore/", ideas.idea_restore, name="idea-restore"),
    path("series/", series.series_list, name="series-list"),
    path("series/new/", series.series_new, name="series-new"),
    path("series/<int:series_id>/", series.series, name="series"),
    path("series/<int:series_id>/edit/", series.series_edit, name="series-edit"),
    path("series/<int:series_id>/stop/", series.series_stop, name="series-stop"),
    path("series/<int:series_id>/restart/", series.series_restart, name="series-restart"),
    path("videos/<int:video_id>/second/", pairs.second_create, name="second-create"),
    path("videos/<int:video_id>/separate/", pairs.pair_remove, name="pair-remove"),
    path("plan-files/", plan_files.plan_files, name="plan-files"),
    path("plan-files/plan.csv", plan_files.plan_csv, name="plan-csv"),
    path("plan-files/plan.xlsx", plan_files.plan_xlsx, name="plan-xlsx"),
    path("plan-files/upload/", plan_files.plan_file_upload, name="plan-file-upload"),
    path("plan-files/<int:file_id>/", plan_files.plan_file, name="plan-file"),
    path("plan-files/<int:file_id>/columns/", plan_files.plan_file_columns, name="plan-file-columns"),
    path("plan-files/<int:file_id>/apply/", plan_files.plan_file_apply, name="plan-file-apply"),
    path("plan-files/<int:file_id>/undo/", plan_files.plan_file_undo, name="plan-file-undo"),
    path("feeds/", feeds.feeds, name="feeds"),
    path("feeds/create/", feeds.feed_create, name="feed-create"),
    path("feeds/<int:feed_id>/revoke/", feeds.feed_revoke, name="feed-revoke"),
]
