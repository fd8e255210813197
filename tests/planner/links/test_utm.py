"""UTM by one rule, and what is wrong with a link."""

import pytest
from hypothesis import given, strategies as st

from planner.links.utm import LONGEST, Medium, utm_in, utm_of, utm_word, with_utm, wrong_with

GOOD = "https://shop.example.com/p/1?utm_source=tiktok&utm_medium=organic_video&utm_campaign=autumn&utm_content=abc2345"


def test_the_rule_names_source_medium_campaign_and_content():
    assert utm_of(medium=Medium.LIVE, campaign="秋の 新作 Fair!", content="abc2345") == {
        "utm_source": "tiktok", "utm_medium": "live", "utm_campaign": "秋の-新作-fair", "utm_content": "abc2345",
    }  # fmt: skip
    assert utm_of(medium="live", campaign="", content="x") == {"utm_source": "tiktok", "utm_medium": "live", "utm_content": "x"}


def test_utm_replaces_the_links_own_and_keeps_all_else():
    told = with_utm("https://shop.example.com/p?size=M&UTM_Source=x&utm_medium=y&flag=#top", {"utm_source": "tiktok"})
    assert told == "https://shop.example.com/p?size=M&flag=&utm_source=tiktok#top"
    assert utm_in(GOOD)["utm_content"] == "abc2345"


@given(st.text(max_size=200))
def test_a_word_of_the_rule_is_a_fixed_point(text):
    word = utm_word(text)
    assert len(word) <= LONGEST
    assert utm_word(word) == word


@given(st.text(max_size=300))
def test_any_text_is_checked_and_nothing_breaks(text):
    assert isinstance(wrong_with(text, ["shop.example.com"]), list)


@pytest.mark.parametrize(
    ("url", "told"),
    [
        (GOOD, []),
        ("shop.example.com/p", ["This is not an address: it begins with https:// and names a host."]),
        ("https://[", ["This is not an address."]),
        (GOOD.replace("https", "http"), ["It begins with http://: use https://, else the source is lost on the way."]),
        (GOOD.replace("shop.", "evil."), ["evil.example.com is not one of the brand's allowed hosts."]),
        (GOOD.replace("utm_campaign=autumn&", ""), ["“utm_campaign” is missing."]),
        (
            GOOD.replace("source=tiktok&utm_medium=organic_video", "source=paid&utm_medium=tiktok"),
            ["Source and medium are swapped."],
        ),
        (GOOD.replace("=tiktok", "=TikTok"), ["The source is “TikTok”; the rule says “tiktok”."]),
        (GOOD + "&utm_content=z", ["“utm_content” stands there more than once."]),
        (
            GOOD.replace("=autumn", "=Autumn%20Fair"),
            ["“utm_campaign” is “Autumn Fair”; by the rule it would be “autumn-fair”."],
        ),
        (
            GOOD.replace("?", "?x=1#"),
            [
                "The UTM stands behind the #, where no analytics reads it.",
                *(f"“utm_{name}” is missing." for name in ("source", "medium", "campaign")),
            ],
        ),
        (
            GOOD.replace("organic_video", "social"),
            ["The medium is “social”; the rule knows organic_video, live, profile, paid."],
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_in_words(url, told):
    assert wrong_with(url, ["shop.example.com"]) == told
