"""Fonts: Chinese must show on a machine that has no Chinese font of its own."""

from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from mscplanner.domain.language import Language
from mscplanner.domain.places import resource_folder

_BUNDLED = "NotoSansSC-Regular.ttf"
_installed: list[QTranslator] = []


def prepare_language(language: Language) -> None:
    """Give the program what it needs to be shown in ``language``: Qt's own dialogs, and a font that has it."""
    application = QApplication.instance()
    if isinstance(application, QApplication):
        translate_dialogs(application, language)
    if language == "zh":
        add_chinese_font()


def add_chinese_font() -> bool:
    """Register the bundled font unless the system has a Chinese one; return whether it was needed.

    Qt then takes its glyphs for whatever the font in use does not have.
    """
    if QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese):
        return False
    return QFontDatabase.addApplicationFont(str(resource_folder() / "fonts" / _BUNDLED)) >= 0


def translate_dialogs(application: QApplication, language: Language) -> None:
    """Give Qt's own dialogs and standard buttons the language of the window."""
    while _installed:
        application.removeTranslator(_installed.pop())
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if language == "zh" and translator.load("qtbase_zh_CN", folder):
        application.installTranslator(translator)
        _installed.append(translator)
