"""What the import pages show: one card per import, and one import with its tables and problems."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from analytics.import_words import COLUMN_LABELS
from analytics.importing.profiles import PROFILES
from analytics.importing.questions import ASKS, TABLE
from analytics.models import ImportCorrection, ImportedTable, ImportProblem, MetricImport
from planner.models import Account
from tkcommerce.brands.models import Brand
from tkcommerce.work.models import OPEN, State

from .import_history import HistoryLine, import_history

EARLIER_PER_PAGE, PROBLEMS_PER_PAGE = 50, 200
_TITLES = {profile.key: profile.title for profile in PROFILES}
_COMPARED = ("rows_new", "rows_changed", "rows_same")


@dataclass(frozen=True)
class ImportCard:
    """One import in a list. `look`: running, preview, held, failed, done, undone or stopped.

    rows_new, rows_changed, rows_same: of the good rows, against what was known before; None where nobody compared.
    """

    id: int
    filename: str
    look: str
    stage: str
    recognised: str
    encodings: str
    account: str
    rows_read: int
    rows_good: int
    rows_new: int | None
    rows_changed: int | None
    rows_same: int | None
    rows_done: int
    rows_total: int
    errors: int
    notes: int
    reason: str  # why it failed or waits
    handle: str  # what a held file calls its account, "" if it does not
    asks: str  # what a held file waits for: "table" (what it is), "choice" (one of `options`) or "account"
    choice_key: str  # of MetricImport.answers
    choice_table: str
    options: list[tuple[str, str]]  # (name, in words)
    by: str
    at: datetime
    has_tables: bool
    corrected: bool  # what it said before counted, and may do so again

    @property
    def is_open(self) -> bool:
        return self.look == "running"


@dataclass(frozen=True)
class ImportsPage:
    """`now`: what was just dropped and what is not through; `earlier`: everything else, newest first."""

    now: list[ImportCard]
    earlier: Page
    accounts: list[Account]

    @property
    def is_working(self) -> bool:
        return any(card.is_open for card in self.now)

    @property
    def done(self) -> int:
        return sum(card.look == "done" for card in self.now)

    @property
    def left_out(self) -> int:
        return sum(card.errors for card in self.now)

    @property
    def previews(self) -> int:
        return sum(card.look == "preview" for card in self.now)

    @property
    def waiting_for_person(self) -> int:
        return sum(card.look in ("held", "preview", "failed") for card in self.now)


@dataclass(frozen=True)
class TableDetail:
    name: str
    title: str
    kind: str
    account: str
    encoding: str
    evidence: list[str]
    rows_read: int
    rows_good: int
    rows_new: int | None
    rows_changed: int | None
    rows_same: int | None
    sums: list[tuple[str, str, str]]  # (column in words, exact sum over the good rows, the same of what was known before)
    first_day: date | None
    last_day: date | None
    as_of: date


@dataclass(frozen=True)
class ImportDetail:
    card: ImportCard
    tables: list[TableDetail]
    problems: Page
    accounts: list[Account]
    history: list[HistoryLine]
    unknown: list[ImportProblem]  # tables that nobody knows; a person may say what they are


def imports_page(brand: Brand, *, now_ids: Iterable[int], number: int) -> ImportsPage:
    """Six queries, whatever the number of imports."""
    current = Q(pk__in=list(now_ids)) | Q(state__in=[*OPEN, State.HELD])
    earlier = Paginator(_listed(brand).exclude(current), EARLIER_PER_PAGE).get_page(number)
    earlier.object_list = [_card(row) for row in earlier.object_list]
    return ImportsPage([_card(row) for row in _listed(brand).filter(current)], earlier, list(brand.accounts.all()))


def import_detail(brand: Brand, import_id: int, *, number: int) -> ImportDetail | None:
    row = _listed(brand).filter(pk=import_id).first()
    if row is None:
        return None
    tables = [_table(table) for table in row.tables.all()]
    problems = Paginator(row.current_problems, PROBLEMS_PER_PAGE).get_page(number)
    unknown = list(row.current_problems.filter(params__contains={ASKS: TABLE}))
    return ImportDetail(_card(row), tables, problems, list(brand.accounts.all()), import_history(brand, row.pk), unknown)


def problems_of(brand: Brand, import_id: int) -> QuerySet[ImportProblem]:
    """In the order of the file."""
    shown = brand.importproblems.filter(metric_import=import_id, edition=F("metric_import__edition"))
    return shown.order_by("table_name", "row", "id")


def _listed(brand: Brand) -> QuerySet[MetricImport]:
    shown = ImportedTable.objects.filter(edition=F("metric_import__edition"))
    tables = Prefetch("tables", shown.select_related("account").order_by("id"))
    corrected = ImportCorrection.objects.filter(metric_import=OuterRef("pk"), edition=OuterRef("edition"), counted=True)
    return (
        brand.metricimports.select_related("account", "uploaded_by")
        .prefetch_related(tables)
        .annotate(errors=_count(ImportProblem.Level.ERROR), notes=_count(ImportProblem.Level.NOTE), corrected=Exists(corrected))
    )


def _count(level: str) -> Coalesce:
    mine = ImportProblem.objects.filter(metric_import=OuterRef("pk"), edition=OuterRef("edition"), level=level).order_by()
    return Coalesce(Subquery(mine.values("metric_import").annotate(number=Count("pk")).values("number")), 0)


def _card(row: MetricImport) -> ImportCard:
    tables = list(row.tables.all())
    titles = dict.fromkeys(_title(table) for table in tables)
    return ImportCard(
        id=row.pk,
        filename=row.filename,
        look=_look(row),
        stage=row.get_stage_display(),
        recognised=_(", ").join(titles),
        encodings=" / ".join(dict.fromkeys(_encoding(table) for table in tables)),
        account=str(row.account) if row.account else "",
        rows_read=sum(table.rows_read for table in tables),
        rows_good=sum(table.rows_good for table in tables),
        **{name: _sum(getattr(table, name) for table in tables) for name in _COMPARED},
        rows_done=row.rows_done,
        rows_total=row.rows_total,
        errors=row.errors,
        notes=row.notes,
        reason=_reason(row),
        handle=row.error_params.get("handle", "") if row.state == State.HELD else "",
        asks=row.error_params.get(ASKS, "account") if row.state == State.HELD else "",
        choice_key=row.error_params.get("key", ""),
        choice_table=row.error_params.get("table", ""),
        options=[(name, _(words) % filled) for name, (words, filled) in row.error_params.get("options", {}).items()],
        by=str(row.uploaded_by) if row.uploaded_by else "",
        at=row.created_at,
        has_tables=bool(tables),
        corrected=row.corrected,
    )


def _reason(row: MetricImport) -> str:
    """Its last error; a profile that it names, in the reader's language too."""
    params = {name: _(value) if name == "profile" else value for name, value in row.error_params.items()}
    return _(row.error_message) % params if row.error_message else ""


def _look(row: MetricImport) -> str:
    if row.state in OPEN:
        return "running"
    if row.state == State.HELD and row.stage == MetricImport.Stage.PREVIEW:
        return "preview"
    if row.stage == MetricImport.Stage.REVERTED and row.state == State.DONE:
        return "undone"
    return {State.HELD: "held", State.FAILED: "failed", State.DONE: "done"}.get(row.state, "stopped")


def _encoding(table: ImportedTable) -> str:
    """As people call it; whether a byte order mark is there is for the evidence."""
    return table.encoding.upper().removesuffix("-SIG")


def _title(table: ImportedTable) -> str:
    return _(_TITLES[table.profile]) if table.profile in _TITLES else table.profile


def _table(table: ImportedTable) -> TableDetail:
    return TableDetail(
        name=table.name,
        title=_title(table),
        kind=table.kind,
        account=str(table.account) if table.account else "",
        encoding=_encoding(table),
        evidence=[_(message) % params for message, params in table.evidence][1:],
        rows_read=table.rows_read,
        rows_good=table.rows_good,
        **{name: getattr(table, name) for name in _COMPARED},
        sums=[
            (str(COLUMN_LABELS.get(column, column)), _exact(total), _exact(table.known.get(column)))
            for column, total in table.sums.items()
        ],
        first_day=table.first_day,
        last_day=table.last_day,
        as_of=table.as_of,
    )


def _exact(total: str | None) -> str:
    return "" if total is None else f"{Decimal(total).normalize():,f}"


def _sum(numbers: Iterable[int | None]) -> int | None:
    told = [number for number in numbers if number is not None]
    return sum(told) if told else None
