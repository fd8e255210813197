"""The planner's tasks. Each takes an id, calls one function, and may run twice."""

from celery import shared_task

from planner.models import Reminder
from planner.posting.reminder_mails import send_reminder_mail
from tkcommerce.work.running import perform


@shared_task(time_limit=60)
def send_reminder(reminder_id: int) -> None:
    perform(Reminder, reminder_id, send_reminder_mail)
