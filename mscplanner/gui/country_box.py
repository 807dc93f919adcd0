"""A choice out of many countries or regions, searched as somebody types."""

from collections.abc import Sequence

from PySide6.QtCore import QCollator, QLocale, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit

from mscplanner.domain.language import Language
from mscplanner.gui.labels import guard_wheel


class CountryBox(QComboBox):
    """An editable choice; ``code_chosen`` carries the code of what a person chose, "" for none.

    A text that is no entry goes nowhere: the entry in force comes back.
    """

    code_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._code = ""
        self._field = QLineEdit()
        self.setLineEdit(self._field)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(16)
        self.setMaxVisibleItems(16)
        guard_wheel(self)
        completer = QCompleter(self.model(), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setCompleter(completer)
        completer.activated.connect(lambda _text: self._settle())
        self.activated.connect(self._take)
        self._field.editingFinished.connect(self._settle)

    def show_entries(self, entries: Sequence[tuple[str, str]], none: str, language: Language) -> None:
        """Offer ``entries``, each a code and a text, in the order of ``language`` after ``none``."""
        collator = QCollator(QLocale("zh_CN" if language == "zh" else "en_GB"))
        ordered = sorted(entries, key=lambda each: collator.sortKey(each[1]))
        blocker = QSignalBlocker(self)
        self.clear()
        for code, text in (("", none), *ordered):
            self.addItem(text, code)
        del blocker
        self.show_code(self._code)

    def show_code(self, code: str) -> None:
        """Show what is in force; one that is not offered is shown by its code."""
        self._code = code
        blocker = QSignalBlocker(self)
        at = self.findData(code)
        self.setCurrentIndex(at)
        self.setEditText(self.itemText(at) if at >= 0 else code)
        self._field.setCursorPosition(0)
        del blocker

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._field.text() != self.itemText(self.findData(self._code)):
            self.show_code(self._code)
        else:
            super().keyPressEvent(event)

    def _settle(self) -> None:
        """Take the entry that was typed; else show the one in force again."""
        typed = " ".join(self.currentText().split()).casefold()
        exact = next((at for at in range(self.count()) if self.itemText(at).casefold() == typed), -1)
        coded = self.findData(typed.upper()) if typed else -1
        only = [at for at in range(self.count()) if typed and typed in self.itemText(at).casefold()]
        found = exact if exact >= 0 else coded if coded >= 0 else only[0] if len(only) == 1 else -1
        if found >= 0:
            self._take(found)
        else:
            self.show_code(self._code)

    def _take(self, at: int) -> None:
        code = str(self.itemData(at) or "")
        if code != self._code:
            self.show_code(code)
            self.code_chosen.emit(code)
        else:
            self.show_code(code)
