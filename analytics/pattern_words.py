"""Codes of what was learned → words for people: facets, levels, scopes, notes and reasons."""

from collections.abc import Mapping
from datetime import timedelta

from django.utils.translation import gettext as _, gettext_noop

from analytics.models import PatternSelection, Trial
from planner.models import Account, Video
from planner.vocabulary.levels import Vocabulary
from tkcommerce.brands.models import Market

PAIR = " × "  # between two facets, and between two levels
IN_TITLE = 3  # levels of a combination that a title names
HASHTAG, WEEKDAY = "hashtag", "weekday"
WEEKDAYS = {
    "mon": gettext_noop("Monday"), "tue": gettext_noop("Tuesday"), "wed": gettext_noop("Wednesday"),
    "thu": gettext_noop("Thursday"), "fri": gettext_noop("Friday"), "sat": gettext_noop("Saturday"),
    "sun": gettext_noop("Sunday"),
}  # fmt: skip
# The keys are those of analytics.patterns.notes and of analytics.learning; a test compares them.
SENTENCES = {  # of notes and reasons
    "few_videos": gettext_noop("Only %(videos)s videos have this number; at least %(fewest)s are needed."),
    "nothing_to_compare": gettext_noop("No facet has two levels to compare: set patterns on your videos."),
    "no_spread": gettext_noop("All videos have the same result."),
    "confounded": gettext_noop("Almost always used together with %(level)s (%(facet)s): the two cannot be told apart."),
    "nested": gettext_noop("Each level occurs with only one level of %(facet)s: the two are hard to tell apart."),
    "silent": gettext_noop("The videos tell almost nothing of it yet."),
    "many_levels": gettext_noop("%(levels)s levels with fewer than %(videos)s videos are not compared."),
    "one_level": gettext_noop("It has no two levels to compare."),
    "future": gettext_noop("%(videos)s videos are dated in the future and left out."),
    "undated": gettext_noop("Most dates cannot be read: time is left out."),
    "some_undated": gettext_noop("%(videos)s videos have no readable date."),
    "few_for_pairs": gettext_noop("Pairs are compared from %(fewest)s videos on; there are %(videos)s."),
    "mostly_equal": gettext_noop("More than half of the videos have the same result: ranges are rough."),
    "best_known": gettext_noop("What looks best so far in every facet, together."),
    "close_second": gettext_noop("%(level)s instead of %(base)s (%(facet)s): nearly as good so far, and we learn about both."),
    "may_be_best": gettext_noop("%(level)s (%(facet)s) is the best with a chance of %(percent)s %%, after %(videos)s videos."),
    "untried": gettext_noop("%(level)s (%(facet)s) was never tried."),
    "few_in_test": gettext_noop("Only %(videos)s usable videos of one of the two; at least %(fewest)s of each are needed."),
    "no_data": gettext_noop("No numbers yet: %(what)s"),
}
TO_IMPORT = {  # what brings the numbers of an outcome
    "views": gettext_noop("import Content.csv of TikTok Studio."),
    "likes": gettext_noop("import Content.csv of TikTok Studio."),
    "shares": gettext_noop("import Content.csv of TikTok Studio."),
    "completion": gettext_noop("no imported export has told the completion rate."),
    "watch_time": gettext_noop("no imported export has told the average watch time."),
    "saves": gettext_noop("no imported export has told saves."),
    "clicks": gettext_noop("import the video list of TikTok Shop's Data Compass."),
    "orders": gettext_noop("import the video list of TikTok Shop's Data Compass."),
    "gmv": gettext_noop("import orders that say which video led to them: TikTok Shop's, or your own shop's with tracked links."),
}


DAYS = {  # (first told, last told)
    (True, True): gettext_noop("%(first)s–%(last)s"),
    (True, False): gettext_noop("from %(first)s"),
    (False, True): gettext_noop("until %(last)s"),
}


class PatternWords:
    """The words of one brand, in the reader's language."""

    def __init__(self, vocabulary: Vocabulary, accounts: Mapping[str, Account] | None = None) -> None:
        self._vocabulary, self._accounts = vocabulary, accounts or {}

    def facet(self, code: str) -> str:
        if PAIR in code:
            return PAIR.join(self.facet(one) for one in code.split(PAIR))
        own = {
            HASHTAG: _("Hashtag"), WEEKDAY: _("Weekday"), "relation": _("Who speaks"), "kind": _("Kind"),
            "category": _("Product category"), "campaign": _("Campaign"), "occasion": _("Sale or holiday"),
        }  # fmt: skip
        entry = self._vocabulary.all.get(code)
        return entry.facet.label if entry else own.get(code, code)

    def level(self, facet: str, code: str) -> str:
        if PAIR in facet:
            return PAIR.join(self.level(*key) for key in zip(facet.split(PAIR), code.split(PAIR), strict=True))
        if facet == HASHTAG:
            return f"#{code}"
        if facet == WEEKDAY:
            return _(WEEKDAYS[code]) if code in WEEKDAYS else code
        return self._vocabulary.label(facet, code)

    def trial(self, trial: Trial) -> str:
        """The level that is tried, then the first others of its brief in the brand's order: short enough for a title."""
        others = sorted(trial.base, key=self.position)[: IN_TITLE - 1]
        return PAIR.join([self.level(trial.facet_code, trial.level_code), *(self.level(one, trial.base[one]) for one in others)])

    def position(self, facet: str) -> int:
        """Facets in the brand's order, then what is derived here, then pairs."""
        order = [*self._vocabulary.all, WEEKDAY, HASHTAG]
        return order.index(facet) if facet in order else len(order)

    def sentence(self, note: Mapping) -> str:
        """Of a note or a reason as kept: {"key", "params"}."""
        params = dict(note.get("params", {}))
        if note["key"] == "no_data":
            params["what"] = _(TO_IMPORT[params["outcome"]])
        for name in {"level", "base"} & params.keys():
            params[name] = self.level(params["facet"], params[name])
        if "facet" in params:
            params["facet"] = self.facet(params["facet"])
        return _(SENTENCES[note["key"]]) % params

    def scope(self, scope: str) -> str:
        """Of PatternFit.scope."""
        name, _colon, value = scope.partition(":")
        if name == "account":
            return str(self._accounts.get(value, value))
        if name == "market":
            return str(Market(value).label) if value in Market.values else value
        if name == "relation":
            return str(Video.Relation(value).label) if value in Video.Relation.values else value
        return _("Newest %(days)s days") % {"days": value} if name == "days" else _("All videos")

    def selection(self, one: PatternSelection) -> str:
        """What was chosen, days last: @shizuku · Japan · 2026-01-01–2026-06-30."""
        asked = {"account": str(one.account_id or ""), "market": one.market, "relation": one.relation}
        parts = [self.scope(f"{name}:{value}") for name, value in asked.items() if value]
        days = {"first": one.first_day, "last": one.end_day and one.end_day - timedelta(days=1)}
        if any(days.values()):
            kind = DAYS[bool(days["first"]), bool(days["last"])]
            parts.append(_(kind) % {name: f"{day:%Y-%m-%d}" for name, day in days.items() if day})
        return " · ".join(parts)
