"""Approval, checklist and comments in the admin panel: looked at here, changed through the verbs alone."""

from django.contrib import admin

from planner.models import (
    ApprovalDecision,
    ApprovalRound,
    ApprovalStep,
    ChecklistItem,
    ChecklistTick,
    Comment,
    Delegation,
    GuestLink,
    NgWord,
    PostingStop,
)
from tkcommerce.brands.admin import BrandScopedAdmin


@admin.register(ApprovalStep)
class ApprovalStepAdmin(BrandScopedAdmin):
    list_display = ["name", "brand", "position", "role", "outside", "remind_after_hours", "hidden_at"]
    list_filter = ["brand"]
    list_select_related = ["brand"]
    search_fields = ["name"]
    read_only = True


@admin.register(Delegation)
class DelegationAdmin(BrandScopedAdmin):
    list_display = ["person", "stand_in", "brand", "first_day", "last_day", "ended_at"]
    list_filter = ["brand"]
    list_select_related = ["brand", "person", "stand_in"]
    read_only = True


@admin.register(ApprovalRound)
class ApprovalRoundAdmin(BrandScopedAdmin):
    list_display = ["video", "number", "brand", "state", "asked_by", "asked_at", "ended_at"]
    list_filter = ["brand", "state"]
    list_select_related = ["brand", "video", "asked_by"]
    search_fields = ["video__hook", "video__caption"]
    read_only = True


@admin.register(ApprovalDecision)
class ApprovalDecisionAdmin(BrandScopedAdmin):
    list_display = ["step_name", "round", "brand", "verdict", "by", "in_place_of", "guest", "at", "taken_back_at"]
    list_filter = ["brand", "verdict"]
    list_select_related = ["brand", "round__video", "by", "in_place_of"]
    search_fields = ["reason", "guest"]
    read_only = True


@admin.register(GuestLink)
class GuestLinkAdmin(BrandScopedAdmin):
    list_display = ["name", "round", "brand", "expires_at", "used_at", "revoked_at", "made_by"]
    list_filter = ["brand"]
    list_select_related = ["brand", "round__video", "made_by"]
    search_fields = ["name", "email"]
    exclude = ["token_hash"]
    read_only = True


@admin.register(PostingStop)
class PostingStopAdmin(BrandScopedAdmin):
    list_display = ["reason", "brand", "video", "by", "at", "ended_by", "ended_at"]
    list_filter = ["brand"]
    list_select_related = ["brand", "video", "by", "ended_by"]
    read_only = True


@admin.register(ChecklistItem)
class ChecklistItemAdmin(BrandScopedAdmin):
    list_display = ["label_ja", "label_en", "brand", "code", "severity", "rule", "position", "hidden_at"]
    list_filter = ["brand", "severity"]
    list_select_related = ["brand"]
    search_fields = ["label_ja", "label_en", "code"]
    read_only = True


@admin.register(ChecklistTick)
class ChecklistTickAdmin(BrandScopedAdmin):
    list_display = ["item", "video", "brand", "by", "at", "evidence", "taken_back_at", "taken_back_by"]
    list_filter = ["brand"]
    list_select_related = ["brand", "item", "video", "by", "taken_back_by"]
    search_fields = ["evidence"]
    read_only = True


@admin.register(NgWord)
class NgWordAdmin(BrandScopedAdmin):
    list_display = ["word", "brand", "law", "instead", "hidden_at"]
    list_filter = ["brand", "law"]
    list_select_related = ["brand"]
    search_fields = ["word"]
    read_only = True


@admin.register(Comment)
class CommentAdmin(BrandScopedAdmin):
    list_display = ["text", "video", "brand", "by", "guest", "at", "removed_at"]
    list_filter = ["brand"]
    list_select_related = ["brand", "video", "by"]
    search_fields = ["text", "guest"]
    read_only = True
