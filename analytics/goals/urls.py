"""Addresses of goals."""

from django.urls import path

from analytics.views import goals

urlpatterns = [
    path("", goals.goals, name="goals"),
    path("home/", goals.goals_home, name="goals-home"),
    path("set/", goals.goal_set, name="goal-set"),
    path("repeat/", goals.goal_repeat, name="goal-repeat"),
    path("changes/<int:change_id>/undo/", goals.goal_undo, name="goal-undo"),
    path("changes/<int:first>-<int:last>/undo/", goals.goals_undo, name="goals-undo"),
    path("<int:goal_id>/remove/", goals.goal_remove, name="goal-remove"),
]
