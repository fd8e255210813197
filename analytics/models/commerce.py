"""What a brand says about its business: goals, costs, rates of exchange, collaborations. Typed in or brought by a file."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from planner.models import Product
from tkcommerce.brands.models import BrandOwned, currency_code

from .sales import Channel


class SalesPolicy(BrandOwned):
    """How a brand counts its sales. Without a row the defaults hold."""

    estimates_own_ec = models.BooleanField(_("estimate own-EC sales without a link by time windows"), default=False)
    window_days = models.PositiveSmallIntegerField(_("days a touch counts"), default=7)  # of links and UTM
    shows_in = models.CharField(_("convert to"), max_length=3, blank=True, validators=[currency_code])  # empty: side by side

    class Meta:
        verbose_name = _("rule for sales")
        verbose_name_plural = _("rules for sales")
        constraints = [models.UniqueConstraint(fields=["brand"], name="one_sales_policy_per_brand")]

    def __str__(self) -> str:
        return str(self.brand)


class ExchangeRate(BrandOwned):
    """One unit of `base` in `quote` from a day on. Nothing is converted without one, and its day is shown beside."""

    base = models.CharField(_("from"), max_length=3, validators=[currency_code])
    quote = models.CharField(_("to"), max_length=3, validators=[currency_code])
    day = models.DateField(_("valid from"))
    rate = models.DecimalField(_("rate"), max_digits=18, decimal_places=8)
    source = models.CharField(_("source"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("exchange rate")
        verbose_name_plural = _("exchange rates")
        ordering = ["base", "quote", "-day"]
        constraints = [
            models.UniqueConstraint(fields=["brand", "base", "quote", "day"], name="one_rate_per_day"),
            models.CheckConstraint(condition=Q(rate__gt=0), name="rate_is_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.base}/{self.quote} {self.day}"


class ProductCost(BrandOwned):
    """What one piece costs the brand, from a day on."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="costs", verbose_name=_("product"))
    valid_from = models.DateField(_("valid from"))
    cost = models.DecimalField(_("cost"), max_digits=14, decimal_places=2)
    currency = models.CharField(_("currency"), max_length=3, validators=[currency_code])

    class Meta:
        verbose_name = _("product cost")
        verbose_name_plural = _("product costs")
        ordering = ["product", "-valid_from"]
        constraints = [models.UniqueConstraint(fields=["brand", "product", "valid_from"], name="one_cost_per_day")]

    def __str__(self) -> str:
        return f"{self.product} {self.valid_from}"


class Goal(BrandOwned):
    """A target of one month of the brand's zone."""

    class Measure(models.TextChoices):
        GMV = "gmv", _("GMV")
        POSTS = "posts", _("Posts")
        CTR = "ctr", _("CTR of videos")
        NEW_CUSTOMERS = "new_customers", _("New customers")

    month = models.DateField(_("month"))  # its first day
    measure = models.CharField(_("measure"), max_length=13, choices=Measure.choices)
    channel = models.CharField(_("channel"), max_length=12, choices=Channel.choices, blank=True)  # empty: all
    target = models.DecimalField(_("target"), max_digits=15, decimal_places=4)
    currency = models.CharField(_("currency"), max_length=3, blank=True)

    class Meta:
        verbose_name = _("goal")
        verbose_name_plural = _("goals")
        ordering = ["-month", "measure"]
        constraints = [
            models.UniqueConstraint(fields=["brand", "month", "measure", "channel", "currency"], name="one_goal_per_month"),
            models.CheckConstraint(condition=Q(target__gt=0), name="goal_is_positive"),
            models.CheckConstraint(condition=Q(month__day=1), name="goal_is_of_a_month"),
        ]

    def __str__(self) -> str:
        channel = f" · {self.get_channel_display()}" if self.channel else ""
        currency = f" ({self.currency})" if self.currency else ""
        return f"{self.get_measure_display()}{channel}{currency} {self.month:%Y-%m}"


class Collaboration(BrandOwned):
    """A rate of commission offered from a day on; a new rate is a new row, so the history stays."""

    class Kind(models.TextChoices):
        OPEN = "open", _("Open collaboration")
        TARGET = "target", _("Target collaboration")

    kind = models.CharField(_("kind"), max_length=6, choices=Kind.choices)
    product = models.ForeignKey(
        Product, null=True, blank=True, on_delete=models.CASCADE, related_name="+", verbose_name=_("product")
    )  # null: every product
    creator = models.CharField(_("creator"), max_length=64, blank=True)  # handle; of a target collaboration
    rate = models.DecimalField(_("commission"), max_digits=5, decimal_places=4)  # 0.12 = 12 %
    flat_fee = models.DecimalField(_("flat fee"), max_digits=14, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    valid_from = models.DateField(_("valid from"))
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("collaboration")
        verbose_name_plural = _("collaborations")
        ordering = ["-valid_from", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(rate__gte=0) & Q(rate__lte=1), name="commission_is_a_share"),
            models.CheckConstraint(condition=Q(kind="open") | ~Q(creator=""), name="target_collaboration_has_a_creator"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.creator}"


class SentSample(BrandOwned):
    """A sample given to a creator by hand or told by an order file."""

    creator = models.CharField(_("creator"), max_length=64)
    product = models.ForeignKey(
        Product, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("product")
    )
    sent_on = models.DateField(_("sent on"))
    order_id = models.CharField(_("order"), max_length=64, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("sample")
        verbose_name_plural = _("samples")
        ordering = ["-sent_on"]

    def __str__(self) -> str:
        return f"{self.creator} {self.sent_on}"


class CreatorName(BrandOwned):
    """What a creator was called before. Files keep the handle that they told; pages read `before` as `now`, step by step."""

    before = models.CharField(_("earlier handle"), max_length=64)  # in small letters
    now = models.CharField(_("handle"), max_length=64)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("earlier name of a creator")
        verbose_name_plural = _("earlier names of creators")
        ordering = ["before"]
        constraints = [
            models.UniqueConstraint(fields=["brand", "before"], name="one_name_after_a_name"),
            models.CheckConstraint(condition=~Q(before=F("now")), name="a_name_is_another"),
        ]

    def __str__(self) -> str:
        return f"@{self.before} → @{self.now}"
