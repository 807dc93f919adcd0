"""What is written reads as what it was, and looks like the bundled files."""

import errno
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mscplanner.domain.local_text import LocalText
from mscplanner.domain.places import protocol_folder
from mscplanner.domain.protocol import Addition, Disagreement, Protocol, Stage, StageMedium
from mscplanner.library.files import Unreadable
from mscplanner.library.protocol_file import (
    Unwritable,
    format_protocol,
    read_protocol,
    read_protocol_text,
    write_protocol,
)
from mscplanner.library.templates import read_template, template_ids

# A falsifying example is a whole protocol, which is long.
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")

FILE = Path("some.toml")
PLAIN = Protocol(id="x", title=LocalText(plain="X"))


@settings(max_examples=150)
@given(data=st.data())
def test_that_what_is_written_reads_as_the_same_protocol(
    protocols: st.SearchStrategy[Protocol], data: st.DataObject
) -> None:
    protocol = data.draw(protocols)
    text = format_protocol(protocol)
    assert read_protocol_text(text, FILE) == protocol
    assert format_protocol(protocol) == text


@pytest.mark.parametrize("template_id", template_ids())
def test_that_a_bundled_file_is_written_as_it_stands(template_id: str) -> None:
    protocol = read_template(template_id)
    assert protocol
    assert format_protocol(protocol) == (protocol_folder() / f"{template_id}.toml").read_text("utf-8")


@pytest.mark.parametrize(
    ("title", "line"),
    [
        (LocalText(plain="X"), 'title = "X"'),
        (LocalText(plain=""), 'title = ""'),
        (LocalText(en="X"), 'title = { en = "X" }'),
        (LocalText(zh="第"), 'title = { zh = "第" }'),
        (LocalText(en="", zh="第"), 'title = { en = "", zh = "第" }'),
        (LocalText(plain="a", en="b", zh="c"), 'title = { plain = "a", en = "b", zh = "c" }'),
        (LocalText(), "title = {}"),
        (LocalText(plain='5\t"µ"\n\\'), r'title = "5\t\"µ\"\n\\"'),
        (LocalText(plain="a\u2028b"), r'title = "a\u2028b"'),
    ],
)
def test_that_a_text_is_written_in_its_languages(title: LocalText, line: str) -> None:
    assert format_protocol(PLAIN.model_copy(update={"title": title})).splitlines()[2] == line


def test_that_what_is_not_there_is_left_out() -> None:
    stage = Stage(
        id="s",
        title=LocalText(plain="S"),
        medium=StageMedium(basal="dmem-f12", printed="DMEM/F12"),
        additions=(Addition(reagent="fbs"), Addition(reagent="egf", final="20 ng/mL", once=True)),
    )
    assert (
        format_protocol(PLAIN.model_copy(update={"stages": (stage,)}))
        == """format = "mscplanner-protocol/1"
id = "x"
title = "X"

[[stages]]
id = "s"
title = "S"

[stages.medium]
printed = "DMEM/F12"
basal = "dmem-f12"

[[stages.additions]]
reagent = "fbs"

[[stages.additions]]
reagent = "egf"
final = "20 ng/mL"
once = true
"""
    )


def test_that_each_note_and_each_entry_of_a_long_list_has_its_line() -> None:
    names = tuple(f"source {at}" for at in range(20))
    stage = Stage(id="s", title=LocalText(plain="S"), sources=names)
    notes = (LocalText(plain="one"), LocalText(en="two", zh="二"))
    lines = format_protocol(PLAIN.model_copy(update={"notes": notes, "stages": (stage,)})).splitlines()
    assert lines[3:7] == ["notes = [", '  "one",', '  { en = "two", zh = "二" },', "]"]
    assert lines[-2:] == ['  "source 19",', "]"]


def test_that_one_changed_dose_is_one_changed_line() -> None:
    template = read_template("bm-msc-three-step")
    assert template
    text = format_protocol(template)
    changed = read_protocol_text(text.replace('final = "0.5 mmol/L"', 'final = "1 mmol/L"'), FILE)
    assert isinstance(changed, Protocol)
    lines = zip(text.splitlines(), format_protocol(changed).splitlines(), strict=True)
    assert [new for old, new in lines if old != new] == ['final = "1 mmol/L"']


def test_that_a_written_file_is_read_again(tmp_path: Path) -> None:
    template = read_template("uc-msc-three-step")
    assert template
    write_protocol(template, tmp_path / "维甲酸 1.toml")
    assert read_protocol(tmp_path / "维甲酸 1.toml") == template
    assert [path.name for path in tmp_path.iterdir()] == ["维甲酸 1.toml"]


def too_large() -> Protocol:
    long = LocalText(plain="x y " * 1_000)
    entries = tuple(
        Disagreement(topic="dose", review=long, review_known="S", original=long, original_known="S") for _ in range(200)
    )
    notes = tuple(long for _ in range(100))
    return PLAIN.model_copy(update={"disagreements": entries, "notes": notes})


@pytest.mark.parametrize(
    ("spoilt", "words"),
    [
        (too_large, "larger than 2 MB"),
        (lambda: PLAIN.model_copy(update={"id": "No Id"}), "lower-case"),
        (lambda: PLAIN.model_copy(update={"title": LocalText.model_construct(plain="a\0b")}), "hidden character"),
        (lambda: PLAIN.model_copy(update={"title": LocalText.model_construct(plain="\ud800")}), "hidden character"),
        (lambda: PLAIN.model_copy(update={"title": "X"}), "does not read as"),
    ],
)
def test_that_what_could_not_be_read_again_is_not_written(
    tmp_path: Path, spoilt: Callable[[], Protocol], words: str
) -> None:
    path = tmp_path / "kept.toml"
    path.write_text("kept")
    with pytest.raises(Unwritable, match=words) as refused:
        write_protocol(spoilt(), path)
    assert isinstance(refused.value.unreadable, Unreadable)
    assert refused.value.errno == errno.EINVAL
    assert path.read_text() == "kept"


def test_that_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        write_protocol(PLAIN, tmp_path / "none" / "x.toml")
