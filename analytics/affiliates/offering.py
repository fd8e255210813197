"""The writes to collaborations and samples; raise `Refused`. A rate is never edited: a new one ends the old, so history stays."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from analytics.models import Collaboration, SentSample
from planner.models import SettingChange
from planner.refusals import NotOfBrand, Refused
from planner.setting_log.changes import write_setting_change
from tkcommerce.brands.models import Brand, User

Kind = SettingChange.Kind


@transaction.atomic
def offer(*, collaboration: Collaboration, brand: Brand, by: User) -> Collaboration:
    """From its day on; what ran for the same creator and product until then ends on that day."""
    if collaboration.brand_id != brand.pk or (collaboration.product and collaboration.product.brand_id != brand.pk):
        raise NotOfBrand(_("This belongs to another brand."))
    Brand.objects.select_for_update(no_key=True).get(pk=brand.pk)  # two offers at once would both find none before them
    same = brand.collaborations.filter(
        kind=collaboration.kind, product=collaboration.product, creator__iexact=collaboration.creator, ended_on=None
    )
    if same.filter(valid_from__gte=collaboration.valid_from).exists():
        raise Refused(_("There is an offer from that day or later already. End it first."))
    same.update(ended_on=collaboration.valid_from)
    collaboration.created_by = by
    collaboration.save()
    write_setting_change(collaboration, Kind.OFFER, by, "added", {})
    return collaboration


@transaction.atomic
def end_collaboration(*, collaboration: Collaboration, day: date, by: User) -> Collaboration:
    """From `day` on it is offered no more."""
    current = Collaboration.objects.select_for_update(of=("self",)).get(pk=collaboration.pk)
    if current.ended_on is not None:
        raise Refused(_("Somebody was faster: it is so already."))
    if day < current.valid_from:
        raise Refused(_("It would end before it begins."))
    current.ended_on = day
    current.save(update_fields=["ended_on"])
    write_setting_change(current, Kind.OFFER, by, "hidden", {})
    return current


@transaction.atomic
def give_sample(*, sample: SentSample, brand: Brand, by: User) -> SentSample:
    """By hand, or of a sample order, which can be one creator's only."""
    if sample.brand_id != brand.pk or (sample.product and sample.product.brand_id != brand.pk):
        raise NotOfBrand(_("This belongs to another brand."))
    Brand.objects.select_for_update(no_key=True).get(pk=brand.pk)
    if sample.order_id and brand.sentsamples.filter(order_id=sample.order_id).exists():
        raise Refused(_("This sample order is somebody's already."))
    sample.save()
    write_setting_change(sample, Kind.SAMPLE, by, "added", {})
    return sample


@transaction.atomic
def remove_sample(*, sample: SentSample, by: User) -> None:
    current = SentSample.objects.select_for_update(of=("self",)).filter(pk=sample.pk).first()
    if current is None:
        raise Refused(_("Somebody was faster: it is so already."))
    write_setting_change(current, Kind.SAMPLE, by, "removed", {})
    current.delete()
