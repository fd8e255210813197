"""How often the pattern estimator is right, sure and fast, each figure beside what plain methods reach on the same brands.

    .venv/bin/python tests/benchmarks/patterns.py [--brands 60] [--seed 1000] [--only calls,drift,…]

Set OPENBLAS_NUM_THREADS=1 for the speed lines: they are for one core. Made-up brands: tests/simulator.py.
"""

import argparse
import resource
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import stats

sys.path[:0] = [str(Path(__file__).parents[part]) for part in (2, 1, 0)]

from pattern_maturity import maturity  # noqa: E402 (found only through the line above)
from pattern_real import real  # noqa: E402
from pattern_reference import reference  # noqa: E402
from pattern_trials import trials  # noqa: E402
from simulator import COLUMNS, FACETS, World, make_up  # noqa: E402

from analytics.patterns.estimates import learn  # noqa: E402

TEN, THIRTY = np.log(1.1), np.log(1.3)


def ours(frame, **options):
    table = learn(frame, outcome="views", facets=list(FACETS), **COLUMNS, **options).table
    inside = np.log(table["lo90"]), np.log(table["hi90"])
    return table[["facet", "level", "lift"]].assign(called=table["verdict"] == "winner", low=inside[0], high=inside[1])


def dashboard(frame):
    """Every level whose mean is 10 % above the brand's."""
    rows = []
    for facet in FACETS:
        means = frame.groupby(facet)["views"].mean()
        rows += [(facet, level, np.log(max(mean, 0.5) / frame["views"].mean())) for level, mean in means.items()]
    table = pd.DataFrame(rows, columns=["facet", "level", "lift"])
    return table.assign(called=table["lift"] > TEN)


def t_test(frame):
    """Every level whose mean log is above that of the others, two-sided p < 0.05; the interval is of that difference."""
    logs, rows = np.log1p(frame["views"]), []
    for facet in FACETS:
        for level in frame[facet].unique():
            one, others = logs[frame[facet] == level], logs[frame[facet] != level]
            if min(len(one), len(others)) < 2:
                rows.append((facet, level, 0.0, False, -np.inf, np.inf))
                continue
            test = stats.ttest_ind(one, others, equal_var=False)
            low, high = test.confidence_interval(0.90)
            rows.append((facet, level, one.mean() - logs.mean(), test.pvalue < 0.05 and test.statistic > 0, low, high))
    return pd.DataFrame(rows, columns=["facet", "level", "lift", "called", "low", "high"])


def score(rule, brands):
    """One line of figures over all brands: calls and winners' share that truly are above 0 and 10 %, recall of +30 %, …"""
    tables, regrets = [], []
    for brand in brands:
        table = rule(brand.frame)
        table["truth"] = brand.truth_of(table)
        best = table.loc[table.groupby("facet")["lift"].idxmax()].set_index("facet")["truth"]
        regrets.append((table.groupby("facet")["truth"].max() - best).mean())
        tables.append(table)
    levels = pd.concat(tables)
    called, large = levels[levels["called"]], levels[levels["truth"] >= THIRTY]
    line = f"calls {len(called) / len(brands):5.2f}  right {share(called['truth'] > 0)}  ≥+10% {share(called['truth'] >= TEN)}"
    line += f"  recall ≥+30% {share(large['called'])}  regret {np.mean(regrets):.3f}"
    if "low" in levels:
        inside = (levels["low"] <= levels["truth"]) & (levels["truth"] <= levels["high"])
        line += f"  90% covers {share(inside)}, called {share(inside[levels['called']])}"
    return line


def share(flags):
    return f"{flags.mean():.3f}" if len(flags) else "  –  "


def compare(title, brands, rules):
    print(f"\n{title}, {len(brands)} brands")
    for name, rule in rules.items():
        print(f"  {name:<22} {score(rule, brands)}", flush=True)


RULES = {"ours": ours, "mean > +10 %": dashboard, "t-test p < .05": t_test}


def calls(brands, seed):
    worlds = [(30, World()), (100, World()), (300, World()), (1000, World()), (3000, World())]
    for videos, world in worlds:
        count = max(brands * min(300, 90000 // videos) // 300, 10)
        compare(f"N={videos}", [make_up(videos, seed + number, world) for number in range(count)], RULES)
    nothing = [make_up(300, seed + 5000 + number, World(share=0.0)) for number in range(brands)]
    compare("N=300, no effects: every call is false", nothing, RULES)


def drift(brands, seed):
    strays = World(drift=0.25)
    rules = RULES | {"ours, no drift": lambda frame: ours(frame, drift=False)}
    for videos, count in ((300, brands), (1000, max(brands // 3, 10))):
        compare(f"N={videos}, drift sd .25", [make_up(videos, seed + 9000 + number, strays) for number in range(count)], rules)


def speed(brands, seed):
    print("\nSpeed (processor seconds, best of 3), and peak memory of this process")
    timed, rules = {}, {"with drift": ours, "without": lambda frame: ours(frame, drift=False), "mean > +10 %": dashboard}
    for videos in (300, 3000, 10_000, 30_000, 100_000):
        frame = make_up(videos, seed).frame
        for name, rule in rules.items():
            timed[name, videos] = min(clock(rule, frame) for _ in range(3))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        line = "  ".join(f"{name} {timed[name, videos]:.3f} s" for name in rules)
        print(f"  N={videos:<7} × 8 facets  {line}  {memory:.0f} MB", flush=True)
    growth = np.log(timed["with drift", 100_000] / timed["with drift", 3000]) / np.log(100_000 / 3000)
    print(f"  time grows as videos^{growth:.2f}")


def clock(rule, frame):
    """Processor seconds: what one core would need, whoever else is busy on this machine."""
    started = time.process_time()
    rule(frame)
    return time.process_time() - started


SECTIONS = {section.__name__: section for section in (calls, drift, maturity, speed, real, reference, trials)}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--brands", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1000)
    parser.add_argument("--only", default=",".join(SECTIONS), help=", ".join(SECTIONS))
    options = parser.parse_args()
    for name in options.only.split(","):
        SECTIONS[name](options.brands, options.seed)


if __name__ == "__main__":
    main()
