"""Approval as a chain of named steps; each round, each decision and each link for somebody outside is kept."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tkcommerce.brands.models import BrandOwned, Role

from .videos import Video


class ApprovalStep(BrandOwned):
    """One link of the brand's chain, in order of `position`: named people, everybody of at least a role, or a guest by link."""

    name = models.CharField(_("name"), max_length=60)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    role = models.PositiveSmallIntegerField(_("role"), choices=Role.choices, null=True, blank=True)  # null: only named people
    outside = models.BooleanField(_("by somebody outside"), default=False)
    remind_after_hours = models.PositiveSmallIntegerField(_("remind after hours"), default=24)
    hidden_at = models.DateTimeField(_("hidden since"), null=True, blank=True)

    class Meta:
        verbose_name = _("approval step")
        verbose_name_plural = _("approval steps")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name


class ApprovalStepPerson(BrandOwned):
    step = models.ForeignKey(ApprovalStep, on_delete=models.CASCADE, related_name="people", verbose_name=_("approval step"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("person"))

    class Meta:
        verbose_name = _("approver")
        verbose_name_plural = _("approvers")
        constraints = [models.UniqueConstraint(fields=["step", "user"], name="one_approver_per_step_and_person")]

    def __str__(self) -> str:
        return str(self.user)


class Delegation(BrandOwned):
    """`person` lets `stand_in` decide in her place from the first to the last day, both included."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("person"))
    stand_in = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("stand-in"))
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("delegation")
        verbose_name_plural = _("delegations")
        ordering = ["-first_day"]
        constraints = [
            models.CheckConstraint(condition=~Q(person=models.F("stand_in")), name="stand_in_is_somebody_else"),
            models.CheckConstraint(condition=Q(last_day__gte=models.F("first_day")), name="delegation_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return f"{self.person} → {self.stand_in}"


class ApprovalRound(BrandOwned):
    """One request for approval: what the video said then (`content`), the chain as it was then (`steps`), and how it ended."""

    class State(models.TextChoices):
        OPEN = "open", _("waiting for approval")
        APPROVED = "approved", _("approved")
        REJECTED = "rejected", _("sent back")
        RESET = "reset", _("reset by an edit")
        WITHDRAWN = "withdrawn", _("withdrawn")

    video = models.ForeignKey(Video, on_delete=models.CASCADE, related_name="rounds", verbose_name=_("video"))
    number = models.PositiveSmallIntegerField()
    state = models.CharField(_("state"), max_length=9, choices=State.choices, default=State.OPEN)
    content = models.JSONField()  # {"hook": …, "caption": …, …}: what is approved, for the diff
    steps = models.JSONField()  # [{"id": …, "name": …}] in order
    at_step = models.PositiveSmallIntegerField(default=0)  # index of the step that is asked now
    step_since = models.DateTimeField()  # since when, for the reminder
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("approval round")
        verbose_name_plural = _("approval rounds")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["video", "number"], name="one_round_per_video_and_number"),
            models.UniqueConstraint(fields=["video"], condition=Q(state="open"), name="one_open_round_per_video"),
            models.CheckConstraint(
                condition=Q(state="open", ended_at=None) | (~Q(state="open") & Q(ended_at__isnull=False)),
                name="ended_round_has_its_time",
            ),
        ]
        indexes = [
            models.Index(fields=["brand", "step_since"], condition=Q(state="open"), name="rounds_waiting")
        ]  # home, reminders

    def __str__(self) -> str:
        return f"{self.video} #{self.number}"


class GuestLink(BrandOwned):
    """A way in for somebody outside: one video, one use, until it expires or is revoked. Only the hash of the token is kept."""

    round = models.ForeignKey(ApprovalRound, on_delete=models.CASCADE, related_name="links")
    step = models.PositiveSmallIntegerField()  # index in round.steps
    name = models.CharField(_("name"), max_length=80)
    email = models.EmailField(_("e-mail"), blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField(_("expires"))
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("link for an outside approver")
        verbose_name_plural = _("links for outside approvers")
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return self.name


class ApprovalDecision(BrandOwned):
    """Yes or no of one step of a round. Never edited; whoever said yes may take it back until the next step acts."""

    class Verdict(models.TextChoices):
        APPROVED = "approved", _("approved")
        REJECTED = "rejected", _("sent back")

    round = models.ForeignKey(ApprovalRound, on_delete=models.CASCADE, related_name="decisions")
    step = models.PositiveSmallIntegerField()  # index in round.steps
    step_name = models.CharField(max_length=60)
    verdict = models.CharField(_("verdict"), max_length=8, choices=Verdict.choices)
    reason = models.TextField(_("reason"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    in_place_of = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    link = models.ForeignKey(GuestLink, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    guest = models.CharField(max_length=80, blank=True)  # the name of who came by link
    at = models.DateTimeField(auto_now_add=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "step"], condition=Q(taken_back_at=None), name="one_decision_per_round_and_step"
            ),
            models.CheckConstraint(condition=~Q(verdict="rejected") | ~Q(reason=""), name="rejection_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.step_name}: {self.get_verdict_display()}"


class PostingStop(BrandOwned):
    """Emergency stop: nothing of the brand (or this one video, where named) may be approved or posted until it ends."""

    video = models.ForeignKey(
        Video, null=True, blank=True, on_delete=models.CASCADE, related_name="stops", verbose_name=_("video")
    )
    reason = models.TextField(_("reason"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("emergency stop")
        verbose_name_plural = _("emergency stops")
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["brand"], condition=Q(video=None, ended_at=None), name="one_stop_of_a_brand_at_a_time"
            ),
            models.UniqueConstraint(
                fields=["video"], condition=Q(video__isnull=False, ended_at=None), name="one_stop_of_a_video_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return self.reason[:80]
