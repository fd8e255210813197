"""Addresses below a brand: imports, and what they add up to."""

from django.urls import include, path

from analytics.views import dashboard, home, import_rules, imports, report_mails, report_readers, reports

app_name = "analytics"
urlpatterns = [
    path("home/imports/", home.home_imports, name="home-imports"),
    path("dashboard/", dashboard.dashboard, name="dashboard"),
    path("dashboard/check/", dashboard.dashboard_check, name="dashboard-check"),
    path("", include("analytics.funnels.urls")),
    path("imports/", imports.imports, name="imports"),
    path("imports/progress/", imports.import_progress, name="import-progress"),
    path("imports/upload/", imports.import_upload, name="import-upload"),
    path("imports/rules/", import_rules.import_rules, name="import-rules"),
    path("imports/<int:import_id>/", imports.import_one, name="import"),
    path("imports/<int:import_id>/apply/", imports.import_apply, name="import-apply"),
    path("imports/<int:import_id>/problems.csv", imports.import_problems, name="import-problems"),
    path("imports/<int:import_id>/revert/", imports.import_revert, name="import-revert"),
    path("imports/<int:import_id>/restore/", imports.import_restore, name="import-restore"),
    path("imports/<int:import_id>/account/", imports.import_account, name="import-account"),
    path("patterns/", include("analytics.pattern_urls")),
    path("fans/", include("analytics.fans.urls")),
    path("lives/", include("analytics.lives.urls")),
    path("", include("analytics.ads.urls")),
    path("creators/", include("analytics.affiliates.urls")),
    path("reports/", reports.reports, name="reports"),
    path("reports/mine/", reports.report_mine, name="report-mine"),
    path("reports/readers/", report_readers.report_readers, name="report-readers"),
    path("reports/readers/add/", report_readers.report_reader_add, name="report-reader-add"),
    path("reports/readers/<int:reader_id>/remove/", report_readers.report_reader_remove, name="report-reader-remove"),
    path("reports/readers/<int:reader_id>/pause/", report_readers.report_reader_pause, name="report-reader-pause"),
    path("reports/readers/<int:reader_id>/resume/", report_readers.report_reader_resume, name="report-reader-resume"),
    path("reports/chat/", report_readers.report_chat_edit, name="report-chat-edit"),
    path("reports/chat/test/", report_readers.report_chat_test, name="report-chat-test"),
    path("reports/chat/remove/", report_readers.report_chat_remove, name="report-chat-remove"),
    path("reports/mails/", report_mails.report_mails, name="report-mails"),
    path("reports/mails/<int:mail_id>/resend/", report_mails.report_mail_resend, name="report-mail-resend"),
    path("reports/mails/<int:mail_id>/confirm/", report_mails.report_mail_confirm, name="report-mail-confirm"),
    path("reports/<str:week>/", reports.report, name="report"),
    path("reports/<str:week>/preview/", report_mails.report_preview, name="report-preview"),
    path("reports/<str:week>/preview/mail/", report_mails.report_preview_mail, name="report-preview-mail"),
    path("reports/<str:week>/note/", report_mails.report_note_edit, name="report-note-edit"),
    path("reports/<str:week>/test/", report_mails.report_test_create, name="report-test-create"),
]
