"""The tubes of a run, one by one: what each reagent is taken from, from which day on, and how sure that is."""

from typing import Literal

from mscplanner.domain.local_text import LocalText
from mscplanner.domain.quantity import format_quantity
from mscplanner.domain.run import Run, Stock
from mscplanner.domain.value import LateValue
from mscplanner.planning.parts import Part, parts_of

StockState = Literal["confirmed", "carried", "assumed", "unknown"]


class StockRow(LateValue):
    """One tube.

    Attributes:
        reagent: Catalogue id, or the name as typed.
        stock: What somebody typed, chose or confirmed; None where the usual strength is planned with.
        strength: As typed, else the usual one, else "".
        state: ``carried`` was confirmed for an earlier run only; of ``unknown`` no strength is known.
        from_day: First day whose medium is made with it.
    """

    reagent: str
    label: LocalText
    stock: Stock | None
    strength: str
    state: StockState
    from_day: int


def stock_rows(run: Run) -> tuple[StockRow, ...]:
    """Return the tubes of ``run`` in the order its stages name them, a second one below the first.

    They follow from the protocol alone, so that a stock stays where no medium can be planned.
    """
    rows: list[StockRow] = []
    for reagent, at in _reagents(run).items():
        days = {each.from_day for each in run.stocks if each.reagent == reagent}
        for day in sorted(days | {0}):
            stock = next((each for each in run.stocks if (each.reagent, each.from_day) == (reagent, day)), None)
            rows.append(_row(_part(run, at, reagent, stock), stock, day))
    return tuple(rows)


def _reagents(run: Run) -> dict[str, int]:
    """Return the stage that names each reagent first, by its id."""
    found: dict[str, int] = {}
    for at, stage in enumerate(run.protocol.stages):
        for part in parts_of(stage, run.lab):
            found.setdefault(part.reagent_id, at)
    return found


def _part(run: Run, at: int, reagent: str, stock: Stock | None) -> Part:
    parts = parts_of(run.protocol.stages[at], run.lab, (stock,) if stock else ())
    return next(part for part in parts if part.reagent_id == reagent)


def _row(part: Part, stock: Stock | None, day: int) -> StockRow:
    strength = format_quantity(part.stock) if part.stock else ""
    state: StockState = "assumed" if part.assumed else "confirmed"
    if not part.powder and part.stock is None:
        state = "unknown"
    elif stock and stock.carried:
        state = "carried"
    return StockRow(
        reagent=part.reagent_id,
        label=part.label,
        stock=stock,
        strength=stock.strength if stock else strength,
        state=state,
        from_day=day,
    )
