"""`manage.py translations check | sync | merge FILE… | compile`: the Japanese catalogue, without GNU gettext."""

from argparse import ArgumentParser
from pathlib import Path

import polib
from django.core.management.base import BaseCommand, CommandError

from tkcommerce.translations import CATALOGUE, catalogue, collect, compile_catalogue, merged, problems, synced


class Command(BaseCommand):
    help = "Check, sync, merge and compile the Japanese catalogue."
    requires_system_checks: list[str] = []  # the catalogue is compiled before anything else stands

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("check", help="Name every text that is missing, empty, fuzzy, unused or has other placeholders.")
        verbs.add_parser("sync", help="Take over new texts of code and templates, drop those that are gone.")
        merge = verbs.add_parser("merge", help="Fill empty translations from other catalogues.")
        merge.add_argument("files", nargs="+", type=Path)
        verbs.add_parser("compile", help="Write django.mo, which the running program reads.")

    def handle(self, verb: str, files: list[Path] | None = None, **options: object) -> None:
        if verb == "check":
            self._check()
        elif verb == "compile":
            compile_catalogue()
        elif verb == "sync":
            self._write(synced(collect(), catalogue()))
        else:
            po = synced(collect(), catalogue())
            filled = merged(po, [polib.pofile(str(path)) for path in files or []])
            self._write(po)
            self.stdout.write(f"{filled} filled")

    def _check(self) -> None:
        found = problems(collect(), catalogue())
        if found:
            raise CommandError("\n".join([*found, f"{len(found)} problems in the translations"]))

    def _write(self, po: polib.POFile) -> None:
        CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
        po.save(str(CATALOGUE))
        compile_catalogue()
        empty = sum(not entry.translated() for entry in po)
        self.stdout.write(f"{len(po)} texts, {empty} without a translation")
