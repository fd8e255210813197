"""Runs of patterns, verdicts, calls and trials, to be looked at: what was said is never edited."""

from django.contrib import admin

from tkcommerce.brands.admin import BrandScopedAdmin

from .models import (
    CleanTest,
    PatternBacktest,
    PatternCalibration,
    PatternCall,
    PatternFit,
    PatternRun,
    PatternSharing,
    PatternVerdict,
    PatternWork,
    Trial,
    VideoForecast,
)


class LearnedAdmin(BrandScopedAdmin):
    read_only = True
    list_select_related = True
    show_full_result_count = False


@admin.register(PatternWork)
class PatternWorkAdmin(LearnedAdmin):
    list_display = ["brand", "state", "run_after", "night", "fits_done", "fits_total", "attempts", "last_error"]
    list_filter = ["brand", "state"]
    exclude = ["lease_token"]


@admin.register(PatternRun)
class PatternRunAdmin(LearnedAdmin):
    list_display = ["made_at", "brand", "is_current", "confirmed_at", "as_of", "videos", "seconds", "model_version"]
    list_filter = ["brand", "is_current"]
    date_hierarchy = "made_at"


@admin.register(PatternFit)
class PatternFitAdmin(LearnedAdmin):
    list_display = ["run", "brand", "outcome", "scope", "videos", "noise", "seconds"]
    list_filter = ["brand", "outcome"]
    exclude = ["posterior"]


@admin.register(PatternVerdict)
class PatternVerdictAdmin(LearnedAdmin):
    list_display = ["__str__", "brand", "fit", "videos", "factor", "lo90", "hi90", "verdict", "shown", "chance"]
    list_filter = ["brand", "shown", "verdict"]
    search_fields = ["facet_code", "level_code"]


@admin.register(PatternCall)
class PatternCallAdmin(LearnedAdmin):
    list_display = ["__str__", "brand", "outcome", "verdict", "called_day", "chance", "state", "judged_at", "later_lift"]
    list_filter = ["brand", "state", "verdict", "outcome"]
    date_hierarchy = "called_at"


@admin.register(PatternBacktest)
class PatternBacktestAdmin(LearnedAdmin):
    list_display = ["run", "brand", "outcome", "split", "winners", "winners_held", "losers", "losers_held"]
    list_filter = ["brand", "outcome"]


@admin.register(PatternCalibration)
class PatternCalibrationAdmin(LearnedAdmin):
    list_display = ["run", "brand", "outcome", "scope", "b", "ece", "folds", "calls"]
    list_filter = ["brand", "outcome"]


@admin.register(VideoForecast)
class VideoForecastAdmin(LearnedAdmin):
    list_display = ["video", "brand", "read_on", "age_days", "reading", "forecast", "lo90", "hi90", "excluded"]
    list_filter = ["brand", "excluded"]


@admin.register(PatternSharing)
class PatternSharingAdmin(LearnedAdmin):
    list_display = ["brand", "is_on", "by", "at"]
    list_filter = ["brand", "is_on"]


@admin.register(Trial)
class TrialAdmin(LearnedAdmin):
    list_display = ["__str__", "brand", "kind", "outcome", "state", "due_day", "result", "result_factor"]
    list_filter = ["brand", "state", "kind", "result"]


@admin.register(CleanTest)
class CleanTestAdmin(LearnedAdmin):
    list_display = ["__str__", "brand", "design", "outcome", "state", "factor", "p_value"]
    list_filter = ["brand", "state", "design"]
