"""What the command line answers about what a run takes: as JSON, as text, and as a file."""

from pathlib import Path
from typing import Any

from mscplanner.domain.language import N_, Language, translate
from mscplanner.domain.message import message
from mscplanner.domain.quantity import Quantity, at_least, format_quantity, rounded
from mscplanner.planning.purchases import Purchase
from mscplanner.planning.shopping_items import RunShare, ShoppingItem, ShoppingList
from mscplanner.sheets.printing import Printing

ENDINGS = (".pdf", ".xlsx", ".csv")


def needs_report(listed: ShoppingList, language: Language) -> dict[str, Any]:
    """Return a shopping list as JSON."""
    return {
        "runs": [
            {
                "number": run.number,
                "title": run.title.written(language),
                "start": run.start.isoformat(),
                "last": run.last.isoformat() if run.last else None,
            }
            for run in listed.runs
        ],
        "order_by": listed.order_by.isoformat() if listed.order_by else None,
        "items": [_item_report(item, language) for item in listed.items],
        "plastics": [
            {"vessel": each.vessel, "name": each.name.written(language), "count": each.count}
            for each in listed.plastics
        ],
        "notes": [note.written(language) for note in listed.notes],
    }


def _item_report(item: ShoppingItem, language: Language) -> dict[str, Any]:
    return {
        "reagent": item.reagent,
        "name": item.name.written(language),
        "kind": item.kind,
        "stock": format_quantity(item.strength) if item.strength else None,
        "stock_assumed": item.assumed,
        "needed": _figure(item.needed),
        "on_hand": _figure(item.covered),
        "first_use": item.first.first.isoformat(),
        "last_use": item.last.isoformat(),
        "runs": [_share_report(share) for share in item.shares],
        "purchase": _purchase_report(item.purchase, language) if item.purchase else None,
    }


def _share_report(share: RunShare) -> dict[str, Any]:
    return {
        "run": share.run,
        "amount": _figure(share.amount),
        "first_day": share.first_day,
        "first_use": share.first.isoformat(),
        "last_day": share.last_day,
        "last_use": share.last.isoformat(),
    }


def _purchase_report(purchase: Purchase, language: Language) -> dict[str, Any]:
    return {
        "missing": _figure(purchase.missing),
        "pack": purchase.pack_text.written(language),
        "packs": purchase.packs,
        "order_by": purchase.order_by.isoformat(),
        "late": purchase.late,
        "lead_days": purchase.lead_days,
        "lead_is_lab_setting": purchase.lab_lead,
    }


def _figure(amount: Quantity) -> str:
    # Figures to go on with: as exact as they are, without the endless digits of a ratio.
    return format_quantity(rounded(amount, 12))


def needs_lines(listed: ShoppingList, language: Language) -> list[str]:
    """Return a shopping list as text, a line an item."""
    lines = [f"{run.number}  {run.title.written(language)}" for run in listed.runs]
    lines.append("")
    for item in listed.items:
        stock = format_quantity(item.strength) if item.strength else ""
        first = message(N_("first: {day}"), day=item.first.first).written(language)
        order = _order_text(item.purchase, language)
        needed = format_quantity(at_least(item.needed))
        text = f"  {item.label.written(language):<28}{stock:>14}{needed:>14}  {first}  {order}"
        lines.append(text.rstrip())
    lines += [f"  {each.name.written(language):<42}{each.count:>14}" for each in listed.plastics]
    notes = [note.written(language) for note in listed.notes]
    told = translate(N_("Nothing of the stockroom is taken off here; the window does."), language)
    return [*lines, "", *notes, told]


def _order_text(purchase: Purchase | None, language: Language) -> str:
    if not purchase:
        return ""
    told = N_("order by {day}: late, order now") if purchase.late else N_("order by {day}")
    return message(told, day=purchase.order_by).written(language)


def write_needs(path: Path, listed: ShoppingList, printing: Printing, language: Language) -> None:
    """Write a shopping list to ``path``; its ending, one of ``ENDINGS``, says as what.

    Raises:
        OSError: the folder or the disk does not take it; what was there before is untouched.
    """
    if path.suffix.casefold() == ".pdf":
        from mscplanner.library.files import write_bytes
        from mscplanner.sheets.shopping_list import print_shopping_list

        write_bytes(path, print_shopping_list(listed, printing))
        return
    from mscplanner.library.shopping_files import write_shopping_file

    write_shopping_file(path, listed, language)
