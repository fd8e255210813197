"""Days that matter to sales: the brand's own list of rules, seeded for its markets. Public holidays come from a library."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .taxonomy import Labelled


class CommerceEvent(Labelled):
    """When it is: `rule` as planner/events/rules.py reads it, e.g. {"on": "11-11"} or {"nth": 2, "weekday": 6, "month": 5}."""

    label_ja = models.CharField(_("Japanese name"), max_length=60)
    label_en = models.CharField(_("English name"), max_length=60)
    code = models.SlugField(_("code"), max_length=40)
    markets = models.JSONField(_("markets"), default=list)  # Market codes; empty: every market
    rule = models.JSONField(_("rule"))
    days = models.PositiveSmallIntegerField(_("length in days"), default=1)
    tease_days = models.PositiveSmallIntegerField(_("days of teasing before"), default=0)
    encore_days = models.PositiveSmallIntegerField(_("days of encore after"), default=0)
    lead_days = models.PositiveSmallIntegerField(_("start shooting so many days before"), default=14)
    source = models.CharField(_("source"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("commerce event")
        verbose_name_plural = _("commerce events")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["brand", "code"], name="one_event_per_brand_and_code")]
