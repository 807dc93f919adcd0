"""A place of the window with its list first and a tab for each document that is open."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from mscplanner.domain.language import N_
from mscplanner.gui.labels import button_text, set_tip
from mscplanner.gui.wording import Wording

HOME = ""


class TabbedPlace(QWidget):
    """Shows one page at a time; ``shown`` carries the key of the page, "" for the list.

    The tabs are hidden while nothing but the list is open.
    """

    shown = Signal(str)
    close_wanted = Signal(str)

    def __init__(self, wording: Wording, home: QWidget, title: str) -> None:
        super().__init__()
        self._keys: list[str] = [HOME]
        self._widgets: dict[str, QWidget] = {HOME: home}
        self._tabs = QTabBar()
        self._tabs.setExpanding(False)
        self._tabs.setDrawBase(False)
        self._tabs.setUsesScrollButtons(True)
        self._tabs.setMovable(False)
        self._tabs.addTab("")
        self._stack = QStackedWidget()
        self._stack.addWidget(home)
        wording.bind(lambda text: self._tabs.setTabText(0, button_text(text)), title)
        wording.bind(self._tabs.setAccessibleName, title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._tabs)
        column.addWidget(self._stack, 1)
        self._tabs.currentChanged.connect(self._show)
        self._tabs.tabCloseRequested.connect(self._close_tab)
        self._tabs.setTabsClosable(True)
        self._tabs.setTabButton(0, QTabBar.ButtonPosition.RightSide, None)
        self._tabs.hide()
        self._wording = wording
        wording.changed.connect(self._name_buttons)

    @property
    def current(self) -> str:
        """Key of the page that is shown."""
        return self._keys[self._tabs.currentIndex()]

    @property
    def open_keys(self) -> tuple[str, ...]:
        """Keys of the pages besides the list."""
        return tuple(self._keys[1:])

    def page(self, key: str) -> QWidget | None:
        """Return the page called ``key``, or None."""
        return self._widgets.get(key)

    def open_page(self, key: str, page: QWidget, title: str) -> None:
        """Show ``page`` in a tab of its own."""
        self._keys.append(key)
        self._widgets[key] = page
        self._stack.addWidget(page)
        self._tabs.addTab("")
        self._tabs.show()
        self._name_buttons()
        self.name_page(key, title)
        self.show_page(key)

    def _name_buttons(self) -> None:
        # Qt gives each button its word once, in the language of that moment.
        for at in range(1, self._tabs.count()):
            for side in (QTabBar.ButtonPosition.LeftSide, QTabBar.ButtonPosition.RightSide):
                made = self._tabs.tabButton(at, side)
                if made:
                    set_tip(made, self._wording.text(N_("Close Tab")))

    def name_page(self, key: str, title: str) -> None:
        """Give the tab of ``key`` another title; a long one is cut in the middle."""
        if key in self._keys:
            at = self._keys.index(key)
            short = title if len(title) <= 36 else f"{title[:20]}…{title[-14:]}"
            self._tabs.setTabText(at, button_text(short))

    def show_page(self, key: str) -> None:
        """Show the page called ``key``; the list where there is none."""
        self._tabs.setCurrentIndex(self._keys.index(key) if key in self._keys else 0)

    def close_page(self, key: str) -> QWidget | None:
        """Take the page called ``key`` away and return it."""
        if key == HOME or key not in self._keys:
            return None
        at = self._keys.index(key)
        page = self._widgets.pop(key)
        # The key goes after its tab: the tab bar tells at once which one it shows instead.
        self._tabs.blockSignals(True)
        self._tabs.removeTab(at)
        self._keys.pop(at)
        self._tabs.blockSignals(False)
        self._stack.removeWidget(page)
        self._tabs.setVisible(len(self._keys) > 1)
        self._show(self._tabs.currentIndex())
        return page

    def _show(self, at: int) -> None:
        if 0 <= at < len(self._keys):
            self._stack.setCurrentWidget(self._widgets[self._keys[at]])
            self.shown.emit(self._keys[at])

    def _close_tab(self, at: int) -> None:
        if 0 < at < len(self._keys):
            self.close_wanted.emit(self._keys[at])
