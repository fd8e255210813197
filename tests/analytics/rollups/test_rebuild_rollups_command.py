"""`rebuild_rollups` rebuilds what is stale, or with --all everything, and names a brand it does not know."""

from io import StringIO
from random import Random

import pytest
import sale_oracles
from django.core.management import CommandError, call_command
from factories import make_brand
from messy import fill

from analytics.models import SalesDay, StaleDay

pytestmark = pytest.mark.django_db


def run(*args):
    out = StringIO()
    call_command("rebuild_rollups", *args, stdout=out)
    return out.getvalue()


def test_all_rebuilds_every_day_with_a_reading():
    brand = make_brand("messy", time_zone="America/New_York")
    fill(brand, Random(7))
    run("--brand", "messy", "--all")
    assert {row[:3] for row in SalesDay.objects.values_list("day", "channel", "currency")} == set(sale_oracles.sales_days(brand))
    assert StaleDay.objects.count() == 0


def test_without_all_only_what_is_stale_is_rebuilt():
    fill(make_brand("messy"), Random(7))
    assert run() == "messy: nothing is stale\n"


def test_an_unknown_brand_is_named():
    with pytest.raises(CommandError, match="No brand nobody."):
        run("--brand", "nobody")
