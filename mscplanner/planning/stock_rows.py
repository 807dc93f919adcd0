"""The tubes of a run, one by one: what each reagent is taken from, from which day on, and how sure that is."""

from typing import Literal

from mscplanner.domain.local_text import LocalText
from mscplanner.domain.protocol import Stage
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
    at_first = tuple(stock for stock in run.stocks if stock.from_day == 0)
    first: dict[str, tuple[Stage, Part]] = {}
    for stage in run.protocol.stages:
        for part in parts_of(stage, run.lab, at_first):
            first.setdefault(part.reagent_id, (stage, part))
    rows: list[StockRow] = []
    for reagent, (stage, part) in first.items():
        rows.append(_row(part, next((each for each in at_first if each.reagent == reagent), None), 0))
        later = (each for each in run.stocks if each.reagent == reagent and each.from_day)
        for stock in sorted(later, key=lambda each: each.from_day):
            parts = parts_of(stage, run.lab, (stock,))
            rows.append(_row(next(each for each in parts if each.reagent_id == reagent), stock, stock.from_day))
    return tuple(rows)


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
