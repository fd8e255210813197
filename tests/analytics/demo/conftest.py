"""The demo brand, made once for all tests of this folder that only read it: each of them is rolled back to it."""

from datetime import date

import pytest
import time_machine as clock
from django.db import transaction

from analytics.demo.seed import SLUG, seed_demo
from tkcommerce.brands.models import Brand

NOW = "2026-11-22T03:00:00+00:00"
TODAY = date(2026, 11, 22)


@pytest.fixture(scope="package")
def seeded(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        with clock.travel(NOW, tick=False):
            seed_demo(today=TODAY, learned=())
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demo(seeded, db, time_machine):
    time_machine.move_to(NOW, tick=False)
    return Brand.objects.get(slug=SLUG)
