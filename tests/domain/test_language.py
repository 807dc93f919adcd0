"""Every text has its Chinese, with the same figures and in plain words."""

import re
import string
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import mscplanner
from mscplanner.domain.language import translate, translate_count
from mscplanner.domain.places import resource_folder

PACKAGE = Path(mscplanner.__file__).parent
KEYWORDS = {"N_": (1,), "P_": (1, 2)}
FOUND = extract_from_dir(PACKAGE, method_map=[("**.py", "python")], keywords=KEYWORDS)
TEXTS = sorted({text if isinstance(text, str) else tuple(text) for _, _, text, _, _ in FOUND}, key=str)


def catalogue() -> dict[str | tuple[str, ...], str]:
    path = resource_folder() / "translations" / "zh" / "LC_MESSAGES" / "mscplanner.po"
    with path.open("rb") as stream:
        entries = read_po(stream, locale="zh_CN")
    table: dict[str | tuple[str, ...], str] = {}
    for entry in entries:
        key = entry.id if isinstance(entry.id, str) else tuple(entry.id)
        assert not entry.fuzzy or not entry.id
        table[key] = entry.string if isinstance(entry.string, str) else (*(entry.string or ()), "")[0]
    return table


CHINESE = catalogue()


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_that_every_text_has_its_chinese() -> None:
    assert [text for text in TEXTS if not CHINESE.get(text)] == []


def test_that_the_catalogue_holds_no_text_that_is_gone() -> None:
    assert set(CHINESE) - set(TEXTS) <= {""}


@pytest.mark.parametrize("text", [text for text in TEXTS if isinstance(text, str) and "%" not in text])
def test_that_both_languages_name_the_same_figures(text: str) -> None:
    assert fields(text) == fields(CHINESE[text])


BANNED = re.compile(r"\b(invalid|illegal|failed|please|sorry|traceback|None|nan)\b|!")
BANNED_CHINESE = re.compile("请|您|非法|失败")


def test_that_no_text_blames_or_begs() -> None:
    english = [str(text) for text in TEXTS if BANNED.search(str(text)) and text != "None"]
    assert not english
    assert not [text for text in CHINESE.values() if BANNED_CHINESE.search(text)]


def test_that_an_unknown_text_comes_back_as_it_is() -> None:
    assert translate("no such text", "zh") == "no such text"


def test_that_counts_have_singular_and_plural() -> None:
    forms = ("{count} error", "{count} errors")
    assert [translate_count(forms, count, "en") for count in (1, 2)] == ["1 error", "2 errors"]
    assert translate_count(forms, 1, "zh") == "1 个错误"
