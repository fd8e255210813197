"""The ledger's rows: who reads, which mails are owed, what was known of a week. All are made here, before anything is sent."""

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta
from email.utils import parseaddr

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max, OuterRef, Q, Subquery
from django.db.models.functions import Now
from django.utils.translation import gettext_noop

from analytics.models import ReportMail, ReportReader, WeeklyReport
from analytics.reports.content import WeeklyContent
from analytics.reports.due import Due, Fate, Plan, Reader, Slot, make_plan, occurrences
from analytics.reports.weekly import build_content
from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days
from tkcommerce.work.hints import hint
from tkcommerce.work.models import State

AT_ONCE = 500  # readers in one transaction
MAKERS_LOCK = 7001  # of PostgreSQL's advisory locks with one key; those with two belong to a brand's week
Delivery, Kind = ReportMail.Delivery, ReportMail.Kind

REASONS = {
    Fate.TOO_LATE: gettext_noop("It was more than six days late, and the next report was near."),
    Fate.PART: gettext_noop("It is part of the reader's one mail for all her brands."),
}

# Whoever joined within the last hour is owed what came due since; older members start now. An outsider who was invited and
# then became a member keeps her row. In small letters as the unique index has it.
_READERS_OF_MEMBERS = """
    INSERT INTO analytics_reportreader AS reader (brand_id, user_id, email, name, language, edition, weekday, hour,
        is_combined, confirmed_at, confirm_token, stop_reason, created_at, made_until)
    SELECT m.brand_id, m.user_id, u.email, u.name, u.language, CASE WHEN m.role >= 30 THEN 'manager' ELSE 'marketer' END,
        1, 9, false, joined.at, '', '', now(), joined.at
    FROM brands_membership m JOIN brands_user u ON u.id = m.user_id
    CROSS JOIN LATERAL (SELECT greatest(m.created_at, now() - interval '1 hour') AS at) AS joined
    WHERE u.is_active AND NOT EXISTS (
        SELECT 1 FROM analytics_reportreader r WHERE r.user_id = m.user_id AND r.brand_id = m.brand_id)
    ON CONFLICT (brand_id, lower(email)) DO UPDATE SET user_id = excluded.user_id, confirm_token = '',
        confirmed_at = coalesce(reader.confirmed_at, excluded.confirmed_at)
    WHERE reader.user_id IS NULL
"""


def make_due_mails(now: datetime | None = None) -> int:
    """The maker that the sweep calls: rows for all mails that are due by the database's clock (or at `now`); how many.

    Twice, or from two sweeps at once, makes each once.
    """
    ensure_readers()
    _settle_given_up()
    made = 0
    while ids := list(ReportReader.objects.filter(next_due_at__lte=now or Now()).values_list("pk", flat=True)[:AT_ONCE]):
        with transaction.atomic():
            if not _lock("SELECT pg_try_advisory_xact_lock(%s)"):
                break  # another sweep is making them
            made += _make(ids, now or _database_now())
    return made


def ensure_readers() -> int:
    """Members are readers by themselves, once; returns how many are new."""
    with connection.cursor() as cursor:
        cursor.execute(_READERS_OF_MEMBERS)
        return cursor.rowcount


def make_mails(brand: Brand, week: Days, *, now: datetime) -> int:
    """For people and rescue: this week, to each who listens and has no mail of it; returns how many."""
    with transaction.atomic():
        _lock("SELECT pg_advisory_xact_lock(%s)")
        owed = brand.reportreaders.listening().exclude(mails__week_start=week.start).select_related("brand")
        dues = [Due(_as_reader(row), week, now, Fate.SEND) for row in owed.annotate(last=_last_week())]
        return _insert(dues, now)


def resend(mail: ReportMail) -> ReportMail:
    """Once more, because a person asks: a new row with the next number, told from the same frozen week."""
    with transaction.atomic():
        ReportReader.objects.select_for_update().get(pk=mail.reader_id)  # two people asking at once queue up here
        told = ReportMail.objects.filter(brand=mail.brand_id, kind=mail.kind, week_start=mail.week_start, reader=mail.reader_id)
        again = ReportMail.objects.create(
            brand_id=mail.brand_id, kind=mail.kind, week_start=mail.week_start, reader_id=mail.reader_id, due_at=mail.due_at,
            number=told.aggregate(last=Max("number"))["last"] + 1, message_id=new_message_id(), run_after=_database_now(),
        )  # fmt: skip
        hint(ReportMail, again.pk)
        return again


def report_of(brand: Brand, week: Days, *, now: datetime) -> WeeklyContent:
    """What is known of the week: built by the first who asks, and the same ever after."""
    with transaction.atomic():
        with connection.cursor() as cursor:  # nobody else builds it meanwhile
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [brand.pk, week.start.toordinal()])
        report = brand.weeklyreports.filter(week_start=week.start).first()
        if report is None:
            content = build_content(brand, week, now=now)
            report = WeeklyReport(brand=brand, week_start=week.start, week_end=week.end, content=content.to_json())
            report.save(force_insert=True)
    return WeeklyContent.from_json(report.content)


def week_of_mail(mail: ReportMail) -> Days:
    return Days(mail.week_start, mail.week_start + timedelta(days=7))


def new_message_id() -> str:
    """In the sender's domain, as spam filters like it."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<{uuid.uuid4().hex}@{domain}>"


def _make(ids: list[int], now: datetime) -> int:
    """The readers with these ids, and with each all others of a person who wants one mail."""
    people = ReportReader.objects.filter(pk__in=ids, is_combined=True).values("user")
    rows = ReportReader.objects.filter(Q(pk__in=ids) | Q(user__in=people, is_combined=True)).annotate(last=_last_week())
    found = list(rows.select_related("brand").select_for_update(of=("self",)).order_by("pk"))
    listen = set(ReportReader.objects.listening().filter(pk__in=[row.pk for row in found]).values_list("pk", flat=True))
    plan = make_plan([_as_reader(row) for row in found if row.pk in listen], now=now)
    made = _insert(plan.dues, now)
    _remember(found, plan, now)
    return made


def _last_week() -> Subquery:
    newest = ReportMail.objects.filter(reader=OuterRef("pk"), number=1).order_by("-week_start")
    return Subquery(newest.values("week_start")[:1])


def _as_reader(row: ReportReader) -> Reader:
    return Reader(
        id=row.pk,
        person=row.user_id,
        brand=(row.brand.name, row.brand_id),
        slot=_slot(row),
        week_starts_on=row.brand.week_starts_on,
        is_combined=row.is_combined,
        after=max(row.made_until, row.confirmed_at),
        last=row.last,
    )


def _slot(row: ReportReader) -> Slot:
    return Slot(row.weekday, row.hour, row.brand.time_zone)


def _insert(dues: Iterable[Due], now: datetime) -> int:
    mails = [_mail(due, now) for due in dues]
    ReportMail.objects.bulk_create(mails, ignore_conflicts=True)
    return ReportMail.objects.filter(message_id__in=[mail.message_id for mail in mails]).count()


def _mail(due: Due, now: datetime) -> ReportMail:
    ends = {} if due.fate is Fate.SEND else {
        "delivery": Delivery.SKIPPED, "state": State.DONE, "finished_at": now, "error_message": REASONS[due.fate],
    }  # fmt: skip
    return ReportMail(
        brand_id=due.reader.brand[1],
        kind=Kind.COMBINED if due.combined else Kind.WEEKLY,
        week_start=due.week.start,
        reader_id=due.reader.id,
        due_at=due.at,
        message_id=new_message_id(),
        run_after=now,
        **ends,
    )


def _remember(found: list[ReportReader], plan: Plan, now: datetime) -> None:
    """Whoever does not listen is owed nothing for this time."""
    for row in found:
        row.made_until = plan.made_until.get(row.pk, now)
        row.next_due_at = plan.next_at.get(row.pk) or next(occurrences(_slot(row), after=now))[1]
    ReportReader.objects.bulk_update(found, ["made_until", "next_due_at"])


def _settle_given_up() -> None:
    """The sweep gave up mails whose process died each time; it does not know of their delivery."""
    given_up = ReportMail.objects.filter(state=State.FAILED)
    given_up.filter(delivery=Delivery.COMMITTING).update(delivery=Delivery.UNCONFIRMED)
    given_up.filter(delivery__in=(Delivery.WAITING, Delivery.SENDING)).update(delivery=Delivery.FAILED)


def _lock(statement: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(statement, [MAKERS_LOCK])
        return cursor.fetchone()[0] is not False


def _database_now() -> datetime:
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement_timestamp()")
        return cursor.fetchone()[0]
