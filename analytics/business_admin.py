"""Goals, costs, rates and rules in the admin panel: looked at here, changed on their pages, which keep the history."""

from django.contrib import admin

from tkcommerce.brands.admin import BrandScopedAdmin

from .models import ExchangeRate, Goal, ProductCost, SalesPolicy


class SaidAdmin(BrandScopedAdmin):
    read_only = True
    list_filter = ["brand"]


@admin.register(Goal)
class GoalAdmin(SaidAdmin):
    list_display = ["month", "brand", "measure", "channel", "target", "currency"]
    list_select_related = ["brand"]


@admin.register(ProductCost)
class ProductCostAdmin(SaidAdmin):
    list_display = ["product", "brand", "valid_from", "cost", "currency"]
    list_select_related = ["brand", "product"]


@admin.register(ExchangeRate)
class ExchangeRateAdmin(SaidAdmin):
    list_display = ["base", "quote", "brand", "day", "rate", "source"]
    list_select_related = ["brand"]


@admin.register(SalesPolicy)
class SalesPolicyAdmin(SaidAdmin):
    list_display = ["brand", "estimates_own_ec", "window_days", "shows_in"]
    list_select_related = ["brand"]
