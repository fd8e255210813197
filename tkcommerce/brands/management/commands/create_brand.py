"""`manage.py create_brand SLUG --name NAME --owner EMAIL`: the start of a production installation, without mail."""

from argparse import ArgumentParser

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.urls import reverse

from tkcommerce.brands.models import Brand, Market, Membership, Role, User

ASKED = ("language", "time_zone", "currency", "home_market")


class Command(BaseCommand):
    help = "Make a brand and its owner, and print a link with which she sets her password (good for three days, once)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="short name in addresses, such as shizuku")
        parser.add_argument("--name", required=True, help="name of the brand")
        parser.add_argument("--owner", required=True, metavar="EMAIL", help="e-mail address of its owner")
        parser.add_argument("--language", choices=dict(settings.LANGUAGES), default="ja")
        parser.add_argument("--time-zone", default="Asia/Tokyo", help="cuts its days; such as America/New_York")
        parser.add_argument("--currency", default="JPY", help="three letters, such as USD")
        parser.add_argument("--home-market", choices=Market.values, default=Market.JP)

    def handle(self, *, slug: str, name: str, owner: str, **options: str) -> None:
        brand = Brand(slug=slug, name=name, **{field: options[field] for field in ASKED})
        try:
            person = create_brand(brand=brand, owner=owner)
        except ValidationError as refused:
            raise CommandError("; ".join(refused.messages)) from refused
        self.stdout.write(f"{name}: {settings.SITE_URL}/b/{slug}/, owner {person.email}")
        if not person.has_usable_password():
            self.stdout.write(f"She sets her password here: {password_link(person)}")


@transaction.atomic
def create_brand(*, brand: Brand, owner: str) -> User:
    """The owner of the new brand, who may have an account already. Her address counts as checked: an operator vouches."""
    brand.full_clean()
    brand.save()
    person = User.objects.filter(email__iexact=owner).first()
    if person is None:
        person = User(email=owner.lower(), language=brand.language)
        person.set_unusable_password()
        person.full_clean()
        person.save()
    EmailAddress.objects.update_or_create(user=person, email=person.email, defaults={"verified": True, "primary": True})
    Membership.objects.create(brand=brand, user=person, role=Role.OWNER)
    return person


def password_link(person: User) -> str:
    parts = {"uidb36": user_pk_to_url_str(person), "key": default_token_generator.make_token(person)}
    return settings.SITE_URL + reverse("account_reset_password_from_key", kwargs=parts)
