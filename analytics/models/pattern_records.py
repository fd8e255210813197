"""How good our verdicts are, what each video will reach, and who lets others learn from her videos."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from planner.models import Video
from tkcommerce.brands.models import BrandOwned

from .patterns import Outcome, PatternRun


class PatternBacktest(BrandOwned):
    """What we would have said when a share `split` of the videos was there, judged on those that came after."""

    run = models.ForeignKey(PatternRun, on_delete=models.CASCADE, related_name="backtests")
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    split = models.FloatField()
    before = models.PositiveIntegerField()  # videos
    after = models.PositiveIntegerField()
    winners = models.PositiveIntegerField(default=0)  # called, and used again later
    winners_held = models.PositiveIntegerField(default=0)
    losers = models.PositiveIntegerField(default=0)
    losers_held = models.PositiveIntegerField(default=0)
    calls = models.JSONField(default=list)  # rows of analytics.patterns.backtest for what was called

    class Meta:
        verbose_name = _("backtest")
        verbose_name_plural = _("backtests")
        ordering = ["run", "outcome", "split"]
        constraints = [models.UniqueConstraint(fields=["run", "outcome", "split"], name="one_backtest_per_run_outcome_and_split")]

    def __str__(self) -> str:
        return f"{self.outcome} {self.split:.0%}"


class PatternCalibration(BrandOwned):
    """How well a stated chance has held: P(holds) = σ(b·|mean|/sd). `owner`: learned over all brands of the same owner."""

    class Scope(models.TextChoices):
        BRAND = "brand", _("this brand")
        OWNER = "owner", _("all brands of the owner")

    run = models.ForeignKey(PatternRun, on_delete=models.CASCADE, related_name="calibrations")
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    scope = models.CharField(max_length=5, choices=Scope.choices, default=Scope.BRAND)
    b = models.FloatField()
    ece = models.FloatField(null=True)  # expected calibration error, 0–1
    folds = models.PositiveSmallIntegerField()  # splits with at least one judged level
    calls = models.PositiveIntegerField()  # judged levels that it was learned from
    bins = models.JSONField(default=list)  # [{"low", "high", "n", "stated", "held"}, …]
    judged = models.JSONField(default=list)  # [[mean/sd, held], …] of this brand, to be pooled by its owner's brands

    class Meta:
        verbose_name = _("calibration")
        verbose_name_plural = _("calibrations")
        ordering = ["run", "outcome"]
        constraints = [models.UniqueConstraint(fields=["run", "outcome"], name="one_calibration_per_run_and_outcome")]

    def __str__(self) -> str:
        return f"{self.outcome} b={self.b:.2f}"


class VideoForecast(BrandOwned):
    """A video's count at 28 days, from its reading nearest to that age. Kept for the current run only."""

    class Excluded(models.TextChoices):
        """Why a video teaches nothing; the first that is true."""

        TOO_YOUNG = "too_young", _("read less than 12 hours after posting")
        NO_READING = "no_reading", _("no reading with views")
        LIKES_OVER_VIEWS = "likes_over_views", _("more likes than views")
        SHRINKING = "shrinking", _("a later reading is far below an earlier one")
        JUMP = "jump", _("an impossible jump between two readings")
        NOT_A_VIDEO = "not_a_video", _("a LIVE: its views are not those of a video")
        FUTURE = "future", _("dated in the future")

    run = models.ForeignKey(PatternRun, on_delete=models.CASCADE, related_name="forecasts")
    video = models.ForeignKey(Video, on_delete=models.CASCADE, related_name="+")
    metric = models.CharField(max_length=12, choices=Outcome.choices, default=Outcome.VIEWS)
    read_on = models.DateField(null=True)
    age_days = models.FloatField(null=True)  # at the reading
    reading = models.FloatField(null=True)
    forecast = models.FloatField(null=True)  # at 28 days
    lo90 = models.FloatField(null=True)
    hi90 = models.FloatField(null=True)
    times_usual = models.FloatField(null=True)  # forecast ÷ the account's median forecast: videos at equal ages
    excluded = models.CharField(max_length=16, choices=Excluded.choices, blank=True, default="")

    class Meta:
        verbose_name = _("forecast")
        verbose_name_plural = _("forecasts")
        constraints = [models.UniqueConstraint(fields=["run", "video", "metric"], name="one_forecast_per_run_video_and_metric")]

    def __str__(self) -> str:
        return f"{self.video_id} {self.metric}"


class PatternSharing(BrandOwned):
    """Whether a brand's patterns may be learned together with other opted-in brands'. Appended; the newest row holds.

    Brands of the same owner learn from each other without it; no row: not shared with anybody else.
    """

    is_on = models.BooleanField(_("learn together with other brands"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("learning with other brands")
        verbose_name_plural = _("learning with other brands")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.brand} {self.is_on}"
