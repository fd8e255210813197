"""The page of best posting hours: the week as a grid, and the hours that did best."""

from dataclasses import dataclass

from analytics.best_slots import FEWEST, Slot
from analytics.queries.patterns import SlotGrid, slot_grid
from planner.models import Account
from tkcommerce.brands.models import Brand

SHOWN = 5
STEPS = 4  # shades on either side of the usual
FULL = 0.4  # log of the factor at which the colour is fullest


@dataclass(frozen=True)
class Cell:
    """`tone`: up1 … up4 above the usual, down1 … down4 below, "" about the usual; "none" where nothing was posted near."""

    slot: Slot
    tone: str


@dataclass(frozen=True)
class SlotsPage:
    grid: SlotGrid
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]  # (weekday, its 24 hours)
    best: tuple[Slot, ...]  # hours in which at least one video was posted
    accounts: tuple[Account, ...]
    fewest: int = FEWEST

    @property
    def first(self) -> Slot | None:
        """Only where its whole range is above the usual."""
        return self.best[0] if self.best and self.best[0].lo90 > 1 else None


def slots_page(brand: Brand) -> SlotsPage:
    """Two queries."""
    grid = slot_grid(brand)
    at = {(slot.weekday, slot.hour): slot for slot in grid.slots}
    rows = [
        (weekday, tuple(_cell(at[weekday, hour]) for hour in range(24)))
        for weekday in range(7)
    ] if at else []  # fmt: skip
    tried = [slot for slot in grid.slots if slot.n]
    return SlotsPage(grid, tuple(rows), tuple(tried[:SHOWN]), tuple(brand.accounts.all()))


def _cell(slot: Slot) -> Cell:
    """Nothing is claimed of an hour without a video."""
    if not slot.n:
        return Cell(slot, "none")
    step = round(STEPS * max(-1.0, min(1.0, slot.lift / FULL)))
    return Cell(slot, f"up{step}" if step > 0 else f"down{-step}" if step else "")
