"""Wherever channels are drawn, each has a colour of its own: a marketplace is a channel, too."""

from analytics.chart_parts import CHANNEL_COLOURS
from analytics.models.sales import Channel


def test_each_channel_has_a_colour_of_its_own():
    assert set(CHANNEL_COLOURS) == set(Channel)
    assert len(set(CHANNEL_COLOURS.values())) == len(Channel)
