"""Patterns in a browser: chips by mouse and keyboard, suggestions, many videos at once, and the vocabulary itself."""

import pytest
from axe import assert_accessible
from factories import make_account, make_planned_video, make_posted_video
from screens import EVERY_SCREEN, PHONE, name_of

from planner.models import Video
from planner.scheduling import today_of
from planner.vocabulary.levels import level_names_of, vocabulary_of
from planner.vocabulary.tagging import bulk_set
from tkcommerce.dates import month_of

every_screen = pytest.mark.parametrize("browser_page", EVERY_SCREEN, indirect=True, ids=name_of)


@pytest.fixture
def video(ours):
    tenth = month_of(today_of(ours)).end.replace(day=10)
    return make_planned_video(ours, tenth, hook="初雪の日の原料畑")


def test_chips_are_chosen_with_the_keys_and_the_card_shows_them(sign_in, aiko, video):
    page = sign_in(aiko)
    page.goto(f"/b/ours/calendar/?month={video.planned_day:%Y-%m}")
    page.click(f"#video-{video.pk}")
    dialog = page.locator("#video-dialog")
    dialog.locator("[name=facet_hook][value='']").focus()
    for _ in range(2):
        page.keyboard.press("ArrowRight")
    dialog.locator("label", has_text="Backstage").click()
    dialog.locator(".main-act").click()
    page.locator(f"#video-{video.pk} .f-theme").wait_for()
    assert page.locator(f"#video-{video.pk} .chips .chip").all_inner_texts() == ["Pain point", "Backstage"]
    assert level_names_of(video) == {"hook": "pain", "theme": "backstage"}


def test_the_caption_suggests_and_one_key_confirms(sign_in, aiko, video):
    page = sign_in(aiko)
    page.goto(f"/b/ours/videos/{video.pk}/?edit=caption")
    page.fill("[name=caption]", "届いた箱の中身 #開封")
    page.keyboard.press("Tab")
    box = page.locator("#suggestions [value='format.unboxing']")
    box.wait_for(state="attached")
    assert not box.is_checked()
    box.focus()
    page.keyboard.press("Space")
    page.click("#part-form .main-act")
    page.locator(".toast").wait_for()
    assert level_names_of(video) == {"format": "unboxing"}
    assert video.levels.get().source == "suggested"


def test_videos_that_nobody_planned_get_their_theme_at_once_and_undo(sign_in, aiko, ours):
    account = make_account(ours)
    videos = [make_posted_video(account, today_of(ours), external_id=str(n)) for n in range(3)]
    page = sign_in(aiko)
    page.goto("/b/ours/videos/?level=theme.")
    page.check("[name=all]")
    page.select_option("[name=facet_theme]", "voice")
    page.click("#bulk .main-act")
    page.wait_for_selector(".toast")
    assert [level_names_of(video) for video in videos] == [{"theme": "voice"}] * 3
    page.click(".toast button")
    page.locator(".toast", has_text="as they were").wait_for()
    assert [level_names_of(video) for video in videos] == [{}] * 3


def test_a_manager_renames_merges_and_takes_it_back(sign_in, aiko, ours, video):
    pain = vocabulary_of(ours).find("hook.pain")
    bulk_set(brand=ours, videos=ours.videos.all(), levels={pain.facet: pain}, by=aiko)
    page = sign_in(aiko)
    page.goto("/b/ours/vocabulary/")
    row = page.locator("li", has=page.locator(f"#level-ja-{pain.pk}"))
    row.locator("summary").click()
    row.locator("[name=label_en]").fill("Trouble")
    row.locator("button").first.click()
    page.locator(".toast", has_text="Trouble").wait_for()
    row.locator("summary").click()
    row.locator("[name=into]").select_option(label="Loss aversion")
    row.locator("[action$='/merge/'] button").click()
    page.locator(".toast", has_text="moved from").wait_for()
    assert level_names_of(video) == {"hook": "loss"}
    page.click(".toast button")
    page.locator(".toast", has_text="is back").wait_for()
    assert level_names_of(video) == {"hook": "pain"}


@pytest.mark.parametrize("browser_page", [{"viewport": PHONE}], indirect=True, ids=["phone"])
def test_chips_are_big_enough_for_a_thumb(sign_in, aiko, video):
    page = sign_in(aiko)
    page.goto(f"/b/ours/videos/{video.pk}/?edit=caption")
    chip = page.locator(".facet label", has_text="Question")
    assert chip.bounding_box()["height"] >= 40
    chip.click()
    assert page.locator("[name=facet_hook][value=question]").is_checked()


@every_screen
def test_every_page_with_patterns_is_accessible_and_fits(sign_in, browser_page, aiko, ours, video):
    aiko.language = browser_page.evaluate("navigator.language")[:2]
    aiko.save(update_fields=["language"])
    found = vocabulary_of(ours)
    pain, voice = found.find("hook.pain"), found.find("theme.voice")
    bulk_set(brand=ours, videos=ours.videos.all(), levels={pain.facet: pain, voice.facet: voice}, by=aiko)
    Video.objects.update(caption="届いた箱の中身 #開封")
    page = sign_in(aiko)
    month = f"calendar/?month={video.day:%Y-%m}"
    for place in ("vocabulary/", "videos/?level=theme.voice", f"videos/{video.pk}/?edit=caption", month):
        page.goto(f"/b/ours/{place}")
        for closed in page.locator(".vocabulary summary").all()[:2]:
            closed.click()
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), place
