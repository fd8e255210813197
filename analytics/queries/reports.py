"""What the managers' pages of the weekly report show: readers with their state, the delivery log, the chat."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from analytics.models import ChatHook, ChatPost, Edition, ReportMail, ReportReader
from tkcommerce.brands.models import Brand, Membership

PER_PAGE = 50
POSTS_SHOWN = 5
Delivery = ReportMail.Delivery


@dataclass(frozen=True)
class ReaderRow:
    """`look` is on, paused, asked, unsubscribed, bounced or complained."""

    reader: ReportReader
    look: str
    is_outside: bool

    @property
    def edition_word(self) -> str:
        return edition_word(self.reader.edition)


def edition_word(edition: str) -> str:
    """For tables and switches; the whole sentence stands where one chooses."""
    return _("Managers") if edition == Edition.MANAGER else _("Marketers")


def present(readers: QuerySet) -> QuerySet:
    """Those who still belong to their brand: members, and outsiders who are asked or said yes and were not taken off the list."""
    member = Exists(Membership.objects.filter(brand=OuterRef("brand"), user=OuterRef("user")))
    invited = Q(user=None) & (Q(confirmed_at__isnull=False) | ~Q(confirm_token=""))
    return readers.filter(member | invited)


def readers_of_brand(brand: Brand) -> list[ReaderRow]:
    """Members first. One query."""
    readers = present(brand.reportreaders.select_related("user")).order_by("user_id", "email")
    rows = [ReaderRow(reader, _look(reader), reader.user_id is None) for reader in readers]
    return sorted(rows, key=lambda row: (row.is_outside, str(row.reader.user or row.reader)))


def _look(reader: ReportReader) -> str:
    if reader.stopped_at:
        return reader.stop_reason
    if reader.confirmed_at is None:
        return "asked"
    return "paused" if reader.paused_at else "on"


@dataclass(frozen=True)
class MailRow:
    """`tone` is good, bad, needs or soft: how the state looks. `may_resend` and `may_settle` are what a manager may do."""

    mail: ReportMail
    tone: str
    may_resend: bool
    may_settle: bool


TONES = {
    Delivery.SENT: "good",
    Delivery.UNCONFIRMED: "needs",
    Delivery.FAILED: "bad",
}
OVER = (Delivery.SENT, Delivery.UNCONFIRMED, Delivery.FAILED, Delivery.SKIPPED)


def mails_of_brand(brand: Brand, *, only: str, number: str | None) -> Page:
    """The delivery log, newest first; `only` one state, or all. Two queries."""
    mails = brand.reportmails.select_related("reader__user").defer("html", "text")
    page = Paginator(mails.filter(delivery=only) if only in Delivery.values else mails, PER_PAGE).get_page(number)
    newest = _newest_numbers(brand, {mail.week_start for mail in page.object_list})
    page.object_list = [_row(mail, newest) for mail in page.object_list]
    return page


def _newest_numbers(brand: Brand, weeks: set) -> dict[tuple, int]:
    """Of what is over, only the newest mail of a reader and week can be sent again: the others have been."""
    found = brand.reportmails.filter(week_start__in=weeks).values_list("kind", "week_start", "reader").annotate(n=Max("number"))
    return {(kind, week, reader): number for kind, week, reader, number in found}


def _row(mail: ReportMail, newest: dict[tuple, int]) -> MailRow:
    is_newest = newest[(mail.kind, mail.week_start, mail.reader_id)] == mail.number
    return MailRow(
        mail,
        TONES.get(mail.delivery, "soft"),
        may_resend=mail.delivery == Delivery.UNCONFIRMED or is_newest and mail.delivery in OVER,
        may_settle=mail.delivery == Delivery.UNCONFIRMED,
    )


@dataclass(frozen=True)
class Chat:
    hook: ChatHook | None
    posts: list[ChatPost]


def chat_of(brand: Brand) -> Chat:
    """The webhook and its newest posts. Two queries."""
    return Chat(brand.chathooks.first(), list(brand.chatposts.all()[:POSTS_SHOWN]))
