"""The difference of two texts, by words; and what put together gives both again."""

import pytest

from planner.approval.word_diff import GONE, NEW, SAME, Piece, word_diff, words_of

BEFORE, AFTER = "洗顔のあと、何分待ってますか? #化粧水", "洗顔のあと、3分待ってますか? #化粧水 #PR"
TEXTS = ["", BEFORE, AFTER, "a b\nc", "Don't   stop", "１，２\n\n#タグ@x 😀"]


@pytest.mark.parametrize("text", TEXTS)
def test_words_put_together_are_the_text(text):
    assert "".join(words_of(text)) == text


@pytest.mark.parametrize("before", TEXTS)
@pytest.mark.parametrize("after", TEXTS)
def test_each_side_can_be_read_from_the_difference(before, after):
    pieces = word_diff(before, after)
    assert "".join(piece.text for piece in pieces if piece.kind != NEW) == before
    assert "".join(piece.text for piece in pieces if piece.kind != GONE) == after


def test_japanese_is_compared_by_phrases_and_english_by_words():
    assert word_diff(BEFORE, AFTER) == [
        Piece(SAME, "洗顔のあと、"), Piece(GONE, "何分"), Piece(NEW, "3分"),
        Piece(SAME, "待ってますか? #化粧水"), Piece(NEW, " #PR"),
    ]  # fmt: skip
    assert word_diff("a new lotion", "a better lotion") == [
        Piece(SAME, "a "), Piece(GONE, "new"), Piece(NEW, "better"), Piece(SAME, " lotion"),
    ]  # fmt: skip


def test_the_same_text_has_no_difference():
    assert word_diff("同じ", "同じ") == [Piece(SAME, "同じ")]
