"""Wherever channels are drawn, each has a colour of its own: a marketplace is a channel, too."""

import pytest

from analytics.dashboard_charts import CHANNEL_COLOURS
from analytics.funnels.sales_charts import CHANNELS
from analytics.models.sales import Channel


@pytest.mark.parametrize("colours", [CHANNEL_COLOURS, CHANNELS])
def test_each_channel_has_a_colour_of_its_own(colours):
    assert set(colours) == set(Channel)
    assert len(set(colours.values())) == len(Channel)
