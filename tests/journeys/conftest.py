"""A real browser on a real server. Any console error, broken policy or request to another host fails the journey."""

import os
import shutil
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

sys.path.insert(0, str(Path(__file__).parent))  # `from axe import assert_accessible`, `from screens import PHONE`

from screens import DESKTOP  # noqa: E402 (found only through the line above)

NO_BROWSER = "No Chromium on this machine (apt-get install chromium): the browser journeys are skipped."


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def browser():
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        if os.environ.get("TKCOMMERCE_NEED_BROWSER") == "1":
            pytest.fail(NO_BROWSER)
        pytest.skip(NO_BROWSER)
    # Playwright's sync interface keeps an event loop in this thread; Django would take all that follows for async code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    from playwright.sync_api import sync_playwright

    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=[*as_root, "--disable-background-networking"])
        yield started
        started.close()


class Watch:
    """What the page complained about and whom it called."""

    def __init__(self, page, host):
        self.complaints = []
        self.expected = ()
        page.on("console", lambda message: message.type in ("error", "warning") and self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self.see(request.url, host))

    def see(self, url, host):
        if not url.startswith((host, "data:", "blob:")):
            self.complaints.append(f"a request to another host: {url}")

    def expect(self, *parts):
        """Complaints that hold one of these texts belong to the journey, such as the 404 it asked for."""
        self.expected += parts

    def assert_quiet(self):
        assert [told for told in self.complaints if not any(part in told for part in self.expected)] == []


@pytest.fixture
def browser_page(request, browser, live_server):
    """A page at the live server; parametrize indirectly with viewport, language ("ja-JP") and scheme ("light")."""
    asked = {"viewport": DESKTOP, "language": "ja-JP", "scheme": "light"} | getattr(request, "param", {})
    context = browser.new_context(
        base_url=live_server.url, viewport=asked["viewport"], locale=asked["language"], color_scheme=asked["scheme"],
        reduced_motion="reduce",
    )  # fmt: skip
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.watch = Watch(page, live_server.url)
    yield page
    context.close()
    page.watch.assert_quiet()


@pytest.fixture
def sign_in(browser_page, live_server):
    """Signs a person in by her session cookie: the form itself has its own journey."""

    def signed_in(user):
        client = Client()
        client.force_login(user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        browser_page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
        return browser_page

    return signed_in
