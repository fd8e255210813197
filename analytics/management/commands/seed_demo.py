"""`manage.py seed_demo`: a made-up brand to look around in, and how to sign in to it."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from analytics.demo.seed import PASSWORD, PEOPLE, demo_exists, seed_demo
from tkcommerce.dates import day_of


class Command(BaseCommand):
    help = "Make the demo brand, unless it exists; print how to sign in."

    def handle(self, *args: object, **options: object) -> None:
        if not demo_exists():
            seed_demo(today=day_of(timezone.now(), "Asia/Tokyo"))
        for email, name, role, language in PEOPLE:
            self.stdout.write(f"{email}  password {PASSWORD}  ({name}, {role.name.lower()}, {language})")
