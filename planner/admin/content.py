"""Products, campaigns and what hangs on a video in the admin panel. What belongs to a video is looked at here, not changed."""

from django.contrib import admin

from planner.models import Attachment, Campaign, Product, VideoDue, VideoHelper, VideoProduct
from tkcommerce.brands.admin import BrandScopedAdmin


@admin.register(Product)
class ProductAdmin(BrandScopedAdmin):
    list_display = ["name", "brand", "category", "price", "currency", "sku", "hidden_at"]
    list_filter = ["brand", "category"]
    list_select_related = ["brand"]
    search_fields = ["name", "sku", "tiktok_id"]


@admin.register(Campaign)
class CampaignAdmin(BrandScopedAdmin):
    list_display = ["name", "brand", "market", "first_day", "last_day", "hidden_at"]
    list_filter = ["brand", "market"]
    list_select_related = ["brand"]
    search_fields = ["name"]


class OfVideoAdmin(BrandScopedAdmin):
    """Changes only through the verbs, which keep the history."""

    list_filter = ["brand"]
    search_fields = ["video__hook", "video__caption"]
    read_only = True


@admin.register(VideoProduct)
class VideoProductAdmin(OfVideoAdmin):
    list_display = ["video", "brand", "product", "price"]
    list_select_related = ["video", "brand", "product"]


@admin.register(VideoHelper)
class VideoHelperAdmin(OfVideoAdmin):
    list_display = ["video", "brand", "user", "task"]
    list_select_related = ["video", "brand", "user"]


@admin.register(VideoDue)
class VideoDueAdmin(OfVideoAdmin):
    list_display = ["video", "brand", "step", "due_day"]
    list_select_related = ["video", "brand"]


@admin.register(Attachment)
class AttachmentAdmin(OfVideoAdmin):
    """Without the file itself: it is handed out on the video's page only."""

    list_display = ["name", "video", "brand", "kind", "content_type", "size", "by", "at", "removed_at"]
    list_select_related = ["video", "brand", "by"]
    fields = ["brand", "video", "kind", "name", "content_type", "size", "sha256", "by", "at", "removed_at"]
