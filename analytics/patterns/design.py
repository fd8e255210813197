"""Videos → the matrices of the model. Pure numpy and scipy.

y_i = x_i'b + Σ_k z[k, level_k(i)] + Σ_k d[k, level_k(i), period(i)] + u[week(i)] + u[month(i)] + e_i

z: what a level brings for good, N(0, τ_k²); d: how it strays from that from period to period, N(0, τ_d²), AR(1) with ρ = 0.8,
one τ_d for all facets but those that stray more than the others (`restless.py`), which have one of their own each;
u: weeks and months that were good or bad for every video; x: intercept per account, log followers, paid boost, linear time;
e: Student-t noise. All facets together, so that each is adjusted for the others.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import linalg, sparse

from analytics.patterns.columns import Factor, Tags, indicators
from analytics.patterns.priors import DRIFT, FACET, NUISANCE, PAIR, Prior, prior_of
from analytics.patterns.videos import Videos

RHO = 0.8  # correlation of a level's drift between neighbouring periods
PATIENCE = 4.0  # times the half-life: drift that is followed discounts the past by itself
FULL_PERIOD_VIDEOS, FULL_PERIOD_DAYS, MOST_PERIODS = 50, 28, 6
MOST_DRIFT_COLUMNS = 600  # the equations are dense in them


@dataclass(frozen=True)
class Block:
    """Columns of Z that share one variance τ²."""

    name: str
    kind: str
    start: int
    stop: int


@dataclass(frozen=True)
class Design:
    fixed: np.ndarray  # X (n, p)
    random: sparse.csr_matrix  # Z (n, q), indicators
    mix: sparse.csr_matrix  # (q, q): independent effects → effects of the columns of Z; AR(1) within each level's drift
    blocks: list[Block]
    prior: Prior  # of the blocks' θ
    precision: np.ndarray  # (n,) 1/(1 + variance/s²): less than 1 where age or a small denominator blurs a video
    recency: np.ndarray  # (n,) how much a video's likelihood counts; sums to n_eff
    facets: list[Factor | Tags]
    pairs: list[tuple[Factor, Factor, Factor]]
    periods: int  # of drift; 0 for none
    drift_start: dict[str, int]  # facet → first of its drift columns (level × period, period fastest)
    drift_block: dict[str, int]  # facet → the block that these belong to

    @property
    def weights(self) -> np.ndarray:
        return self.precision * self.recency

    @cached_property
    def unmixing(self) -> tuple[sparse.csc_matrix, sparse.csc_matrix]:
        """(Z', mix'), which every step of a fit needs."""
        return self.random.T, self.mix.T

    @property
    def n_eff(self) -> float:
        return float(self.recency.sum())

    @property
    def block_of_column(self) -> np.ndarray:
        return np.repeat(np.arange(len(self.blocks)), [block.stop - block.start for block in self.blocks])


def build(
    videos: Videos, *, drift: bool, half_life_days: float, known: dict[str, float] | None = None, restless: Sequence[str] = ()
) -> Design:
    """`known`: facets whose prior means are known, and the scale of their τ/σ around them. `restless`: facets whose drift has a
    variance of its own."""
    period = _periods(videos.days) if drift else None
    periods = int(period.max()) + 1 if period is not None else 0
    parts = [(one.name, FACET, one.columns) for one in videos.facets]
    parts += [(pair.name, PAIR, pair.columns) for pair, _, _ in videos.pairs]
    parts += [(one.name, NUISANCE, one.columns) for one in videos.nuisance]
    mixes = [sparse.identity(sum(columns.shape[1] for _, _, columns in parts))]
    drifting = _drifting(videos.facets, periods)
    apart = [[one] for one in drifting if one.name in restless]
    together = [[one for one in drifting if one.name not in restless]]
    drift_start, drift_block = {}, {}
    for group in filter(None, together + apart):
        start = sum(columns.shape[1] for _, _, columns in parts)
        for one in group:
            drift_start[one.name], drift_block[one.name] = start, len(parts)
            start += len(one.levels) * periods
        cells = [_cells(one, period, periods) for one in group]
        parts.append((group[0].name if group in apart else "", DRIFT, sparse.hstack(cells, format="csr")))
        mixes.append(sparse.kron(sparse.identity(parts[-1][2].shape[1] // periods), _ar1_root(periods)))
    blocks = _blocks(parts)
    return Design(
        fixed=videos.fixed,
        random=sparse.hstack([columns for _, _, columns in parts], format="csr"),
        mix=sparse.block_diag(mixes, format="csr"),
        blocks=blocks,
        prior=prior_of([(block.name, block.kind) for block in blocks], known or {}),
        precision=_precision(videos),
        recency=_recency(videos, half_life_days * (PATIENCE if drifting else 1.0)),
        facets=videos.facets,
        pairs=videos.pairs,
        periods=periods if drifting else 0,
        drift_start=drift_start,
        drift_block=drift_block,
    )


def _blocks(parts: list[tuple[str, str, sparse.csr_matrix]]) -> list[Block]:
    blocks, start = [], 0
    for name, kind, columns in parts:
        blocks.append(Block(name, kind, start, start + columns.shape[1]))
        start = blocks[-1].stop
    return blocks


def _periods(days: np.ndarray | None) -> np.ndarray | None:
    """Periods of equally many videos (n,): as many as there are 50 videos and 28 days for, at most six; None below two."""
    if days is None:
        return None
    count = min(MOST_PERIODS, len(days) // FULL_PERIOD_VIDEOS, int(np.ptp(days) // FULL_PERIOD_DAYS))
    if count < 2:
        return None
    edges = np.quantile(days, np.arange(1, count) / count)
    period = np.unique(np.searchsorted(edges, days, side="right"), return_inverse=True)[1]
    return period if period.max() > 0 else None


def _drifting(facets: list[Factor | Tags], periods: int) -> list[Factor]:
    """Facets whose drift is followed: from the smallest up, as far as MOST_DRIFT_COLUMNS go. Tags are not followed."""
    if not periods:
        return []
    by_size = sorted((one for one in facets if isinstance(one, Factor)), key=lambda one: len(one.levels))
    total = np.cumsum([len(one.levels) * periods for one in by_size])
    return [one for one, columns in zip(by_size, total, strict=True) if columns <= MOST_DRIFT_COLUMNS]


def _cells(one: Factor, period: np.ndarray, periods: int) -> sparse.csr_matrix:
    return indicators(np.where(one.codes >= 0, one.codes * periods + period, -1), len(one.levels) * periods)


def _ar1_root(periods: int) -> np.ndarray:
    steps = np.abs(np.subtract.outer(np.arange(periods), np.arange(periods)))
    return linalg.cholesky(RHO**steps, lower=True)


def _precision(videos: Videos) -> np.ndarray:
    """s² is taken from a robust look at y without patterns."""
    residual = videos.y - videos.fixed @ np.linalg.lstsq(videos.fixed, videos.y, rcond=None)[0]
    s2 = (1.4826 * np.median(np.abs(residual - np.median(residual)))) ** 2
    return 1 / (1 + videos.variance / max(s2, 0.01))


def _recency(videos: Videos, half_life_days: float) -> np.ndarray:
    """Halved every `half_life_days` back from the newest video, scaled to sum to Kish's effective number (Σr)²/Σr²."""
    if videos.days is None:
        return np.ones(len(videos.y))
    recency = 2.0 ** (-(videos.days.max() - videos.days) / half_life_days)
    return recency * recency.sum() / (recency**2).sum()
