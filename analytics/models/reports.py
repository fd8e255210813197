"""The weekly report: who reads it, what was said (frozen), and the ledger of every mail, so that none is sent twice."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Lower, Now
from django.utils.translation import gettext, gettext_lazy as _

from tkcommerce.brands.models import BrandOwned, Membership
from tkcommerce.work.models import State, Work


class Edition(models.TextChoices):
    MARKETER = "marketer", _("For marketers: what to do")
    MANAGER = "manager", _("For brand managers: what to decide")


class ReportReaderQuerySet(models.QuerySet):
    def listening(self) -> "ReportReaderQuerySet":
        """Who gets the next mail: confirmed, not paused, not unsubscribed, not bounced; of people only those who belong here."""
        belongs = Exists(Membership.objects.filter(brand=OuterRef("brand"), user=OuterRef("user")))
        return self.filter(
            Q(user=None) | Q(belongs, user__is_active=True), confirmed_at__isnull=False, paused_at=None, stopped_at=None
        )


class ReportReader(BrandOwned):
    """One address that may get a brand's weekly report. Members are readers by themselves; others only once they confirmed.

    `weekday` and `hour` are wall time in the brand's zone. Every reader is looked at when `next_due_at` has come, listening or
    not; a changed rule or zone puts it to now (analytics/receivers.py). What was due up to `made_until` is made.
    """

    class Stop(models.TextChoices):
        UNSUBSCRIBED = "unsubscribed", _("unsubscribed")
        BOUNCED = "bounced", _("the address does not take mail")
        COMPLAINED = "complained", _("marked as spam")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    email = models.EmailField(_("e-mail address"))
    name = models.CharField(_("name"), max_length=80, blank=True)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default="ja")
    edition = models.CharField(_("edition"), max_length=8, choices=Edition.choices, default=Edition.MARKETER)
    weekday = models.PositiveSmallIntegerField(_("day"), default=1)  # 0 Monday … 6 Sunday; Tuesday: data come two days late
    hour = models.PositiveSmallIntegerField(_("hour"), default=9)
    is_combined = models.BooleanField(_("one mail for all my brands"), default=False)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirm_token = models.CharField(max_length=64, blank=True)  # SHA-256 of the mailed token; "" once it was used
    paused_at = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    stop_reason = models.CharField(max_length=12, choices=Stop.choices, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    next_due_at = models.DateTimeField(db_default=Now(), editable=False)
    made_until = models.DateTimeField(db_default=Now(), editable=False)

    objects = ReportReaderQuerySet.as_manager()

    class Meta:
        verbose_name = _("reader of the weekly report")
        verbose_name_plural = _("readers of the weekly report")
        ordering = ["email"]
        constraints = [
            models.UniqueConstraint(F("brand"), Lower("email"), name="one_report_reader_per_brand_and_address"),
            models.CheckConstraint(condition=Q(weekday__lt=7, hour__lt=24), name="report_reader_has_a_slot"),
            models.CheckConstraint(condition=Q(stopped_at=None) ^ ~Q(stop_reason=""), name="report_reader_stops_with_a_reason"),
        ]
        indexes = [models.Index(fields=["next_due_at"], name="report_reader_due")]  # the maker, every few seconds

    def __str__(self) -> str:
        return self.name or self.email


class WeeklyReport(BrandOwned):
    """What was known of a brand's week when its first mail was due: numbers and ids, no language. Never edited.

    The week is [week_start, week_end) in days of the brand's zone. `content` is analytics.reports.content.WeeklyContent as JSON.
    """

    week_start = models.DateField()
    week_end = models.DateField()
    content = models.JSONField()
    built_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("weekly report")
        verbose_name_plural = _("weekly reports")
        ordering = ["-week_start"]
        constraints = [models.UniqueConstraint(fields=["brand", "week_start"], name="one_weekly_report_per_brand_and_week")]

    def __str__(self) -> str:
        return f"{self.brand} {self.week_start}"


class ReportNote(BrandOwned):
    """A manager's words at the top of one week's report."""

    week_start = models.DateField()
    text = models.TextField(_("note"), max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("note on a weekly report")
        verbose_name_plural = _("notes on weekly reports")
        constraints = [models.UniqueConstraint(fields=["brand", "week_start"], name="one_report_note_per_brand_and_week")]

    def __str__(self) -> str:
        return self.text


class ReportMail(BrandOwned, Work):
    """One mail to one reader: the ledger. Unique per (kind, brand, week, reader, number), made before anything is sent.

    waiting → sending → committing → sent. `committing` is saved just before the final dot of SMTP's DATA. Found in `sending`
    after a crash, it may go out again; found in `committing`, nobody knows: it becomes `unconfirmed`, is shown, and never goes
    out by itself.
    """

    TASK = "analytics.tasks.send_report_mails"
    MAX_ATTEMPTS = 30  # a mail server may be away for a night: the waits grow to an hour, 20 hours in all
    LEASE_SECONDS = 90  # longer than the patience for the mail server's last word (analytics/reports/smtp.py)
    SHOWN_WITH = ("reader",)

    class Kind(models.TextChoices):
        WEEKLY = "weekly", _("weekly report")
        COMBINED = "combined", _("weekly report of several brands")

    class Delivery(models.TextChoices):
        WAITING = "waiting", _("waiting")
        SENDING = "sending", _("being sent")
        COMMITTING = "committing", _("being handed over")
        SENT = "sent", _("sent")
        UNCONFIRMED = "unconfirmed", _("unconfirmed: perhaps sent")
        FAILED = "failed", _("not delivered")
        SKIPPED = "skipped", _("skipped")

    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.WEEKLY)
    week_start = models.DateField()
    reader = models.ForeignKey(ReportReader, on_delete=models.RESTRICT, related_name="mails")
    number = models.PositiveSmallIntegerField(default=1)  # a person may ask to send it again: 2, 3, …
    due_at = models.DateTimeField()
    delivery = models.CharField(max_length=11, choices=Delivery.choices, default=Delivery.WAITING)
    message_id = models.CharField(max_length=120, unique=True)
    # Frozen when it is built, so that a second try says the same.
    to = models.EmailField(blank=True)
    subject = models.CharField(max_length=255, blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    reply = models.CharField(max_length=255, blank=True)  # the mail server's last word

    class Meta:
        verbose_name = _("report mail")
        verbose_name_plural = _("report mails")
        ordering = ["-due_at", "-id"]
        constraints = [
            *Work.Meta.constraints,
            models.UniqueConstraint(fields=["kind", "brand", "week_start", "reader", "number"], name="one_report_mail_per_key"),
        ]
        indexes = [
            *Work.Meta.indexes,
            models.Index(fields=["brand", "-due_at"], name="report_mail_log"),  # the delivery log, newest first
            # The maker, every few seconds: given up by the sweep, which knows nothing of `delivery`. Hardly ever a row.
            models.Index(
                fields=["delivery"],
                condition=Q(state=State.FAILED, delivery__in=["waiting", "sending", "committing"]),
                name="report_mail_given_up",
            ),
        ]

    def __str__(self) -> str:
        return self.subject or f"{self.kind} {self.week_start}"

    def describe(self) -> str:
        return gettext("Weekly report to %(reader)s") % {"reader": self.reader}
