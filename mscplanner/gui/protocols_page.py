"""The protocols page: one's own protocols and the bundled templates, to be found, opened and planned."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mscplanner.domain.language import N_, P_
from mscplanner.gui.action_row import Action
from mscplanner.gui.entry_list import EntryList
from mscplanner.gui.entry_model import Column, Group, Row, searchable
from mscplanner.gui.labels import button, text_label
from mscplanner.gui.moments import write_moment
from mscplanner.gui.wording import Wording

if TYPE_CHECKING:
    from mscplanner.domain.local_text import LocalText
    from mscplanner.library.entry import Entry

_COLUMNS = (
    Column(N_("Title"), most=0),
    Column(N_("From"), most=24, spare=1),
    Column(N_("Changed"), descending=True, most=34),
    Column(N_("Versions"), descending=True, spare=2),
    Column(N_("State"), most=28),
)
_CHANGED = 2
_OF_TEMPLATE = "template:"
"""Begins the row id of a template, so that none can be taken for an entry of the library."""


class TemplateLine(NamedTuple):
    """What the list shows of a bundled template; ``days`` is None where its length is not stated."""

    protocol_id: str
    title: LocalText
    days: int | None


class ProtocolsPage(QWidget):
    """Own protocols first, then the templates; what cannot be done with a template is greyed."""

    open_wanted = Signal(str)
    open_template_wanted = Signal(str)
    plan_wanted = Signal(str)
    plan_template_wanted = Signal(str)
    compare_wanted = Signal(str)
    history_wanted = Signal(str)
    export_wanted = Signal(str)
    archive_wanted = Signal(str, bool)
    new_wanted = Signal()
    import_wanted = Signal()

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self._wording = wording
        self._entries: tuple[Entry, ...] = ()
        self._archived: tuple[Entry, ...] = ()
        self._stale = True
        self._templates: tuple[TemplateLine, ...] = ()
        self._titles: dict[str, LocalText] = {}
        self.list = EntryList(
            wording,
            N_("Protocols"),
            _COLUMNS,
            _CHANGED,
            N_("Search: words of the title, the id, the origin or a person"),
            self._actions(),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(12)
        column.addLayout(self._header())
        column.addWidget(self.list, 1)
        self.list.table.opened.connect(lambda: self._tell(self.open_wanted.emit, self.open_template_wanted.emit))
        self.list.table.put_away.connect(self._put_away)
        self.list.current_changed.connect(self._show_chosen)
        self.list.archive_shown.connect(self._fill)
        wording.changed.connect(self._fill)
        self.setFocusProxy(self.list)

    def show_entries(self, entries: Sequence[Entry], archived: Sequence[Entry]) -> None:
        """Show the protocols of the library, and those that were put away."""
        self._entries, self._archived = tuple(entries), tuple(archived)
        self._learn_titles()
        self._fill()

    def show_templates(self, templates: Sequence[TemplateLine]) -> None:
        """Show the bundled templates."""
        self._templates = tuple(templates)
        self._learn_titles()
        self._fill()

    def focus_search(self) -> None:
        """Put the focus into the search."""
        self.list.focus_search()

    def _header(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        title = text_label(role="title")
        self._wording.bind(title.setText, N_("Protocols"))
        row.addWidget(title, 1)
        for name, text, wanted in (
            ("import", N_("Import…"), self.import_wanted),
            ("new_protocol", N_("New Protocol"), self.new_wanted),
        ):
            made = button(pressed=wanted.emit)
            made.setObjectName(name)
            self._wording.bind(made.setText, text)
            row.addWidget(made)
        return row

    def _actions(self) -> tuple[Action, ...]:
        def own(wanted: Callable[[str], None]) -> Callable[[], None]:
            return lambda: self._tell(wanted, None)

        open_it = lambda: self._tell(self.open_wanted.emit, self.open_template_wanted.emit)  # noqa: E731
        plan_it = lambda: self._tell(self.plan_wanted.emit, self.plan_template_wanted.emit)  # noqa: E731
        return (
            Action("open", N_("Open"), open_it, "primary"),
            Action("plan", N_("Plan Run"), plan_it),
            Action("compare", N_("Compare…"), own(self.compare_wanted.emit)),
            Action("history", N_("History…"), own(self.history_wanted.emit)),
            Action("export", N_("Export…"), own(self.export_wanted.emit)),
            Action("archive", N_("Archive"), self._put_away),
            Action("bring_back", N_("Bring Back"), self._bring_back),
        )

    def _tell(self, own: Callable[[str], None], template: Callable[[str], None] | None) -> None:
        row = self.list.current
        if row is None:
            return
        if not row.id.startswith(_OF_TEMPLATE):
            own(row.id)
        elif template:
            template(row.id.removeprefix(_OF_TEMPLATE))

    def _put_away(self) -> None:
        if not self.list.archived:
            self._tell(lambda entry_id: self.archive_wanted.emit(entry_id, True), None)

    def _bring_back(self) -> None:
        self._tell(lambda entry_id: self.archive_wanted.emit(entry_id, False), None)

    def _learn_titles(self) -> None:
        """Remember what the protocols are called that others come from."""
        self._titles = {entry.key: entry.title for entry in (*self._archived, *self._entries)}
        self._titles |= {line.protocol_id: line.title for line in self._templates}

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._fill()

    def _fill(self) -> None:
        # The library tells of every save, also while nobody looks: thousands of rows can wait.
        self._stale = not self.isVisible()
        if self._stale:
            return
        kept = [self._row(entry) for entry in self._entries]
        put_away = [self._row(entry) for entry in self._archived]
        if self.list.archived:
            note = self._wording.text(N_("Nothing is archived. What is archived stays here and can be brought back."))
            self.list.show_groups([Group(put_away, self._wording.text(N_("Archived")), note)])
            return
        note = self._wording.text(
            N_("No protocols of your own yet. Open a template: the first change makes your own copy.")
        )
        self.list.show_groups(
            [
                Group(kept, self._wording.text(N_("My protocols")), note, elsewhere=put_away),
                Group(
                    [self._template_row(at, line) for at, line in enumerate(self._templates)], self._templates_head()
                ),
            ]
        )

    def _templates_head(self) -> str:
        return self._wording.text(N_("Templates")) if self._templates else ""

    def _row(self, entry: Entry) -> Row:
        language = self._wording.language
        title, origin = entry.title.written(language), self._titles.get(entry.parent)
        origin_title = origin.written(language) if origin else entry.parent
        changed = f"{write_moment(entry.changed_at, language)} · {entry.changed_by}".removesuffix(" · ")
        state = self._wording.text(_state(entry))
        return Row(
            id=entry.id,
            cells=(title, origin_title or "—", changed, str(entry.versions), state),
            keys=(title.casefold(), origin_title.casefold(), entry.changed_at.timestamp(), entry.versions, state),
            searched=searchable(entry.title, entry.key, entry.parent, origin, entry.changed_by),
            muted=entry.archived,
        )

    def _template_row(self, at: int, line: TemplateLine) -> Row:
        title = line.title.written(self._wording.language)
        length = self._wording.text(N_("length not stated"))
        if line.days is not None:
            length = self._wording.count(P_("{count} day", "{count} days"), line.days)
        state = self._wording.text(N_("Template, {length}"), length=length)
        return Row(
            id=_OF_TEMPLATE + line.protocol_id,
            cells=(title, "", "", "", state),
            # By date they stand as they are bundled: the rows of Table 1 first.
            keys=(title.casefold(), "", -at, -at, line.days or 0),
            searched=searchable(line.title, line.protocol_id),
        )

    def _show_chosen(self) -> None:
        row = self.list.current
        put_away = self.list.archived
        hidden = ("archive",) if put_away else ("bring_back",)
        if row is None:
            self.list.buttons.show_usable((), hidden=hidden)
            self.list.show_chosen("")
            return
        template = row.id.startswith(_OF_TEMPLATE)
        every = {"open", "plan", "compare", "history", "export", "archive", "bring_back"}
        self.list.buttons.show_usable({"open", "plan"} if template else every, row.cells[0], hidden)
        key = row.id.removeprefix(_OF_TEMPLATE) if template else self._keys().get(row.id, "")
        self.list.show_chosen(f"{row.cells[0]} · {key}")

    def _keys(self) -> dict[str, str]:
        return {entry.id: entry.key for entry in (*self._entries, *self._archived)}


def _state(entry: Entry) -> str:
    if entry.archived:
        return N_("Archived")
    return N_("Version saved") if entry.versions else N_("Draft")
