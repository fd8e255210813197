"""What a reader has to know besides the numbers: sentences with a key, so that a page may say them in its own language. Pure."""

from dataclasses import dataclass, field

import numpy as np
from scipy import sparse

from analytics.patterns.columns import Factor, Tags

CONFOUNDED, UNINFORMED = -0.8, 0.9  # correlation of two lifts; share of its prior spread that a level keeps
SAME_VIDEOS = 0.9  # shared ÷ all videos of two levels
MOST_PAIRS = 200
SENTENCES = {
    "few_videos": "only %(videos)s videos have a usable outcome; at least %(fewest)s are needed",
    "nothing_to_compare": "no facet has two levels to compare",
    "no_spread": "all videos have the same outcome",
    "confounded": "confounded with %(facet)s = %(level)s",
    "nested": "each level occurs with only one level of %(facet)s: they are hard to tell apart",
    "silent": "the videos tell almost nothing of it",
    "many_levels": "%(levels)s levels with fewer than %(videos)s videos are not compared",
    "one_level": "it has no two levels to compare",
    "future": "%(videos)s videos are dated in the future and left out",
    "undated": "most dates in %(column)s cannot be read: time is left out of the model",
    "some_undated": "%(videos)s videos have no readable date and count as from the middle of the time",
    "few_for_pairs": "%(videos)s videos are too few to compare pairs; at least %(fewest)s are needed",
    "best_known": "what looks best so far in every facet, together",
    "close_second": "%(level)s instead of %(base)s in %(facet)s: nearly as good so far, and the more is known of both",
    "may_be_best": "%(level)s in %(facet)s has a chance of %(percent)s %% to be the best, after %(videos)s videos",
    "untried": "%(level)s in %(facet)s was never tried",
    "few_in_test": "only %(videos)s videos of a level, or pairs, have a usable outcome; at least %(fewest)s are needed",
    "mostly_equal": "more than half of the videos have the same outcome: ranges are rough",
}


@dataclass(frozen=True)
class Note:
    """`key` names a sentence of SENTENCES. An empty `level` means the whole facet, an empty `facet` the whole table."""

    key: str
    facet: str = ""
    level: str = ""
    params: dict[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return SENTENCES[self.key] % self.params


def note(key: str, about: str = "", level: str = "", /, **params: object) -> Note:
    return Note(key, about, level, params)


def confounded(facets: list[Factor | Tags], correlation: np.ndarray) -> list[Note]:
    """Levels of two facets that the videos cannot tell apart; `correlation` of their lifts: facets in order, then others."""
    names = [(one.name, level) for one in facets for level in one.levels]
    owner = np.repeat(np.arange(len(facets)), [len(one.levels) for one in facets])
    inseparable = (correlation[: len(names), : len(names)] < CONFOUNDED) | (_overlap(facets) >= SAME_VIDEOS)
    pairs = np.argwhere(np.triu(inseparable, 1) & (owner[:, None] != owner[None]))[:MOST_PAIRS]
    both_ways = [pair for one, other in pairs for pair in ((one, other), (other, one))]
    return [note("confounded", *names[a], facet=names[b][0], level=names[b][1]) for a, b in both_ways]


def nested(facets: list[Factor | Tags]) -> list[Note]:
    """Facets each of whose levels lies within one level of another facet that has fewer."""
    found, single = [], [one for one in facets if isinstance(one, Factor)]
    for inner in single:
        for outer in single:
            if len(outer.levels) < len(inner.levels) and _lies_within(inner, outer):
                found.append(note("nested", inner.name, facet=outer.name))
    return found


def silent(facets: list[Factor | Tags], kept: np.ndarray) -> list[Note]:
    """Levels whose `kept` (of facets, then others), posterior ÷ prior standard deviation, says that nothing was learned."""
    names = [(one.name, level) for one in facets for level in one.levels]
    return [note("silent", *names[index]) for index in np.flatnonzero(kept[: len(names)] > UNINFORMED)]


def _overlap(facets: list[Factor | Tags]) -> np.ndarray:
    """(levels, levels): videos with both ÷ videos with either."""
    columns = sparse.hstack([one.columns for one in facets], format="csr")
    both = (columns.T @ columns).toarray()
    each = np.diag(both)
    return both / np.maximum(each[:, None] + each[None] - both, 1)


def _lies_within(inner: Factor, outer: Factor) -> bool:
    known = (inner.codes >= 0) & (outer.codes >= 0)
    pairs = np.unique(inner.codes[known] * len(outer.levels) + outer.codes[known])
    return len(pairs) == len(np.unique(inner.codes[known])) and len(pairs) <= known.sum() / 2
