"""The commands of the menus that are about documents, files and the library."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from mscplanner.domain.language import N_
from mscplanner.gui.labels import button_text

if TYPE_CHECKING:
    from mscplanner.gui.actions import Commands
    from mscplanner.gui.filing import Filing
    from mscplanner.gui.open_documents import OpenDocuments
    from mscplanner.gui.undoable import Undoable
    from mscplanner.gui.wording import Wording


def connect_documents(commands: Commands, documents: OpenDocuments, filing: Filing) -> None:
    """Do with the document that is shown, or with files, what the menus ask for."""
    for name, done in (
        ("new_protocol", documents.new_protocol),
        ("import", filing.ask_import),
        ("save_now", filing.save),
        ("back_up", filing.ask_backup),
        ("check_library", filing.check_library),
        ("close_tab", documents.close_current),
        ("save_version", partial(documents.with_current, filing.ask_version)),
        ("export", partial(documents.with_current, filing.ask_export)),
        ("history", partial(documents.with_current, documents.show_history)),
        ("compare", partial(documents.with_current, documents.comparison.compare_with_origin)),
        ("plan_this", partial(documents.with_current, documents.plan_protocol)),
        ("undo", documents.undo),
        ("redo", documents.redo),
        ("save_pdf", documents.save_pdf),
        ("export_calendar", filing.calendars.ask),
    ):
        commands[name].triggered.connect(lambda _checked, done=done: done())
    if documents.reagents:
        commands["reagents"].triggered.connect(documents.reagents.open)
    if documents.calendar:
        commands["work_calendar"].triggered.connect(documents.calendar.open)


def name_undo(commands: Commands, wording: Wording, undoable: Undoable | None) -> None:
    """Say in the menu which step is undone and which is done once more."""
    commands["undo"].setEnabled(bool(undoable and undoable.undo_stack.canUndo()))
    commands["redo"].setEnabled(bool(undoable and undoable.undo_stack.canRedo()))
    for action_id, text, offset in (("undo", N_("Undo"), -1), ("redo", N_("Redo"), 0)):
        name = undoable.step_name(offset) if undoable else ""
        commands[action_id].setText(button_text(f"{wording.text(text)} {name}".strip()))
