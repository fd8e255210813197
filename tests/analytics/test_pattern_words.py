"""Every code that learning may keep has its words."""

import pytest

from analytics.learning.features import HELD_APART, WEEKDAYS
from analytics.models import Outcome
from analytics.pattern_words import PAIR, SENTENCES, TO_IMPORT, WEEKDAYS as NAMED, PatternWords
from analytics.patterns.columns import TIMES
from analytics.patterns.notes import SENTENCES as CODES
from planner.vocabulary.levels import vocabulary_of


def test_every_note_and_reason_has_a_sentence_of_the_same_values():
    assert set(SENTENCES) == {*CODES, "no_data"}
    assert set(TO_IMPORT) == set(Outcome.values)
    assert set(NAMED) == set(WEEKDAYS)
    assert PAIR == TIMES


@pytest.fixture
def words(ours):
    return PatternWords(vocabulary_of(ours))


def test_levels_of_facets_pairs_hashtags_and_weekdays_have_names(words):
    assert (words.facet("hook"), words.level("hook", "question")) == ("Hook", "Question")
    assert words.facet("hook × theme") == "Hook × Theme"
    assert words.level("hook × theme", "question × daily") == "Question × Daily life"
    assert (words.facet("hashtag"), words.level("hashtag", "skin")) == ("Hashtag", "#skin")
    assert (words.facet("weekday"), words.level("weekday", "tue")) == ("Weekday", "Tuesday")
    assert all(words.facet(code) != code for code in HELD_APART)


def test_sentences_name_what_they_are_about(words):
    note = {"key": "confounded", "params": {"facet": "theme", "level": "daily"}}
    assert words.sentence(note) == "Almost always used together with Daily life (Theme): the two cannot be told apart."
    reason = {"key": "no_data", "params": {"outcome": "saves"}}
    assert words.sentence(reason) == "No numbers yet: no imported export has told saves."


def test_scopes_have_names(words):
    assert [words.scope(scope) for scope in ("", "market:JP", "relation:own", "days:90")] == [
        "All videos",
        "Japan",
        "The brand itself",
        "Newest 90 days",
    ]
