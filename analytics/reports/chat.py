"""The weekly report in a brand's chat: the webhook's address kept secret, one post a week, and what to do when it fails."""

from datetime import datetime, timedelta
from itertools import takewhile
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _, gettext_noop

from analytics.models import ChatHook, ChatPost, Edition
from analytics.reports.archive import shared_token
from analytics.reports.chat_message import chat_message
from analytics.reports.due import TOO_LATE, Slot, occurrences
from analytics.reports.ledger import report_of
from tkcommerce.brands.models import Brand, User
from tkcommerce.dates import Days, week_of
from tkcommerce.mail import one_line
from tkcommerce.outgoing import Answer, NoAnswer, NotAllowed, NotReached, post_json
from tkcommerce.secrets_at_rest import Unreadable, seal, unseal
from tkcommerce.work.claiming import back_off, finish, step
from tkcommerce.work.hints import hint
from tkcommerce.work.running import CannotBeDone, NeedsPerson

SLOT = (1, 9)  # Tuesday 09:00 in the brand's zone: data come two days late

PERHAPS = gettext_noop("The chat did not answer, so nobody knows whether the message arrived. Look there; then retry or discard.")
NOT_REACHED = gettext_noop("The chat could not be reached (%(reason)s).")
BUSY = gettext_noop("The chat is busy (%(status)s).")
REFUSED = gettext_noop("The chat refused the message (%(status)s %(answer)s). Enter a new webhook address, then retry.")
NO_HOOK = gettext_noop("The webhook was taken away before the message went out.")
UNREADABLE = gettext_noop("The webhook's address cannot be read any more. Enter it again, then retry.")
NOT_ALLOWED = gettext_noop("The webhook's host is no longer allowed here.")


def write_hook(*, brand: Brand, url: str, language: str, by: User) -> ChatHook:
    """Takes the place of the earlier one."""
    values = {"sealed_url": seal(url, place=_place(brand)), "shown": shown(url), "language": language, "by": by}
    return ChatHook.objects.update_or_create(brand=brand, defaults=values)[0]


def remove_hook(*, brand: Brand) -> None:
    brand.chathooks.all().delete()


def shown(url: str) -> str:
    """As much of the address as may be seen again: the host and the last four characters."""
    return f"{urlsplit(url).hostname}/…{url[-4:]}"


def due_week(brand: Brand, *, now: datetime) -> tuple[Days, datetime]:
    """The week told by the newest Tuesday 09:00 that has come, and that instant: the same week as in the mails."""
    passed = takewhile(lambda one: one[1] <= now, occurrences(Slot(*SLOT, brand.time_zone), after=now - timedelta(days=9)))
    day, at = list(passed)[-1]
    return week_of(day, starts_on=brand.week_starts_on).before(), at


def make_due_posts(now: datetime | None = None) -> int:
    """The maker that the sweep calls: the posts that are due, one per brand and week however often; how many are new."""
    now, made = now or timezone.now(), 0
    for hook in ChatHook.objects.select_related("brand"):
        week, at = due_week(hook.brand, now=now)
        if hook.at < at and now - at <= TOO_LATE:  # a webhook of today does not post last Tuesday's report
            with transaction.atomic():
                post, new = ChatPost.objects.get_or_create(brand=hook.brand, week_start=week.start, defaults={"run_after": now})
                if new:
                    hint(ChatPost, post.pk)
            made += new
    return made


def post_week(post: ChatPost) -> None:
    """Post once. Whatever is not certain goes to a person; what certainly did not arrive is tried again by itself."""
    if post.posting_since:
        _clear(post)
        raise NeedsPerson(PERHAPS)
    hook = post.brand.chathooks.first()
    if hook is None:
        raise CannotBeDone(NO_HOOK)
    body = _message(hook, post)
    with step(post):
        ChatPost.objects.filter(pk=post.pk).update(posting_since=Now())
    try:
        answer = call(hook, body)
    except NotReached as error:
        _clear(post)
        back_off(post, NOT_REACHED, {"reason": str(error)})
    except NoAnswer:
        _clear(post)
        raise NeedsPerson(PERHAPS) from None
    except CannotBeDone:
        _clear(post)
        raise
    else:
        _record(post, answer)


def _message(hook: ChatHook, post: ChatPost) -> dict:
    """The marketers' edition, with a link that whoever reads the chat can open."""
    week = Days(post.week_start, post.week_start + timedelta(days=7))
    token = shared_token(hook.brand, week, edition=Edition.MARKETER, language=hook.language)
    link = settings.SITE_URL + reverse("reports:shared", args=[token])
    return chat_message(report_of(hook.brand, week, now=timezone.now()), language=hook.language, link=link)


def _record(post: ChatPost, answer: Answer) -> None:
    if 200 <= answer.status < 300:
        with step(post):
            ChatPost.objects.filter(pk=post.pk).update(posted_at=Now(), posting_since=None)
            finish(post)
        return
    _clear(post)
    if answer.status == 429 or answer.status >= 500:
        back_off(post, BUSY, {"status": answer.status})
        return
    raise CannotBeDone(REFUSED, status=answer.status, answer=answer.text[:80])


def call(hook: ChatHook, body: dict) -> Answer:
    """Raises NotReached, NoAnswer, or CannotBeDone where the address is of no use."""
    try:
        url = unseal(hook.sealed_url, place=_place(hook.brand))
        return post_json(url, body, hosts=settings.CHAT_WEBHOOK_HOSTS)
    except Unreadable:
        raise CannotBeDone(UNREADABLE) from None
    except NotAllowed:
        raise CannotBeDone(NOT_ALLOWED) from None


def hello(hook: ChatHook, *, by: User) -> dict:
    """A test message, in the language of the chat."""
    with translation.override(hook.language):
        told = {"brand": one_line(hook.brand.name), "person": one_line(str(by))}
        return {"text": escaped(_("Test: the weekly report of %(brand)s will be posted here. Sent by %(person)s.") % told)}


def escaped(text: str) -> str:
    """As Slack wants it, so that no name becomes a mention or a link."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def try_hook(hook: ChatHook, body: dict) -> tuple[str, dict] | None:
    """Post a test message now; None if the chat took it, else the reason as (msgid, params)."""
    try:
        answer = call(hook, body)
    except NotReached as error:
        return NOT_REACHED, {"reason": str(error)}
    except NoAnswer:
        return PERHAPS, {}
    except CannotBeDone as reason:
        return reason.message, reason.params
    if 200 <= answer.status < 300:
        return None
    return REFUSED, {"status": answer.status, "answer": answer.text[:80]}


def _clear(post: ChatPost) -> None:
    with step(post):
        ChatPost.objects.filter(pk=post.pk).update(posting_since=None)


def _place(brand: Brand) -> str:
    return f"chathook:url:{brand.pk}"
