"""`manage.py check_invariants`: look for rows that must never exist; exit code 1 if there is one."""

from django.core.management.base import BaseCommand, CommandError

from analytics.invariants import invariants
from tkcommerce.work.invariants import broken_rows

SHOWN = 5


class Command(BaseCommand):
    help = "Look for rows that must never exist, one query for each rule; exit code 1 if there is one."

    def handle(self, *args: object, **options: object) -> None:
        rules = invariants()
        broken = 0
        for rule in rules:
            rows = broken_rows(rule)
            if rows:
                broken += 1
                self.stdout.write(f"{rule.name}: {len(rows)} rows. {rule.sentence}")
                self.stdout.writelines(f"    {row}" for row in rows[:SHOWN])
        if broken:
            raise CommandError(f"{broken} of {len(rules)} invariants are broken.")
        self.stdout.write(f"All {len(rules)} invariants hold.")
