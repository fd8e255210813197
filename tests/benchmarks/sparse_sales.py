"""Sales of made-up videos with a hidden truth: how right is what is said of net sales per 1,000 views?

    OPENBLAS_NUM_THREADS=1 .venv/bin/python tests/benchmarks/sparse_sales.py [--brands 40] [--videos 200] [--mean 2.0] [--seed 1]

Levels of three facets change views and sales per view independently; most videos sell a few times or never. Printed beside: the
same estimator on the empirical logit as it is, on log(1 + net sales per 1,000 views), and the dashboard's mean > +10 %.
"""

import argparse
import time

import numpy as np
import pandas as pd

from analytics.learning.sparse_rates import as_counts
from analytics.patterns.estimates import learn

FACETS = {"hook": 8, "theme": 8, "cta": 5}
SIZES = np.array([2000.0, 4000.0, 9000.0])  # of orders


def made_up(videos: int, mean: float, chance: np.random.Generator, *, effects: float) -> tuple[pd.DataFrame, dict]:
    """(frame, truth): {(facet, level): log of its sales per view less the usage-weighted mean of its facet}."""
    frame, sells, seen, truth = pd.DataFrame(index=range(videos)), np.zeros(videos), np.zeros(videos), {}
    for facet, count in FACETS.items():
        codes = chance.choice(count, videos, p=chance.dirichlet(np.full(count, 3.0)))
        lifts = effects * chance.normal(0, 0.5, count) * (chance.random(count) < 0.5)
        sells, seen = sells + lifts[codes], seen + chance.normal(0, 0.5, count)[codes]
        frame[facet] = [f"{facet}{code}" for code in codes]
        truth |= {(facet, f"{facet}{code}"): lifts[code] - lifts[codes].mean() for code in range(count)}
    views = np.exp(8 + seen + chance.normal(0, 1.0, videos))
    rate = np.exp(sells + chance.normal(0, 0.4, videos))
    orders = chance.poisson(mean * rate * views / (rate * views).mean())
    net = np.array([chance.choice(SIZES, count).sum() for count in orders])
    moments = pd.Timestamp("2026-01-01", tz="UTC") + pd.to_timedelta(np.arange(videos), "D")
    return frame.assign(views=np.round(views), orders=orders, net=net, published_at=moments), truth


def asked_as(frame: pd.DataFrame, way: str) -> tuple[pd.DataFrame, str | None]:
    size = (frame["net"] ** 2 / frame["orders"].where(frame["orders"] > 0)).sum() / frame["net"].sum()
    spread = size * frame["orders"].sum() / frame["net"].sum()
    counts, bases = frame["net"].to_numpy() / size, frame["views"].to_numpy() / spread
    if way == "ours":
        counts, bases, _rate = as_counts(counts, bases)
    if way == "log of sales":
        return frame.assign(y=1000 * frame["net"] / frame["views"]), None
    return frame.assign(y=counts, of=bases), "of"


def tried(way: str, brands: int, videos: int, mean: float, seed: int, *, effects: float) -> dict[str, float]:
    calls, right, covered, levels, biases = 0, 0, 0, 0, []
    started = time.process_time()
    for number in range(brands):
        frame, truth = made_up(videos, mean, np.random.default_rng(seed + number), effects=effects)
        if way == "dashboard":
            rates = 1000 * frame["net"] / frame["views"]
            said = {
                (facet, level): mean_of > 1.1 * rates.mean()
                for facet in FACETS
                for level, mean_of in rates.groupby(frame[facet]).mean().items()
            }
            calls += sum(said.values())
            right += sum(truth[key] > 0 for key, is_called in said.items() if is_called)
            continue
        table, per = asked_as(frame, way)
        found = learn(table, outcome="y", per=per, facets=list(FACETS), published_at="published_at").table
        for row in found.itertuples():
            true = truth[row.facet, row.level]
            calls += row.verdict == "winner"
            right += row.verdict == "winner" and true > 0
            covered += row.lo90 <= np.exp(true) <= row.hi90
            levels += 1
            biases.append(abs(row.lift - true))
    seconds = time.process_time() - started
    return {
        "winners per brand": calls / brands, "of them right": right / calls if calls else float("nan"),
        "90 % ranges hold": covered / levels if levels else float("nan"),
        "mean error (log)": float(np.mean(biases)) if biases else float("nan"), "CPU s per brand": seconds / brands,
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser()
    for name, kind, usual in (("brands", int, 40), ("videos", int, 200), ("mean", float, 2.0), ("seed", int, 1)):
        parser.add_argument(f"--{name}", type=kind, default=usual)
    asked = parser.parse_args()
    for effects in (1.0, 0.0):
        print(
            f"\n{'with effects' if effects else 'no level sells better than another'}: {asked.mean:g} orders per video on average"
        )
        for way in ("ours", "logit as it is", "log of sales", "dashboard"):
            told = tried(way, asked.brands, asked.videos, asked.mean, asked.seed, effects=effects)
            print(f"{way:>16}  " + "  ".join(f"{name} {value:.3f}" for name, value in told.items()))


if __name__ == "__main__":
    main()
