"""`python3 manage.py screenshots`: the README's pictures, taken from a running quickstart with its demo brand."""

import shutil
from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from PIL import Image

NAMES = ("calendar", "patterns", "funnel", "dashboard", "imports")
PAGES = {"home": ""} | {name: f"{name}/" for name in NAMES}
SCREENS = {"1440": {"width": 1440, "height": 900}, "390": {"width": 390, "height": 844}}
COLOURS = 256  # a third of the bytes, and no difference to the eye
LARGEST = 200_000  # bytes of a picture in the repository


class Command(BaseCommand):
    help = "Take the README's pictures of the main pages: ja and en, desktop and phone, light and dark."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--url", default=settings.SITE_URL, help="where the app runs")
        parser.add_argument("--brand", required=True, help="short name of the demo brand")
        parser.add_argument("--email", required=True, help="a demo sign-in of quickstart")
        parser.add_argument("--password", required=True)
        parser.add_argument("--out", type=Path, default=settings.BASE_DIR / "static" / "img" / "screens")

    def handle(self, *args: object, **options: object) -> None:
        sync_playwright, chromium = tools()
        options["out"].mkdir(parents=True, exist_ok=True)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            for language in ("ja", "en"):
                for screen, viewport in SCREENS.items():
                    context = browser.new_context(base_url=options["url"], viewport=viewport, locale=language)
                    page = context.new_page()
                    sign_in(page, options["email"], options["password"], language)
                    for path in take(page, options, f"{language}-{screen}"):
                        self.stdout.write(f"{path.name} {path.stat().st_size // 1000} kB")
                    context.close()


def tools() -> tuple:
    """Playwright is there for the tests only, so it may be missing here."""
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415 (only the test environment has it)
    except ImportError:
        raise CommandError("Playwright is missing: run `python3 manage.py selftest` once, then use its .venv.") from None
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        raise CommandError("No Chromium found: apt-get install chromium.")
    return sync_playwright, chromium


def sign_in(page: object, email: str, password: str, language: str) -> None:
    page.goto("/account/login/")
    page.fill("[name=login]", email)
    page.fill("[name=password]", password)
    page.click("main form button")
    page.wait_for_load_state()
    if "/account/login/" in page.url:
        raise CommandError(f"{email} could not sign in.")
    page.goto("/preferences/")
    page.select_option("main [name=language]", language)
    page.select_option("main [name=theme]", "")
    page.click("main form button")
    page.wait_for_load_state()


def take(page: object, options: dict, name: str) -> list[Path]:
    """One picture of each page, light and dark, of what the first screen shows."""
    taken = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for title, address in PAGES.items():
            page.goto(f"/b/{options['brand']}/{address}")
            page.wait_for_load_state("networkidle")
            path = options["out"] / f"{title}-{name}-{scheme}.png"
            page.screenshot(path=path)
            with Image.open(path) as picture:
                picture.quantize(COLOURS).save(path, optimize=True)
            if path.stat().st_size > LARGEST:
                raise CommandError(f"{path} is larger than {LARGEST // 1000} kB.")
            taken.append(path)
    return taken
