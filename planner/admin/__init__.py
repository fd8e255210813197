"""Accounts, vocabulary and videos in the admin panel. Videos are looked at here; they change through the verbs alone."""

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from planner.models import Account, Facet, Level, Video, VideoChange, VideoLevel
from tkcommerce.brands.admin import BrandScopedAdmin

from . import approval, content, events, links, posting, series  # noqa: F401 (each registers what it holds)


@admin.register(Account)
class AccountAdmin(BrandScopedAdmin):
    list_display = ["handle", "name", "brand", "kind", "market", "time_zone"]
    list_filter = ["brand", "kind", "market"]
    list_select_related = ["brand"]
    search_fields = ["handle", "name"]


class VideoChangeInline(admin.TabularInline):
    """Who changed what, newest first."""

    model = VideoChange
    fields = readonly_fields = ["version", "verb", "by", "at", "fields"]
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Video | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Video | None = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Video | None = None) -> bool:
        return True  # whoever may open the video; its admin has asked


@admin.register(Video)
class VideoAdmin(BrandScopedAdmin):
    list_display = ["title", "brand", "account", "state", "kind", "day", "owner"]
    list_filter = ["brand", "account", "state", "kind"]
    list_select_related = ["brand", "account", "owner"]
    search_fields = ["hook", "caption", "external_id"]
    date_hierarchy = "posted_day"
    inlines = [VideoChangeInline]
    read_only = True


@admin.register(VideoChange)
class VideoChangeAdmin(BrandScopedAdmin):
    list_display = ["video", "brand", "verb", "by", "at"]
    list_filter = ["brand"]
    list_select_related = ["video", "brand", "by"]
    read_only = True


class SeededAdmin(BrandScopedAdmin):
    """Names and order can change here. Hiding, merging and adding need the verbs of the vocabulary page."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(Facet)
class FacetAdmin(SeededAdmin):
    list_display = ["label_ja", "label_en", "brand", "code", "position", "is_derived", "hidden_at"]
    list_filter = ["brand", "is_derived"]
    list_select_related = ["brand"]
    fields = ["brand", "code", "label_ja", "label_en", "position", "is_derived", "hidden_at"]
    readonly_fields = ["code", "is_derived", "hidden_at"]


@admin.register(Level)
class LevelAdmin(SeededAdmin):
    list_display = ["label_ja", "label_en", "brand", "facet", "code", "position", "hidden_at", "merged_into"]
    list_filter = ["brand", "facet"]
    list_select_related = ["brand", "facet", "merged_into"]
    search_fields = ["label_ja", "label_en", "code"]
    fields = ["brand", "facet", "code", "label_ja", "label_en", "position", "hidden_at", "merged_into"]
    readonly_fields = ["facet", "code", "hidden_at", "merged_into"]


@admin.register(VideoLevel)
class VideoLevelAdmin(BrandScopedAdmin):
    list_display = ["video", "brand", "facet", "level", "source", "set_by", "set_at"]
    list_filter = ["brand", "facet", "source"]
    list_select_related = ["video", "brand", "facet", "level", "set_by"]
    read_only = True
