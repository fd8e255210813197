"""What captions hint at, and which of their words did it."""

import pytest

from planner.vocabulary.seed import SEED
from planner.vocabulary.suggesting import FIRST_LINE, WORDS, suggestions_for


def told(caption):
    return {suggestion.name: suggestion.words for suggestion in suggestions_for(caption)}


@pytest.mark.parametrize(
    ("caption", "suggested"),
    [
        ("", {}),
        ("今日もよい日", {}),
        ("工場の朝、最初の1滴 #舞台裏 #化粧水", {"theme.backstage": ("舞台裏", "工場")}),
        ("３点セットの中身 #開封", {"format.unboxing": ("開封", "中身")}),
        ("冬の乾燥、3つの勘違い", {"hook.pain": ("乾燥",)}),
        ("ご質問：毛穴に使える？", {"hook.question": ("ご質問:毛穴に使える?",), "format.reply": ("ご質問",)}),
        ("ゆずの皮、むく音だけ #ＡＳＭＲ", {"sound.ambient": ("asmr", "音だけ")}),
        ("Behind the Scenes at our factory. Save this!", {"theme.backstage": ("behind the scenes", "factory"),
                                                          "cta.save": ("save this",)}),
        ("Stop doing this with your hair. 5 mistakes", {"hook.loss": ("stop doing",)}),
        ("3 reasons we love rain", {"hook.list": ("3 reasons",)}),
        ("Link in bio", {"cta.profile": ("link in bio",)}),
    ],
)  # fmt: skip
def test_captions_in_both_languages(caption, suggested):
    assert told(caption) == suggested


def test_english_words_are_whole_words():
    assert told("A canvas of wholesale salesmen, and the reviewers' stepsister") == {}


def test_a_hashtag_rule_wants_the_hashtag():
    assert told("BTS were on stage") == {}
    assert told("morning at work #bts") == {"theme.backstage": ("#bts",)}
    assert told("#btsarmy") == {}


def test_the_shape_of_the_first_line_counts_only_there():
    assert told("雨の日は好き？\n晴れ") == {"hook.question": ("雨の日は好き?",)}
    assert told("晴れ\n雨の日は好き？") == {}


def test_every_rule_names_a_level_that_is_seeded():
    seeded = {f"{facet.code}.{code}" for facet in SEED if not facet.is_derived for code, *_labels in facet.levels}
    assert {*WORDS, *FIRST_LINE} - seeded == set()
    assert set(FIRST_LINE) - set(WORDS) == set()
