"""The time zones that people choose from."""

from zoneinfo import available_timezones

from django.utils.translation import gettext as _

REGIONS = ("Asia", "Australia", "Pacific", "America", "Europe", "Africa", "Atlantic", "Indian", "Antarctica", "Arctic")


def time_zone_choices(now: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Zones by region, Asia first, then UTC. Legacy names outside a region, such as Japan, only where one is set `now`."""
    zones = sorted(available_timezones())
    cities = {region: [zone for zone in zones if zone.startswith(f"{region}/")] for region in REGIONS}
    groups = [(region, [(zone, zone.split("/", 1)[1].replace("_", " ")) for zone in cities[region]]) for region in REGIONS]
    groups.append(("UTC", [("UTC", "UTC")]))
    known = any(now == zone for _region, choices in groups for zone, _city in choices)
    return groups if known else [(_("Now"), [(now, now)]), *groups]
