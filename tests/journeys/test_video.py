"""The page of a video in a browser: parts edited in place, steps by one key, a cover, undo, a stale tab; desktop and phone."""

from datetime import timedelta
from io import BytesIO

import pytest
from axe import assert_accessible
from factories import make_account, make_planned_video
from PIL import Image
from screens import EVERY_SCREEN, PHONE, name_of

from planner.models import Product, Video
from planner.scheduling import edit_video, today_of
from planner.video_page.making import parts_of

every_screen = pytest.mark.parametrize("browser_page", EVERY_SCREEN, indirect=True, ids=name_of)


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def lotion(ours):
    return Product.objects.create(brand=ours, name="米ぬか発酵 化粧水", price=3960, currency="JPY", url="https://shop.example/1")


@pytest.fixture
def video(ours):
    day = today_of(ours) + timedelta(days=20)
    return make_planned_video(ours, day, hook="洗顔後、3分の現場", account=make_account(ours))


def jpeg():
    out = BytesIO()
    Image.new("RGB", (270, 480), "teal").save(out, "JPEG")
    return out.getvalue()


def opened(page, part):
    """Its form, in the place of its card."""
    page.locator(f"#part-{part} .edit-part").click()
    form = page.locator(f"#part-{part} #part-form")
    form.wait_for()
    return form


def test_a_brief_is_filled_part_by_part_and_the_last_change_is_undone(sign_in, aiko, ours, video, lotion):
    page = sign_in(aiko)
    page.goto(f"/b/ours/videos/{video.pk}/")
    brief = opened(page, "brief")
    brief.locator("[name=hypothesis]").fill("保存が増える。迷いに答えるから。")
    brief.locator(".main-act").click()
    page.locator(".toast").wait_for()
    products = opened(page, "products")
    products.locator("[name=product_0]").select_option(str(lotion.pk))
    products.locator("[name=price_0]").fill("３９６０")
    products.locator(".main-act").click()
    page.locator("#part-products", has_text="¥3,960").wait_for()
    video.refresh_from_db()
    assert video.hypothesis == "保存が増える。迷いに答えるから。"
    page.locator(".toast button").click()
    page.locator("#part-products", has_text="No product yet.").wait_for()
    assert parts_of(video).products == ()


def test_a_number_key_sets_the_step(sign_in, aiko, video):
    page = sign_in(aiko)
    page.goto(f"/b/ours/videos/{video.pk}/")
    page.keyboard.press("4")
    page.locator(".way .here .shooting").wait_for()
    assert Video.objects.get().state == Video.State.SHOOTING
    page.locator("#toast button").click()
    page.locator(".way .here .planned").wait_for()


def test_the_caption_counts_units_and_hashtags_as_it_is_typed(sign_in, aiko, video):
    page = sign_in(aiko)
    page.goto(f"/b/ours/videos/{video.pk}/")
    form = opened(page, "caption")
    form.locator("[name=caption]").fill("雪😀 #米ぬか ＃化粧水")
    assert form.locator(".counted").inner_text() == "13 / 2,200 · # 2"


@pytest.mark.parametrize("browser_page", [{"viewport": PHONE}], indirect=True, ids=["phone"])
def test_a_cover_is_added_on_a_phone_and_removed_with_undo(sign_in, aiko, video):
    page = sign_in(aiko)
    page.goto(f"/b/ours/videos/{video.pk}/")
    page.set_input_files("#file-upload", {"name": "表紙.jpg", "mimeType": "image/jpeg", "buffer": jpeg()})
    page.locator("#file-upload + button, form:has(#file-upload) button").first.click()
    picture = page.locator(".attachments img")
    picture.wait_for()
    picture.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('.attachments img').naturalWidth === 270")
    page.locator(".attachments form button").click()
    page.locator(".toast", has_text="is removed").wait_for()
    assert page.locator(".attachments img").count() == 0
    page.locator(".toast button").click()
    picture.wait_for()


def test_an_old_tab_is_told_field_by_field_and_keeps_what_was_typed(sign_in, aiko, ben, video):
    page = sign_in(aiko)
    page.watch.expect("409")
    page.goto(f"/b/ours/videos/{video.pk}/")
    form = opened(page, "brief")
    edit_video(video=video, by=ben, version=1, notes="bring the lamp")
    form.locator("[name=hook]").fill("mine")
    form.locator(".main-act").click()
    page.locator(".note.warm ins", has_text="bring the lamp").wait_for()
    again = page.locator("#part-form")
    assert (again.locator("[name=hook]").input_value(), again.locator("[name=notes]").input_value()) == ("mine", "bring the lamp")
    again.locator(".main-act").click()
    page.locator(".toast").wait_for()
    video.refresh_from_db()
    assert (video.hook, video.notes) == ("mine", "bring the lamp")


@every_screen
def test_every_page_of_a_video_is_accessible_and_fits(sign_in, browser_page, aiko, ben, ours, video, lotion):
    aiko.language = browser_page.evaluate("navigator.language")[:2]
    aiko.save(update_fields=["language"])
    edit_video(
        video=video, by=aiko, version=1, products=[(lotion, 3960)], helpers=[(ben, "カメラ")], dues={"shooting": today_of(ours)},
        script="台本\n二行目", shot_list="0–3秒 | 「何分」 | 時計", caption="洗顔後 #米ぬか", hypothesis="増える",
        destination="own_ec", destination_url="https://shop.example/a/very/long/address/that/must/not/push/the/page/wider/1",
        sound="冬", sound_licence="licensed", sound_proof="No. 7", is_boosted=True,
    )  # fmt: skip
    page = sign_in(aiko)
    places = ["", "?edit=brief", "?edit=script", "?edit=caption", "?edit=slot", "?edit=products", "?edit=crew", "?edit=sound"]
    for place in (
        *(f"videos/{video.pk}/{edit}" for edit in places),
        "products/",
        "products/new/",
        "campaigns/",
        "campaigns/new/",
    ):
        page.goto(f"/b/ours/{place}")
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), place
