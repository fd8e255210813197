"""One reminder becomes one mail, effectively once. Whatever is not certain goes to a person."""

from contextlib import closing
from datetime import datetime
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_noop

from planner.approval.stopping import stop_over
from planner.models import ApprovalRound, Reminder, Video
from planner.posting.occasions import post_key, round_key
from planner.posting.reminding import wants
from tkcommerce.dates import day_of
from tkcommerce.mail import build_mail
from tkcommerce.words import day_word, time_word, zone_word
from tkcommerce.work.claiming import back_off, finish, step
from tkcommerce.work.running import CannotBeDone, NeedsPerson

Kind = Reminder.Kind
PERHAPS = gettext_noop(
    "Sending stopped halfway, so nobody knows whether the mail went out. Ask the reader; then retry or discard."
)
NOT_REACHED = gettext_noop("The mail server could not be reached (%(error)s).")
LATER = gettext_noop("The mail server did not take it yet (%(reply)s).")
REFUSED = gettext_noop("The mail server refused it (%(reply)s).")
NOT_NEEDED = gettext_noop("It was no longer needed when its time came.")


def send_reminder_mail(row: Reminder) -> None:
    """`row` is claimed. Sent, or no longer needed, or CannotBeDone and NeedsPerson say why not."""
    if row.sending_since:
        _clear(row)
        raise NeedsPerson(PERHAPS)
    row = Reminder.objects.select_related("brand", "person", "video__account", "video__brand").get(pk=row.pk)
    if not still_needed(row, timezone.now()):
        _skip(row)
        return
    message = message_of(row)
    connection = get_connection()
    with closing(connection):
        try:
            connection.open()
        except (OSError, SMTPException) as error:
            back_off(row, NOT_REACHED, {"error": type(error).__name__})
            return
        _hand_over(row, message, connection)


def still_needed(row: Reminder, now: datetime) -> bool:
    """What it tells is still so, and she is still a member who wants to know it."""
    video = row.video
    if not row.brand.memberships.filter(user=row.person, user__is_active=True).exists():
        return False
    if row.kind not in wants(row.brand, row.person) or video.retracted_at or video.joined_into_id:
        return False
    if row.kind == Kind.POST_DUE:
        ready = video.state in (Video.State.APPROVED, Video.State.SCHEDULED) and post_key(video) == row.key
        return ready and stop_over(video) is None
    if row.kind == Kind.MISSED:
        return video.state == Video.State.MISSED and post_key(video) == row.key
    if row.kind in (Kind.APPROVAL, Kind.APPROVAL_WAITS):
        open_round = video.rounds.filter(state=ApprovalRound.State.OPEN).first()
        return video.state != Video.State.DROPPED and open_round is not None and round_key(open_round) == row.key
    if row.kind == Kind.STEP_DUE:
        step_name, _colon, due = row.key.partition(":")
        return video.state in _not_past(step_name) and video.dues.filter(step=step_name, due_day=due).exists()
    return True


def message_of(row: Reminder) -> EmailMultiAlternatives:
    """In the reader's language, on the brand's clock."""
    with translation.override(row.person.language):
        context = _context(row)
    return build_mail(name=f"reminders/{row.kind}", to=row.person.email, language=row.person.language, context=context)


def _context(row: Reminder) -> dict:
    """Absolute addresses, days and times in words."""
    video, brand = row.video, row.brand
    today = day_of(timezone.now(), brand.time_zone)
    page = "planner:video-post" if row.kind in (Kind.POST_DUE, Kind.MISSED) else "planner:video"
    slot = day_word(video.planned_day, today=today) if video.planned_day else ""
    if video.planned_time:
        slot = f"{slot} {time_word(video.planned_time)} ({zone_word(video.planned_zone)})"
    context = {
        "brand": brand,
        "video": video,
        "slot": slot,
        "url": settings.SITE_URL + reverse(page, args=[brand.slug, video.pk]),
        "wishes": settings.SITE_URL + reverse("planner:reminders", args=[brand.slug]),
    }
    if row.kind == Kind.STEP_DUE:
        context["step"] = Video.State(row.key.partition(":")[0]).label
    if row.kind in (Kind.APPROVAL, Kind.APPROVAL_WAITS, Kind.DECIDED):
        context |= _approval(row)
    return context


def _approval(row: Reminder) -> dict:
    round_ = row.video.rounds.select_related("asked_by").filter(number=row.key.partition(":")[0]).first()
    if round_ is None:
        return {}
    at = int(row.key.split(":")[1]) if row.kind != Kind.DECIDED else round_.at_step
    rejected = round_.decisions.filter(verdict="rejected").last()
    name = round_.steps[at]["name"] if at < len(round_.steps) else ""
    return {"round": round_, "step": name, "rejected": rejected}


def _not_past(step_name: str) -> list[str]:
    order = [*Video.MAKING, Video.State.REVIEW]
    return order[: order.index(step_name) + 1] if step_name in order else []


def _hand_over(row: Reminder, message: EmailMultiAlternatives, connection: object) -> None:
    with step(row):
        Reminder.objects.filter(pk=row.pk).update(sending_since=Now())
    try:
        connection.send_messages([message])
    except SMTPRecipientsRefused as error:
        code, reply = next(iter(error.recipients.values()))
        _not_taken(row, code, reply)
    except SMTPResponseException as error:
        _not_taken(row, error.smtp_code, error.smtp_error)
    except (OSError, SMTPException):
        _clear(row)
        raise NeedsPerson(PERHAPS) from None
    else:
        with step(row):
            Reminder.objects.filter(pk=row.pk).update(sent_at=Now(), sending_since=None)
            finish(row)


def _not_taken(row: Reminder, code: int, reply: bytes | str) -> None:
    text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else str(reply)
    _clear(row)
    if 400 <= code < 500:
        back_off(row, LATER, {"reply": f"{code} {text}"[:200]})
        return
    raise CannotBeDone(REFUSED, reply=f"{code} {text}"[:200])


def _skip(row: Reminder) -> None:
    with step(row):
        Reminder.objects.filter(pk=row.pk).update(error_message=NOT_NEEDED)
        finish(row)


def _clear(row: Reminder) -> None:
    with step(row):
        Reminder.objects.filter(pk=row.pk).update(sending_since=None)
