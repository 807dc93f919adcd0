"""How much of a reagent cells see: folds of dose, and dose times days."""

from decimal import Decimal

from mscplanner.domain.protocol import Protocol, Stage
from mscplanner.domain.quantity import Quantity, format_number, rounded
from mscplanner.domain.value import LateValue
from mscplanner.planning.dilution import ratio
from mscplanner.planning.parts import Part
from mscplanner.planning.plan import StageWindow
from mscplanner.planning.schedule import stage_windows

_HOURS = 24


class Exposure(LateValue):
    """Dose times days; ``unit`` is a text such as ``ng/mL·d``."""

    value: Decimal
    unit: str

    @property
    def text(self) -> str:
        """The number with its unit, at most four digits."""
        return f"{_digits(self.value, 4)} {self.unit}"


def _digits(value: Decimal, digits: int) -> str:
    return format_number(rounded(Quantity(value=value, unit="X"), digits).value)


def fold_text(times: Decimal) -> str:
    """Return how many times a dose is: three digits, more only where they would say that it is the same.

    Example:
        >>> fold_text(Decimal(20) / 3), fold_text(Decimal(1) / 6000), fold_text(Decimal("1.0004"))
        ('×6.67', '÷6000', '×1.0004')
    """
    sign, factor = ("×", times) if times >= 1 else ("÷", 1 / times)
    shown = (_digits(factor, digits) for digits in range(3, 12))
    return sign + next((text for text in shown if text != "1"), "1")


def fold(before: Part, after: Part) -> Decimal | None:
    """Return how many times the dose of ``before`` that of ``after`` is.

    Concentrations of two kinds are compared through the molar mass, else through the volumes of
    stock that they take. None where an amount is missing or cannot be read, and where nothing
    bridges the two kinds.
    """
    old, new = before.final, after.final
    if old is None or new is None:
        return None
    if old.kind == new.kind == "dilution":
        return old.value / new.value
    times = ratio(new, old, after.reagent)
    if isinstance(times, Decimal):
        return times
    if isinstance(before.share, Decimal) and isinstance(after.share, Decimal):
        return after.share / before.share
    return None


def window_alone(protocol: Protocol, stage: Stage, every_days: int) -> StageWindow | None:
    """Return the window of ``stage`` as if it began on D0: known also where those before it cannot be dated."""
    windows = stage_windows(protocol.model_copy(update={"stages": (stage,)}), every_days)
    return windows[0] if windows else None


def days_present(window: StageWindow, once: bool) -> Decimal:
    """Return for how many days of a stage an addition is in its medium.

    What is given once is there until the first medium change after it: of the stage's own
    interval, or of the lab's where the source states none (``schedule.stage_windows`` decides).
    Losses between two changes are not known and not taken off.
    """
    hours = window.end_hours - window.start_hours
    if once and window.interval_days is not None:
        hours = min(hours, Decimal(window.interval_days * _HOURS))
    return hours / _HOURS


def exposure(part: Part, window: StageWindow | None, like: Quantity | None = None) -> Exposure | None:
    """Return dose times days of an addition, in its own unit or, of the same kind, in that of ``like``.

    None where dose or length of the stage is not known, and for a dilution such as 1:1000, which
    is no dose.
    """
    dose = part.final
    if dose is None or window is None or dose.kind == "dilution":
        return None
    if like is not None and like.kind == dose.kind:
        dose = dose.to(like.unit)
    unit = "×" if dose.unit == "X" else dose.unit
    return Exposure(value=dose.value * days_present(window, part.addition.once), unit=f"{unit}·d")
