"""Who may see what: people, brands, memberships, and the base of every model that holds a brand's data."""

import secrets
from datetime import datetime
from zoneinfo import available_timezones

from django.conf import settings
from django.contrib.auth.models import AbstractUser, UserManager
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class Role(models.IntegerChoices):
    """What a member may do; each role includes those before it."""

    VIEWER = 10, _("Viewer")
    EDITOR = 20, _("Editor")
    MANAGER = 30, _("Manager")
    OWNER = 40, _("Owner")


class PeopleManager(UserManager):
    """Users without a user name: the e-mail address signs in."""

    def _create_user_object(self, username: str | None, email: str, password: str | None, **extra: object) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **extra)
        user.set_password(password)
        return user

    def create_user(self, email: str, password: str | None = None, **extra: object) -> "User":
        return super().create_user("", email=email, password=password, **extra)

    def create_superuser(self, email: str, password: str | None = None, **extra: object) -> "User":
        return super().create_superuser("", email=email, password=password, **extra)


class User(AbstractUser):
    """A person. Signs in by e-mail; reads in her own language."""

    class Theme(models.TextChoices):
        AUTO = "", _("As the device")
        LIGHT = "light", _("Light")
        DARK = "dark", _("Dark")

    username = None
    first_name = None
    last_name = None
    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=80, blank=True)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default="ja")
    theme = models.CharField(_("appearance"), max_length=5, choices=Theme.choices, blank=True, default="")

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []
    objects = PeopleManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [models.UniqueConstraint(Lower("email"), name="one_user_per_email")]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return str(self)

    get_short_name = get_full_name


def known_time_zone(value: str) -> None:
    if value not in available_timezones():
        raise ValidationError(_("“%(zone)s” is not a time zone, such as Asia/Tokyo."), params={"zone": value})


class Market(models.TextChoices):
    """Markets of TikTok Shop by ISO 3166 code, Japan first. Facts about each (fees, dates) are data, not code."""

    JP = "JP", _("Japan")
    ID = "ID", _("Indonesia")
    MY = "MY", _("Malaysia")
    PH = "PH", _("Philippines")
    SG = "SG", _("Singapore")
    TH = "TH", _("Thailand")
    VN = "VN", _("Vietnam")
    GB = "GB", _("United Kingdom")
    US = "US", _("United States")
    DE = "DE", _("Germany")
    ES = "ES", _("Spain")
    FR = "FR", _("France")
    IE = "IE", _("Ireland")
    IT = "IT", _("Italy")
    BR = "BR", _("Brazil")
    MX = "MX", _("Mexico")


class Weekday(models.IntegerChoices):
    MONDAY = 0, _("Monday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


currency_code = RegexValidator(r"^[A-Z]{3}$", _("A currency is three capital letters, such as JPY."))


class Brand(models.Model):
    """A tenant: everything a brand owns hangs below it, and its zone cuts its days."""

    slug = models.SlugField(_("short name in addresses"), unique=True, max_length=40)
    name = models.CharField(_("name"), max_length=80)
    time_zone = models.CharField(_("time zone"), max_length=50, default="Asia/Tokyo", validators=[known_time_zone])
    currency = models.CharField(_("currency"), max_length=3, default="JPY", validators=[currency_code])
    home_market = models.CharField(_("home market"), max_length=2, choices=Market.choices, default=Market.JP)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default="ja")
    week_starts_on = models.PositiveSmallIntegerField(_("the week starts on"), choices=Weekday.choices, default=Weekday.MONDAY)
    pepper = models.CharField(max_length=64, editable=False, default=secrets.token_hex)  # keys the customer hashes
    members = models.ManyToManyField(User, through="Membership", related_name="brands")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("brand")
        verbose_name_plural = _("brands")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class BrandOwned(models.Model):
    """Base of every model that holds a brand's data: `brand.videos`, `brand.metricimports` … (guard: tests/guards)."""

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="%(class)ss", verbose_name=_("brand"))

    class Meta:
        abstract = True

    def clean(self) -> None:
        """A row may only point to rows of its own brand."""
        super().clean()
        for field in self._meta.get_fields():
            related = getattr(self, field.name, None) if field.many_to_one and field.concrete else None
            if isinstance(related, BrandOwned) and related.brand_id != self.brand_id:
                raise ValidationError({field.name: _("This belongs to another brand.")})


class Membership(BrandOwned):
    """A person in a brand, with a role. Acts on the very next request."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("person"))
    role = models.PositiveSmallIntegerField(_("role"), choices=Role.choices, default=Role.VIEWER)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        constraints = [models.UniqueConstraint(fields=["brand", "user"], name="one_membership_per_person_and_brand")]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()}"


class InvitationQuerySet(models.QuerySet):
    def open(self, now: datetime) -> "InvitationQuerySet":
        """Neither used, withdrawn nor expired."""
        return self.pending().filter(expires_at__gt=now)

    def pending(self) -> "InvitationQuerySet":
        """Neither used nor withdrawn: expired ones can be sent again."""
        return self.filter(accepted_at=None, withdrawn_at=None)


class Invitation(BrandOwned):
    """The only way in: a link for one e-mail address, good for 14 days, once."""

    email = models.EmailField(_("e-mail address"))  # in small letters
    role = models.PositiveSmallIntegerField(_("role"), choices=Role.choices, default=Role.EDITOR)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)  # SHA-256; the token itself is only in the mail
    invited_by = models.ForeignKey(
        User, null=True, on_delete=models.SET_NULL, related_name="invitations_sent", verbose_name=_("invited by")
    )
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(_("valid until"))
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.UniqueConstraint(
                fields=["brand", "email"],
                condition=models.Q(accepted_at=None, withdrawn_at=None),
                name="one_open_invitation_per_brand_and_email",
            )
        ]

    def __str__(self) -> str:
        return f"{self.email} · {self.get_role_display()}"
