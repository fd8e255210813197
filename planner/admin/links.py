"""Links, coupon codes and allowed hosts in the admin panel: looked at here, changed on their page."""

from django.contrib import admin

from planner.models import AllowedHost, Coupon, LinkDay, TrackedLink
from tkcommerce.brands.admin import BrandScopedAdmin


class LinksAdmin(BrandScopedAdmin):
    read_only = True
    list_filter = ["brand"]


@admin.register(TrackedLink)
class TrackedLinkAdmin(LinksAdmin):
    list_display = ["slug", "brand", "name", "video", "target", "created_at", "ended_at"]
    list_select_related = ["brand", "video"]
    search_fields = ["slug", "name", "target"]


@admin.register(LinkDay)
class LinkDayAdmin(LinksAdmin):
    list_display = ["link", "brand", "day", "clicks", "bots"]
    list_select_related = ["brand", "link"]
    date_hierarchy = "day"


@admin.register(Coupon)
class CouponAdmin(LinksAdmin):
    list_display = ["code", "brand", "video", "creator", "first_day", "last_day"]
    list_select_related = ["brand", "video"]
    search_fields = ["code", "creator"]


@admin.register(AllowedHost)
class AllowedHostAdmin(LinksAdmin):
    list_display = ["host", "brand", "created_by", "created_at"]
    list_select_related = ["brand", "created_by"]
    search_fields = ["host"]
