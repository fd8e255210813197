"""Numbers of others that somebody published, each with its base, its year and its source. None of them is a goal.

For CTR, CTOR and GPM by category no trustworthy public table is known: pages compare with the brand's own past only.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Benchmark:
    what: Promise
    value: str
    base: Promise
    year: str
    source: str


BENCHMARKS = (
    Benchmark(
        _("Shoppers who buy again within five months"), "27%", _("shoppers of TikTok Shop in the US; Amazon 36%"), "2024",
        "Earnest (crunchbasenewstoday.com)",
    ),
    Benchmark(
        _("Engagement per follower"), "2.6%", _("median of brands, per follower: not per view"), "2024",
        "rivaliq.com/blog/tiktok-benchmark-report",
    ),
    Benchmark(
        _("Videos a week"), "2", _("typical brand; the top quarter posts 4 or more"), "2024",
        "rivaliq.com/blog/tiktok-benchmark-report",
    ),
)  # fmt: skip
