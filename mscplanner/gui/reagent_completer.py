"""Completion of reagents by any of their names, in both languages."""

import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QRect, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QCompleter, QLineEdit, QListView

from mscplanner.domain.language import LANGUAGES, N_, Language
from mscplanner.domain.reagent import Catalogue, Reagent
from mscplanner.gui.labels import row_height
from mscplanner.gui.wording import Wording

_MOST = 12
_TAKES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)


class Match(NamedTuple):
    """A reagent that goes on with what is typed, the name that does, and whether that is not its own."""

    reagent: Reagent
    name: str
    misnomer: bool


class ReagentNames:
    """All names of a catalogue's reagents, ready to be searched as somebody types."""

    def __init__(self, catalogue: Catalogue, kinds: frozenset[str]) -> None:
        self._kinds = kinds
        self._catalogue: Catalogue | None = None
        self.use_catalogue(catalogue)

    def use_catalogue(self, catalogue: Catalogue) -> None:
        """Search the names of another catalogue."""
        if catalogue is self._catalogue:
            return
        self._catalogue = catalogue
        self._names = [
            (_folded(name), name, reagent, misnomer)
            for reagent in catalogue.reagents
            if reagent.kind in self._kinds
            for name, misnomer in _names_of(reagent)
        ]

    def matches(self, typed: str, language: Language) -> tuple[Match, ...]:
        """Return what ``typed`` can become: names that begin with it first, then those that hold it."""
        wanted = _folded(typed)
        best: dict[str, tuple[tuple[int, str], Match]] = {}
        for folded, name, reagent, misnomer in self._names if wanted else ():
            if wanted not in folded:
                continue
            rank = 0 if folded == wanted else 1 if folded.startswith(wanted) else 2
            found = ((rank + 3 * misnomer, reagent.label.written(language)), Match(reagent, name, misnomer))
            if reagent.id not in best or found[0] < best[reagent.id][0]:
                best[reagent.id] = found
        ranked = sorted(best.values(), key=lambda each: each[0])
        return tuple(match for _, match in ranked[:_MOST])


def _names_of(reagent: Reagent) -> Iterable[tuple[str, bool]]:
    texts = (text.written(language) for text in (reagent.label, reagent.name) for language in LANGUAGES)
    yield from ((name, False) for name in dict.fromkeys((*texts, *reagent.aliases, reagent.id)))
    yield from ((name, True) for name in reagent.misnomers)


def _folded(text: str) -> str:
    # As the catalogue finds names: neither case nor spaces nor hyphens matter.
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(each for each in folded if not each.isspace() and unicodedata.category(each) != "Pd")


class ReagentCompleter(QCompleter):
    """Offers reagents under the field that it is set on; a chosen one is taken by its label."""

    def __init__(self, wording: Wording, names: ReagentNames, field: QLineEdit) -> None:
        super().__init__(field)
        self._wording, self._names, self._field = wording, names, field
        self._labels: list[str] = []
        self._offered = QStringListModel(self)
        self.setModel(self._offered)
        self.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.setWidget(field)
        self._list = QListView()
        self.setPopup(self._list)
        self._list.clicked.connect(lambda index: self._take(index.row()))
        field.textEdited.connect(self.offer)

    def offer(self, typed: str) -> None:
        """Show what ``typed`` can become."""
        language = self._wording.language
        matches = self._names.matches(typed, language)
        self._labels = [match.reagent.label.written(language) for match in matches]
        self._offered.setStringList([self._line(match, language) for match in matches])
        if not matches:
            self._list.hide()
            return
        popup = self._list
        popup.setAccessibleName(self._wording.text(N_("Reagents that match")))
        width = max(self._field.width(), popup.sizeHintForColumn(0) + row_height(popup))
        self.complete(QRect(0, 0, width, self._field.height()))
        popup.setCurrentIndex(self._offered.index(-1, 0))

    def _line(self, match: Match, language: Language) -> str:
        label, full = match.reagent.label.written(language), match.reagent.name.written(language)
        shown = [label] + ([full] if full.casefold() != label.casefold() else [])
        if match.misnomer:
            shown.append(self._wording.text(N_("read from “{name}”"), name=match.name))
        elif match.name.casefold() not in (label.casefold(), full.casefold()):
            shown.append(match.name)
        return "  ·  ".join(shown)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        popup = self._list
        if watched is popup and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key, row = Qt.Key(event.key()), popup.currentIndex().row()
            if key == Qt.Key.Key_Escape:
                popup.hide()
                return True
            if key in _TAKES:
                popup.hide()
                only = row < 0 and len(self._labels) == 1 and key == Qt.Key.Key_Tab
                self._take(0 if only else row)
                QApplication.sendEvent(self._field, QKeyEvent(event.type(), key, event.modifiers(), event.text()))
                return True
        return super().eventFilter(watched, event)

    def _take(self, row: int) -> None:
        if 0 <= row < len(self._labels):
            label = self._labels[row]
            self._field.setText(label)
            self._field.textEdited.emit(label)
            self._list.hide()
