"""The letter: what it says in two languages and editions, how big it is, and that no name or title can break it."""

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest
from django.utils.html import strip_tags
from report_weeks import FIGURES, WEEK, content, figure, no_data, planned, quiet, sales, video, with_problems

from analytics.reports.chat_message import chat_message
from analytics.reports.content import BrandFacts, StuckImport, Videos
from analytics.reports.parts import LONGEST
from analytics.reports.render import Links, render_letter
from analytics.reports.story import story_of

LINKS = Links("https://tk.example.com/web", "https://tk.example.com/settings", "https://tk.example.com/stop")
EDITIONS, LANGUAGES = ("marketer", "manager"), ("ja", "en")


def letter(*weeks, edition="marketer", language="ja", reader="山本 健", note=None):
    return render_letter(weeks or [content()], edition=edition, language=language, reader=reader, note=note or {}, links=LINKS)


def brand(number=7, name="しずくの庭", **fields):
    return BrandFacts(number, "ours", name, "Asia/Tokyo", "JPY")


BIG = "¥" * 3 + "長い題名" * 40
NOTE = "長い" * 1000


def biggest(number):
    """Whatever a brand's week can hold, at its longest."""
    streams = [
        sales(channel=channel, currency=currency) for channel in ("own_ec", "tiktok_shop") for currency in ("JPY", "USD", "SGD")
    ]
    orders = [replace(one, key="orders") for one in streams]
    videos = [video(n, 1000, title=BIG) for n in range(6)]
    plans = tuple(planned(n, date(2026, 11, 25), title=BIG) for n in range(40))
    week = with_problems()
    return replace(
        week,
        brand=brand(number, "ブ" * 80),
        figures=(*FIGURES, *streams, *orders),
        videos=Videos(True, tuple(videos[:3]), tuple(videos[3:])),
        plan=replace(week.plan, entries=plans, overdue=plans[:5], overdue_count=40),
        stuck=tuple(StuckImport(n, BIG, False, "%(why)s", {"why": BIG}) for n in range(5)),
        gaps=week.gaps * 10,
    )


@pytest.mark.parametrize(
    ("language", "edition", "subject", "headline"),
    [
        ("ja", "marketer", "視聴4.4万回、いつもの幅の中（しずくの庭・11/16〜11/22）", "視聴はいつもの幅の中でした"),
        ("ja", "manager", "自社ECの純売上¥128,430、いつもの幅の中（しずくの庭・11/16〜11/22）",
         "自社ECの売上はいつもの幅の中でした"),
        ("en", "marketer", "43.9K views, within the usual range (しずくの庭, 16 Nov–22 Nov)",
         "Views were within their usual range"),
        ("en", "manager", "Own EC: ¥128,430 net sales, within the usual range (しずくの庭, 16 Nov–22 Nov)",
         "Own EC: sales were within their usual range"),
    ],
)  # fmt: skip
def test_subject_and_headline_tell_the_result_and_the_very_days_of_the_data(language, edition, subject, headline):
    sent = letter(language=language, edition=edition)
    assert sent.subject == subject
    assert headline in sent.text
    assert f">{headline}</h1>" in sent.html


@pytest.mark.parametrize(
    ("level", "subject"),
    [
        (60_000.0, "43.9K views, more than usual"),
        (20_000.0, "43.9K views, less than usual"),
        (None, "43.9K views in 5 days of 7"),
    ],
)
def test_the_subject_says_where_the_week_stands(level, subject):
    week = content(figures=(figure(level=level),), coverage=replace(content().coverage, days_known=5))
    assert letter(week, language="en").subject == f"{subject} (しずくの庭, 16 Nov–22 Nov)"


def test_sales_of_a_few_days_are_not_told_as_those_of_the_week():
    week = content(figures=(sales(level=None, by_day=(None, *sales().by_day[:2], *[None] * 4)),))
    assert letter(week, edition="manager", language="en").subject == (
        "Own EC: ¥128,430 net sales in 2 days of 7 (しずくの庭, 16 Nov–22 Nov)"
    )


def test_without_a_usual_range_nothing_is_claimed():
    week = content(figures=(figure(low=None, high=None, median=None, windows=3),))
    assert story_of(week, edition="marketer", language="en").lead[0] == (
        "Your videos were viewed 43.9K times. The usual range appears after eight complete weeks."
    )


def test_a_quiet_week_says_so():
    sent = letter(quiet(), language="ja")
    assert sent.subject == "静かな1週間、視聴4.4万回（しずくの庭・11/16〜11/22）"
    assert "心配はいりません。" in sent.text


def test_a_brand_without_data_gets_a_short_letter_that_helps():
    sent = letter(no_data(), language="ja")
    assert sent.subject == "まだ数字がありません（しずくの庭・11/16〜11/22）"
    assert "ZIPのままで大丈夫です。" in sent.text
    assert "/b/ours/imports/" in sent.html
    assert [section.kind for section in story_of(no_data(), edition="marketer", language="ja").sections] == ["items", "items"]


def test_a_missing_value_is_told_as_missing_and_a_zero_as_zero():
    week = content(
        figures=(figure(), figure("likes", None, low=None, high=None, median=None), figure("shares", 0, low=0.0, high=2.0))
    )
    rows = {row.name: row.figure for row in story_of(week, edition="marketer", language="en").sections[0].rows}
    assert rows == {"Video views": "43.9K", "Likes": "no value", "Shares": "0"}


def test_provisional_days_are_marked_and_a_gap_has_no_bar():
    week = content(
        coverage=with_problems().coverage,
        figures=(figure(by_day=(*figure().by_day[:5], None, figure().by_day[6])),),
    )
    days = next(one for one in story_of(week, edition="marketer", language="ja").sections if one.kind == "days")
    assert [(row.note, row.share) for row in days.rows][4:] == [("", 88), ("", None), ("速報", 100)]


def test_links_lead_to_the_pages_of_that_week():
    story = story_of(content(), edition="marketer", language="en")
    urls = {section.title: section.link.url.split("/b/ours/")[1] for section in story.sections if section.link}
    assert urls == {
        "The week in numbers": "dashboard/?from=2026-11-16&to=2026-11-22",
        "Coming up, Tue 24 Nov – Sun 29 Nov": "calendar/?month=2026-11",
    }


@pytest.mark.parametrize(
    ("week", "words"),
    [
        (content(), "Open the dashboard of this week"),
        (with_problems(), "Look at 1 import"),
        (replace(with_problems(), stuck=(), stuck_count=0), "Import files"),
        (replace(with_problems(), stuck=(), stuck_count=0, coverage=content().coverage), "Reschedule 3 videos"),
        (replace(content(), plan=replace(content().plan, entries=())), "Plan the next videos"),
        (no_data(), "Import files"),
        (no_data(has_accounts=False), "Add an account"),
    ],
)
def test_the_button_is_the_one_thing_to_do_next(week, words):
    assert story_of(week, edition="marketer", language="en").button.words == words


def test_nothing_is_said_of_what_does_not_exist():
    week = content(
        figures=(), videos=Videos(False, (), ()), plan=replace(content().plan, planned=0, ahead=WEEK.before().before())
    )
    week = replace(week, plan=replace(week.plan, ahead=type(WEEK)(WEEK.end, WEEK.end)), coverage=no_data().coverage)
    assert [section.title for section in story_of(week, edition="manager", language="en").sections] == [
        "Two files bring your week to life"
    ]


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_biggest_letters_stay_below_a_hundred_kilobytes(edition, language):
    alone = letter(biggest(7), edition=edition, language=language, note={7: NOTE})
    five = letter(*(biggest(n) for n in range(5)), edition=edition, language=language, note=dict.fromkeys(range(5), NOTE))
    assert len(alone.html.encode()) <= 100_000
    assert len(five.html.encode()) <= 100_000
    assert len(five.subject) <= 200


def test_a_combined_letter_tells_of_each_brand_and_names_the_span_of_all_weeks():
    sunday = type(WEEK)(date(2026, 11, 15), date(2026, 11, 22))
    sent = letter(content(), content(brand=brand(8, "Second"), days=sunday), language="en")
    assert sent.subject == "The week of 2 brands (15 Nov–22 Nov)"
    assert sent.preheader == "しずくの庭: Views were within their usual range. Second: Views were within their usual range."
    assert sent.html.count("<h1") == 1
    assert ("Mon 16 Nov – Sun 22 Nov" in sent.text, "Sun 15 Nov – Sat 21 Nov" in sent.text) == (True, True)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_plain_text_tells_everything_that_the_html_tells(edition, language):
    sent, told = (
        letter(with_problems(), edition=edition, language=language),
        story_of(with_problems(), edition=edition, language=language),
    )
    for section in told.sections:
        assert section.title in sent.text
        for row in section.rows:
            assert all(part in sent.text for part in (row.name, row.figure, row.change, row.note, row.url))
    assert all(line in sent.text for line in (*told.lead, *told.foot, told.button.url, *vars(LINKS).values()))
    assert not re.search(r"<\w|&\w+;|\n\n\n|[ \t]\n", sent.text)


NASTY = "Evil\r\nBcc: all@example.com\x00\u202e\u2066<script>alert(1)</script>\u200f & \"co\""  # fmt: skip
CALM = 'Evil Bcc: all@example.com <script>alert(1)</script> & "co"'


class Tags(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.names = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.names.append(tag)


def test_names_and_titles_can_neither_add_a_header_nor_break_the_layout():
    week = with_problems(brand=brand(name=NASTY), videos=Videos(True, (video(1, 10, title=NASTY),), ()))
    week = replace(week, stuck=(StuckImport(1, NASTY, False, "%(file)s", {"file": NASTY}),))
    sent = letter(week, reader=NASTY, note={7: NASTY}, language="en")
    assert sent.subject == f"43.9K views, within the usual range ({CALM}, 16 Nov–22 Nov)"
    assert not re.search(
        "[\x00-\x09\x0b-\x1f\u202a-\u202e\u2066-\u2069\u200f]", sent.subject + sent.preheader + sent.text + sent.html
    )
    assert "script" not in Tags(sent.html).names
    assert Tags(sent.html).names.count("table") == Tags(letter(replace(week, brand=brand())).html).names.count("table")
    assert f"  {CALM}" not in sent.text.splitlines()[0]


def test_long_titles_are_cut():
    assert len(story_of(content(brand=brand(name="あ" * 300)), edition="marketer", language="ja").brand) == LONGEST


def test_dark_mode_and_small_screens_keep_their_rules_and_all_else_is_inline():
    html = letter().html
    assert "@media (prefers-color-scheme:dark)" in html.replace(" (prefers-color-scheme: dark)", " (prefers-color-scheme:dark)")
    assert "<!--[if mso]>" in html
    assert "http-equiv" not in html
    assert re.findall(r"<(?:img|link|script)", html) == []
    assert html.count("<style") == 2  # the rules that stay, and Outlook's


def test_a_note_stands_on_top_with_its_line_breaks():
    sent = letter(note={7: "今週は撮影が多め。\n<b>よろしく</b>", 8: "of another brand"})
    assert "今週は撮影が多め。<br>&lt;b&gt;よろしく" in sent.html
    assert "another" not in sent.html + sent.text
    assert sent.text.index("今週は撮影が多め。") < sent.text.index("動画視聴数")


def test_a_letter_to_nobody_in_particular_greets_nobody():
    assert "お届けしています" not in letter(reader="").text


def test_the_chat_message_is_escaped_and_within_the_limits_of_blocks():
    message = chat_message(
        replace(biggest(7), brand=brand(name="<!channel> & co")), language="en", link="https://tk.example.com/web"
    )
    assert "&lt;!channel&gt; &amp; co" in message["text"]
    assert "<!channel>" not in str(message)
    assert len(message["blocks"]) <= 50
    texts = [block["text"]["text"] for block in message["blocks"] if "text" in block]
    assert max(map(len, texts)) <= 3000
    assert [button["url"] for button in message["blocks"][-1]["elements"]][-1] == "https://tk.example.com/web"


def test_the_html_says_no_more_than_the_story():
    """Nothing of a template is left over: no braces, no empty heading, no "None"."""
    words = strip_tags(re.sub(r"<style.*?</style>|<!--.*?-->", "", letter(with_problems()).html, flags=re.DOTALL))
    assert not re.search(r"None|\{\{|\{%|%\(", words)
    assert "<h2></h2>" not in letter(no_data()).html


def test_days_that_no_account_tells_are_said_once_and_other_gaps_on_their_row():
    gap = content(
        coverage=replace(content().coverage, days_known=6),
        figures=(figure(missing=1), figure("likes", 5, missing=3), figure("shares", 5, missing=1), sales(missing=1)),
    )
    rows = story_of(gap, edition="marketer", language="en").sections[0].rows
    assert [row.note.rpartition(" · ")[2] for row in rows if "without" in row.note] == [
        "3 days without a value",
        "1 day without a value",
    ]
    assert [row.name for row in rows if "without" in row.note] == ["Likes", "Net sales · Own EC"]


def test_a_table_without_a_comparison_has_no_columns_for_one():
    alone = content(figures=tuple(replace(one, level=None, before=None, low=None, high=None) for one in FIGURES))
    compared, bare = (letter(week, language="en").html for week in (content(), alone))
    assert ("Week on week" in compared, "Usual range" in compared, 'colspan="4"' in compared) == (True, True, True)
    assert ("Week on week" in bare, ">Usual range<" in bare, 'colspan="4"' in bare) == (False, False, False)
