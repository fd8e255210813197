"""The whole chain on one screen: import → roll up → learn. A task takes an id, does one thing, and may run twice.

An import queues the roll-up of the days it touched in the transaction that writes its readings (analytics/stale.py),
and with it, for a while later, the learning of patterns (analytics/pattern_wishes.py).
"""

from celery import shared_task

from analytics.importing.run import run_import
from analytics.learning.run import recompute_patterns
from analytics.learning.selections import learn_videos
from analytics.models import ChatPost, MetricImport, PatternSelection, PatternWork, RollupRun
from analytics.reports.chat import post_week
from analytics.reports.send import send_mails
from analytics.results import bring_up_to_date
from tkcommerce.work.running import perform


@shared_task(time_limit=1800)  # a file of a million rows takes minutes; its children have limits of their own
def import_metrics(import_id: int) -> None:
    perform(MetricImport, import_id, run_import)


@shared_task(time_limit=300)
def rebuild_rollups(run_id: int) -> None:
    perform(RollupRun, run_id, bring_up_to_date)


@shared_task(time_limit=900)
def learn_patterns(work_id: int) -> None:
    perform(PatternWork, work_id, recompute_patterns)


@shared_task(time_limit=600)
def learn_selection(selection_id: int) -> None:
    perform(PatternSelection, selection_id, learn_videos)


@shared_task(time_limit=300)
def send_report_mails(mail_id: int) -> None:
    send_mails(mail_id)


@shared_task(time_limit=60)
def post_report_to_chat(post_id: int) -> None:
    perform(ChatPost, post_id, post_week)
