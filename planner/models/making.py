"""Who makes a video, by when, with which files, and what they say to each other."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tkcommerce.brands.models import BrandOwned

from .videos import Video


class VideoHelper(BrandOwned):
    """Somebody besides the owner."""

    video = models.ForeignKey(Video, on_delete=models.CASCADE, related_name="helpers", verbose_name=_("video"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("person"))
    task = models.CharField(_("task"), max_length=40, blank=True)  # camera, host, subtitles

    class Meta:
        verbose_name = _("helper")
        verbose_name_plural = _("helpers")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["video", "user"], name="one_helper_per_video_and_person")]

    def __str__(self) -> str:
        return str(self.user)


class VideoDue(BrandOwned):
    """By which day of the brand a video should have left a state of its making."""

    STEPS = (Video.State.SCRIPTING, Video.State.SHOOTING, Video.State.EDITING, Video.State.REVIEW)

    video = models.ForeignKey(Video, on_delete=models.CASCADE, related_name="dues", verbose_name=_("video"))
    step = models.CharField(_("step"), max_length=9, choices=[(step.value, step.label) for step in STEPS])
    due_day = models.DateField(_("due on"))

    class Meta:
        verbose_name = _("due day")
        verbose_name_plural = _("due days")
        ordering = ["due_day"]
        constraints = [models.UniqueConstraint(fields=["video", "step"], name="one_due_day_per_video_and_step")]
        indexes = [models.Index(fields=["brand", "due_day"], name="dues_of_brand")]  # what is due this week

    def __str__(self) -> str:
        return f"{self.get_step_display()} {self.due_day}"


class Attachment(BrandOwned):
    """An uploaded file, kept under a name of ours and only handed out behind the gate. Pictures are decoded and written anew."""

    class Kind(models.TextChoices):
        COVER = "cover", _("Cover")
        REFERENCE = "reference", _("Reference")
        PROOF = "proof", _("Proof")

    video = models.ForeignKey(Video, on_delete=models.CASCADE, related_name="attachments", verbose_name=_("video"))
    kind = models.CharField(_("kind"), max_length=9, choices=Kind.choices, default=Kind.REFERENCE)
    file = models.FileField(upload_to="attachments/")
    name = models.CharField(_("file name"), max_length=200)  # as uploaded, shown only
    content_type = models.CharField(max_length=60)  # by the content, not by the name
    size = models.PositiveBigIntegerField()  # bytes
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["video"], condition=Q(kind="cover", removed_at=None), name="one_cover_per_video")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_picture(self) -> bool:
        """Written anew by us: it may be shown, and has a thumbnail."""
        return self.content_type.startswith("image/")


class Comment(BrandOwned):
    """What somebody said about a video; `by` is null where an outside approver spoke, whose name is in `guest`."""

    video = models.ForeignKey(Video, on_delete=models.CASCADE, related_name="comments", verbose_name=_("video"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("by"))
    guest = models.CharField(_("guest"), max_length=80, blank=True)
    text = models.TextField(_("text"))
    at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:80]


class IdeaVote(BrandOwned):
    """One person wants this idea made."""

    video = models.ForeignKey(Video, on_delete=models.CASCADE, related_name="votes", verbose_name=_("video"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("person"))
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        constraints = [models.UniqueConstraint(fields=["video", "user"], name="one_vote_per_idea_and_person")]

    def __str__(self) -> str:
        return f"{self.user} · {self.video}"
