"""Addresses of the funnels and of sales, below a brand."""

from django.urls import path

from analytics.views import funnels, sales

urlpatterns = [
    path("funnel/", funnels.funnel, name="funnel"),
    path("funnel/sources/<str:base>/", funnels.funnel_sources, name="funnel-sources"),
    path("funnel/video/<int:video_id>/", funnels.funnel_video, name="funnel-video"),
    path("sales/", sales.sales, name="sales"),
    path("sales/control/", sales.sales_control, name="sales-control"),
    path("sales/assists/", sales.sales_assists, name="sales-assists"),
]
