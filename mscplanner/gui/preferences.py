"""What the program remembers between two starts: language, look, window, last entries."""

import os
from typing import Literal, NamedTuple

from PySide6.QtCore import QByteArray, QLocale, QSettings

from mscplanner.domain.language import LANGUAGES, Language

Appearance = Literal["system", "light", "dark"]
APPEARANCES: tuple[Appearance, ...] = ("system", "light", "dark")
DARK_WINDOW = "#202326"
"""The dark window, before the theme is loaded."""
TEXT_SIZES = (100, 115, 130, 150, 175)
"""Percent of the system's text size."""
PLACE_VARIABLE = "MSCPLANNER_SETTINGS"
"""Environment variable that names another settings folder, see ``library.lab_files``."""


class LabelNumbers(NamedTuple):
    """The first label of a sheet that is not used yet, and how far everything is moved, in millimetres."""

    first: int
    right: float
    down: float


class Preferences:
    """The preferences of one person, in a readable file of the user's settings folder."""

    def __init__(self, file: str | None = None) -> None:
        folder = os.environ.get(PLACE_VARIABLE)
        file = file or (f"{folder}/window.ini" if folder else None)
        user = QSettings.Scope.UserScope
        readable = QSettings.Format.IniFormat
        self._settings = QSettings(file, readable) if file else QSettings(readable, user, "mscplanner", "mscplanner")

    def _word(self, name: str, default: str = "") -> str:
        value = self._settings.value(name, default)
        return value if isinstance(value, str) else default

    @property
    def language(self) -> Language:
        """The chosen language, else the system's."""
        word = self._word("language")
        for language in LANGUAGES:
            if word == language:
                return language
        return "zh" if QLocale.system().language() == QLocale.Language.Chinese else "en"

    @language.setter
    def language(self, language: Language) -> None:
        self._settings.setValue("language", language)

    @property
    def appearance(self) -> Appearance:
        """Light, dark, or as the system has it."""
        word = self._word("appearance")
        return next((each for each in APPEARANCES if each == word), "system")

    @appearance.setter
    def appearance(self, appearance: Appearance) -> None:
        self._settings.setValue("appearance", appearance)

    @property
    def text_size(self) -> int:
        """One of ``TEXT_SIZES``."""
        word = self._word("text_size")
        return int(word) if word in map(str, TEXT_SIZES) else TEXT_SIZES[0]

    @text_size.setter
    def text_size(self, percent: int) -> None:
        self._settings.setValue("text_size", str(percent))

    @property
    def findings_shown(self) -> bool:
        """Whether the findings stand below a run."""
        return self._word("findings_shown", "yes") == "yes"

    @findings_shown.setter
    def findings_shown(self, shown: bool) -> None:
        self._settings.setValue("findings_shown", "yes" if shown else "no")

    @property
    def months_shown(self) -> bool:
        """Whether the calendar of a run shows months, and not the weeks of the run."""
        return self._word("months_shown") == "yes"

    @months_shown.setter
    def months_shown(self, shown: bool) -> None:
        self._settings.setValue("months_shown", "yes" if shown else "no")

    @property
    def geometry(self) -> QByteArray:
        """Size and place of the window, empty at the first start."""
        value = self._settings.value("geometry")
        return value if isinstance(value, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._settings.setValue("geometry", geometry)

    @property
    def vessel(self) -> str:
        """Id of the vessel that was planned with last, or ""."""
        return self._word("vessel")

    @vessel.setter
    def vessel(self, vessel_id: str) -> None:
        self._settings.setValue("vessel", vessel_id)

    @property
    def operator(self) -> str:
        """Who prepared the last run, or ""."""
        return self._word("operator")

    @operator.setter
    def operator(self, name: str) -> None:
        self._settings.setValue("operator", name)

    def author(self) -> str:
        """Return who works here: the operator of the last run, else the account of this computer."""
        import getpass

        if self.operator:
            return self.operator
        try:
            return getpass.getuser()
        except (OSError, KeyError):
            return "?"

    def last_run_number(self, year: int) -> str:
        """Return the last number that was given to a run of ``year`` on this computer, or ""."""
        before, _, count = self._word("last_run").partition("-")
        return f"R-{year}-{int(count):03d}" if before == str(year) and count.isascii() and count.isdigit() else ""

    def number_after(self, year: int) -> str:
        """Return the number after the last one of ``year`` on this computer."""
        last = self.last_run_number(year)
        return f"R-{year}-{int(last.rpartition('-')[2]) + 1 if last else 1:03d}"

    def note_run_number(self, number: str) -> None:
        """Remember that ``number``, of the form ``R-2026-014``, was given."""
        self._settings.setValue("last_run", number.removeprefix("R-"))

    @property
    def paper(self) -> str:
        """``a4`` or ``letter``: the one used last, else the usual one of the system's country."""
        word = self._word("paper")
        territory = QLocale.Country
        system = QLocale.system()
        letter = system.territory() in (territory.UnitedStates, territory.Canada, territory.Mexico)
        # A locale that names no country is no wish for Letter.
        letter = letter and "_" in os.environ.get("LC_ALL", os.environ.get("LANG", "_"))
        return word if word in ("a4", "letter") else "letter" if letter else "a4"

    @paper.setter
    def paper(self, paper: str) -> None:
        self._settings.setValue("paper", paper)

    @property
    def label_sheet(self) -> str:
        """Id of the label sheet that was printed on last, or ""."""
        return self._word("label_sheet")

    @label_sheet.setter
    def label_sheet(self, sheet_id: str) -> None:
        self._settings.setValue("label_sheet", sheet_id)

    @property
    def label_language(self) -> str:
        """``en``, ``zh`` or ``both``, in which labels were printed last, or ""."""
        return self._word("label_language")

    @label_language.setter
    def label_language(self, language: str) -> None:
        self._settings.setValue("label_language", language)

    def label_numbers(self, sheet_id: str) -> LabelNumbers:
        """Return where printing on a label sheet begins, and how far it is moved."""
        words = self._word(f"labels/{sheet_id}").split()
        try:
            return LabelNumbers(int(words[0]), float(words[1]), float(words[2]))
        except (ValueError, IndexError):
            return LabelNumbers(1, 0.0, 0.0)

    def note_label_numbers(self, sheet_id: str, first: int, right: float, down: float) -> None:
        """Remember where printing on a label sheet goes on, and how far it is moved, in millimetres."""
        self._settings.setValue(f"labels/{sheet_id}", f"{first} {right:.1f} {down:.1f}")

    def save(self) -> None:
        """Write everything to the file now."""
        self._settings.sync()
