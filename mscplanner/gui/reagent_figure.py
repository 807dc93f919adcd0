"""One figure of a reagent: what the catalogue says, how well that is known, and the lab's own figure."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from mscplanner.domain.language import N_
from mscplanner.domain.message import write_date
from mscplanner.domain.misreading import Misreading
from mscplanner.domain.own_reagents import FigureName, OwnFigure, read_figure
from mscplanner.domain.quantity import Quantity, format_quantity, legible
from mscplanner.domain.reagent import Fact
from mscplanner.gui.labels import button, button_text, set_role, set_tip, text_label
from mscplanner.gui.marks import SEVERITY_WORDS, severity_icon
from mscplanner.gui.reagent_words import EXAMPLES, FIGURE_WORDS
from mscplanner.gui.typed_field import TypedField
from mscplanner.gui.wording import Wording
from mscplanner.planning.provenance import known_as

_SIGN = 14


class ReagentFigure(QObject):
    """A row of a grid. What is typed is read back at once, and handed in with Enter or by leaving the field.

    Signals: ``given`` the fact and the text of a figure that can be read; ``reset`` the fact whose
    bundled value is wanted again. What cannot be read is refused under the field and goes nowhere.
    """

    given = Signal(str, str)
    reset = Signal(str)

    def __init__(self, wording: Wording, fact: FigureName, grid: QGridLayout, at: int) -> None:
        super().__init__()
        self._wording, self.fact = wording, fact
        self._subject: tuple[str, str] = ("", "")
        self._bundled: Fact | None = None
        self._own: OwnFigure | None = None
        self._warning = ""
        self._refused: Misreading | None = None
        self._name = text_label(wrap=False)
        self._value, self._known = text_label(role="strong"), text_label(role="muted")
        self.field = self._own_field()
        self.reset_button = button("small", self._reset)
        self.reset_button.setObjectName(f"reset_{fact}")
        self._sign, self._note = text_label(wrap=False), text_label(role="muted")
        self._note.setObjectName(f"note_{fact}")
        self._ways = QHBoxLayout()
        self._way_buttons: list[QPushButton] = []
        wording.bind(self._name.setText, FIGURE_WORDS[fact])
        self._name.setBuddy(self.field)
        self._lay_out(grid, at)

    def show(self, reagent: str, name: str, bundled: Fact | None, own: OwnFigure | None, warning: str = "") -> None:
        """Show the figure of another reagent, or what became of this one; a refused text stays to be mended.

        Args:
            reagent: Id of the reagent.
            name: Its name, for those who hear it.
            bundled: What the catalogue says.
            own: What the lab says.
            warning: What is wrong with the figure in force, or "".
        """
        kept = self._subject[0] == reagent and self._own == own
        self._subject, self._bundled, self._own, self._warning = (reagent, name), bundled, own, warning
        if not kept:
            self._refused = None
        if self._refused is None:
            self.field.show_text(own.value if own else "")
        self.renew()

    def renew(self) -> None:
        """Write everything in the language of the window."""
        label = self._wording.text(FIGURE_WORDS[self.fact])
        self.field.setAccessibleName(
            self._wording.text(N_("{figure} of {reagent}, own value"), figure=label, reagent=self._subject[1])
        )
        self.field.setPlaceholderText(self._wording.text(N_("e.g. {figure}"), figure=EXAMPLES[self.fact]))
        reset = self._wording.text(N_("Reset to Bundled") if self._bundled else N_("Remove Figure"))
        self.reset_button.setText(reset)
        self.reset_button.setAccessibleName(f"{reset}: {label}")
        if self._own is None and self.reset_button.hasFocus():
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.reset_button.setVisible(self._own is not None)
        self._show_bundled()
        self._tell()

    def _own_field(self) -> TypedField:
        field = TypedField(quantity=True, at_rest=False)
        field.setObjectName(f"own_{self.fact}")
        field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        field.setMinimumWidth(field.fontMetrics().averageCharWidth() * 16)
        field.textEdited.connect(self._read_again)
        field.typed.connect(self._take)
        field.taken_back.connect(self._take_back)
        field.reset_wanted.connect(self._reset)
        return field

    def _lay_out(self, grid: QGridLayout, at: int) -> None:
        top = Qt.AlignmentFlag.AlignTop
        left, middle, right = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        # The texts stand level with the one in the field.
        for column in (left, middle):
            column.setContentsMargins(0, 6, 0, 0)
            column.setSpacing(1)
        left.addWidget(self._name)
        middle.addWidget(self._value)
        middle.addWidget(self._known)
        line, under = QHBoxLayout(), QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.field, 1)
        line.addWidget(self.reset_button)
        under.setSpacing(6)
        under.addWidget(self._sign, 0, top)
        under.addWidget(self._note, 1)
        self._ways.setSpacing(6)
        right.setSpacing(3)
        right.addLayout(line)
        right.addLayout(under)
        right.addLayout(self._ways)
        for number, column in enumerate((left, middle, right)):
            column.addStretch(1)
            grid.addLayout(column, at, number)

    def _show_bundled(self) -> None:
        fact, language = self._bundled, self._wording.language
        if fact is None:
            self._value.setText("—")
            self._known.setText(self._wording.text(N_("not in the catalogue")))
            set_tip(self._known, "")
            return
        reading = read_figure(self.fact, fact.value)
        value = format_quantity(reading) if isinstance(reading, Quantity) else fact.value
        form = f" ({fact.form.written(language)})" if fact.form else ""
        self._value.setText(value + form)
        self._known.setText(known_as(fact).written(language))
        set_tip(self._known, fact.source or "")

    # What is typed

    def _read_again(self) -> None:
        self._refused = None
        self._tell()

    def _take(self, text: str) -> None:
        if not text.strip():
            self._refused = None
            self._reset()
            self._tell()
            return
        reading = read_figure(self.fact, text)
        self._refused = reading if isinstance(reading, Misreading) else None
        self._tell()
        if self._refused is None and not (self._own and self._own.value == text.strip()):
            self.given.emit(self.fact, text.strip())

    def _take_back(self) -> None:
        self._refused = None
        self.field.show_text(self._own.value if self._own else "")
        self._tell()

    def _reset(self) -> None:
        if self._own is not None:
            self.reset.emit(self.fact)
        elif self._refused or self.field.pending:
            self._take_back()

    # What is told under the field

    def _tell(self) -> None:
        text, tone, readings = self._told()
        self._note.setText(text)
        self._note.setVisible(bool(text))
        set_role(self._note, tone)
        self._sign.setVisible(tone != "muted")
        if tone != "muted":
            self._sign.setPixmap(severity_icon(tone, _SIGN).pixmap(_SIGN, _SIGN))
            self._sign.setAccessibleName(self._wording.text(SEVERITY_WORDS[tone]))
        wrong = "true" if tone == "error" else "false"
        if self.field.property("wrong") != wrong:
            self.field.setProperty("wrong", wrong)
            self.field.style().unpolish(self.field)
            self.field.style().polish(self.field)
        self.field.setAccessibleDescription(text)
        self._offer(readings)

    def _told(self) -> tuple[str, str, tuple[str, ...]]:
        """Return what stands under the field, its tone, and the likely readings."""
        language = self._wording.language
        typed = self.field.text()
        if self.field.pending and typed.strip():
            reading = read_figure(self.fact, typed)
            if isinstance(reading, Quantity):
                read = self._wording.text(N_("= {figure} · Enter keeps it"), figure=format_quantity(legible(reading)))
                return read, "muted", ()
            return reading.message.written(language), "muted", reading.readings
        if self._refused:
            reason = self._refused.message.written(language)
            return f"{reason} · {self._in_force()}", "error", self._refused.readings
        given = self._by(self._own) if self._own else ""
        if self._warning:
            return " · ".join(filter(None, (self._warning, given))), "warning", ()
        return given, "muted", ()

    def _in_force(self) -> str:
        fact = self._own or self._bundled
        if fact is None:
            return self._wording.text(N_("not kept"))
        return self._wording.text(N_("not kept, {value} stays"), value=fact.value)

    def _by(self, own: OwnFigure) -> str:
        day = write_date(own.on, self._wording.language)
        return self._wording.text(N_("By {name}, {day}"), name=own.by, day=day) if own.by else day

    def _offer(self, readings: tuple[str, ...]) -> None:
        if [each.text() for each in self._way_buttons] == [button_text(each) for each in readings]:
            return
        while self._ways.count():
            self._ways.takeAt(0)
        for each in self._way_buttons:
            each.hide()
            each.deleteLater()
        self._way_buttons = []
        for reading in readings:
            made = button("small", partial(self._use, reading))
            made.setObjectName("reading")
            # Reached with Tab; a press leaves the field open, so that its text is not refused first.
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            made.setText(button_text(reading))
            made.setAccessibleName(self._wording.text(N_("Likely meant: {reading}"), reading=reading))
            self._ways.addWidget(made)
            made.show()  # else it could not be reached before the next turn of the event loop
            self._way_buttons.append(made)
        if readings:
            self._ways.addStretch(1)
            for before, after in zip((self.reset_button, *self._way_buttons), self._way_buttons, strict=False):
                QWidget.setTabOrder(before, after)

    def _use(self, reading: str) -> None:
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.selectAll()
        self.field.insert(reading)
        self.field.hand_in()
