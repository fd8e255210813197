"""Addresses of costs, rates and the rule for sales."""

from django.urls import path

from analytics.views import business

urlpatterns = [
    path("", business.business, name="business"),
    path("changes/<int:change_id>/undo/", business.business_undo, name="business-undo"),
    path("rule/", business.business_rule, name="business-rule"),
    path("costs/", business.business_cost, name="business-cost"),
    path("costs/<int:cost_id>/remove/", business.business_cost_remove, name="business-cost-remove"),
    path("rates/", business.business_rate, name="business-rate"),
    path("rates/<int:rate_id>/remove/", business.business_rate_remove, name="business-rate-remove"),
]
