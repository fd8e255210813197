"""What to try next: suggestions, what became of them, and clean tests of two levels against each other."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from planner.models import Facet, Level, Video
from tkcommerce.brands.models import BrandOwned

from .patterns import LevelNamed, Outcome, PatternRun


class TrialPolicy(BrandOwned):
    """How much a brand explores: the share of suggestions that try something open rather than repeat what wins."""

    explore_percent = models.PositiveSmallIntegerField(
        _("share of trials that explore"), default=30, validators=[MinValueValidator(15), MaxValueValidator(50)]
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("trial policy")
        verbose_name_plural = _("trial policies")
        constraints = [
            models.UniqueConstraint(fields=["brand"], name="one_trial_policy_per_brand"),
            models.CheckConstraint(condition=Q(explore_percent__gte=15, explore_percent__lte=50), name="trial_policy_share"),
        ]

    def __str__(self) -> str:
        return f"{self.explore_percent} %"


class Trial(LevelNamed):
    """One suggested video: `base` with one facet varied to this level. Accepted, it becomes a plan; its result comes back."""

    class Kind(models.TextChoices):
        EXPLOIT = "exploit", _("Repeat what wins")
        EXPLORE = "explore", _("Try something open")

    class State(models.TextChoices):
        SUGGESTED = "suggested", _("suggested")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        REPLACED = "replaced", _("replaced by newer suggestions")
        DONE = "done", _("done")

    class Result(models.TextChoices):
        BETTER = "better", _("better than usual")
        AS_USUAL = "as_usual", pgettext_lazy("result of a trial", "as usual")
        WORSE = "worse", _("worse than usual")
        NOT_POSTED = "not_posted", _("not posted")
        NO_NUMBERS = "no_numbers", _("no numbers")

    run = models.ForeignKey(PatternRun, on_delete=models.CASCADE, related_name="trials")
    position = models.PositiveSmallIntegerField()  # in its list of suggestions, best first
    kind = models.CharField(max_length=7, choices=Kind.choices)
    outcome = models.CharField(max_length=12, choices=Outcome.choices, default=Outcome.VIEWS)
    base = models.JSONField(default=dict)  # {facet code: level code} of all other facets
    reason = models.JSONField()  # {"key", "params"}, as analytics.patterns.notes
    hypothesis = models.TextField(_("hypothesis"), blank=True)  # a person's words, if she changed ours
    expected = models.FloatField(null=True)  # factor against the brand's usual
    lo90 = models.FloatField(null=True)
    hi90 = models.FloatField(null=True)
    p_best = models.FloatField(null=True)  # chance to be the best level of its facet
    due_day = models.DateField(null=True, blank=True)  # when its result can be read: day 28, or grown to 75 %
    state = models.CharField(max_length=9, choices=State.choices, default=State.SUGGESTED)
    suggested_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)  # accepted or declined
    video = models.ForeignKey(Video, null=True, blank=True, on_delete=models.SET_NULL, related_name="trials")
    result = models.CharField(max_length=10, choices=Result.choices, blank=True, default="")
    result_factor = models.FloatField(null=True)  # the video's 28-day forecast ÷ the brand's usual, at equal ages
    result_lo90 = models.FloatField(null=True)
    result_hi90 = models.FloatField(null=True)
    result_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("trial")
        verbose_name_plural = _("trials")
        ordering = ["-suggested_at", "position"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["accepted", "declined", "done"]) | Q(decided_at__isnull=False), name="trial_is_decided_at"
            ),
            models.CheckConstraint(condition=Q(state="done") ^ Q(result=""), name="done_trial_has_a_result"),
        ]
        indexes = [
            models.Index(fields=["brand", "state"], name="trials_by_state"),
            models.Index(fields=["brand", "due_day"], condition=Q(state="accepted"), name="trials_due"),  # writing results back
        ]


class CleanTest(BrandOwned):
    """Two levels of one facet against each other in an order drawn at random, so that a difference is a cause.

    `alternating`: each pair of neighbours has one of each. `pair`: two versions of the same content, posted apart.
    """

    class Design(models.TextChoices):
        ALTERNATING = "alternating", _("two levels in turn")
        PAIR = "pair", _("A/B pairs")

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        CANCELLED = "cancelled", _("called off")

    design = models.CharField(max_length=11, choices=Design.choices, default=Design.ALTERNATING)
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome.choices, default=Outcome.VIEWS)
    facet = models.ForeignKey(Facet, on_delete=models.RESTRICT, related_name="+", verbose_name=_("facet"))
    level_a = models.ForeignKey(Level, on_delete=models.RESTRICT, related_name="+", verbose_name="A")
    level_b = models.ForeignKey(Level, on_delete=models.RESTRICT, related_name="+", verbose_name="B")
    base = models.JSONField(default=dict)  # {facet code: level code} that all its videos share
    each = models.PositiveSmallIntegerField(_("videos of each"), default=8)
    seed = models.PositiveIntegerField()  # of the draw: the order can be drawn again
    hypothesis = models.TextField(_("hypothesis"), blank=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.PLANNED)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    due_day = models.DateField(null=True, blank=True)
    # The answer, by the draw itself (randomisation inference): B ÷ A.
    factor = models.FloatField(null=True)
    lo90 = models.FloatField(null=True)
    hi90 = models.FloatField(null=True)
    p_value = models.FloatField(null=True)  # two-sided
    videos_a = models.PositiveSmallIntegerField(default=0)  # with a usable outcome
    videos_b = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("clean test")
        verbose_name_plural = _("clean tests")
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(level_a=F("level_b")), name="clean_test_has_two_levels"),
            models.CheckConstraint(condition=Q(each__gte=8), name="clean_test_has_eight_of_each"),
            models.UniqueConstraint(fields=["id", "brand"], name="clean_test_of_brand"),
        ]
        indexes = [models.Index(fields=["brand", "state"], name="clean_tests_by_state")]

    def __str__(self) -> str:
        return f"{self.level_a} × {self.level_b}"


class CleanTestVideo(BrandOwned):
    """A place in the drawn order and, once planned, the video that takes it."""

    class Arm(models.TextChoices):
        A = "a", "A"
        B = "b", "B"

    test = models.ForeignKey(CleanTest, on_delete=models.CASCADE, related_name="places")
    position = models.PositiveSmallIntegerField()  # 0, 1, …; 2k and 2k+1 are a pair
    arm = models.CharField(max_length=1, choices=Arm.choices)
    video = models.ForeignKey(Video, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("video of a clean test")
        verbose_name_plural = _("videos of clean tests")
        ordering = ["test", "position"]
        constraints = [
            models.UniqueConstraint(fields=["test", "position"], name="one_place_per_test_and_position"),
            models.UniqueConstraint(fields=["video"], condition=Q(video__isnull=False), name="one_clean_test_per_video"),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.arm}"
