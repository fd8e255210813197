"""What the program finds in a draft, and where; and what it lets pass."""

from decimal import Decimal

import pytest

from planner.checklist.checking import FAILED, NOT_NEEDED, PASSED, RULES, Draft, Spoken, Word
from planner.checklist.disclosure import label_of
from planner.checklist.text_match import find_word, fold
from planner.checklist.told_prices import amounts_in

LOTION = Spoken("化粧水", None, Decimal("3960"), "JPY", has_link=True)


def check(rule, caption="", **fields):
    return RULES[rule](Draft(texts={"hook": "", "caption": caption, "script": ""}, **fields))


def hits(text, word):
    return [place.of(text) for place in find_word(fold(text), word)]


@pytest.mark.parametrize(
    ("text", "word", "found"),
    [
        ("ｱﾝﾁｴｲｼﾞﾝｸﾞの化粧水", "アンチエイジング", ["ｱﾝﾁｴｲｼﾞﾝｸﾞ"]),
        ("あんちえいじんぐ", "アンチエイジング", ["あんちえいじんぐ"]),
        ("売上Ｎｏ．１です", "No.1", ["Ｎｏ．１"]),
        ("No.10の商品", "No.1", []),
        ("PRICE down", "PR", []),
        ("必ずしも", "必ず", []),
        ("必ず、必ず", "必ず", ["必ず", "必ず"]),
        ("１００％", "100%", ["１００％"]),
        ("2100%", "100%", []),
        ("が", "か", []),
        ("", "か", []),
    ],
)
def test_words_are_found_however_they_are_written_and_where_they_stand(text, word, found):
    assert hits(text, word) == found


@pytest.mark.parametrize(
    "caption",
    [
        "#PR 新しい化粧水",
        "【PR】新作",
        "ＰＲ：新作",
        "広告です。",
        "#ad My lotion",
        "ありがとう！ #タイアップ",
        "有料パートナーシップ",
    ],
)
def test_a_label_at_the_start_is_enough(caption):
    assert check("pr_label", caption, relation="creator").outcome == PASSED


@pytest.mark.parametrize(
    ("caption", "why"),
    [
        ("新しい化粧水", "The caption has no advertising label such as #PR or 広告."),
        ("広告ではありません", "The caption has no advertising label such as #PR or 広告."),
        ("広告費ゼロで作りました", "The caption has no advertising label such as #PR or 広告."),
        ("新作 #化粧水 #美容 #PR", "The advertising label stands behind other hashtags: put it first."),
        ("とても長い話をしてから最後の最後にやっと言います PR", "The advertising label comes too late: put it at the start."),
    ],
)
def test_a_label_that_is_missing_buried_or_late_does_not_count(caption, why):
    assert (check("pr_label", caption, relation="gift").outcome, check("pr_label", caption, relation="gift").why) == (FAILED, why)


def test_a_second_label_at_the_start_would_count():
    assert label_of("PR 化粧水 #PR").buried is False


@pytest.mark.parametrize(("relation", "outcome"), [("own", NOT_NEEDED), ("staff", NOT_NEEDED), ("affiliate", FAILED)])
def test_only_paid_content_needs_the_label(relation, outcome):
    assert check("pr_label", "化粧水", relation=relation).outcome == outcome


def test_ng_words_are_told_with_their_place_and_the_longer_one_wins():
    words = (Word("効く", "yakkiho"), Word("シミに効く", "yakkiho", "日やけを防ぐ"), Word("絶対", "keihyoho"))
    finding = check("yakkiho_words", "絶対シミに効く", words=words)
    assert [(one.field, one.word, one.place.start, one.place.end, one.instead) for one in finding.found] == [
        ("caption", "シミに効く", 2, 7, "日やけを防ぐ")
    ]
    assert check("keihyoho_words", "絶対シミに効く", words=words).outcome == FAILED
    assert check("brand_words", "絶対シミに効く", words=words).outcome == PASSED


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("¥3,960→ ￥２，０００", [3960, 2000]),
        ("3960円", [3960]),
        ("500円オフ、100円引き、1000円OFF、300円分", []),
        ("5,000円以上で送料無料", []),
        ("3年間で1円も", [1]),
        ("円", []),
    ],
)
def test_amounts_are_prices_unless_they_are_discounts_points_or_thresholds(text, values):
    assert [int(amount.value) for amount in amounts_in(text)] == values


def test_a_told_price_must_be_the_products():
    wrong = Spoken("化粧水", Decimal("2980"), Decimal("3960"), "JPY", has_link=True)
    right = Spoken("化粧水", Decimal("3960.00"), Decimal("3960"), "JPY", has_link=True)
    nothing = Spoken("化粧水", Decimal("3960"), None, "JPY", has_link=True)
    assert check("price_told", products=(wrong,)).told == {"product": "化粧水", "told": "2,980", "price": "3,960"}
    assert [check("price_told", products=(one,)).outcome for one in (right, nothing, LOTION)] == [PASSED, FAILED, NOT_NEEDED]
    assert check("price_told", "今日だけ2,980円", products=(LOTION,)).found[0].word == "2,980円"
    assert check("price_told", "3,960円", products=(LOTION,)).outcome == PASSED
    assert check("price_told", "2,980円").outcome == NOT_NEEDED


@pytest.mark.parametrize(
    ("licence", "proof", "outcome"),
    [("", "", FAILED), ("commercial", "", PASSED), ("licensed", "", FAILED), ("licensed", "A-12", PASSED), ("none", "", PASSED)],
)
def test_the_sound_needs_its_licence(licence, proof, outcome):
    assert check("sound_licence", sound_licence=licence, sound_proof=proof).outcome == outcome


@pytest.mark.parametrize(
    ("fields", "outcome"),
    [
        ({}, FAILED),
        ({"destination": "none"}, NOT_NEEDED),
        ({"destination": "tiktok_shop"}, FAILED),
        ({"destination": "tiktok_shop", "products": (LOTION,)}, PASSED),
        ({"destination": "own_ec"}, FAILED),
        ({"destination": "own_ec", "destination_url": "https://x.example/"}, PASSED),
        ({"destination": "marketplace", "products": (LOTION,)}, PASSED),
    ],
)
def test_whoever_wants_to_buy_must_find_the_way(fields, outcome):
    assert check("link_set", **fields).outcome == outcome


def test_what_planning_wants_is_counted():
    assert check("facets_filled", facets=(6, 7)).told == {"filled": 6, "wanted": 7}
    assert check("facets_filled", facets=(7, 7)).outcome == PASSED
    ready = {"has_cover": True, "has_slot": True}
    assert check("ready_to_post", "x", **ready).outcome == PASSED
    missing = [ready | {"has_cover": False}, ready | {"has_slot": False}]
    assert [check("ready_to_post", "x", **one).why for one in missing] == ["The cover is missing.", "Day or time is missing."]
    assert check("ready_to_post", " ", **ready).why == "The caption is missing."


def test_ai_content_says_so():
    said = [check("ai_label", "x"), check("ai_label", "x", is_ai=True), check("ai_label", "※AI生成の映像", is_ai=True)]
    assert [one.outcome for one in said] == [NOT_NEEDED, FAILED, PASSED]
