"""Guessed matches and reminders in the admin panel; they change through the verbs alone."""

from django.contrib import admin

from planner.models import MatchGuess, Reminder, ReminderWish
from tkcommerce.brands.admin import BrandScopedAdmin


@admin.register(MatchGuess)
class MatchGuessAdmin(BrandScopedAdmin):
    list_display = ["plan", "posted", "brand", "score", "state", "decided_by", "decided_at"]
    list_filter = ["brand", "state"]
    list_select_related = ["brand", "plan", "posted", "decided_by"]
    search_fields = ["plan__hook", "plan__caption", "posted__caption"]
    read_only = True


@admin.register(Reminder)
class ReminderAdmin(BrandScopedAdmin):
    list_display = ["video", "person", "kind", "brand", "state", "run_after", "sent_at"]
    list_filter = ["brand", "kind", "state"]
    list_select_related = ["brand", "video", "person"]
    search_fields = ["video__hook", "person__email"]
    read_only = True


@admin.register(ReminderWish)
class ReminderWishAdmin(BrandScopedAdmin):
    list_display = ["person", "brand", "off", "changed_at"]
    list_filter = ["brand"]
    list_select_related = ["brand", "person"]
    search_fields = ["person__email"]
    read_only = True
