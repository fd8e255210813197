"""Learn a part of a brand's videos: the same facts and questions, with answers of its own beside those of the current run.

What has held of calls is learned from all videos: parts are too few to be cut in two. Only the newest answer is kept.
"""

from collections import Counter
from dataclasses import replace

import pandas as pd
from django.utils import timezone

from analytics.learning import keeping, pooling
from analytics.learning.answers import Question, answer
from analytics.learning.badges import Badges
from analytics.learning.facts import facts_of
from analytics.learning.features import Features, features
from analytics.learning.occasions import occasions_of
from analytics.learning.outcomes import ASKED
from analytics.learning.run import WAIT_FOR_ROLLUP, trust_by_outcome
from analytics.models import PatternFit, PatternRun, PatternSelection, RollupRun
from tkcommerce.brands.models import Brand
from tkcommerce.dates import day_of
from tkcommerce.work.claiming import finish, put_back, step
from tkcommerce.work.models import OPEN


def learn_videos(work: PatternSelection) -> None:
    """`work` is claimed; raises LeaseLost when another worker has it.

    Without a run of the brand there is nothing to stand beside: the first run asks for it again.
    """
    if RollupRun.objects.filter(brand_id=work.brand_id, state__in=OPEN).exists():
        put_back(work, delay=WAIT_FOR_ROLLUP)
        return
    brand, now = Brand.objects.get(pk=work.brand_id), timezone.now()
    facts = facts_of(brand, until=day_of(now, brand.time_zone))
    found = narrowed(features(facts, now=now, occasions=occasions_of(brand, facts)), work)
    answers = []
    for asked in ASKED:
        answers.append(answer(Question(asked, work.scope), found))
        with step(work):
            PatternSelection.objects.filter(pk=work.pk).update(fits_done=len(answers), fits_total=len(ASKED))
    trust = dict(trust_by_outcome(brand, pooling.others_of(brand), {}))
    with step(work):
        run = PatternRun.objects.select_for_update().filter(brand=brand, is_current=True).first()
        if run:
            PatternFit.objects.filter(brand=brand, scope=work.scope).delete()
            keeping.keep_fits(run, answers, trust, Badges({}, {}, Counter()))
        finish(work)


def narrowed(found: Features, selection: PatternSelection) -> Features:
    """Only the videos of the selection; how views grow is still learned from all."""
    frame = found.frame
    kept = pd.Series(True, index=frame.index)
    wanted = {"account": str(selection.account_id or ""), "market": selection.market, "relation": selection.relation}
    for name, value in wanted.items():
        kept &= (frame[name] == value) if value else True
    if selection.first_day:
        kept &= frame["posted_day"] >= selection.first_day
    if selection.end_day:
        kept &= frame["posted_day"] < selection.end_day
    return replace(found, frame=frame[kept].reset_index(drop=True))
