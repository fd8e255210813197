"""Imports, orders and roll-ups, to be looked at. Facts are never edited: a wrong import is undone on the import page."""

from django.contrib import admin

from tkcommerce.brands.admin import BrandScopedAdmin

from .models import (
    AccountDay,
    ImportedTable,
    ImportProblem,
    MetricImport,
    OrderReading,
    RollupRun,
    SalesDay,
    StaleDay,
    VideoTotal,
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
    list_display = ["name", "brand", "source", "channel", "ordered_at", "total", "currency", "as_of"]
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
