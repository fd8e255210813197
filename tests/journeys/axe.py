"""The accessibility check of every page: no violation, of any impact."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


def assert_accessible(page: Page) -> None:
    violations = Axe().run(page).response["violations"]
    told = [f"{found['id']} ({found['help']}): {node['html']}" for found in violations for node in found["nodes"]]
    assert told == [], f"{page.url}\n" + "\n".join(told)
