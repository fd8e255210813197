"""Where links of the brand may lead: exact hosts, so that nobody borrows the brand's name for another place."""

from urllib.parse import urlsplit

from django.db import transaction
from django.utils.translation import gettext as _

from planner.models import AllowedHost, SettingChange
from planner.refusals import Refused
from planner.setting_log.changes import record_setting, told_of
from tkcommerce.brands.models import Brand, User


@transaction.atomic
def allow_host(*, brand: Brand, host: str, by: User) -> AllowedHost:
    """`host` as host_format says; there already: the same row."""
    row, made = AllowedHost.objects.get_or_create(brand=brand, host=host, defaults={"created_by": by})
    if made:
        record_setting(row, by, "added", {})
    return row


@transaction.atomic
def forbid_host(*, host: AllowedHost, by: User) -> SettingChange:
    """New links cannot lead there; those that there are, lead nowhere until it is allowed again."""
    current = AllowedHost.objects.select_for_update(of=("self",)).filter(pk=host.pk).first()
    if current is None:
        raise Refused(_("Somebody was faster: it is so already."))
    change = record_setting(current, by, "removed", told_of(current), gone=True)
    current.delete()
    return change


def hosts_of(brand: Brand) -> list[str]:
    return list(brand.allowedhosts.values_list("host", flat=True))


def host_of(url: str) -> str:
    """ "" of what is no web address, or one that hides where it leads (user names, ports, backslashes)."""
    if "\\" in url or any(sign.isspace() for sign in url):
        return ""
    try:
        parts = urlsplit(url)
        if parts.scheme not in ("https", "http") or parts.username or parts.password or parts.port:
            return ""
    except ValueError:
        return ""
    return parts.hostname or ""
