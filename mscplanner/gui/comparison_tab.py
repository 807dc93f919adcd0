"""The tab in which two protocols are compared."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from mscplanner.domain.lab import Lab
from mscplanner.domain.language import N_
from mscplanner.domain.protocol import Protocol
from mscplanner.domain.run import Run
from mscplanner.gui.comparison_page import ComparisonPage
from mscplanner.gui.desk import Desk
from mscplanner.gui.protocol_document import ProtocolDocument
from mscplanner.gui.tabbed_place import TabbedPlace
from mscplanner.gui.wording import Wording
from mscplanner.library.templates import read_template, read_templates
from mscplanner.planning.comparison import compare

TAB = "comparison"
_GIVEN, _TEMPLATE = "given:", "template:"


class ComparisonTab(QObject):
    """Shows a pair of protocols; any other pair can be chosen there. ``shown`` says that it is to be seen."""

    shown = Signal()

    def __init__(self, desk: Desk, lab: Lab, wording: Wording, tabs: TabbedPlace, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._lab, self._wording, self._tabs = desk, lab, wording, tabs
        self._given: tuple[Protocol, ...] = ()
        self._states = ("", "")
        self._pair = (f"{_GIVEN}0", f"{_GIVEN}1")
        wording.changed.connect(self._renew)

    def title(self, tab: str) -> str:
        """Return what ``tab`` is called, or "" where it is another one."""
        return self._wording.text(N_("Comparison")) if tab == TAB else ""

    def use_lab(self, lab: Lab) -> None:
        """Read what is compared from now on with another lab."""
        self._lab = lab

    def compare_with_origin(self, key: str) -> None:
        """Compare an open protocol with the one it was derived from."""
        held = self._desk.held(key)
        if held is not None and isinstance(held.document, ProtocolDocument):
            self.show_pair(held.document.origin or held.document.protocol, held.document.protocol)

    def show_pair(self, before: Protocol, after: Protocol, states: tuple[str, str] = ("", "")) -> None:
        """Compare two protocols; ``states`` tell two of the same name apart, such as a version or a run."""
        page = self._tabs.page(TAB)
        if not isinstance(page, ComparisonPage):
            page = ComparisonPage(self._wording)
            page.left.connect(self._leave)
            page.pair_wanted.connect(self._compare)
            self._tabs.open_page(TAB, page, self.title(TAB))
        self._given, self._pair = (before, after), (f"{_GIVEN}0", f"{_GIVEN}1")
        self._states = states
        self._renew()
        page.show_comparison(compare(before, after, self._lab))
        self._tabs.show_page(TAB)
        self.shown.emit()

    def _renew(self) -> None:
        page = self._tabs.page(TAB)
        if isinstance(page, ComparisonPage):
            page.show_choices(self._choices())
            page.choose(*self._pair)

    def _choices(self) -> list[tuple[str, str]]:
        language = self._wording.language
        given = [
            (f"{_GIVEN}{at}", " · ".join(filter(None, (each.title.written(language), state))))
            for at, (each, state) in enumerate(zip(self._given, self._states, strict=False))
        ]
        templates = [(f"{_TEMPLATE}{each.id}", each.title.written(language)) for each in read_templates()]
        mine = [(entry.id, entry.title.written(language)) for entry in self._desk.entries("protocol")]
        return [*given, *templates, *mine]

    def _compare(self, first: str, second: str) -> None:
        self._pair = (first, second)
        kept = list(dict.fromkeys(each for each in (first, second) if ":" not in each))

        def read(contents: Sequence[Protocol | Run]) -> None:
            found = dict(zip(kept, contents, strict=True))
            before, after = self._chosen(first, found), self._chosen(second, found)
            page = self._tabs.page(TAB)
            if before and after and isinstance(page, ComparisonPage):
                page.show_comparison(compare(before, after, self._lab))

        self._desk.contents(kept, read)

    def _chosen(self, choice: str, found: dict[str, Protocol | Run]) -> Protocol | None:
        if choice.startswith(_GIVEN):
            return self._given[int(choice.removeprefix(_GIVEN))]
        if choice.startswith(_TEMPLATE):
            return read_template(choice.removeprefix(_TEMPLATE))
        content = found.get(choice)
        return content if isinstance(content, Protocol) else None

    def _leave(self) -> None:
        page = self._tabs.close_page(TAB)
        if page:
            page.deleteLater()
