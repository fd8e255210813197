"""Addresses of goals."""

from django.urls import path

from analytics.views import goals

urlpatterns = [
    path("", goals.goals, name="goals"),
    path("home/", goals.goals_home, name="goals-home"),
    path("set/", goals.goal_set, name="goal-set"),
    path("repeat/", goals.goal_repeat, name="goal-repeat"),
    path("<int:goal_id>/remove/", goals.goal_remove, name="goal-remove"),
]
