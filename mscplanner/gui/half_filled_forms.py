"""The forms that are half filled in: kept within two seconds, and there again after the program ended or broke off."""

from __future__ import annotations

import contextlib
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from mscplanner.gui.background import Background
from mscplanner.library.half_filled import HalfFilled, drop_half_filled, read_half_filled, write_half_filled
from mscplanner.library.lab_files import settings_folder

if TYPE_CHECKING:
    from pathlib import Path

KEPT_AFTER_MILLISECONDS = 700
_Key = tuple[str, str]


class HalfFilledForms(QObject):
    """Remembers forms, and writes each change of them to a file beside the window.

    ``refused`` carries the fault of the disk where a form could not be written.
    """

    refused = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._folder = settings_folder()
        self._forms: dict[_Key, HalfFilled] = {}
        self._waiting: dict[_Key, HalfFilled | None] = {}
        self._writer = Background(self)
        self._keeping = QTimer(self)
        self._keeping.setSingleShot(True)
        self._keeping.setInterval(KEPT_AFTER_MILLISECONDS)
        self._keeping.timeout.connect(self._write)

    def find(self, run: str, part: str) -> HalfFilled | None:
        """Return the form of a sheet that was left half filled, or None.

        One that was closed out in this session is found, too: its closing out may have been taken back.
        """
        known = self._forms.get((run, part))
        if known or (run, part) in self._waiting:
            return known
        return read_half_filled(self._folder, run, part)

    def keep(self, form: HalfFilled) -> None:
        """Keep a form; the file is there within two seconds."""
        self._forms[form.run, form.part] = self._waiting[form.run, form.part] = form
        # Not begun anew by each key: the first change is on the disk in time, whatever follows.
        if not self._keeping.isActive():
            self._keeping.start()

    def close(self, run: str, part: str) -> None:
        """Drop the file of a form that is closed out; until the program ends it can still be found."""
        self._waiting[run, part] = None
        self._keeping.start()

    def drop(self, run: str, part: str) -> None:
        """Forget a form."""
        self._forms.pop((run, part), None)
        self.close(run, part)

    @property
    def waits(self) -> bool:
        """Whether a change is not in its file yet."""
        return bool(self._waiting)

    def finish(self) -> None:
        """Write what is not written yet."""
        self._keeping.stop()
        self._writer.finish()
        for key, form in self._waiting.items():
            # The folder of settings itself cannot be written to: there is no other place.
            with contextlib.suppress(OSError):
                _put(self._folder, key, form)
        self._waiting.clear()

    def _write(self) -> None:
        for key, form in self._waiting.items():
            self._writer.ask(partial(_tried, self._folder, key, form), partial(self._written, key, form))

    def _written(self, key: _Key, form: HalfFilled | None, fault: OSError | None) -> None:
        if key in self._waiting and self._waiting[key] is form:
            del self._waiting[key]
        if fault:
            self.refused.emit(fault)


def _put(folder: Path, key: _Key, form: HalfFilled | None) -> None:
    if form is None:
        drop_half_filled(folder, *key)
    else:
        write_half_filled(folder, form)


def _tried(folder: Path, key: _Key, form: HalfFilled | None) -> OSError | None:
    try:
        _put(folder, key, form)
    except OSError as fault:
        return fault
    return None
