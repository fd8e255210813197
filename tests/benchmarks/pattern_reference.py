"""Our numbers against those of established software, where it is installed: section `reference` of patterns.py.

statsmodels and numpyro are no part of this project; a virtual env with numpy, pandas, scipy and these two runs this section.
"""

import importlib.util
import time

import numpy as np
from simulator import COLUMNS, FACETS, make_up

from analytics.patterns.design import build
from analytics.patterns.equations import cross_products, equations, respond, solve
from analytics.patterns.estimates import asked, learn
from analytics.patterns.fit import NU, fit
from analytics.patterns.maturity import VIEWS
from analytics.patterns.posterior import contrasts
from analytics.patterns.priors import COMMON, FACET, OWN
from analytics.patterns.question import Question
from analytics.patterns.videos import gather

WARMUP, SAMPLES, CHAINS = 500, 1000, 2
REPEATED = 7  # milliseconds are clocked several times, and the least counts; theirs take long enough to be clocked once


def reference(brands, seed):
    for name, against in (("statsmodels", mixed_lm), ("numpyro", nuts)):
        if importlib.util.find_spec(name) is None:
            print(f"\nReference: {name} is not installed, nothing to compare with")
        else:
            against(seed)


def mixed_lm(seed):
    """The same mixed model (normal noise, no drift, no prior) by statsmodels, and at its variances by our equations."""
    from statsmodels.regression.mixed_linear_model import MixedLM  # noqa: PLC0415 (only where it is installed)

    print("\nReference: MixedLM (powell), the same variances in our equations")
    for videos in (300, 1000, 3000):
        frame = make_up(videos, seed).frame.assign(y=lambda frame: np.log1p(frame["views"]), one=1)
        crossed = {name: f"0 + C({name})" for name in FACETS}
        model = MixedLM.from_formula("y ~ 1", frame, groups="one", vc_formula=crossed, re_formula="0")
        started = time.process_time()
        fitted = model.fit(method="powell")
        theirs = time.process_time() - started
        names = fitted.model.exog_vc.names
        theta = 0.5 * np.log(np.maximum(fitted.vcomp, 1e-12) / fitted.scale)
        effects = fitted.random_effects[1]
        question = Question("views", tuple(names))
        videos_seen = gather(frame, question, curve=VIEWS, now=None)
        design = build(videos_seen, drift=False, half_life_days=np.inf)
        solution = solve(equations(cross_products(design), theta), respond(design, videos_seen.y))
        ours = min(_clock(design, videos_seen.y) for _ in range(REPEATED))
        levels = [f"{one.name}[C({one.name})[{level}]]" for one in videos_seen.facets for level in one.levels]
        apart = np.abs(solution.random_effects - effects[levels].to_numpy()).max()
        line = f"MixedLM {theirs:.2f} s, our fit with t noise {ours:.3f} s ({theirs / ours:.0f} × faster)"
        print(f"  N={videos:<6} largest difference of an effect {apart:.1e}; {line}", flush=True)


def _clock(design, y):
    started = time.process_time()
    fit(design, y)
    return time.process_time() - started


def nuts(seed):
    """The same model, Student-t noise and priors included, drift and recency apart, by Hamiltonian Monte Carlo."""
    import jax  # noqa: PLC0415 (only where it is installed)
    import numpyro  # noqa: PLC0415
    from numpyro import distributions as dist  # noqa: PLC0415

    def model(design, y):
        sigma = numpyro.sample("sigma", dist.HalfCauchy(3.0))
        b = numpyro.sample("b", dist.Normal(0, 30).expand([design.fixed.shape[1]]))
        common = numpyro.sample("common", dist.Normal(0, COMMON))
        own = numpyro.sample("own", dist.Normal(0, OWN).expand([len(design.blocks)]))
        half = numpyro.sample("half", dist.HalfNormal(1).expand([len(design.blocks)]))
        facet = np.array([block.kind == FACET for block in design.blocks])
        ratio = jax.numpy.where(facet, design.prior.scales * jax.numpy.exp(common + own), design.prior.scales * half)
        u = numpyro.sample("u", dist.Normal(0, 1).expand([design.random.shape[1]]))
        z = numpyro.deterministic("z", sigma * ratio[design.block_of_column] * u)
        middle = design.fixed @ b + dense @ z
        numpyro.sample("y", dist.StudentT(NU, middle, scale * sigma / np.sqrt(design.precision)), obs=y)

    scale = np.sqrt((NU + 1) / (NU + 3))  # σ is that of the pseudo-responses: s²/f
    print("\nReference: NUTS (numpyro), the same model")
    for videos in (100, 250):
        frame = make_up(videos, seed).frame
        table, question = asked(frame, list(FACETS), {"outcome": "views", **COLUMNS})
        seen = gather(table, question, curve=VIEWS, now=None)
        design = build(seen, drift=False, half_life_days=np.inf)
        dense = design.random.toarray()
        sampler = numpyro.infer.MCMC(
            numpyro.infer.NUTS(model), num_warmup=WARMUP, num_samples=SAMPLES, num_chains=CHAINS,
            chain_method="sequential", progress_bar=False,
        )  # fmt: skip
        started = time.process_time()
        sampler.run(jax.random.PRNGKey(seed), design, seen.y)
        theirs = time.process_time() - started
        draws = np.asarray(sampler.get_samples()["z"]) @ contrasts(design).rows.T
        started = time.process_time()
        found = learn(frame, outcome="views", facets=sorted(FACETS), drift=False, half_life_days=np.inf, **COLUMNS)
        ours = time.process_time() - started
        apart = np.abs(found.table["p_positive"].to_numpy() - (draws > 0).mean(axis=0))
        together = np.corrcoef(found.table["lift"], draws.mean(axis=0))[0, 1]
        wider = np.median(found.sd / draws.std(axis=0))
        line = f"lifts correlate {together:.4f}, mean |ΔP(lift > 0)| {apart.mean():.4f}, spread ours ÷ theirs {wider:.2f}"
        print(f"  N={videos:<6} {line}; NUTS {theirs:.1f} s, ours {ours:.3f} s ({theirs / ours:.0f} × faster)", flush=True)
