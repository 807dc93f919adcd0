"""The head of the editor: the title, edited in place, where it comes from, and what can be done with it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mscplanner.domain.language import N_, P_
from mscplanner.gui.document import Spot
from mscplanner.gui.labels import button, button_text, text_label
from mscplanner.gui.protocol_steps import ProtocolSteps
from mscplanner.gui.typed_field import TypedField
from mscplanner.gui.wording import Wording
from mscplanner.planning.comparison import compare
from mscplanner.planning.protocol_edits import LONGEST_NAME


class ProtocolHeader(QWidget):
    """Signals say which button was pressed."""

    plan_wanted = Signal()
    compare_wanted = Signal()
    history_wanted = Signal()
    version_wanted = Signal()
    export_wanted = Signal()

    def __init__(self, wording: Wording, steps: ProtocolSteps) -> None:
        super().__init__()
        self._wording, self._steps = wording, steps
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 4)
        column.setSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.title = TypedField()
        self.title.setObjectName("protocol_title")
        self.title.setProperty("kind", "title")
        self.title.setMaxLength(LONGEST_NAME)
        wording.bind(self.title.setAccessibleName, N_("Name of the protocol"))
        wording.bind(self.title.setPlaceholderText, N_("Name of the protocol"))
        row.addWidget(self.title, 1)
        *others, plan_run = self._buttons()
        row.addWidget(plan_run)
        column.addLayout(row)
        self.origin = button("link", self.compare_wanted.emit)
        self.origin.setObjectName("origin")
        self._hint = text_label(role="muted")
        self._hint.setContentsMargins(7, 0, 0, 0)  # below the text of the title, not below its frame
        under = QHBoxLayout()
        under.setContentsMargins(2, 0, 0, 0)
        under.setSpacing(8)
        under.addWidget(self.origin)
        under.addWidget(self._hint, 1)
        under.addStretch(0)
        for made in others:
            under.addWidget(made)
        column.addLayout(under)
        self.title.began.connect(steps.begin)
        self.title.typed.connect(lambda text: steps.type(Spot(-1, -1, "title"), text))
        self.title.taken_back.connect(steps.take_back)
        self.title.ended.connect(self.show_protocol)

    def _buttons(self) -> list[QWidget]:
        made: list[QWidget] = []
        for name, text, kind, pressed in (
            ("compare", N_("Compare…"), "", self.compare_wanted),
            ("history", N_("History…"), "", self.history_wanted),
            ("save_version", N_("Save Version…"), "", self.version_wanted),
            ("export", N_("Export…"), "", self.export_wanted),
            ("plan_run", N_("Plan Run"), "primary", self.plan_wanted),
        ):
            each = button(kind, pressed.emit)
            each.setObjectName(name)
            self._wording.bind(each.setText, text)
            made.append(each)
        return made

    def show_protocol(self) -> None:
        """Show the title, and where the protocol comes from."""
        document, language = self._steps.document, self._wording.language
        protocol, origin = document.protocol, document.origin
        self.title.show_text(protocol.title.written(language))
        differs = origin is not None and not document.is_template
        self.origin.setVisible(differs)
        self._hint.setVisible(document.is_template)
        if document.is_template:
            self._hint.setText(self._wording.text(N_("A template. The first change makes your own copy.")))
        elif origin is not None:
            count = compare(origin, protocol, document.lab).count
            values = self._wording.count(P_("{count} value differs", "{count} values differ"), count)
            text = self._wording.text(
                N_("from {parent}  ·  {values}"), parent=origin.title.written(language), values=values
            )
            self.origin.setText(button_text(text))
