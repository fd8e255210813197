"""What people said about files, for the managers' panel: looked at, never edited."""

from django.contrib import admin

from tkcommerce.brands.admin import BrandScopedAdmin

from .models import ImportAnswer, ImportCorrection, ImportPolicyChange, TableMapping, TableMappingChange


class SaidAdmin(BrandScopedAdmin):
    read_only = True
    list_select_related = True
    show_full_result_count = False


@admin.register(ImportAnswer)
class ImportAnswerAdmin(SaidAdmin):
    list_display = ["metric_import", "brand", "table_name", "key", "value", "said_by", "said_at"]
    list_filter = ["brand", "key"]


@admin.register(ImportCorrection)
class ImportCorrectionAdmin(SaidAdmin):
    list_display = ["metric_import", "brand", "edition", "replaced", "counted", "corrected_by", "corrected_at", "taken_back_at"]
    list_filter = ["brand"]


@admin.register(ImportPolicyChange)
class ImportPolicyChangeAdmin(SaidAdmin):
    list_display = ["brand", "looks_first", "keeps_days", "changed_by", "changed_at"]
    list_filter = ["brand"]


@admin.register(TableMapping)
class TableMappingAdmin(SaidAdmin):
    list_display = ["name", "brand", "profile", "created_by", "created_at"]
    list_filter = ["brand", "profile"]
    search_fields = ["name"]


@admin.register(TableMappingChange)
class TableMappingChangeAdmin(SaidAdmin):
    list_display = ["name", "brand", "verb", "profile", "changed_by", "changed_at"]
    list_filter = ["brand", "verb"]
    search_fields = ["name", "fingerprint"]
