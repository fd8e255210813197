"""Imports, orders, roll-ups and reports, to be looked at. Facts are never edited: a wrong import is undone on the import page,
and readers and mails are looked after on the pages of the weekly report, which keep the rules."""

from django.contrib import admin

from tkcommerce.brands.admin import BrandScopedAdmin

from . import business_admin, import_admin, pattern_admin  # noqa: F401 (Django looks only here)
from .models import (
    AccountDay,
    ChatHook,
    ChatPost,
    ImportedTable,
    ImportProblem,
    MetricImport,
    OrderReading,
    ReportMail,
    ReportNote,
    ReportReader,
    RollupRun,
    SalesDay,
    StaleDay,
    VideoTotal,
    WeeklyReport,
)  # fmt: skip


class FactsAdmin(BrandScopedAdmin):
    read_only = True
    list_select_related = True
    show_full_result_count = False


@admin.register(MetricImport)
class MetricImportAdmin(FactsAdmin):
    list_display = ["filename", "brand", "stage", "state", "uploaded_by", "created_at"]
    list_filter = ["brand", "stage", "state"]
    search_fields = ["filename"]
    exclude = ["file", "lease_token"]


@admin.register(ImportedTable)
class ImportedTableAdmin(FactsAdmin):
    list_display = ["name", "brand", "profile", "account", "rows_read", "rows_good", "as_of", "live"]
    list_filter = ["brand", "profile", "live"]
    search_fields = ["name"]


@admin.register(ImportProblem)
class ImportProblemAdmin(FactsAdmin):
    list_display = ["metric_import", "brand", "table_name", "row", "column", "text", "level"]
    list_filter = ["brand", "level"]


@admin.register(OrderReading)
class OrderReadingAdmin(FactsAdmin):
    list_display = ["name", "brand", "source", "channel", "ordered_at", "total", "currency"]
    list_filter = ["brand", "channel", "source"]
    search_fields = ["name", "order_id"]
    exclude = ["customer_key"]


@admin.register(AccountDay)
class AccountDayAdmin(FactsAdmin):
    list_display = ["account", "brand", "day", "video_views", "followers", "as_of"]
    list_filter = ["brand", "account"]
    date_hierarchy = "day"


@admin.register(VideoTotal)
class VideoTotalAdmin(FactsAdmin):
    list_display = ["video", "brand", "views", "likes", "comments", "shares", "as_of"]
    list_filter = ["brand"]


@admin.register(SalesDay)
class SalesDayAdmin(FactsAdmin):
    list_display = ["day", "brand", "channel", "orders", "gross", "refunded", "currency", "as_of"]
    list_filter = ["brand", "channel"]
    date_hierarchy = "day"


@admin.register(StaleDay)
class StaleDayAdmin(FactsAdmin):
    list_display = ["day", "brand", "grain", "seq"]
    list_filter = ["brand", "grain"]


@admin.register(RollupRun)
class RollupRunAdmin(FactsAdmin):
    list_display = ["brand", "state", "run_after", "attempts", "last_error"]
    list_filter = ["brand", "state"]
    exclude = ["lease_token"]


@admin.register(ReportMail)
class ReportMailAdmin(FactsAdmin):
    """The delivery log."""

    list_display = ["reader", "brand", "week_start", "number", "delivery", "due_at", "sent_at", "reply", "last_error"]
    list_filter = ["brand", "delivery", "kind"]
    search_fields = ["to", "subject", "message_id"]
    date_hierarchy = "due_at"
    exclude = ["html", "lease_token"]


@admin.register(ReportReader)
class ReportReaderAdmin(FactsAdmin):
    list_display = ["email", "brand", "edition", "language", "confirmed_at", "paused_at", "stopped_at", "stop_reason"]
    list_filter = ["brand", "edition", "stop_reason"]
    search_fields = ["email", "name"]
    exclude = ["confirm_token"]


@admin.register(ReportNote)
class ReportNoteAdmin(FactsAdmin):
    list_display = ["week_start", "brand", "text", "by", "at"]
    list_filter = ["brand"]


@admin.register(WeeklyReport)
class WeeklyReportAdmin(FactsAdmin):
    list_display = ["week_start", "brand", "built_at"]
    list_filter = ["brand"]


@admin.register(ChatHook)
class ChatHookAdmin(FactsAdmin):
    list_display = ["shown", "brand", "language", "by", "at"]
    list_filter = ["brand"]


@admin.register(ChatPost)
class ChatPostAdmin(FactsAdmin):
    list_display = ["week_start", "brand", "state", "posted_at", "last_error"]
    list_filter = ["brand", "state"]
    exclude = ["lease_token"]
