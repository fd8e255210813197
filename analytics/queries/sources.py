"""The files behind the numbers: live tables of a brand."""

from dataclasses import dataclass
from datetime import date

from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days

from .order_tables import AFFILIATE, channel_of


@dataclass(frozen=True)
class Source:
    """One live table: where it came from and what it tells."""

    name: str
    filename: str  # what a person dropped: the file itself or the zip around it
    kind: str
    account_id: int | None
    columns: frozenset[str]  # with control totals
    first_day: date | None
    last_day: date | None
    as_of: date
    import_id: int
    profile: str

    @property
    def channel(self) -> str | None:
        """Of orders whose they are: empty where the kind of export does not say it, None where it tells no sales."""
        if self.kind != "order" or self.profile.startswith(AFFILIATE):
            return None
        return channel_of(self.profile)

    def tells(self, kind: str, columns: tuple[str, ...], days: Days, account_ids: set[int] | None = None) -> bool:
        of_accounts = account_ids is None or self.account_id in account_ids
        return self.kind == kind and of_accounts and self.reaches_into(days) and not self.columns.isdisjoint(columns)

    def reaches_into(self, days: Days) -> bool:
        return self.first_day is None or (self.first_day < days.end and self.last_day >= days.start)


def sources_of(brand: Brand) -> tuple[Source, ...]:
    """Newest first. One query."""
    rows = brand.importedtables.filter(live=True).order_by("-as_of", "-id").values_list(
        "name", "metric_import__filename", "kind", "account_id", "sums", "first_day", "last_day", "as_of",
        "metric_import_id", "profile",
    )  # fmt: skip
    return tuple(
        Source(name, filename, kind, account_id, frozenset(sums), first, last, as_of, file, profile)
        for name, filename, kind, account_id, sums, first, last, as_of, file, profile in rows
    )
