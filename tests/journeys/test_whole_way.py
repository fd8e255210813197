"""The whole way of one video: idea, brief, two approvers on phones in Japanese, one outside by link, the mail, posted, measured.

The editor works in English on a desk. Workers are played by calling what they call.
"""

import re
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from axe import assert_accessible
from conftest import Watch
from django.conf import settings
from django.core import mail
from django.test import Client
from django.utils import timezone
from factories import join, make_account, make_user
from screens import DESKTOP, PHONE
from uploads import run

from analytics.models import MetricImport, RollupRun, VideoReading
from analytics.rollups.run import rebuild_stale_days
from planner.approval.steps import save_step
from planner.models import ApprovalStep, ChecklistItem, Reminder, Video
from planner.posting.reminding import make_due_reminders
from planner.scheduling import today_of
from planner.tasks import send_reminder
from tkcommerce.brands.models import Role
from tkcommerce.dates import day_of
from tkcommerce.work.running import perform

HOOK, CAPTION = "初雪の日の工場", "初雪の朝、最初の一本ができるまで #舞台裏 #スキンケア"


@pytest.fixture(autouse=True)
def _awake(ours):
    """Where it is day now: mails about approval wait for the morning."""
    zones = ("Asia/Tokyo", "Europe/London", "America/Los_Angeles")
    ours.time_zone = next(zone for zone in zones if 8 <= timezone.now().astimezone(ZoneInfo(zone)).hour < 22)
    ours.save(update_fields=["time_zone"])


@pytest.fixture
def emma(ours):
    user = make_user("emma@example.com", name="Emma", language="en")
    join(user, ours, Role.EDITOR)
    return user


@pytest.fixture
def dai(ours):
    user = make_user("dai@example.com", name="Dai", language="ja")
    join(user, ours, Role.EDITOR)
    return user


@pytest.fixture
def chain(ours, aiko, dai):
    """Dai, then Aiko, then somebody outside; one check is required."""
    aiko.language = "ja"
    aiko.save(update_fields=["language"])
    ChecklistItem.objects.filter(brand=ours).exclude(code="rights").update(severity="warn")
    save_step(step=ApprovalStep(brand=ours), by=aiko, name="ブランド", people=[dai])
    save_step(step=ApprovalStep(brand=ours), by=aiko, name="最終", people=[aiko])
    save_step(step=ApprovalStep(brand=ours), by=aiko, name="社外", outside=True)


@pytest.fixture
def tab(browser, live_server):
    """Opens a browser of its own for a person, or for nobody."""
    opened = []

    def open_tab(person=None, *, viewport=DESKTOP, language="ja-JP"):
        context = browser.new_context(base_url=live_server.url, viewport=viewport, locale=language, reduced_motion="reduce")
        if person:
            client = Client()
            client.force_login(person)
            cookie = client.cookies[settings.SESSION_COOKIE_NAME]
            context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.watch = Watch(page, live_server.url)
        opened.append(page)
        return page

    yield open_tab
    for page in opened:
        page.context.close()
        page.watch.assert_quiet()


def fill(page, part, **values):
    """Edit one card of the video's page and save it."""
    page.locator(f"#part-{part} .edit-part").click()
    form = page.locator(f"#part-{part} #part-form")
    form.wait_for()
    for name, value in values.items():
        field = form.locator(f"[name={name}]")
        field.select_option(value) if field.evaluate("e => e.tagName") == "SELECT" else field.fill(value)
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        form.locator(".main-act").click()
    page.locator(f"#part-{part} .edit-part").wait_for()


def send_mails():
    """One sweep: what is due becomes rows, and each row a mail."""
    make_due_reminders()
    for pk in Reminder.objects.filter(state="queued").values_list("pk", flat=True):
        send_reminder(pk)
    sent, mail.outbox[:] = {(message.to[0], message.subject): message.body for message in mail.outbox}, []
    return sent


def note_and_brief(page, ours, account):
    """An idea of one line becomes a video with slot, caption and hypothesis."""
    page.goto("/b/ours/ideas/")
    page.fill("[name=line]", f"{HOOK} #舞台裏")
    page.keyboard.press("Enter")
    page.locator(".ideas > li form[action$='/plan/'] button").click()
    page.locator(".toast").wait_for()
    video = ours.videos.get()
    page.goto(f"/b/ours/videos/{video.pk}/")
    fill(page, "brief", hypothesis="Saves rise, because nobody shows this.")
    fill(page, "caption", caption=CAPTION)
    fill(page, "slot", day=str(today_of(ours) + timedelta(days=1)), time="20:00", account=str(account.pk))
    page.locator("#checklist li.blocks button").click()
    page.locator("#checklist li.blocks").wait_for(state="detached")
    page.locator("#approval form button.main-act:enabled").click()
    page.locator("#approval li[aria-current=step]").wait_for()
    assert_accessible(page)
    return video


def approve(page, video):
    """From the inbox, on the phone."""
    page.goto("/b/ours/approvals/")
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert CAPTION in page.locator(".inbox").inner_text()
    page.locator("[data-approve]").click()
    page.locator(f"a[href$='/videos/{video.pk}/']").first.wait_for()
    page.locator("[data-inbox]").wait_for(state="detached")


def test_from_an_idea_to_its_numbers(tab, ours, aiko, dai, emma, chain, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    account = make_account(ours)
    desk = tab(emma, language="en-GB")
    video = note_and_brief(desk, ours, account)
    assert [to for to, _subject in send_mails()] == ["dai@example.com"]
    approve(tab(dai, viewport=PHONE), video)
    assert [to for to, _subject in send_mails()] == ["aiko@example.com"]
    approve(tab(aiko, viewport=PHONE), video)

    desk.reload()
    desk.fill("#guest-name", "中村 さくら")
    desk.locator("form[action$='/links/'] button").click()
    address = desk.locator("#guest-address").input_value()
    guest = tab(viewport=PHONE)
    guest.goto(re.sub(r"^https?://[^/]+", "", address))
    assert_accessible(guest)
    guest.locator("[data-approve]").click()
    guest.locator("h1", has_text="ありがとう").wait_for()
    assert [to for to, _subject in send_mails()] == ["emma@example.com"]
    video.refresh_from_db()
    assert (video.state, video.hook, video.caption) == ("scheduled", HOOK, CAPTION)

    posted = timezone.now() - timedelta(minutes=2)  # its time comes
    slot = posted.astimezone(ZoneInfo(video.planned_zone))
    Video.objects.filter(pk=video.pk).update(planned_day=slot.date(), planned_time=slot.time().replace(second=0, microsecond=0))
    [((reader, _subject), body)] = send_mails().items()
    assert (reader, CAPTION in body) == ("aiko@example.com", True)
    assert send_mails() == {}

    link = re.search(r"https?://[^/]+(/b/ours/videos/\d+/post/)", body)[1]
    desk.goto(link)
    assert desk.locator("#caption-to-copy").input_value() == CAPTION
    key = str(int(posted.timestamp()) << 32)
    desk.fill("#id_link", f"https://www.tiktok.com/@shizuku/video/{key}?is_from_webapp=1")
    desk.locator("form .main-act").click()
    desk.locator(".toast").wait_for()
    video.refresh_from_db()
    assert (video.state, video.external_id) == ("posted", key)

    bring_numbers(desk, key, day_of(posted, ours.time_zone))
    assert [row.pk for row in ours.videos.visible()] == [video.pk]
    reading = VideoReading.objects.get(brand=ours)
    assert (reading.video_id, reading.views) == (video.pk, 18233)
    perform(RollupRun, ours.rolluprun.pk, rebuild_stale_days)
    desk.goto("/b/ours/dashboard/?days=7")
    assert "18,233" in desk.locator("tr, li", has_text=HOOK).first.inner_text()


def bring_numbers(page, key, day):
    """TikTok Studio's Content.csv, dropped on the page of imports."""
    head = "Time,Video title,Video link,Post time,Total likes,Total comments,Total shares,Total views\n"
    row = f'{day},"{CAPTION}",https://www.tiktok.com/@shizuku/video/{key},{day},911,60,36,18233\n'
    page.goto("/b/ours/imports/")
    page.set_input_files("input[name=files]", {"name": "Content.csv", "mimeType": "text/csv", "buffer": (head + row).encode()})
    if page.locator("[data-send]").is_visible():
        page.click("[data-send]")
    page.locator("li", has_text="Content.csv").first.wait_for()
    assert run(MetricImport.objects.get()).stage == "preview"
    page.locator("form[action$='/apply/'] button").click()
    page.locator("li", has_text="Content.csv").first.wait_for()
    assert run(MetricImport.objects.get()).stage == "applied"
