"""What was learned about patterns. Every run is kept; it is built whole, then made current, and pages read the current one.

Facets and levels are kept by code, which says also what no row of the vocabulary names (hashtags, pairs), and by row where
there is one. Lifts are logs; a factor is e^lift, the ratio to the brand's usual. Ranges hold 90 % and are factors.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext, gettext_lazy as _

from planner.models import Facet, Level
from tkcommerce.brands.models import Brand, BrandOwned
from tkcommerce.work.models import Work


class Outcome(models.TextChoices):
    """What a pattern may win at. Each is fitted apart, never mixed (analytics/learning/outcomes.py has the formulas)."""

    VIEWS = "views", _("Views")
    LIKES = "likes", _("Likes per view")
    SHARES = "shares", _("Shares per view")
    COMPLETION = "completion", _("Watched to the end")
    WATCH_TIME = "watch_time", _("Average watch time")
    SAVES = "saves", _("Saves per view")
    CLICKS = "clicks", _("Product clicks per impression")
    ORDERS = "orders", _("Orders per product click")
    GMV = "gmv", _("Net sales per 1,000 views")


class Verdict(models.TextChoices):
    WINNER = "winner", _("Winning")
    PROMISING = "promising", _("Promising")
    AVERAGE = "average", _("As usual")
    UNPROVEN = "unproven", _("Not proven yet")
    LOSING = "losing", _("Losing")


class PatternWork(BrandOwned, Work):
    """The work of learning a brand's patterns: one row per brand, armed again after roll-ups and each night."""

    TASK = "analytics.tasks.learn_patterns"
    LEASE_SECONDS = 120  # one backtest is one step: seconds, of very many videos some ten

    brand = models.OneToOneField(Brand, on_delete=models.CASCADE, related_name="patternwork")
    night = models.DateField(null=True, blank=True)  # the newest day of the brand's zone whose nightly run was asked for
    asked_at = models.DateTimeField(null=True, blank=True)  # the oldest wish not yet begun: puts an end to being put off
    fits_done = models.PositiveSmallIntegerField(default=0)
    fits_total = models.PositiveSmallIntegerField(default=0)  # 0 while unknown

    class Meta:
        verbose_name = _("learning of patterns")
        verbose_name_plural = _("learning of patterns")
        constraints = Work.Meta.constraints
        indexes = Work.Meta.indexes

    def __str__(self) -> str:
        return str(self.brand)

    @property
    def progress(self) -> tuple[int, int] | None:
        return (self.fits_done, self.fits_total) if self.fits_total else None

    def describe(self) -> str:
        return gettext("Learning the patterns of %(brand)s") % {"brand": self.brand}


class PatternRun(BrandOwned):
    """One answer to "what wins?" from everything known at `as_of`. Never edited, but for being current and being confirmed.

    A night that finds the same facts and the same code makes no second run: it sets `confirmed_at`.
    """

    is_current = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    confirmed_at = models.DateTimeField()  # when these facts were last found unchanged
    as_of = models.DateField(null=True)  # the newest day that a reading knew about; null without readings
    model_version = models.CharField(max_length=20)
    fingerprint = models.CharField(max_length=64)  # SHA-256 of the facts and options that went in
    options = models.JSONField(default=dict)  # half_life_days, seed …
    seconds = models.FloatField()
    videos = models.PositiveIntegerField()  # that had a reading
    excluded = models.JSONField(default=dict)  # {VideoForecast.Excluded: how many videos}
    maturity = models.JSONField(default=dict)  # {"views": {"kappa": days, "beta": …, "pairs": videos seen twice}}
    notes = models.JSONField(default=list)  # [{"key", "facet", "level", "params"}, …], as analytics.patterns.notes

    class Meta:
        verbose_name = _("run of patterns")
        verbose_name_plural = _("runs of patterns")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["brand"], condition=Q(is_current=True), name="one_current_pattern_run_per_brand")
        ]
        indexes = [models.Index(fields=["brand", "-made_at"], name="pattern_run_history")]

    def __str__(self) -> str:
        return f"{self.brand} {self.made_at:%Y-%m-%d %H:%M}"


class PatternFit(BrandOwned):
    """One outcome of one run within one scope, estimated over all facets jointly. Without an answer it has a `reason`."""

    run = models.ForeignKey(PatternRun, on_delete=models.CASCADE, related_name="fits")
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    # "" for all videos, else account:<pk>, market:<code>, relation:<own|affiliate|…>, days:<newest so many> or selection:<pk>
    scope = models.CharField(max_length=40, blank=True, default="")
    videos = models.PositiveIntegerField(default=0)  # that were used
    left_out = models.PositiveIntegerField(default=0)
    usual = models.FloatField(null=True)  # the median of the outcome at 28 days, in its own unit
    noise = models.FloatField(null=True)  # standard deviation (log) of one video around its pattern
    repeatability = models.JSONField(default=dict)  # {facet code: 0–1}: the share of its effects that lasts
    reason = models.JSONField(null=True, blank=True)  # {"key", "params"}: why there is no answer
    notes = models.JSONField(default=list)
    seconds = models.FloatField(default=0)
    # Of the current run only. For suggestions: {"keys": [[facet, level], …], "correlation": [[…]], "scale": σ of one video}; for
    # other brands: {"own_lift": […], "own_sd": […]}, what this brand's videos say by themselves
    posterior = models.JSONField(null=True, blank=True)

    class Meta:
        verbose_name = _("fit of patterns")
        verbose_name_plural = _("fits of patterns")
        ordering = ["run", "pk"]
        constraints = [models.UniqueConstraint(fields=["run", "outcome", "scope"], name="one_fit_per_run_outcome_and_scope")]

    def __str__(self) -> str:
        return self.get_outcome_display()


class LevelNamed(BrandOwned):
    """A level by code: of a facet; of `hashtag` and `weekday`; or of a pair (hook × theme, question × care)."""

    facet = models.ForeignKey(Facet, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    level = models.ForeignKey(Level, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    other_level = models.ForeignKey(Level, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")  # of a pair
    facet_code = models.CharField(max_length=60)
    level_code = models.CharField(max_length=150)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.facet_code}.{self.level_code}"


class PatternVerdict(LevelNamed):
    """What one fit says of one level. `verdict` is the model's word; `shown` what the brand's own record lets us say."""

    fit = models.ForeignKey(PatternFit, on_delete=models.CASCADE, related_name="verdicts")
    videos = models.PositiveIntegerField()
    lift = models.FloatField()
    sd = models.FloatField()  # of the lift
    factor = models.FloatField()
    lo90 = models.FloatField()
    hi90 = models.FloatField()
    p_positive = models.FloatField()
    p_over_10pct = models.FloatField()
    s_value = models.FloatField()
    verdict = models.CharField(max_length=9, choices=Verdict.choices)
    shown = models.CharField(max_length=9, choices=Verdict.choices)
    chance = models.FloatField(null=True)  # calibrated: to be on the same side again; null while nothing is calibrated
    still_needed = models.PositiveIntegerField(null=True)  # videos
    notes = models.JSONField(default=list)
    reproduced = models.JSONField(
        null=True, blank=True
    )  # evidence: {"periods": [[first day, last day, lift], …]} or {"trials": n}
    retired = models.JSONField(null=True, blank=True)  # evidence: {"run": pk, "on": day, "factor": then}

    class Meta:
        verbose_name = _("verdict")
        verbose_name_plural = _("verdicts")
        ordering = ["fit", "facet_code", "-lift"]
        constraints = [models.UniqueConstraint(fields=["fit", "facet_code", "level_code"], name="one_verdict_per_fit_and_level")]
        indexes = [models.Index(fields=["brand", "facet_code", "level_code"], name="pattern_verdicts_of_level")]  # over time


class PatternCall(LevelNamed):
    """A winner or a loser that we named, and whether it held on videos that came after. One that stays is one call.

    Judged by an estimate that knows nothing of ours: a plain robust fit of the later videos alone.
    """

    class State(models.TextChoices):
        OPEN = "open", _("waiting for more videos")
        HELD = "held", _("held")
        FAILED = "failed", _("did not hold")
        UNDECIDED = "undecided", _("never used again")

    run = models.ForeignKey(PatternRun, on_delete=models.CASCADE, related_name="calls")
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    verdict = models.CharField(max_length=9, choices=Verdict.choices)
    called_at = models.DateTimeField()
    called_day = models.DateField()  # videos posted after it judge
    lift = models.FloatField()
    sd = models.FloatField()
    chance = models.FloatField(null=True)  # as stated then
    state = models.CharField(max_length=9, choices=State.choices, default=State.OPEN)
    judged_at = models.DateTimeField(null=True, blank=True)
    judged_by = models.ForeignKey(PatternRun, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    later_videos = models.PositiveIntegerField(default=0)
    later_lift = models.FloatField(null=True)
    later_lo90 = models.FloatField(null=True)  # factors
    later_hi90 = models.FloatField(null=True)

    class Meta:
        verbose_name = _("call")
        verbose_name_plural = _("calls")
        ordering = ["-called_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["brand", "outcome", "facet_code", "level_code"],
                condition=Q(state="open"),
                name="one_open_call_per_outcome_and_level",
            ),
            models.CheckConstraint(
                condition=Q(state="open", judged_at=None) | (~Q(state="open") & Q(judged_at__isnull=False)),
                name="pattern_call_is_judged_once",
            ),
        ]
        indexes = [models.Index(fields=["brand", "state"], name="pattern_calls_by_state")]  # the scoreboard
