"""What stands under a field: what it understood, every finding of it, and what it was before."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from mscplanner.domain.finding import Finding
from mscplanner.domain.language import N_
from mscplanner.gui.action_row import Action, ActionRow
from mscplanner.gui.labels import button, button_text, put_away, set_tip, text_label
from mscplanner.gui.marks import SEVERITY_WORDS, severity_icon
from mscplanner.gui.wording import Wording

_MOST_LINES = 3
_SIGN = 14


class Was(NamedTuple):
    """What a field was in the parent, told in ``text``; ``field`` is "" where that cannot be brought back."""

    field: str
    text: str


class Notes(NamedTuple):
    """What is to be told of a field.

    Attributes:
        name: What the field is called, for those who hear it.
        read_back: What the field understood, or what else is to be known of its value, or "".
        findings: What the checks say of it, errors first.
        was: What differs from the parent.
    """

    name: str = ""
    read_back: str = ""
    findings: tuple[Finding, ...] = ()
    was: tuple[Was, ...] = ()


class FieldNotes(QWidget):
    """Lines under a field; nothing is built again that is shown already.

    Its buttons take no focus from a press, so that the field above stays open: they are reached
    with Tab.
    """

    fix_wanted = Signal(object, int)
    reset_wanted = Signal(str)
    resized = Signal()

    def __init__(self, wording: Wording, parent: QWidget | None = None, narrow: bool = False) -> None:
        """Make the lines.

        Args:
            wording: The language of the window.
            parent: Owner of the lines.
            narrow: Whether the ways on stand below what is told, as many beside each other as fit.
        """
        super().__init__(parent)
        self._wording, self._narrow = wording, narrow
        self._notes = Notes()
        self._open = False
        self._lines: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._read_back = text_label(role="muted")
        self._column.addWidget(self._read_back)
        self._read_back.hide()
        self.hide()

    @property
    def notes(self) -> Notes:
        """What is shown."""
        return self._notes

    def show_notes(self, notes: Notes, again: bool = False) -> bool:
        """Show ``notes``; return whether the lines may have become more or fewer.

        Args:
            notes: What is to be told.
            again: Whether to write everything again, in another language or size.
        """
        before, self._notes = self._notes, notes
        if notes == before and not again:
            return False
        self._read_back.setText(notes.read_back)
        self._read_back.setVisible(bool(notes.read_back))
        if again or notes[2:] != before[2:]:
            self._open = self._open and not again
            self._build()
        self.setVisible(bool(notes.read_back or notes.findings or notes.was))
        self.updateGeometry()
        return True

    def buttons(self) -> list[QPushButton]:
        """Return the buttons that are shown, in reading order."""
        return [each for each in self.findChildren(QPushButton) if each.isVisibleTo(self)]

    def height_for(self, width: int) -> int:
        """Return the height that the lines take at ``width``."""
        if not (self._notes.read_back or self._notes.findings or self._notes.was):
            return 0
        layout = self._column
        return layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.totalSizeHint().height()

    def _build(self) -> None:
        for line in self._lines:
            self._column.removeWidget(line)
            put_away(line)
        self._lines = []
        findings = self._notes.findings
        many = len(findings) > _MOST_LINES
        for finding in findings if self._open or not many else findings[:_MOST_LINES]:
            self._add(self._finding_line(finding))
            if self._narrow and finding.fixes:
                self._add(self._fix_row(finding))
        if many:
            self._add(self._more_line(len(findings) - _MOST_LINES))
        for was in self._notes.was:
            self._add(self._was_line(was))

    def _add(self, line: QWidget) -> None:
        self._lines.append(line)
        self._column.addWidget(line)
        line.show()  # else it would have no height until the next turn of the event loop

    def _line(self) -> tuple[QWidget, QHBoxLayout]:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        return line, row

    def _finding_line(self, finding: Finding) -> QWidget:
        language = self._wording.language
        line, row = self._line()
        sign = text_label(wrap=False)
        sign.setPixmap(severity_icon(finding.severity, _SIGN).pixmap(_SIGN, _SIGN))
        sign.setAccessibleName(self._wording.text(SEVERITY_WORDS[finding.severity]))
        row.addWidget(sign)
        title = finding.title.written(language)
        text = text_label(title, finding.severity)
        text.setObjectName("finding")
        self._limit(text)
        set_tip(text, f"{finding.reason.written(language)} {finding.way_on.written(language)}")
        row.addWidget(text, 1)
        code = text_label(finding.code, "small", wrap=False)
        code.setObjectName("code")
        row.addWidget(code)
        for at, fix in enumerate(() if self._narrow else finding.fixes):
            label = fix.label.written(language)
            made = self._small_button(label, f"{label}: {title}")
            made.setObjectName("fix")
            made.clicked.connect(partial(self._press, finding, at))
            row.addWidget(made)
        row.addStretch(0)
        return line

    def _fix_row(self, finding: Finding) -> QWidget:
        names = [f"fix_{at}" for at in range(len(finding.fixes))]
        labels = [button_text(fix.label.written(self._wording.language)) for fix in finding.fixes]
        pressed = [partial(self._press, finding, at) for at in range(len(finding.fixes))]
        actions = [Action(*each, "small") for each in zip(names, labels, pressed, strict=True)]
        row = ActionRow(self._wording, actions)
        row.show_usable(names, finding.title.written(self._wording.language))
        for name in names:
            row[name].setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return row

    @staticmethod
    def _limit(label: QLabel) -> None:
        # The buttons stand right behind the text, not at the far end of the line.
        label.ensurePolished()
        label.setMaximumWidth(label.fontMetrics().horizontalAdvance(label.text()) + 8)

    def _press(self, finding: Finding, fix_at: int, _checked: bool = False) -> None:
        self.fix_wanted.emit(finding, fix_at)

    def _small_button(self, text: str, name: str) -> QPushButton:
        made = button("small")
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.setText(button_text(text))
        made.setAccessibleName(name)
        return made

    def _more_line(self, more: int) -> QWidget:
        line, row = self._line()
        text = self._wording.text(N_("Show Fewer")) if self._open else self._wording.text(N_("and {n} more"), n=more)
        made = self._small_button(text, f"{text}: {self._notes.name}")
        made.setObjectName("more")
        made.clicked.connect(lambda _checked: self._toggle())
        row.addSpacing(_SIGN + 6)
        row.addWidget(made)
        row.addStretch(1)
        return line

    def _toggle(self) -> None:
        self._open = not self._open
        self._build()
        self.updateGeometry()
        self.resized.emit()

    def _was_line(self, was: Was) -> QWidget:
        line, row = self._line()
        label = text_label(was.text, "muted")
        label.setObjectName("was")
        self._limit(label)
        row.addWidget(label, 1)
        if was.field:
            text = self._wording.text(N_("Reset"))
            made = self._small_button(f"↺ {text}", f"{text}: {self._notes.name}, {was.text}")
            made.setObjectName("reset")
            made.clicked.connect(lambda _checked: self.reset_wanted.emit(was.field))
            row.addWidget(made)
        row.addStretch(0)
        return line

    def texts(self) -> list[str]:
        """Return what the lines say, from top to bottom."""
        shown = [label for label in self.findChildren(QLabel) if label.isVisibleTo(self) and label.text()]
        return [label.text() for label in shown]
