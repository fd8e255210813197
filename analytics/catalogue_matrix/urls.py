"""Addresses of products and content."""

from django.urls import path

from analytics.views import matrix

urlpatterns = [
    path("", matrix.matrix, name="matrix"),
    path("<int:product_id>/plan/", matrix.matrix_plan, name="matrix-plan"),
    path("<int:product_id>/idea/", matrix.matrix_idea, name="matrix-idea"),
]
