"""Accounts and videos in the admin panel. Videos are looked at here; they change through the calendar's verbs alone."""

from django.contrib import admin
from django.http import HttpRequest

from tkcommerce.brands.admin import BrandScopedAdmin

from .models import Account, Video, VideoChange


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
    list_display = ["title", "brand", "account", "state", "format", "day", "owner"]
    list_filter = ["brand", "account", "state", "format"]
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
