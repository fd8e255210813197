"""What a plan's table would do, row by row: new, changed, same, or bad with the reason. Writes nothing."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from planner.models import Facet, Level, PlanFile, Video
from planner.plan_files.cells import BadCell, Shelf, cells_of, plain, shelf_of, value_of
from planner.plan_files.columns import FIELD_OF, PATTERN, READ_ONLY, columns_of, spoken
from planner.plan_files.table import with_cells
from planner.scheduling import EDITABLE_WHEN_POSTED, today_of
from tkcommerce.brands.models import Brand

NEW, CHANGED, SAME, BAD = "new", "changed", "same", "bad"
NEVER_EMPTY = ("state", "kind", "relation")  # an empty cell leaves these as they are
Cells = Mapping[str, str]


@dataclass(frozen=True)
class Trouble:
    column: str
    value: str
    message: str


@dataclass(frozen=True)
class Difference:
    column: str
    before: str
    after: str


@dataclass
class Row:
    """`line` as in the file; `values` and `levels` are for the verbs; `video` is None where it is new."""

    line: int
    title: str
    video: Video | None = None
    values: dict = field(default_factory=dict)
    levels: dict[Facet, Level | None] = field(default_factory=dict)
    differences: list[Difference] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)

    @property
    def kind(self) -> str:
        if self.troubles:
            return BAD
        if self.video is None:
            return NEW
        return CHANGED if self.differences else SAME


@dataclass(frozen=True)
class Preview:
    rows: tuple[Row, ...]

    @property
    def counts(self) -> dict[str, int]:
        found = Counter(row.kind for row in self.rows)
        return {kind: found[kind] for kind in (NEW, CHANGED, SAME, BAD)}

    @property
    def worth_showing(self) -> list[Row]:
        """Bad ones first; those that stay the same are only counted."""
        order = {BAD: 0, CHANGED: 1, NEW: 2}
        return sorted((row for row in self.rows if row.kind != SAME), key=lambda row: order[row.kind])

    @property
    def seal(self) -> str:
        """Differs as soon as any row would do something else."""
        told = [(row.line, row.kind, row.video and (row.video.pk, row.video.version)) for row in self.rows]
        return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


def preview_of(plan_file: PlanFile) -> Preview:
    """With the columns as mapped now; a fixed number of queries."""
    brand, places = plan_file.brand, {code: int(index) for index, code in plan_file.mapping.items() if code}
    tables = [(int(line), {code: _cell(cells, place) for code, place in places.items()}) for line, *cells in plan_file.rows]
    reader = _Reader(brand, [cells.get("id", "") for _line, cells in tables])
    return Preview(tuple(reader.row(line, cells) for line, cells in tables))


def _cell(cells: list[str], place: int) -> str:
    return plain(cells[place]) if place < len(cells) else ""


class _Reader:
    """What the rows are read against, loaded once."""

    def __init__(self, brand: Brand, ids: Iterable[str]) -> None:
        self.today = today_of(brand)
        self.shelf: Shelf = shelf_of(brand)
        self.labels = {column.code: column.label for column in columns_of(self.shelf.vocabulary)}
        known = {pk for text in ids if (pk := _pk(text))}
        self.videos = {video.pk: video for video in with_cells(brand.videos.visible().filter(pk__in=known))}
        ahead = brand.videos.visible().filter(planned_day__gte=self.today)
        self.taken = set(ahead.values_list("hook", "planned_day"))
        self.used: set[int] = set()

    def row(self, line: int, cells: Cells) -> Row:
        row = Row(line, title=cells.get("hook") or cells.get("caption", "")[:80])
        told = cells.get("id", "").strip()
        if told:
            row.video = self.videos.get(_pk(told) or 0)
            if row.video is None or row.video.pk in self.used:
                message = _("No video here has this ID.") if row.video is None else _("This ID stands in an earlier row, too.")
                row.troubles.append(Trouble(self.labels["id"], told, message))
                return row
            self.used.add(row.video.pk)
            row.title = row.title or row.video.title
        self._read(row, cells)
        if not row.troubles:
            (self._check_new if row.video is None else self._check_changed)(row)
        return row

    def _read(self, row: Row, cells: Cells) -> None:
        before = self._exported(row.video) if row.video else []
        for code, cell in cells.items():
            if code == "id" or code in READ_ONLY or (code in NEVER_EMPTY and not cell.strip()):
                continue
            if any(plain(one[code]) == cell for one in before):
                continue
            try:
                value = value_of(code, cell, self.shelf)
            except BadCell as error:
                row.troubles.append(Trouble(self.labels[code], cell[:80], str(error)))
                continue
            if row.video is None:
                self._take(row, code, value, "", cell, new=True)
            elif not _is_now(row.video, code, value):
                self._take(row, code, value, before[-1][code], cell)

    def _take(self, row: Row, code: str, value: object, before: str, after: str, *, new: bool = False) -> None:
        if new and value in (None, "", []):
            return
        if code.startswith(PATTERN):
            row.levels[self.shelf.vocabulary.all[code.removeprefix(PATTERN)].facet] = value
        else:
            row.values[code] = value
        row.differences.append(Difference(self.labels[code], before, after))

    def _exported(self, video: Video) -> list[Cells]:
        """Its cells as an export would tell them, in each language."""
        return [cells_of(video, self.shelf) for _language in spoken()] + [cells_of(video, self.shelf)]

    def _check_new(self, row: Row) -> None:
        values = row.values
        if not values.get("hook"):
            self._trouble(row, "hook", "", _("A new video needs an opening line."))
        self._check_slot(row, values.get("day"), values.get("time"))
        self._check_state(row)
        if (values.get("hook"), values.get("day")) in self.taken and values.get("day"):
            self._trouble(row, "hook", values["hook"], _("It is on that day already: give its ID to change it."))

    def _check_changed(self, row: Row) -> None:
        video, values = row.video, row.values
        if video.is_out:
            for code in values:
                if code not in EDITABLE_WHEN_POSTED:
                    self._trouble(row, code, "", _("This video is posted: its day, account and caption are what TikTok says."))
            return
        if "day" in values or "time" in values:
            day = values.get("day", video.planned_day)
            self._check_slot(row, day if "day" in values else None, None)
            if values.get("time", video.planned_time) and not day:
                self._trouble(row, "time", "", _("A time needs a day."))
        self._check_state(row)

    def _check_slot(self, row: Row, day: date | None, at: object) -> None:
        if day and day < self.today:
            self._trouble(row, "day", f"{day}", _("This day is over."))
        if at and not day:
            self._trouble(row, "time", f"{at:%H:%M}", _("A time needs a day."))

    def _check_state(self, row: Row) -> None:
        state = row.values.get("state", Video.State.PLANNED)
        if state not in Video.MAKING:
            self._trouble(row, "state", str(Video.State(state or "idea").label), _("A file cannot set this state."))

    def _trouble(self, row: Row, code: str, value: str, message: str) -> None:
        row.troubles.append(Trouble(self.labels[code], value[:80], message))


def _pk(text: str) -> int | None:
    """v123 → 123."""
    digits = text.strip().lower().removeprefix("v")
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 19 else None


def _is_now(video: Video, code: str, value: object) -> bool:
    if code.startswith(PATTERN):
        facet = code.removeprefix(PATTERN)
        now = next((row.level for row in video.levels.all() if row.level.facet.code == facet), None)
        return now == value
    if code == "products":
        return [(row.product, row.price) for row in video.products.all()] == value
    return getattr(video, FIELD_OF.get(code, code)) == value
