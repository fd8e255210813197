"""The main path as a marketer walks it: drop the zip of TikTok Studio and Shopify's orders, watch, read the dashboard,
find the videos on the calendar, take an import back. A real worker does the work; beat's part is played by hints alone."""

import shutil
import tempfile
from pathlib import Path

import pytest
from axe import assert_accessible
from django.utils import timezone, translation
from factories import make_user
from processes import Celery, Valkey, environment, forget_connections, wait_for
from screens import DESKTOP, PHONE, name_of

from analytics.demo.exports import content_zip, studio_zip
from analytics.demo.order_files import shopify_csv
from analytics.demo.sales import sell
from analytics.demo.story import tell
from analytics.models import AccountDay, MetricImport, StaleDay
from tkcommerce.brands.models import Membership, Role
from tkcommerce.dates import day_of, last_days
from tkcommerce.words import compact

SCREENS = [
    {"viewport": DESKTOP, "language": "ja-JP", "scheme": "light"},
    {"viewport": PHONE, "language": "en-GB", "scheme": "dark"},
]


@pytest.fixture
def worker(monkeypatch, transactional_db, tmp_path):
    """A Celery worker on the test database and a Valkey of its own."""
    directory = Path(tempfile.mkdtemp(prefix="tkcv-", dir="/tmp"))
    valkey = Valkey(directory)
    monkeypatch.setenv("CELERY_BROKER_URL", valkey.url)
    forget_connections(monkeypatch)
    arguments = ["worker", "-Q", "import,rollup,sweep", "-c", "1", "--without-gossip", "--without-mingle", "-l", "INFO"]
    celery = Celery(["-m", "celery", "-A", "tkcommerce", *arguments], tmp_path / "worker.log", environment(valkey))
    wait_for(lambda: celery.said(" ready."))
    yield celery
    celery.kill()
    valkey.kill()
    valkey.client.close()
    forget_connections(monkeypatch)
    shutil.rmtree(directory)


@pytest.fixture
def exports(tmp_path):
    """A made-up year up to yesterday, written as the platforms write it: (story, paths)."""
    story = tell(last_days(365, today=day_of(timezone.now(), "Asia/Tokyo")), seed=5)
    paths = []
    for name, content in (
        studio_zip(story, handle="shizuku", missing=set()), content_zip(story, handle="shizuku"),
        shopify_csv(sell(story, seed=5)),
    ):  # fmt: skip
        paths.append(tmp_path / name)
        paths[-1].write_bytes(content)
    return story, paths


@pytest.mark.parametrize("browser_page", SCREENS, indirect=True, ids=name_of)
def test_from_the_files_to_the_dashboard_and_back(browser_page, sign_in, ours, worker, exports):
    story, paths = exports
    language = browser_page.evaluate("navigator.language")[:2]
    marketer = make_user("mika@example.com", name="Mika", language=language)
    Membership.objects.create(brand=ours, user=marketer, role=Role.EDITOR)
    page = sign_in(marketer)

    page.goto("/b/ours/imports/")
    assert_accessible(page)
    page.set_input_files("input[name=files]", [str(path) for path in paths])
    if page.locator("[data-send]").is_visible():
        page.click("[data-send]")
    wait_for(lambda: MetricImport.objects.filter(brand=ours, stage="preview").count() == 3, within=60)
    for _file in paths:
        page.goto("/b/ours/imports/")
        assert_accessible(page)
        page.locator("form[action$='/apply/'] button").first.click()
    wait_for(lambda: MetricImport.objects.filter(brand=ours, stage="applied").count() == 3, within=60)
    wait_for(lambda: not StaleDay.objects.filter(brand=ours).exists(), within=60)
    page.wait_for_selector("#imports-now:not([hx-trigger])", state="attached")
    assert_accessible(page)

    views = sum(day.views for day in story.days[-28:])
    page.goto("/b/ours/dashboard/?days=28")
    with translation.override(language):
        assert compact(views) in page.locator(".kpi .figure").first.inner_text()
    assert AccountDay.objects.filter(brand=ours).count() == len(story.days)
    page.wait_for_selector(".js-plotly-plot .main-svg")
    assert_accessible(page)

    newest = max(story.posts, key=lambda post: post.day)
    page.goto(f"/b/ours/calendar/?month={newest.day:%Y-%m}")
    assert page.locator(".post", has_text=newest.look.caption[:8]).count() >= 1
    assert_accessible(page)

    page.goto("/b/ours/imports/")
    row = page.locator("li", has_text=paths[0].name)
    row.locator("button").first.click()
    wait_for(lambda: not AccountDay.objects.filter(brand=ours).exists(), within=30)
