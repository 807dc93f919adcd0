"""What the source says of the field that is worked in, and its other reading by one press."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from mscplanner.domain.finding import Finding
from mscplanner.domain.language import N_
from mscplanner.domain.protocol import Protocol
from mscplanner.gui.document import Spot
from mscplanner.gui.labels import button, button_text, put_away, text_label
from mscplanner.gui.source_text import Paragraph, SourceText
from mscplanner.gui.wording import Wording

_SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard


class SourcePane(QWidget):
    """Follows the field that is worked in; its text can be selected, and nothing of it applies itself."""

    fix_wanted = Signal(object, int)

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self._wording = wording
        self._shown: tuple[Paragraph, ...] = ()
        self._findings: tuple[Finding, ...] = ()
        self._buttons: list[QPushButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        title = text_label(role="section", wrap=False)
        wording.bind(title.setText, N_("Source"))
        self._column.addWidget(title)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTextInteractionFlags(_SELECTABLE)
        self.text.setTabChangesFocus(True)
        self.text.document().setDocumentMargin(8)
        wording.bind(self.text.setAccessibleName, N_("What the source says"))
        self._column.addWidget(self.text, 1)

    def show_spot(self, protocol: Protocol, spot: Spot, findings: tuple[Finding, ...], again: bool = False) -> None:
        """Show what the source says of the field at ``spot``.

        Args:
            protocol: Has its sources with it.
            spot: The field.
            findings: Of that field; those that propose a dose get a button here, too.
            again: Whether to write everything again, in another language.
        """
        paragraphs = SourceText(protocol, self._wording).of(spot)
        if paragraphs != self._shown or again:
            self._shown = paragraphs
            self._write()
        offered = tuple(each for each in findings if any(fix.source for fix in each.fixes))
        if offered != self._findings or again:
            self._findings = offered
            self._offer()

    def _write(self) -> None:
        self.text.clear()
        cursor = QTextCursor(self.text.document())
        strong, plain, block = QTextCharFormat(), QTextCharFormat(), QTextBlockFormat()
        strong.setFontWeight(QFont.Weight.DemiBold)
        for at, paragraph in enumerate(self._shown):
            if at:
                cursor.insertBlock(block, plain)
                cursor.insertBlock(block, plain)
            cursor.insertText(paragraph.heading, strong)
            for text in paragraph.texts:
                cursor.insertBlock(block, plain)
                cursor.insertText(text, plain)
        self.text.verticalScrollBar().setValue(0)

    def _offer(self) -> None:
        for old in self._buttons:
            self._column.removeWidget(old)
            put_away(old)
        self._buttons = []
        language = self._wording.language
        for finding in self._findings:
            for at, fix in enumerate(finding.fixes):
                if fix.source:
                    made = button(pressed=partial(self.fix_wanted.emit, finding, at))
                    made.setObjectName("reading")
                    made.setText(button_text(fix.label.written(language)))
                    made.setAccessibleName(f"{fix.label.written(language)} {finding.title.written(language)}")
                    self._column.addWidget(made, alignment=Qt.AlignmentFlag.AlignLeft)
                    self._buttons.append(made)
