"""The page of findings lists every code there is, with the texts that findings have."""

import re
from pathlib import Path

import pytest

import mscplanner
from mscplanner.domain.lab import Lab
from mscplanner.domain.language import LANGUAGES, Language
from mscplanner.domain.places import resource_folder
from mscplanner.library.templates import read_templates
from mscplanner.planning.checks import check
from mscplanner.planning.finding_catalogue import catalogue_page, entries
from mscplanner.planning.finding_texts import TEXTS

PAGES: dict[Language, str] = {"en": "findings.md", "zh": "findings.zh.md"}
PACKAGE = Path(mscplanner.__file__).parent


def test_that_every_code_of_the_source_has_an_entry() -> None:
    sources = [path for path in PACKAGE.rglob("*.py") if not path.stem.startswith("finding_")]
    written = {
        code for path in sources for code in re.findall(r'"([EWN]-[A-Z]+(?:-[A-Z]+)*)"', path.read_text("utf-8"))
    }
    assert [entry.code for entry in entries("en") if entry.code not in written] == []
    assert written - {entry.code for entry in entries("en")} == set()


def test_that_no_code_has_two_entries() -> None:
    codes = [entry.code for entry in entries("en")]
    assert len(codes) == len(set(codes))
    assert all(entry.severity[0].upper() == entry.code[0] for entry in entries("en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_the_page_of_the_documentation_is_the_one_of_the_code(language: Language) -> None:
    page = resource_folder() / "documentation" / PAGES[language]
    assert page.read_text("utf-8") == catalogue_page(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_every_entry_says_what_why_and_the_way_on(language: Language) -> None:
    for entry in entries(language):
        assert all(text.strip() and not re.search("[{}]", text) for text in (entry.says, entry.why, entry.way_on))
        assert bool(re.search("[\u4e00-\u9fff]", entry.why)) == (language == "zh"), entry.code


def test_that_the_texts_are_those_of_the_findings(lab: Lab) -> None:
    for template in read_templates():
        for finding in check(template, lab):
            if finding.code in TEXTS and finding.code not in ("W-SOURCE", "N-SOURCE", "W-PRINTED"):
                said = (finding.title.text, finding.way_on.text)
                assert said == (TEXTS[finding.code][0], TEXTS[finding.code][2]), finding.code
