"""The page of one video: its parts read and edited one by one, the step set by one press, the old tab told what changed."""

from datetime import date, time
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse
from factories import at, make_account, make_planned_video, make_posted_video

from planner.models import Attachment, Campaign, Comment, Product, Video
from planner.scheduling import edit_video, move_video
from planner.video_page.making import parts_of
from planner.video_page.parts import VIDEO_PARTS

DAY = date(2026, 11, 25)
PAGE, EDITING, POSTED = 36, 40, 21  # queries, those of every panel included


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(at("2026-11-22T12:00:00+09:00"), tick=False):
        yield


@pytest.fixture
def video(ours):
    return make_planned_video(ours, DAY, hook="初雪の日", planned_time=time(20))


@pytest.fixture
def lotion(ours):
    return Product.objects.create(brand=ours, name="化粧水", price=Decimal(3960), currency="JPY")


def url(name, video):
    return reverse(f"planner:{name}", args=["ours", video.pk])


def save(client, video, part, **data):
    video.refresh_from_db()
    return client.post(url("video-edit", video), {"part": part, "version": video.version} | data)


@pytest.mark.parametrize("part", [part.name for part in VIDEO_PARTS])
def test_each_part_opens_in_place_and_saves_unchanged(as_aiko, ours, video, lotion, part):
    whole = as_aiko.get(url("video", video) + f"?edit={part}").content.decode()
    piece = as_aiko.get(url("video", video) + f"?edit={part}", HTTP_HX_REQUEST="true").content.decode()
    assert (whole.count('id="part-form"'), piece.count('id="part-form"'), piece.count("<html")) == (1, 1, 0)
    told = {"kind": "video", "hook": "初雪の日", "relation": "own", "day": "2026-11-25", "time": "20:00", "is_boosted": "unknown"}
    assert save(as_aiko, video, part, **told).status_code == 302
    video.refresh_from_db()
    assert video.version == 1


def test_every_field_of_a_video_can_be_written_on_its_page(as_aiko, ours, aiko, ben, video, lotion):
    account, campaign = make_account(ours), Campaign.objects.create(brand=ours, name="冬")
    save(
        as_aiko, video, "brief", hook="a", hypothesis="we expect saves", kind="photo", campaign=campaign.pk, market="ID",
        seconds="２８", reference_url="example.com/x", notes="n",
    )  # fmt: skip
    save(as_aiko, video, "script", script="say\r\nit", shot_list="0-3 s | words | picture")
    save(as_aiko, video, "caption", caption="#PR x", facet_theme="voice")
    save(
        as_aiko, video, "slot", day="2026-11-26", time="１９：３０", account=account.pk, destination="own_ec",
        destination_url="https://shop.example/1",
    )  # fmt: skip
    save(as_aiko, video, "products", product_0=lotion.pk, price_0="３９６０", product_1="")
    save(as_aiko, video, "crew", owner=aiko.pk, helper_0=ben.pk, task_0="camera", due_shooting="2026-11-23")
    save(
        as_aiko, video, "sound", sound="Winter", sound_licence="licensed", sound_proof="No. 7", relation="creator", is_ai="on",
        is_boosted="true",
    )  # fmt: skip
    video.refresh_from_db()
    names = [name for part in VIDEO_PARTS for name in part.fields if name not in ("day", "time")]
    values = {
        name: getattr(video, name) for name in names if hasattr(video, name) and name not in ("products", "helpers", "dues")
    }
    assert values == {
        "hook": "a", "hypothesis": "we expect saves", "kind": "photo", "campaign": campaign, "market": "ID", "seconds": 28,
        "reference_url": "https://example.com/x", "notes": "n", "script": "say\nit", "caption": "#PR x",
        "shot_list": "0-3 s | words | picture", "account": account, "destination": "own_ec",
        "destination_url": "https://shop.example/1", "owner": aiko, "sound": "Winter", "sound_licence": "licensed",
        "sound_proof": "No. 7", "relation": "creator", "is_ai": True, "is_boosted": True,
    }  # fmt: skip
    assert (video.planned_day, video.planned_time) == (date(2026, 11, 26), time(19, 30))
    made = parts_of(video)
    assert (made.products, made.helpers) == (((lotion, Decimal("3960.00")),), ((ben, "camera"),))
    assert made.dues == {"shooting": date(2026, 11, 23)}
    html = as_aiko.get(url("video", video)).content.decode()
    assert html.count("<b>Ben</b>") == 0
    for shown in ("we expect saves", "¥3,960", "camera", "Creator, paid", "own_ec" and "Own EC", "Winter", "No. 7"):
        assert shown in html, shown


def test_the_suggested_days_fill_what_is_empty(as_aiko, video):
    page = as_aiko.get(url("video", video) + "?edit=crew").content.decode()
    assert page.count("Suggested: Mon 23 Nov") == 1
    save(as_aiko, video, "crew", due_editing="2026-11-24", suggest="1")
    assert parts_of(video).dues == {
        "scripting": date(2026, 11, 22), "shooting": date(2026, 11, 22), "editing": date(2026, 11, 24),
        "review": date(2026, 11, 23),
    }  # fmt: skip


def test_a_step_is_set_by_one_press_and_undone_from_the_toast(as_aiko, video):
    page = as_aiko.post(url("video-state", video), {"state": "shooting", "version": 1}, follow=True)
    html = page.content.decode()
    assert page.redirect_chain == [(url("video", video), 302)]
    assert (html.count("“初雪の日”: Shoot"), html.count('data-key="')) == (1, html.count('data-key="'))
    assert html.count(f'action="{url("video-undo", video)}"') == 2  # the toast and the history
    as_aiko.post(url("video-undo", video), {"version": 2})
    video.refresh_from_db()
    assert (video.state, video.version) == ("planned", 3)


@pytest.mark.parametrize("state", ["posted", "measured", "approved", "scheduled", "review", "dropped", "nonsense", ""])
def test_what_is_no_step_of_making_is_not_set_by_hand(as_aiko, video, state):
    assert as_aiko.post(url("video-state", video), {"state": state, "version": 1}).status_code == 400


def test_a_stale_part_shows_field_by_field_what_changed_and_keeps_only_what_was_typed(as_aiko, ben, video):
    moved = move_video(video=video, to=date(2026, 11, 27), by=ben, version=1)
    edit_video(video=moved, by=ben, version=2, notes="bring the lamp", hypothesis="theirs")
    data = {"part": "brief", "version": 1, "hook": "typed", "kind": "video", "hypothesis": "mine", "notes": ""}
    refused = as_aiko.post(url("video-edit", video), data)
    html, form = refused.content.decode(), refused.context["form"]
    assert (refused.status_code, refused.context["version"]) == (409, 3)
    assert (form["hook"].value(), form["hypothesis"].value(), form["notes"].value()) == ("typed", "mine", "bring the lamp")
    for told in ("<dt>Day</dt>", "<ins>theirs</ins>", "<ins>bring the lamp</ins>"):
        assert html.count(told) == 1, told
    video.refresh_from_db()
    assert video.hook == "初雪の日"


def test_a_stale_dialog_tells_field_by_field_too(as_aiko, ben, video):
    edit_video(video=video, by=ben, version=1, caption="ben's")
    data = {"version": 1, "hook": "typed", "day": "2026-11-25", "time": "20:00", "kind": "video", "state": "planned"}
    headers = {"HTTP_HX_REQUEST": "true", "HTTP_HX_CURRENT_URL": "http://testserver/b/ours/calendar/"}
    refused = as_aiko.post(url("video-edit", video), data | {"caption": ""}, **headers)
    assert refused.status_code == 409
    assert refused.content.decode().count("<ins>ben&#x27;s</ins>") == 1
    assert refused.context["form"]["caption"].value() == "ben's"


def test_a_product_that_is_chosen_twice_stays_once(as_aiko, video, lotion):
    save(as_aiko, video, "products", product_0=lotion.pk, price_0="1", product_1=lotion.pk, price_1="2")
    assert parts_of(video).products == ((lotion, Decimal("2.00")),)


@pytest.mark.parametrize("link", ["javascript:alert(1)", "ftp://x.example/", "data:text/html,x"])
def test_only_web_addresses_become_links(as_aiko, video, link):
    assert save(as_aiko, video, "slot", day="2026-11-25", destination_url=link).status_code == 422


def test_a_price_below_zero_and_a_foreign_product_are_refused(as_aiko, video, lotion, theirs):
    foreign = Product.objects.create(brand=theirs, name="foreign")
    assert save(as_aiko, video, "products", product_0=lotion.pk, price_0="-1").status_code == 422
    assert save(as_aiko, video, "products", product_0=foreign.pk).status_code == 422


def test_of_a_posted_video_only_what_is_ours_to_say_is_offered(as_aiko, ours, aiko):
    video = make_posted_video(make_account(ours), date(2026, 11, 20), external_id="7")
    html = as_aiko.get(url("video", video)).content.decode()
    assert html.count('name="state"') == 0
    form = as_aiko.get(url("video", video) + "?edit=brief").context["form"]
    assert "hypothesis" not in form.fields
    save(as_aiko, video, "brief", hook="ours", hypothesis="too late")
    save(as_aiko, video, "caption", caption="other", facet_theme="voice")
    save(as_aiko, video, "slot", day="2026-12-01")
    video.refresh_from_db()
    assert (video.hook, video.hypothesis, video.caption, video.planned_day) == ("ours", "", "video 7", None)
    assert video.levels.get().level.code == "voice"


def test_a_viewer_reads_all_and_is_offered_nothing(as_ben, video):
    html = as_ben.get(url("video", video) + "?edit=brief").content.decode()
    assert (html.count('id="part-form"'), html.count("edit-part"), html.count('name="state"'), html.count('type="file"')) == (
        0,
    ) * 4


def test_a_photo_post_takes_a_longer_caption(as_aiko, ours):
    photo = make_planned_video(ours, DAY, kind=Video.Kind.PHOTO)
    assert save(as_aiko, photo, "caption", caption="x" * 4000).status_code == 302
    assert save(as_aiko, photo, "caption", caption="x" * 4001).status_code == 422


@pytest.mark.parametrize("many", [1, 3])
def test_the_page_takes_the_same_queries_whatever_hangs_on_the_video(
    as_aiko, ours, aiko, ben, video, many, django_assert_num_queries
):
    products = [Product.objects.create(brand=ours, name=f"p{n}", price=1, currency="JPY") for n in range(many)]
    for n in range(many):
        edit_video(
            video=video, by=aiko, version=n + 1, notes=str(n), owner=[aiko, ben][n % 2],
            products=[(product, None) for product in products[: n + 1]], helpers=[(aiko, ""), (ben, "")][: 1 + n % 2],
            dues={"shooting": date(2026, 11, 23 - n)},
        )  # fmt: skip
        kept = {"name": "a.pdf", "content_type": "application/pdf", "size": 1, "sha256": "0" * 64, "by": aiko}
        Attachment.objects.create(brand=ours, video=video, kind="reference", file="x", **kept)
        Comment.objects.create(brand=ours, video=video, by=ben, text="so")
    for asked, queries in (("", PAGE), ("?edit=crew", EDITING)):
        with django_assert_num_queries(queries):
            as_aiko.get(url("video", video) + asked)


@pytest.mark.parametrize("many", [1, 3])
def test_of_a_posted_video_the_page_takes_the_same_queries_too(as_aiko, ours, aiko, many, django_assert_num_queries):
    video = make_posted_video(make_account(ours), date(2026, 11, 20), external_id="7")
    for n in range(many):
        edit_video(video=video, by=aiko, version=n + 1, notes=str(n))
        Comment.objects.create(brand=ours, video=video, by=aiko, text="so")
    with django_assert_num_queries(POSTED):
        as_aiko.get(url("video", video))


def test_what_nobody_said_of_a_posted_video_is_one_line_until_somebody_does(as_aiko, ours, lotion):
    video = make_posted_video(make_account(ours), date(2026, 11, 20), external_id="7", seconds=20)
    waiting = ("brief", "script", "products", "crew", "sound")
    html = as_aiko.get(url("video", video)).content.decode()
    assert [name for name in waiting if f'id="part-{name}"' in html] == []
    assert [name for name in waiting if f'href="?edit={name}#part-{name}"' in html] == list(waiting)
    assert (html.count("—</dd>"), html.count(" · 20 s")) == (0, 1)
    opened = as_aiko.get(url("video", video) + "?edit=products").content.decode()
    assert (opened.count('id="part-products"'), opened.count('href="?edit=products')) == (1, 0)
    save(as_aiko, video, "products", product_0=lotion.pk)
    save(as_aiko, video, "sound", sound="Winter", relation="own", is_boosted="unknown")
    html = as_aiko.get(url("video", video)).content.decode()
    assert [name for name in waiting if f'id="part-{name}"' in html] == ["products", "sound"]


def test_of_a_plan_every_part_stands_there(as_aiko, video):
    html = as_aiko.get(url("video", video)).content.decode()
    assert [part.name for part in VIDEO_PARTS if f'id="part-{part.name}"' not in html] == []
    assert html.count("waiting-parts") == 0


def test_a_viewer_is_not_asked_to_add_anything(as_ben, ours):
    video = make_posted_video(make_account(ours), date(2026, 11, 20), external_id="7")
    assert as_ben.get(url("video", video)).content.decode().count("waiting-parts") == 0
