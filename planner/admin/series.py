"""Series, pairs, votes, saved filters, feeds and plan files in the admin panel: looked at here, changed on their own pages."""

from django.contrib import admin

from planner.models import CalendarFeed, HookPair, IdeaVote, PlanFile, SavedFilter, Series
from tkcommerce.brands.admin import BrandScopedAdmin


@admin.register(Series)
class SeriesAdmin(BrandScopedAdmin):
    list_display = ["name", "brand", "account", "owner", "every_weeks", "first_day", "last_day", "made_until", "stopped_at"]
    list_filter = ["brand"]
    list_select_related = ["brand", "account", "owner"]
    search_fields = ["name"]
    read_only = True


@admin.register(HookPair)
class HookPairAdmin(BrandScopedAdmin):
    list_display = ["name", "brand", "facet_code", "created_by", "created_at"]
    list_filter = ["brand"]
    list_select_related = ["brand", "created_by"]
    search_fields = ["name"]
    read_only = True


@admin.register(IdeaVote)
class IdeaVoteAdmin(BrandScopedAdmin):
    list_display = ["video", "brand", "user", "at"]
    list_filter = ["brand"]
    list_select_related = ["video", "brand", "user"]
    search_fields = ["video__hook"]
    read_only = True


@admin.register(SavedFilter)
class SavedFilterAdmin(BrandScopedAdmin):
    list_display = ["name", "brand", "user", "view", "query", "is_shared"]
    list_filter = ["brand", "view", "is_shared"]
    list_select_related = ["brand", "user"]
    search_fields = ["name"]
    read_only = True


@admin.register(CalendarFeed)
class CalendarFeedAdmin(BrandScopedAdmin):
    list_display = ["user", "brand", "is_personal", "made_at", "read_at", "revoked_at"]
    list_filter = ["brand", "is_personal"]
    list_select_related = ["user", "brand"]
    search_fields = ["user__email"]
    read_only = True


@admin.register(PlanFile)
class PlanFileAdmin(BrandScopedAdmin):
    list_display = ["name", "brand", "by", "at", "applied_at", "result"]
    list_filter = ["brand"]
    list_select_related = ["brand", "by"]
    search_fields = ["name"]
    exclude = ["rows"]
    read_only = True
