"""Everything that one run has found out, before anything of it is written."""

from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from analytics.learning.answers import Answer
from analytics.learning.facts import VideoFacts
from analytics.learning.features import Features
from analytics.learning.trust import Trust
from analytics.models import Outcome


@dataclass(frozen=True)
class Learned:
    facts: list[VideoFacts]
    features: Features
    answers: list[Answer]
    past: dict[Outcome, pd.DataFrame]  # backtests made now; of the other outcomes the newest earlier one holds
    trust: dict[Outcome, Trust]
    now: datetime
    seconds: float
