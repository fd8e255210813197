"""Addresses of links, coupon codes and allowed hosts."""

from django.urls import path

from planner.views import links

urlpatterns = [
    path("links/", links.links, name="links"),
    path("links/check/", links.link_check, name="link-check"),
    path("links/new/", links.link_make, name="link-make"),
    path("links/<int:link_id>/qr.svg", links.link_qr, name="link-qr"),
    path("links/<int:link_id>/end/", links.link_end, name="link-end"),
    path("links/<int:link_id>/reopen/", links.link_reopen, name="link-reopen"),
    path("links/hosts/", links.host_allow, name="host-allow"),
    path("links/hosts/<int:host_id>/forbid/", links.host_forbid, name="host-forbid"),
    path("links/hosts/restore/<int:change_id>/", links.host_restore, name="host-restore"),
    path("links/coupons/", links.coupon_save, name="coupon-save"),
    path("links/coupons/<int:coupon_id>/remove/", links.coupon_remove, name="coupon-remove"),
    path("links/coupons/restore/<int:change_id>/", links.coupon_restore, name="coupon-restore"),
]
