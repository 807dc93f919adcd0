"""The parts of a medium: each addition with its reagent, its stock, and the share that the stock takes."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from mscplanner.domain.grammar import read_quantity
from mscplanner.domain.lab import Lab
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.protocol import Addition, Stage
from mscplanner.domain.quantity import Quantity
from mscplanner.domain.reagent import Reagent
from mscplanner.domain.run import Stock
from mscplanner.domain.stockroom import stock_form
from mscplanner.domain.value import Value
from mscplanner.planning.dilution import NoBridge, in_kind, stock_part

_PURE = Quantity(value=Decimal(100), unit="% v/v")
_A_DAY = Decimal(24)


class Part(Value):
    """An addition with everything that is known of it.

    Attributes:
        key: Last word of its place: catalogue id, or the name as typed; ``#2`` for a second one.
        reagent: None where no catalogue knows the name.
        misnomer: Whether the typed name is not one of the reagent's own.
        final: None where no amount is stated or it cannot be read.
        stock: None where no strength is known, and of a powder.
        assumed: Whether ``stock`` is the catalogue's usual strength, or that of an earlier run.
        share: Part of the total volume that the stock takes, or why there is none; 0 of a powder.
        powder: Whether it is weighed in.
        mass: Of a powder: its concentration as mass per volume; None where it cannot be known.
        lot: Lot number of the tube, or "".
    """

    key: str
    addition: Addition
    reagent: Reagent | None
    misnomer: bool
    final: Quantity | None
    stock: Quantity | None
    solvent: LocalText | None
    assumed: bool
    share: Decimal | NoBridge | None
    powder: bool = False
    mass: Quantity | None = None
    lot: str = ""
    expiry: date | None = None

    @property
    def label(self) -> LocalText:
        """The short name for tables."""
        return self.reagent.label if self.reagent else LocalText(plain=self.addition.reagent)

    @property
    def name(self) -> LocalText:
        """The full name."""
        return self.reagent.name if self.reagent else LocalText(plain=self.addition.reagent)

    @property
    def reagent_id(self) -> str:
        """Catalogue id, or the name as typed."""
        return self.reagent.id if self.reagent else self.addition.reagent

    @property
    def fraction(self) -> Decimal | None:
        """The share of the volume where it is known and leaves room for anything else."""
        return self.share if isinstance(self.share, Decimal) and self.share <= 1 else None

    @property
    def protect_from_light(self) -> bool:
        """Whether light or air spoils it."""
        return bool(self.reagent and (self.reagent.light_sensitive or self.reagent.oxygen_sensitive))

    @property
    def heat_sensitive(self) -> bool:
        """Whether it is kept cold until it is added, or boils off."""
        if self.reagent is None:
            return False
        warm = self.reagent.figure("medium_stability_37c")
        short_lived = warm is not None and warm.base <= _A_DAY
        return self.reagent.cold_handling or self.reagent.volatile or short_lived


def parts_of(stage: Stage, lab: Lab, stocks: Sequence[Stock] = ()) -> tuple[Part, ...]:
    """Return the additions of ``stage`` with reagent, stock and share of the volume."""
    parts: list[Part] = []
    seen: dict[str, int] = {}
    for addition in stage.additions:
        found = lab.catalogue.find(addition.reagent)
        name = found.reagent.id if found else addition.reagent
        seen[name] = seen.get(name, 0) + 1
        key = name if seen[name] == 1 else f"{name}#{seen[name]}"
        confirmed = next((stock for stock in stocks if stock.reagent == name), None)
        part = _part(key, addition, found.reagent if found else None, confirmed)
        parts.append(part.model_copy(update={"misnomer": True}) if found and found.misnomer else part)
    return tuple(parts)


def _part(key: str, addition: Addition, reagent: Reagent | None, confirmed: Stock | None) -> Part:
    final = read_quantity(addition.final) if addition.final else None
    final = final if isinstance(final, Quantity) else None
    own = confirmed_strength(confirmed, reagent) if confirmed else None
    powder = bool(confirmed and stock_form(confirmed.strength) == "powder")
    stock = None if powder else own or (reagent.figure("stock") if reagent else None)
    assumed = not powder and (own is None or bool(confirmed and confirmed.carried))
    mass = in_kind(final, "mass-per-volume", reagent) if final and powder else None
    lot = confirmed.lot if confirmed else None
    return Part(
        key=key,
        addition=addition,
        reagent=reagent,
        misnomer=False,
        final=final,
        stock=stock,
        solvent=(confirmed.solvent if confirmed else None) or (reagent.solvent if reagent else None),
        assumed=assumed,
        share=_weighed(mass) if powder else _share(final, stock, reagent),
        powder=powder,
        mass=mass if isinstance(mass, Quantity) else None,
        lot=lot.number if lot else "",
        expiry=lot.expiry if lot else None,
    )


def confirmed_strength(stock: Stock, reagent: Reagent | None) -> Quantity | None:
    """Return the strength of a confirmed stock; None of a powder, and where it cannot be read.

    That of a pure liquid is the catalogue's ``neat_strength``, else its density, else 100 % v/v.
    """
    form = stock_form(stock.strength)
    if form == "powder":
        return None
    if form == "neat":
        figures = (reagent.figure("neat_strength"), reagent.figure("density")) if reagent else ()
        return next((figure for figure in figures if figure), _PURE)
    strength = read_quantity(stock.strength)
    return strength if isinstance(strength, Quantity) else None


def _weighed(mass: Quantity | NoBridge | None) -> Decimal | NoBridge | None:
    return Decimal(0) if isinstance(mass, Quantity) else mass


def _share(final: Quantity | None, stock: Quantity | None, reagent: Reagent | None) -> Decimal | NoBridge | None:
    if final and final.kind == "dilution":
        return stock_part(final, final, reagent)  # 1:n needs no strength
    return stock_part(final, stock, reagent) if final and stock else None
