"""The weekly report in a browser: weeks, a week, one's own mail, the managers' pages, and the links that need no sign-in."""

from datetime import timedelta

import pytest
from axe import assert_accessible
from django.utils import timezone
from factories import make_account, make_reader
from screens import EVERY_SCREEN, PHONE, name_of

from analytics.models import ReportMail
from analytics.reports.archive import newest_week, shared_token
from analytics.reports.ledger import ensure_readers, report_of
from analytics.reports.signed_links import settings_token, unsubscribe_token

every_screen = pytest.mark.parametrize("browser_page", EVERY_SCREEN, indirect=True, ids=name_of)
on_a_phone = pytest.mark.parametrize("browser_page", [{"viewport": PHONE}], indirect=True, ids=["phone"])
PAGES = ("reports/", "reports/mine/", "reports/readers/", "reports/mails/")


@pytest.fixture
def week(ours, aiko, ben):
    """One frozen week with mails of every state, a reader outside and one who was asked."""
    make_account(ours)
    now = timezone.now()
    newest = newest_week(ours, now=now)
    report_of(ours, newest, now=now)
    ensure_readers()
    make_reader(ours, "asked@example.com", name="", confirmed_at=None, confirm_token="x")
    reader = make_reader(ours)
    for number, delivery in enumerate(ReportMail.Delivery.values, 1):
        ReportMail.objects.create(
            brand=ours, reader=reader, week_start=newest.start, number=number, due_at=now, run_after=now + timedelta(hours=1),
            delivery=delivery, message_id=f"<{number}@example.com>", to=reader.email,
        )  # fmt: skip
    return newest


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@every_screen
def test_every_page_of_the_app(browser_page, sign_in, aiko, week):
    aiko.language = browser_page.evaluate("navigator.language")[:2]
    aiko.save()
    page = sign_in(aiko)
    for path in (*PAGES, f"reports/{week.start}/", f"reports/{week.start}/preview/"):
        page.goto(f"/b/ours/{path}")
        assert_accessible(page)
        assert fits(page), path


@every_screen
def test_every_page_behind_a_link(browser_page, ours, week):
    reader = ours.reportreaders.get(email="dai@example.com")
    reader.language = browser_page.evaluate("navigator.language")[:2]
    reader.save()
    token = shared_token(ours, week, edition="manager", language=reader.language)
    for path in (
        f"/r/{token}/shared/",
        f"/r/{settings_token(reader.pk)}/settings/",
        f"/r/{unsubscribe_token([reader.pk])}/unsubscribe/",
    ):
        browser_page.goto(path)
        assert browser_page.locator("html").get_attribute("lang") == reader.language
        assert_accessible(browser_page)
        assert fits(browser_page), path


def test_the_mail_shows_in_its_frame_with_its_own_style(browser_page, sign_in, aiko, week):
    page = sign_in(aiko)
    page.goto(f"/b/ours/reports/{week.start}/preview/")
    mail = page.frame_locator("iframe.mail-frame")
    assert mail.locator("h1, h2").first.is_visible()
    assert mail.locator("[style]").count() > 5
    page.fill("[name=text]", "Well done, everybody!")
    page.get_by_role("button", name="Save note").click()
    mail.get_by_text("Well done, everybody!").wait_for()


@on_a_phone
def test_a_member_pauses_and_resumes_on_her_phone(browser_page, sign_in, ben, week):
    page = sign_in(ben)
    page.goto("/b/ours/reports/")
    page.get_by_role("link", name="My report mail").click()
    page.get_by_role("button", name="Pause").click()
    page.get_by_role("button", name="Resume").click()
    page.get_by_role("button", name="Pause").wait_for()
    assert ben.pk in week_readers(ben)


def week_readers(person):
    brand = person.brands.get()
    return set(brand.reportreaders.listening().values_list("user", flat=True))


def test_one_click_out_and_back_again(browser_page, ours, week):
    reader = ours.reportreaders.get(email="dai@example.com")
    browser_page.goto(f"/r/{unsubscribe_token([reader.pk])}/unsubscribe/")
    browser_page.get_by_role("button", name="Unsubscribe").click()
    browser_page.get_by_role("button", name="Subscribe again").click()
    browser_page.get_by_role("heading", name="You are subscribed again").wait_for()
    reader.refresh_from_db()
    assert reader.stopped_at is None


def test_the_report_is_reached_by_key_and_prints(browser_page, sign_in, aiko, week):
    page = sign_in(aiko)
    page.goto("/b/ours/")
    page.keyboard.press("g")
    page.keyboard.press("r")
    page.wait_for_url("**/b/ours/reports/")
    page.locator(".weeks a").first.click()
    page.wait_for_url(f"**/reports/{week.start}/")
    page.emulate_media(media="print")
    assert page.locator(".above-report").is_hidden()
    assert page.locator(".report").is_visible()
