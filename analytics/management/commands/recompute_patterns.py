"""`manage.py recompute_patterns [--brand SLUG]… [--all] [--anew] [--json]`: learn patterns now, without waiting for a worker."""

import json
from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from analytics.learning.run import recompute_patterns
from analytics.models import PatternRun, PatternWork, Verdict
from analytics.pattern_wishes import ask_now
from tkcommerce.brands.models import Brand
from tkcommerce.work.claiming import claim
from tkcommerce.work.models import State


class Command(BaseCommand):
    help = "Learn which patterns win, for some brands or all: what is unchanged is only confirmed, unless --anew."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--brand", action="append", metavar="SLUG", help="only this brand; may be given again")
        parser.add_argument("--all", action="store_true", help="every brand")
        parser.add_argument("--anew", action="store_true", help="also where nothing has changed")
        parser.add_argument("--json", action="store_true", help="one JSON document instead of lines")

    def handle(self, *, brand: list[str] | None, all: bool, anew: bool, **options: object) -> None:  # noqa: A002 (the option's name)
        if bool(brand) == all:
            raise CommandError("Name brands with --brand, or take --all.")
        brands = Brand.objects.all() if all else Brand.objects.filter(slug__in=brand)
        unknown = set(brand or ()) - {found.slug for found in brands}
        if unknown:
            raise CommandError(f"No brand {', '.join(sorted(unknown))}.")
        told = [self.learn(one, anew=anew, quiet=bool(options["json"])) for one in brands]
        if options["json"]:
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=1))

    def learn(self, brand: Brand, *, anew: bool, quiet: bool) -> dict:
        work = claim(PatternWork, ask_now(brand.pk).pk)
        if work is None:
            found = {"brand": brand.slug, "state": "busy"}
        else:
            recompute_patterns(work, anew=anew)
            work.refresh_from_db()
            found = outcome_of(brand, work)
        if not quiet:
            self.stdout.write(line(found))
        return found


def outcome_of(brand: Brand, work: PatternWork) -> dict:
    if work.state != State.DONE:
        return {"brand": brand.slug, "state": "waiting for roll-ups"}
    run = brand.patternruns.get(is_current=True)
    return {
        "brand": brand.slug, "state": "done", "made_at": run.made_at.isoformat(), "videos": run.videos,
        "seconds": round(run.seconds, 2), "excluded": run.excluded, "winners": winners(run),
    }  # fmt: skip


def winners(run: PatternRun) -> list[dict]:
    """Of all videos, as they may be shown."""
    fits = run.fits.filter(scope="", verdicts__shown=Verdict.WINNER)
    columns = {"outcome": "outcome", "facet": "verdicts__facet_code", "level": "verdicts__level_code",
               "factor": "verdicts__factor", "chance": "verdicts__chance"}  # fmt: skip
    rows = fits.order_by("pk", "-verdicts__lift").values_list(*columns.values())
    return [dict(zip(columns, row, strict=True)) for row in rows]


def line(found: dict) -> str:
    if found["state"] != "done":
        return f"{found['brand']}: {found['state']}"
    return (
        f"{found['brand']}: {found['videos']} videos, {len(found['winners'])} winners, {found['seconds']} s, {found['made_at']}"
    )
