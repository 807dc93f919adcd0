"""The boxes of the Help menu."""

from PySide6.QtWidgets import QWidget

import mscplanner
from mscplanner.domain.language import N_
from mscplanner.gui.actions import OTHER_KEYS, Commands
from mscplanner.gui.labels import question
from mscplanner.gui.wording import Wording


def show_shortcuts(parent: QWidget, commands: Commands, wording: Wording) -> None:
    """Show the keys of all commands."""
    rows = commands.shortcuts() + [(keys, wording.text(text)) for keys, text in OTHER_KEYS]
    title = wording.text(N_("Keyboard Shortcuts"))
    question(parent, title, title, "\n".join(f"{text}:  {keys}" for keys, text in rows)).open()


def show_about(parent: QWidget, wording: Wording) -> None:
    """Show what the program is, its version and its licences."""
    text = wording.text(
        N_("Plans inductions of MSC into insulin-producing cells, and prints their bench sheets. MIT licence.")
    )
    fonts = wording.text(N_("The font Noto Sans SC is under the SIL Open Font License."))
    title = f"mscplanner {mscplanner.__version__}"
    question(parent, title, title, f"{text}\n\n{fonts}").open()
