"""Out to calendars: the plan of a run as a file that calendar programs import, and import again."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from mscplanner.domain.language import N_
from mscplanner.domain.run import Run
from mscplanner.gui.desk import CALENDAR_NOTE, Desk, Held
from mscplanner.gui.keeper import Keeper
from mscplanner.gui.open_documents import OpenDocuments
from mscplanner.gui.run_document import RunDocument
from mscplanner.gui.save_dialog import ask_file
from mscplanner.gui.wording import Wording
from mscplanner.library.files import write_bytes
from mscplanner.planning.plan import Plan
from mscplanner.planning.planner import plan

if TYPE_CHECKING:
    from mscplanner.library.entry import Entry
    from mscplanner.library.library import Library

_MOST_EARLIER = 10


class CalendarExport(QObject):
    """Asks for a file, and writes the current run to it.

    The state of the run that was written is kept as a version, so that the next file can tell
    which events of the earlier ones are no longer planned.
    """

    def __init__(
        self, window: QWidget, keeper: Keeper, documents: OpenDocuments, wording: Wording, tell: Callable[..., None]
    ) -> None:
        super().__init__(window)
        self._window, self._keeper, self._documents = window, keeper, documents
        self._wording, self._tell = wording, tell

    @property
    def _desk(self) -> Desk:
        return self._documents.desk

    def ask(self) -> None:
        """Ask for a file and write the run that was shown last to it."""
        pages = self._documents.run
        held = self._desk.held(self._desk.key_of(pages.document)) if pages else None
        if pages is None or held is None:
            return
        if not pages.document.plan.working_days:
            self._say(N_("There is no calendar yet: no work can be dated. The findings say why."), "error")
            return
        ask_file(
            self._window,
            self._wording.text(N_("Export Calendar")),
            self._wording.text(N_("Calendar files (*.ics)")),
            f"{pages.document.run.number}.ics",
            partial(self.export, held),
            "calendar_dialog",
        )

    def export(self, held: Held, path: Path) -> None:
        """Write the run of ``held`` to ``path``, and say so, or say what stood in the way."""
        document, run = held.id, held.document.value
        if not isinstance(held.document, RunDocument) or not isinstance(run, Run):
            return
        write = partial(self._write, held, held.document.plan, path)
        # Without the library there is nothing to compare with; the file is written all the same.
        self._keeper.ask(lambda library: _written(library, document), write, lambda _fault: write([]))

    def _write(self, held: Held, planned: Plan, path: Path, runs: Sequence[Run]) -> None:
        from mscplanner.library.calendar_file import calendar_file

        before = [plan(run) for run in runs]
        data = calendar_file(planned, self._keeper.stamp().at, self._wording.language, held.id, before)
        try:
            write_bytes(path, data)
        except OSError as fault:
            text = N_("Not saved to {file}: {fault}. Choose another folder.")
            self._say(text, "error", file=path, fault=fault.strerror or "")
            return
        if planned.has_errors:
            self._say(N_("Saved: {file}. Errors stand: every event is marked DRAFT."), "warning", file=path)
        else:
            self._say(
                N_("Saved: {file}. When the plan changes, export and import it again: the events are updated."),
                file=path,
            )
        self._keep(held, planned.run.number)

    def _keep(self, held: Held, number: str) -> None:
        self._desk.save()
        document = held.id

        def work(library: Library) -> Entry:
            library.make_version(document, self._keeper.stamp(), f"{CALENDAR_NOTE}{number}", under_note=True)
            return library.read(document).entry

        self._keeper.ask(work, self._desk.take_in, self._desk.refused.emit)

    def _say(self, text: str, tone: str = "note", **figures: object) -> None:
        self._tell(lambda: self._wording.text(text, **figures), tone, ())


def _written(library: Library, document_id: str) -> list[Run]:
    """Return the states of a run of which calendars were written, the oldest first."""
    from mscplanner.library.faults import LibraryFault

    versions = [each for each in library.versions(document_id) if each.note.startswith(CALENDAR_NOTE)]
    found: list[Run] = []
    for version in reversed(versions[:_MOST_EARLIER]):
        # A damaged version is told by the check of the library; it keeps nobody from the calendar.
        with contextlib.suppress(LibraryFault):
            content = library.read_version(version.id)
            found += [content] if isinstance(content, Run) else []
    return found
