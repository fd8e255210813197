"""The pages of patterns: the answer first, a range beside every number, constant queries, honest words where little is known."""

import io
import json
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from django.utils import timezone
from factories import make_account, make_planned_video, make_posted_video
from openpyxl import load_workbook
from pattern_rows import make_forecast, make_run

from analytics.models import PatternCall, PatternVerdict, PatternWork, Verdict
from analytics.pattern_axis import place, ticks_between

pytestmark = pytest.mark.django_db
LEVEL = {"facet": "hook", "level": "question"}


def url(name, brand="ours", **query):
    return reverse(f"analytics:{name}", args=[brand]) + ("?" + urlencode(query) if query else "")


def page(client, name, **query):
    response = client.get(url(name, **query))
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def learned(ours):
    make_run(ours)
    return ours


def call(run, level, *, state="open", outcome="views", **fields):
    now = timezone.now()
    later = {"judged_at": now, "later_videos": 9, "later_lift": 0.3, "later_lo90": 1.1, "later_hi90": 1.8}
    values = {"outcome": outcome, "verdict": Verdict.WINNER, "facet_code": "hook", "level_code": level, "state": state}
    values |= {"called_at": now, "called_day": now.date() - timedelta(days=40), "lift": 0.4, "sd": 0.1, "chance": 0.8}
    return PatternCall.objects.create(brand=run.brand, run=run, **values | ({} if state == "open" else later) | fields)


def test_the_page_says_first_what_wins_and_what_loses(as_ben, learned):
    html = page(as_ben, "patterns")
    assert "Question (Hook): 1.53–2.11 times your usual Views, in 30 videos. Chance to be above the usual again: 80 %." in html
    assert "How-to (Theme) is at 0.51–0.70 times, in 40 videos." in html
    assert 'aria-label="1.80× the usual, 90 % range 1.53× to 2.11×"' in html


def test_no_chance_is_certain_and_no_winning_range_reads_as_touching_the_usual(as_ben, ours):
    run = make_run(ours, {"hook.question": (30, 1.22, Verdict.WINNER)})
    PatternVerdict.objects.filter(fit__run=run).update(chance=0.9999)
    html = page(as_ben, "patterns")
    assert "1.04–1.43" in html
    assert "above the usual again: 99 %." in html
    assert "holds: &gt;99%" in html


def test_without_a_winner_the_nearest_is_named(as_ben, ours):
    make_run(ours, {"hook.pain": (9, 1.3, Verdict.PROMISING), "hook.list": (3, 1.1, Verdict.UNPROVEN)})
    told = "Nothing is proven yet. Pain point (Hook) comes nearest: about 12 more videos of it will tell."
    assert told in page(as_ben, "patterns")


def test_every_facet_outcome_and_scope_has_an_address(as_ben, learned):
    for query in ({"facet": "all"}, {"outcome": "likes"}, {"facet": "hook", "scope": "nonsense"}, {"outcome": "x"}):
        page(as_ben, "patterns", **query)
    assert "import orders that say which video led to them" in page(as_ben, "patterns", family="sale")


def test_a_brand_without_a_run_is_told_what_to_do(as_ben, ours):
    html = page(as_ben, "patterns")
    assert "Nothing has been learned yet." in html
    assert reverse("analytics:imports", args=["ours"]) in html
    assert as_ben.get(url("pattern-level", **LEVEL)).status_code == 404
    assert page(as_ben, "pattern-home").strip() == ""


def test_learning_that_failed_shows_on_the_page(as_ben, learned):
    PatternWork.objects.create(brand=learned, state="failed", error_message="It broke.", run_after=timezone.now())
    assert "The last learning failed" in page(as_ben, "patterns")


@pytest.mark.parametrize(
    ("name", "query", "queries"),
    [("patterns", {}, 17), ("pattern-level", LEVEL, 13), ("pattern-score", {}, 11), ("pattern-about", {}, 6),
     ("pattern-slots", {}, 6), ("pattern-home", {}, 10)],
)  # fmt: skip
def test_pages_cost_the_same_with_one_and_three_of_everything(as_ben, ours, name, query, queries, django_assert_num_queries):
    account = make_account(ours)
    for number in range(3):
        run = make_run(ours, {"hook.question": (30, 1.8, Verdict.WINNER)} if not number else None)
        video = make_posted_video(account, date(2026, 10, 1 + number), external_id=str(number))
        make_forecast(run, video)
        call(run, f"question{number or ''}")
        with django_assert_num_queries(queries):
            page(as_ben, name, **query)


def test_another_brands_patterns_are_nowhere(as_ben, learned, theirs):
    make_run(theirs, {"hook.loss": (9, 2.5, Verdict.WINNER)})
    assert as_ben.get(url("patterns", brand="theirs")).status_code == 404
    assert as_ben.get(url("pattern-level", facet="hook", level="loss")).status_code == 404
    told = json.loads(page(as_ben, "patterns", format="json"))
    assert {row["level"] for row in told["levels"]} == {"question", "pain", "howto"}


def test_the_three_exports_tell_the_same(as_ben, learned):
    plain = json.loads(page(as_ben, "patterns", format="json"))
    text = as_ben.get(url("patterns", format="csv")).content.decode("utf-8-sig").splitlines()
    sheet = load_workbook(io.BytesIO(as_ben.get(url("patterns", format="xlsx")).content)).active
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert len(plain["levels"]) == len(text) - 1 == len(rows) == 3
    assert sorted(row[3] for row in rows) == sorted(row["factor"] for row in plain["levels"]) == [0.6, 1.0, 1.8]
    assert as_ben.get(url("patterns", format="pdf")).status_code == 404


@pytest.mark.parametrize("name", ["{=1+1}", "=1+1", "@SUM(1)", "https://example.com", "<script>alert(1)</script>"])
def test_hostile_names_stay_text_wherever_they_go(as_ben, learned, name):
    level = learned.levels.get(code="question", facet__code="hook")
    for language in ("ja", "en"):
        setattr(level, f"label_{language}", name)
    level.save()
    sheet = load_workbook(io.BytesIO(as_ben.get(url("patterns", format="xlsx")).content)).active
    (cell,) = [row[1] for row in sheet.iter_rows(min_row=2) if row[1].value == name]
    assert (cell.data_type, cell.hyperlink) == ("s", None)
    rows = as_ben.get(url("patterns", format="csv")).content.decode("utf-8-sig").splitlines()
    assert not any(row.split(",")[1].startswith(("=", "@", '"=')) for row in rows)
    assert ("<script>alert" in page(as_ben, "patterns"), "<script>alert" in page(as_ben, "pattern-level", **LEVEL)) == (
        False,
        False,
    )


def test_addresses_with_nonsense_are_answered_not_broken(as_ben, learned):
    for query in ({"facet": "\0"}, {"facet": "hook", "level": "\0"}, {"outcome": "\0", **LEVEL}, {"level": "x" * 9000}):
        assert as_ben.get(url("patterns", **query)).status_code == 200
        assert as_ben.get(url("pattern-level", **query)).status_code in (200, 404)
    for query in ({"scope": "account:999"}, {"scope": "\0"}, {"family": "\0"}, {"facet": "hook × theme"}):
        assert as_ben.get(url("patterns", **query)).status_code == 200


def test_a_range_that_touches_the_usual_is_named_as_the_reason(as_ben, ours):
    run = make_run(ours, {"hook.question": (9, 1.1, Verdict.WINNER)})
    PatternVerdict.objects.filter(fit__run=run).update(shown=Verdict.PROMISING)
    assert "Looks like more; its range still touches the usual" in page(as_ben, "patterns")


def test_the_record_counts_what_held(as_ben, learned):
    run = learned.patternruns.get(is_current=True)
    for number, state in enumerate(["held", "held", "failed", "open"]):
        call(run, f"t{number}", state=state)
    html = page(as_ben, "pattern-score")
    assert "Of 3 calls of a winner that later videos could judge, 2 held." in html
    assert "1 call waits for videos." in html
    assert "Held: the later videos alone put it on the same side of the usual." in html


def test_a_level_tells_its_videos_its_history_and_what_we_said(as_ben, learned):
    first = learned.patternruns.get(is_current=True)
    call(first, "question", state="failed")
    make_run(learned)
    html = page(as_ben, "pattern-level", **LEVEL)
    assert "1.53–2.11 times your usual Views, in 30 videos." in html
    assert "Effect over time" in html
    assert "did not hold" in html
    assert "No trial of it was planned yet." in html
    assert as_ben.get(url("pattern-level", format="csv", chart="history", **LEVEL))["Content-Type"].startswith("text/csv")
    assert as_ben.get(url("pattern-level", format="csv", chart="moon", **LEVEL)).status_code == 404


def test_a_posted_videos_page_tells_its_result_at_equal_age(as_ben, learned):
    video = make_posted_video(make_account(learned), date(2026, 10, 1), external_id="1")
    make_forecast(learned.patternruns.get(is_current=True), video, times=2.25)
    html = as_ben.get(reverse("planner:video", args=["ours", video.pk])).content.decode()
    assert "Result at equal age" in html
    assert "2.25×" in html
    planned = make_planned_video(learned, None)
    assert "Result at equal age" not in as_ben.get(reverse("planner:video", args=["ours", planned.pk])).content.decode()


def test_a_video_that_is_not_compared_says_why(as_ben, learned):
    video = make_posted_video(make_account(learned), date(2026, 10, 1), external_id="1")
    nothing = {"forecast": None, "lo90": None, "hi90": None, "times": None}
    make_forecast(learned.patternruns.get(is_current=True), video, excluded="likes_over_views", **nothing)
    html = as_ben.get(reverse("planner:video", args=["ours", video.pk])).content.decode()
    assert "It is not compared: more likes than views." in html


def test_home_names_each_level_once_and_no_pair(as_ben, learned):
    run = learned.patternruns.get(is_current=True)
    call(run, "question", state="held")
    call(run, "question")
    call(run, "question × howto", facet_code="hook × theme")
    assert page(as_ben, "pattern-home").count("<li>") == 1


def test_few_videos_with_a_time_claim_no_hour(as_ben, learned):
    assert "20 are needed to tell hours apart" in page(as_ben, "pattern-slots")


def test_the_best_hour_needs_its_whole_range_above_the_usual(as_ben, learned):
    account, run = make_account(learned), learned.patternruns.get(is_current=True)
    for number in range(60):
        hour = 3 if number % 2 else 11  # 12:00 and 20:00 in Japan
        moment = datetime(2026, 9, 1, hour, tzinfo=UTC) + timedelta(days=number)
        video = make_posted_video(account, moment.date(), external_id=str(number), posted_at=moment)
        make_forecast(run, video, times=0.5 if number % 2 else 2.0 + number % 3 / 10)
    html = page(as_ben, "pattern-slots")
    assert "around 20:00 brings" in html
    assert html.count('class="none"') == 7 * 24 - 14


def test_the_axis_is_logarithmic_and_keeps_what_lies_beyond_at_its_end():
    assert place(1, 0.5, 2) == 50.0
    assert place(2, 0.5, 2) - place(1, 0.5, 2) == place(1, 0.5, 2) - place(0.5, 0.5, 2)
    assert place(99, 0.5, 2) == place(2, 0.5, 2)
    assert [tick.label for tick in ticks_between(0.25, 2)] == ["0.25×", "0.5×", "usual", "2×"]
