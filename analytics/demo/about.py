"""Which product each of the made-up brand's videos is about."""

from .story import Post
from .truth import CONTENT_THAT_DOES_NOT_SELL, GOODS, SELLS_WITHOUT_CONTENT, Good

TOLD = {"TSUYU-01": 6, "BALM-01": 3, "OIL-01": 3, "SET-03": 3, CONTENT_THAT_DOES_NOT_SELL: 2}  # of 17 videos
TURNS = [good for good in GOODS if good.sku != SELLS_WITHOUT_CONTENT for _turn in range(TOLD[good.sku])]
STRIDE = 7  # no two videos in a row are about the same


def about(post: Post) -> Good:
    return TURNS[STRIDE * post.day.toordinal() % len(TURNS)]


def sells_what_it_shows(good: Good) -> bool:
    return good.sku != CONTENT_THAT_DOES_NOT_SELL
