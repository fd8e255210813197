"""Metrics of advertisements beside those of all facts: how far people watch, of everyone who was shown the ad."""

from django.utils.translation import gettext_lazy

from analytics.metrics import Metric, Unit


def _watched(key: str, label: str, formula: str) -> Metric:
    return Metric(f"{key}_rate", label, formula, (key,), per=("impressions",), unit=Unit.SHARE)


HOOK_2S = _watched("views_2s", gettext_lazy("Hook rate, 2 s"), gettext_lazy("views of at least 2 seconds ÷ impressions"))
HOOK_6S = _watched("views_6s", gettext_lazy("Hook rate, 6 s"), gettext_lazy("views of at least 6 seconds ÷ impressions"))
TO_25 = _watched("views_p25", gettext_lazy("Watched to 25%"), gettext_lazy("views to a quarter ÷ impressions"))
TO_50 = _watched("views_p50", gettext_lazy("Watched to 50%"), gettext_lazy("views to the middle ÷ impressions"))
TO_75 = _watched("views_p75", gettext_lazy("Watched to 75%"), gettext_lazy("views to three quarters ÷ impressions"))
TO_100 = _watched("views_p100", gettext_lazy("Watched to the end"), gettext_lazy("views to the end ÷ impressions"))
WATCHED = (HOOK_2S, HOOK_6S, TO_25, TO_50, TO_75, TO_100)
