"""Addresses below a brand's patterns."""

from django.urls import path

from analytics.views import clean_tests, pattern_record, pattern_sharing, patterns, trials

urlpatterns = [
    path("", patterns.patterns, name="patterns"),
    path("selection/", patterns.pattern_select, name="pattern-select"),
    path("selection/<int:selection_id>/", patterns.pattern_selection, name="pattern-selection"),
    path("level/", patterns.pattern_level, name="pattern-level"),
    path("slots/", patterns.pattern_slots, name="pattern-slots"),
    path("next/", trials.trials, name="pattern-next"),
    path("next/part/", trials.trials_part, name="pattern-next-part"),
    path("next/share/", trials.trial_policy, name="pattern-next-policy"),
    path("next/<int:trial_id>/accept/", trials.trial_accept, name="pattern-next-accept"),
    path("next/<int:trial_id>/decline/", trials.trial_decline, name="pattern-next-decline"),
    path("next/<int:trial_id>/undo/", trials.trial_undo, name="pattern-next-undo"),
    path("tests/new/", clean_tests.clean_test_new, name="pattern-test-new"),
    path("tests/<int:test_id>/", clean_tests.clean_test, name="pattern-test"),
    path("tests/<int:test_id>/cancel/", clean_tests.clean_test_cancel, name="pattern-test-cancel"),
    path("home/", patterns.home_patterns, name="pattern-home"),
    path("record/", pattern_record.pattern_score, name="pattern-score"),
    path("about/", pattern_record.pattern_about, name="pattern-about"),
    path("sharing/", pattern_sharing.pattern_sharing, name="pattern-sharing"),
    path("sharing/set/", pattern_sharing.pattern_share, name="pattern-share"),
]
