"""Events, cadence and markets in the admin panel. A brand's own rows change on its pages; facts of markets change here."""

from django.contrib import admin

from planner.models import (
    CommerceEvent,
    MarketFact,
    MarketPlan,
    PostingGoal,
    PostingRule,
    PostingSlot,
    ReadinessStep,
    SettingChange,
)
from tkcommerce.brands.admin import BrandScopedAdmin


@admin.register(CommerceEvent)
class CommerceEventAdmin(BrandScopedAdmin):
    list_display = ["label_ja", "label_en", "brand", "code", "markets", "rule", "hidden_at"]
    list_filter = ["brand"]
    list_select_related = ["brand"]
    search_fields = ["label_ja", "label_en", "code"]
    read_only = True


@admin.register(PostingGoal)
class PostingGoalAdmin(BrandScopedAdmin):
    list_display = ["account", "brand", "per_week"]
    list_filter = ["brand"]
    list_select_related = ["account", "brand"]
    read_only = True


@admin.register(PostingSlot)
class PostingSlotAdmin(BrandScopedAdmin):
    list_display = ["account", "brand", "weekday", "time"]
    list_filter = ["brand", "weekday"]
    list_select_related = ["account", "brand"]
    read_only = True


@admin.register(PostingRule)
class PostingRuleAdmin(BrandScopedAdmin):
    list_display = ["brand", "hours_apart", "product_in_week"]
    list_select_related = ["brand"]
    read_only = True


@admin.register(MarketPlan)
class MarketPlanAdmin(BrandScopedAdmin):
    list_display = ["market", "brand", "state", "state_since", "opens_on"]
    list_filter = ["brand", "market", "state"]
    list_select_related = ["brand"]
    read_only = True


@admin.register(ReadinessStep)
class ReadinessStepAdmin(BrandScopedAdmin):
    list_display = ["label_ja", "label_en", "brand", "plan", "phase", "owner", "due_day", "done_at", "done_by"]
    list_filter = ["brand", "phase"]
    list_select_related = ["brand", "plan", "owner", "done_by"]
    search_fields = ["label_ja", "label_en"]
    read_only = True


@admin.register(SettingChange)
class SettingChangeAdmin(BrandScopedAdmin):
    list_display = ["at", "brand", "kind", "label_ja", "label_en", "verb", "by"]
    list_filter = ["brand", "kind"]
    list_select_related = ["brand", "by"]
    search_fields = ["label_ja", "label_en"]
    read_only = True


@admin.register(MarketFact)
class MarketFactAdmin(admin.ModelAdmin):
    """Of no brand: superusers alone."""

    list_display = ["market", "topic", "value_ja", "value_en", "rate", "valid_from", "source"]
    list_filter = ["market", "topic"]
    search_fields = ["value_ja", "value_en", "source"]
