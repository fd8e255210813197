"""The plan out and in again: unchanged as it left, changed as it was changed, and back by one press."""

import io
from datetime import date, time
from decimal import Decimal

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation
from factories import at, make_account, make_planned_video, make_posted_video
from hypothesis import HealthCheck, given, settings as trying, strategies as st
from xlsxwriter import Workbook

from planner.models import Campaign, Product, Video, VideoChange, VideoProduct
from planner.plan_files.files import LARGEST, apply_plan, map_columns, receive_plan, take_plan_back
from planner.plan_files.preview import preview_of
from planner.plan_files.table import as_csv, as_xlsx, guarded, table_of, table_videos, unguarded
from planner.refusals import Refused
from planner.scheduling import edit_video
from planner.vocabulary.levels import level_names_of, vocabulary_of
from planner.vocabulary.tagging import set_levels

DAY = date(2026, 11, 25)
KINDS = {"new": 0, "changed": 0, "same": 0, "bad": 0}
HEADER = "ID,Opening line,Day,Time,State,Account,Pattern: Theme\r\n"


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(at("2026-11-22T12:00:00+09:00"), tick=False):
        yield


@pytest.fixture
def rich(ours, aiko):
    """A video with something in every column."""
    account = make_account(ours)
    campaign = Campaign.objects.create(brand=ours, name="冬, 2026")
    video = make_planned_video(
        ours, DAY, hook='=1+1 "初雪"\'', caption="一行目\n二行目, 🎁 #PR", planned_time=time(19, 30), account=account, owner=aiko,
        campaign=campaign, script="-a", notes="'quoted", seconds=34, market="JP", destination="own_ec", is_ai=True,
        destination_url="https://example.com/?a=1,2", sound="＠歌", sound_licence="own", relation="staff", state="editing",
    )  # fmt: skip
    for name, sku, price in (("美容液 @ 10", "", Decimal("3980.50")), ("化粧水", "A-1", None)):
        product = Product.objects.create(brand=ours, name=name, sku=sku, price=Decimal(1), currency="JPY")
        VideoProduct.objects.create(brand=ours, video=video, product=product, price=price)
    found = vocabulary_of(ours).find("theme.backstage")
    set_levels(video=video, levels={found.facet: found}, by=aiko, version=1)
    return video


def taken_in(brand, by, content, name="plan.csv"):
    return receive_plan(brand=brand, by=by, name=name, content=content if isinstance(content, bytes) else content.encode())


def counts(plan_file):
    return preview_of(plan_file).counts


def applied(plan_file, by, **options):
    return apply_plan(plan_file=plan_file, by=by, seal=preview_of(plan_file).seal, **options)


@pytest.mark.parametrize("written", [as_csv, as_xlsx])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_an_export_comes_back_unchanged_in_either_language(ours, aiko, rich, written, language):
    make_posted_video(rich.account, date(2026, 11, 20), external_id="1", caption="=out")
    make_planned_video(ours, None, hook="no day", state="idea")
    with translation.override(language):
        content = written(table_of(ours, table_videos(ours)))
    plan_file = taken_in(ours, aiko, content)
    assert (counts(plan_file), len(plan_file.mapping)) == (KINDS | {"same": 3}, len(plan_file.header))


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=60) | st.sampled_from(
    ["=1+1", "'", "''=x", "\t", "_x0041_", "a\r\nb", '"', "＝1", " lead", "trail ", "🎁", "1e5", "00123", "TRUE", "2026-11-25"]
)


@trying(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(hook=texts, caption=texts, script=texts, notes=texts)
def test_whatever_is_written_comes_back_unchanged(ours, aiko, hook, caption, script, notes):
    Video.objects.all().delete()
    make_planned_video(ours, DAY, hook=hook, caption=caption, script=script, notes=notes)
    for written in (as_csv, as_xlsx):
        plan_file = taken_in(ours, aiko, written(table_of(ours, table_videos(ours))))
        assert (written.__name__, counts(plan_file)) == (written.__name__, KINDS | {"same": 1})


@given(texts)
def test_a_guard_is_taken_off_as_it_was_put_on(text):
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@", "＝"))


@pytest.mark.parametrize("name", ["Opening line", "冒頭の一言", "Hook line", "冒頭フック", "hook"])
def test_the_opening_line_is_found_under_each_name_it_ever_had(ours, aiko, name):
    assert taken_in(ours, aiko, f"{name},Day\r\none,2026-12-01\r\n").mapping == {"0": "hook", "1": "day"}


def test_new_changed_same_and_bad_rows_are_told_with_their_line_and_reason(ours, aiko, rich):
    other = make_planned_video(ours, DAY, hook="other")
    content = HEADER + (
        f"v{rich.pk},new line,2026/12/01,２０:15,Shoot,@shizuku,Backstage\r\n"
        f"v{other.pk},other,2026-11-25,,Planned,,\r\n"
        ",brand new,2026-12-24,7:05,,,舞台裏・現場\r\n"
        ",,2026-12-24,,,,\r\n"
        ",past,2026-11-21,,,nobody,nonsense\r\n"
        "v999999,gone,,,,,\r\n"
        ",posted,,,Posted,,\r\n"
    )
    plan_file = taken_in(ours, aiko, content)
    rows = preview_of(plan_file).rows
    assert [row.kind for row in rows] == ["changed", "same", "new", "bad", "bad", "bad", "bad"]
    assert [(one.column, one.after) for one in rows[0].differences] == [
        ("Opening line", "new line"), ("Day", "2026/12/01"), ("Time", "２０:15"), ("State", "Shoot"),
    ]  # fmt: skip
    told = [(row.line, trouble.column, trouble.message) for row in rows for trouble in row.troubles]
    assert told == [
        (5, "Opening line", "A new video needs an opening line."),
        (6, "Account", "“nobody” is not known here."),
        (6, "Pattern: Theme", "“nonsense” is not a level of Theme."),
        (7, "ID", "No video here has this ID."),
        (8, "State", "A file cannot set this state."),
    ]


def test_good_rows_are_applied_in_one_act_and_taken_back_in_one(ours, aiko, rich):
    content = (
        HEADER + f"v{rich.pk},new line,2026-12-01,20:15,,shizuku,\r\n,brand new,2026-12-24,07:05,,,Backstage\r\nv9,x,,,,,\r\n"
    )
    plan_file = taken_in(ours, aiko, content)
    with pytest.raises(Refused, match="Some rows cannot be taken"):
        applied(plan_file, aiko)
    done = applied(plan_file, aiko, good_only=True)
    assert done.result == {"new": 1, "changed": 1, "same": 0, "bad": 1}
    rich.refresh_from_db()
    fresh = ours.videos.get(hook="brand new")
    assert (rich.hook, rich.planned_day, level_names_of(rich)) == ("new line", date(2026, 12, 1), {})
    assert (fresh.planned_day, fresh.planned_time, fresh.state) == (date(2026, 12, 24), time(7, 5), "planned")
    assert level_names_of(fresh) == {"theme": "backstage"}
    assert set(VideoChange.objects.filter(video=fresh).values_list("batch", flat=True)) == {done.batch}
    with pytest.raises(Refused, match="applied already"):
        applied(plan_file, aiko, good_only=True)
    assert take_plan_back(plan_file=done, by=aiko) == (2, 0)
    rich.refresh_from_db()
    fresh.refresh_from_db()
    assert (rich.hook, rich.planned_time, level_names_of(rich)) == ('=1+1 "初雪"\'', time(19, 30), {"theme": "backstage"})
    assert fresh.state == "dropped"
    with pytest.raises(Refused, match="nothing to undo"):
        take_plan_back(plan_file=done, by=aiko)


def test_what_somebody_changed_since_stays_when_the_file_is_taken_back(ours, aiko):
    done = applied(taken_in(ours, aiko, HEADER + ",one,2026-12-01,,,,\r\n,two,2026-12-02,,,,\r\n"), aiko)
    two = ours.videos.get(hook="two")
    edit_video(video=two, by=aiko, version=two.version, notes="by hand")
    assert take_plan_back(plan_file=done, by=aiko) == (1, 1)
    assert [video.hook for video in ours.videos.visible()] == ["two"]


def test_a_plan_that_changed_since_the_preview_is_looked_at_again(ours, aiko, rich):
    plan_file = taken_in(ours, aiko, HEADER + f"v{rich.pk},new line,2026-11-25,,,,\r\n")
    seal = preview_of(plan_file).seal
    edit_video(video=rich, by=aiko, version=rich.changes.first().version, notes="meanwhile")
    with pytest.raises(Refused, match="changed meanwhile"):
        apply_plan(plan_file=plan_file, by=aiko, seal=seal)


def test_the_same_file_without_ids_does_not_plan_twice(ours, aiko):
    content = "Hook line,Day\r\none,2026-12-01\r\n"
    applied(taken_in(ours, aiko, content), aiko)
    assert counts(taken_in(ours, aiko, content)) == KINDS | {"bad": 1}


def test_columns_are_remembered_by_the_header(ours, theirs, aiko, chika):
    content = "題,いつ\r\n初雪,2026年12月1日\r\n"
    first = taken_in(ours, aiko, content)
    assert (first.mapping, counts(first)["bad"]) == ({}, 1)
    map_columns(plan_file=first, by=aiko, mapping={"0": "hook", "1": "day"})
    assert counts(taken_in(ours, aiko, content)) == KINDS | {"new": 1}
    assert taken_in(theirs, chika, content).mapping == {}
    for wrong in ({"0": "hook", "1": "hook"}, {"0": "nonsense"}, {"9": "hook"}):
        with pytest.raises(Refused):
            map_columns(plan_file=first, by=aiko, mapping=wrong)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
def test_files_of_every_encoding_are_read(ours, aiko, encoding):
    plan_file = taken_in(ours, aiko, "冒頭の一言\t日\r\n初雪\t2026-12-01\r\n".encode(encoding))
    assert (plan_file.header, plan_file.rows) == (["冒頭の一言", "日"], [["2", "初雪", "2026-12-01"]])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"x" * (LARGEST + 1), "more than 2 MB"), (b"", "no rows"), (b"Hook line\r\n", "no rows"), (b"%PDF-1.7", "PDF"),
        (b"Hook line\r\n" + b"a\r\n" * 5001, "more than 5,000 rows"), (b"PK\x03\x04broken", "workbook|zip|ZIP|damaged"),
        (b'Hook line,Day\r\n"a,2026\r\n', "never closed"),
        (",".join("abc" * 40).encode() + b"\r\na\r\n", "more than 100 columns"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_the_reason(ours, aiko, content, said):
    with pytest.raises(Refused, match=said):
        taken_in(ours, aiko, content)
    assert ours.planfiles.count() == 0


def test_days_and_times_of_a_spreadsheet_are_understood(ours, aiko):
    out = io.BytesIO()
    with Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Hook line", "Day", "Time", "Length in seconds"])
        sheet.write_string(1, 0, "one")
        sheet.write_datetime(1, 1, DAY, book.add_format({"num_format": "yyyy/m/d"}))
        sheet.write_datetime(1, 2, time(7, 5), book.add_format({"num_format": "h:mm"}))
        sheet.write_number(1, 3, 34)
    row = preview_of(taken_in(ours, aiko, out.getvalue())).rows[0]
    assert (row.troubles, row.values) == ([], {"hook": "one", "day": DAY, "time": time(7, 5), "seconds": 34})


def url(name, *args, brand="ours"):
    return reverse(f"planner:{name}", args=[brand, *args])


def upload(client, content, brand="ours"):
    return client.post(
        url("plan-file-upload", brand=brand), {"file": SimpleUploadedFile("plan.csv", content.encode())}, follow=True
    )


def test_the_pages_lead_from_the_file_to_the_plan_and_back(as_aiko, ours):
    html = upload(as_aiko, "Hook line,Day\r\n初雪,2026-12-01\r\n").content.decode()
    plan_file, seal = ours.planfiles.get(), html.split('name="seal" value="')[1][:16]
    assert (html.count("<b>1</b> new"), ours.videos.count()) == (1, 0)
    html = as_aiko.post(url("plan-file-apply", plan_file.pk), {"seal": seal, "rows": "all"}, follow=True).content.decode()
    assert (html.count("1 new, 0 changed, 0 as they were."), ours.videos.count()) == (1, 1)
    as_aiko.post(url("plan-file-undo", plan_file.pk))
    assert ours.videos.get().state == "dropped"
    assert (upload(as_aiko, "").status_code, as_aiko.post(url("plan-file-upload")).status_code) == (422, 422)


@pytest.mark.parametrize("count", [1, 3])
def test_out_and_preview_take_the_same_queries_however_much_is_planned(as_aiko, ours, aiko, count, django_assert_num_queries):
    account = make_account(ours)
    for n in range(count):
        make_planned_video(ours, DAY, hook=f"h{n}", account=account, owner=aiko)
    with django_assert_num_queries(11):  # session, person, membership, six of the shelf, videos, levels and products
        content = as_aiko.get(url("plan-csv")).content
    plan_file = taken_in(ours, aiko, content)
    with django_assert_num_queries(9):
        assert counts(plan_file) == KINDS | {"same": count}


def test_viewers_look_and_strangers_find_nothing(client, ours, theirs, aiko, ben, chika, rich):
    plan_file = taken_in(ours, aiko, "Hook line\r\none\r\n")
    writes = ["plan-file-columns", "plan-file-apply", "plan-file-undo"]
    client.force_login(ben)
    assert client.get(url("plan-csv")).content.count("初雪".encode()) == 1
    for name in writes:
        assert (name, client.post(url(name, plan_file.pk)).status_code) == (name, 403)
    client.force_login(chika)
    assert client.get(url("plan-csv", brand="theirs")).content.count("初雪".encode()) == 0
    for name in ["plan-file", *writes]:
        asked = client.get if name == "plan-file" else client.post
        assert (name, asked(url(name, plan_file.pk, brand="theirs")).status_code) == (name, 404)
    foreign = taken_in(theirs, chika, f"ID,Hook line\r\nv{rich.pk},stolen\r\n")
    assert counts(foreign) == KINDS | {"bad": 1}
