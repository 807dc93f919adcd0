"""Finds the run that a sheet of paper belongs to, and says whether the sheet is still right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from mscplanner.domain.language import N_
from mscplanner.domain.run import Run
from mscplanner.gui.wording import Wording
from mscplanner.planning.planner import plan
from mscplanner.planning.sheet_contents import part_contents
from mscplanner.planning.sheet_reference import SheetReference, read_sheet_reference
from mscplanner.planning.sheet_state import SheetState, sheet_state

if TYPE_CHECKING:
    from mscplanner.domain.protocol import Protocol
    from mscplanner.gui.keeper import Keeper
    from mscplanner.gui.open_documents import OpenDocuments
    from mscplanner.library.entry import HandOut
    from mscplanner.library.library import Library
    from mscplanner.planning.plan import Plan

Ways = tuple[tuple[str, Callable[[], object]], ...]


class FoundSheet(NamedTuple):
    """A sheet whose run is open now.

    Attributes:
        key: Of the run.
        part: Id of the part of the book; "" where it was not said.
        hand_out: Its printing, or None where it is not in the history.
        revision: Of the plan that it was printed from; None where it is not known.
        code: Its document code, or "" where none was told.
        state: What has become of it; None where the part is not known.
    """

    key: str
    part: str
    hand_out: HandOut | None
    revision: int | None
    code: str
    state: SheetState | None


class _Sought(NamedTuple):
    reference: SheetReference
    document_id: str
    hand_outs: tuple[HandOut, ...]


class SheetFinder(QObject):
    """Takes what was scanned or typed, and opens the run that it names.

    Signals: ``found`` carries a ``FoundSheet``; ``told`` a text of the moment, its tone and its ways on.
    """

    found = Signal(object)
    told = Signal(object, str, object)

    def __init__(self, documents: OpenDocuments, keeper: Keeper, wording: Wording, parent: QObject) -> None:
        super().__init__(parent)
        self._documents, self._keeper, self._wording = documents, keeper, wording

    def find(self, text: str) -> None:
        """Find the sheet that ``text`` names, and open its run, or say what stands in the way."""
        desk = self._documents.desk
        # What was planned a moment ago must be in the library, too.
        desk.save()
        entries = [*desk.entries("run"), *desk.entries("run", archived=True)]
        numbers = dict.fromkeys(entry.key for entry in entries)
        reference = read_sheet_reference(text, numbers)
        if reference is None:
            self._tell(N_("“{typed}” names no sheet that is known here. {hint}"), typed=text[:60])
            return
        ids = tuple(entry.id for entry in entries if entry.key == reference.run)
        if reference.run and not ids:
            self._tell(N_("This sheet is of run {run}, which is not in this library."), run=reference.run)
            return
        self._keeper.ask(partial(self._sought, reference, ids), self._take, desk.refused.emit)

    def _sought(self, reference: SheetReference, ids: tuple[str, ...], library: Library) -> _Sought:
        """Return the run and its hand-outs that may be the sheet's; the newest of several runs of a number."""
        if reference.code:
            found = library.hand_outs_of_code(reference.code)
            found = tuple(each for each in found if not ids or each.run in ids)
            document_id = found[0].run if found else ids[0] if ids else ""
        else:
            document_id = ids[0]
            found = library.hand_outs(document_id)
        return _Sought(reference, document_id, tuple(each for each in found if each.run == document_id))

    def _take(self, sought: _Sought) -> None:
        if not sought.document_id:
            self._tell(
                N_("No printing with the code {code} is in the history of this library. {hint}"),
                code=sought.reference.code,
            )
            return
        self._documents.desk.open_run(sought.document_id, partial(self._opened, sought))

    def _opened(self, sought: _Sought, key: str) -> None:
        part = sought.reference.part
        # A final sheet is looked for first: drafts are not for the bench, and labels have no page.
        ordered = sorted(sought.hand_outs, key=lambda each: (each.labels is not None, each.draft))
        hand_out = next((each for each in ordered if part in each.parts), None) if part else None
        hand_out = hand_out or next(iter(ordered), None)
        if hand_out is None:
            self._finish(sought, key, None, None)
            return

        def read(content: Protocol | Run) -> None:
            printed = plan(content, hand_out.stockroom) if isinstance(content, Run) else None
            self._finish(sought, key, hand_out, printed)

        self._documents.desk.version(hand_out.version, read)

    def _finish(self, sought: _Sought, key: str, hand_out: HandOut | None, printed: Plan | None) -> None:
        pages = self._documents.run_pages(key)
        if pages is None:
            self._documents.show_run(key)
            pages = self._documents.run_pages(key)
        if pages is None:
            return
        now, reference = pages.document.plan, sought.reference
        part = _known_part(reference.part, now, printed)
        if reference.page:
            # Without a code, a page is one of the book as it is now.
            made = printed if printed and reference.code else now
            pages_of = _page_ranges(hand_out, made)
            part = next((each for each, of in pages_of.items() if reference.page in of), "")
            if not part:
                count = max((of.stop - 1 for of in pages_of.values()), default=0)
                text = N_("There is no page {page}: the book of {run} has {count} pages.")
                self._tell(text, page=str(reference.page), run=now.run.number, count=str(count))
                return
        if not part and hand_out and len(hand_out.parts) == 1:
            part = hand_out.parts[0]
        if not reference.code:
            # Which printing a sheet is of that is named by its page alone, nobody knows.
            hand_out, printed = None, None
        revision = reference.revision or (hand_out.plan_revision if hand_out else None)
        same = self._has_code(now, reference)
        unknown = "" if same or printed else reference.code
        state = sheet_state(now, part, revision, printed, same, unknown) if part else None
        self.found.emit(FoundSheet(key, part, hand_out, revision, reference.code, state))

    def _has_code(self, now: Plan, reference: SheetReference) -> bool:
        from mscplanner.sheets.job import document_code

        return bool(reference.code) and document_code(now) == reference.code

    def _tell(self, text: str, **figures: str) -> None:
        wording = self._wording

        def told() -> str:
            hint = wording.text(N_("Scan the square code, or type the code in the footer, or run number and page."))
            return wording.text(text, hint=hint, **figures)

        self.told.emit(told, "warning", ())


def _known_part(typed: str, *plans: Plan | None) -> str:
    """Return a part as the book writes it; as it was typed where no plan has it."""
    known = {part.casefold(): part for made in plans if made for part in part_contents(made)}
    return known.get(typed.casefold(), typed)


def _page_ranges(hand_out: HandOut | None, made: Plan) -> Mapping[str, range]:
    """Return the pages of each part, laid out as in a printing, or as a book of its own."""
    from datetime import datetime

    from mscplanner.sheets.book import page_ranges
    from mscplanner.sheets.printing import Printing

    if hand_out and hand_out.labels is None:
        printing = Printing.model_validate_json(hand_out.printing)
    else:
        printing = Printing(draft=True, printed_at=datetime.now().astimezone())
    return page_ranges(made, printing)
