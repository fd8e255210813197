"""`manage.py learn_patterns TABLE.csv --outcome COL --facets a,b,c`: which levels win, in any table. Needs no database."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from analytics.importing.problems import UnreadableFile
from analytics.importing.sniff import decode
from analytics.patterns.estimates import learn
from analytics.patterns.printing import as_json, as_text
from analytics.patterns.tables import NotATable, read_table

OPTIONAL = {
    "per": "denominator: the outcome is a rate, outcome ÷ this",
    "published_at": "dates (ISO 8601), or numbers of days",
    "age_days": "age of the video when it was counted; the outcome is brought to 28 days",
    "followers": "followers when it was posted",
    "boosted": "paid: 1, true, yes, or what was spent",
    "spend": "money behind the boost",
    "account": "account that posted it",
    "hashtags": "hashtags in one cell: #sale #new",
}


class Command(BaseCommand):
    help = "Say which levels of which columns win in a CSV with one row per video, by how much, and how sure that is."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("table", metavar="TABLE.csv", help="separated by comma, semicolon or tab; UTF-8 or Japanese Excel's")
        parser.add_argument("--outcome", required=True, metavar="COL", help="a count, such as views")
        parser.add_argument("--facets", required=True, metavar="COL,COL", help="what the videos differ in")
        for name, meaning in OPTIONAL.items():
            parser.add_argument(f"--{name.replace('_', '-')}", metavar="COL", help=meaning)
        parser.add_argument(
            "--pairs", default="", metavar="A:B,A:C", help="facets whose combinations are compared, from 300 videos on"
        )
        parser.add_argument("--no-drift", dest="drift", action="store_false", help="what a level brings does not change")
        parser.add_argument("--half-life-days", type=float, default=180.0, help="a video this much older counts half")
        parser.add_argument("--seed", type=int, default=0)
        parser.add_argument("--json", action="store_true", help="one JSON document instead of a table")

    def handle(self, *, table: str, facets: str, pairs: str, json: bool, **options: object) -> None:
        names = list(dict.fromkeys(name.strip() for name in facets.split(",") if name.strip()))
        if not names:
            raise CommandError("--facets names no column.")
        asked = {name: options[name] for name in ("outcome", *OPTIONAL, "drift", "half_life_days", "seed")}
        asked["pairs"] = [tuple(name.strip() for name in pair.split(":")) for pair in pairs.split(",") if pair.strip()]
        text = text_of(Path(table))
        try:
            frame = read_table(text, facets=[*names, asked["account"], asked["hashtags"]])
        except NotATable as reason:
            raise CommandError(f"{table} {reason}.") from None
        try:
            found = learn(frame, facets=names, now=timezone.now(), **asked)
        except ValueError as reason:
            columns = ", ".join(str(name) for name in frame.columns)
            raise CommandError(f"{reason}. The table has the columns {columns}.") from None
        self.stdout.write(as_json(found) if json else as_text(found))


def text_of(path: Path) -> str:
    try:
        return decode(path.read_bytes())[0]
    except OSError as reason:
        raise CommandError(f"{path} cannot be read: {reason.strerror}.") from None
    except UnreadableFile:
        raise CommandError(f"{path} is not a table: it is no text.") from None
