"""Protocol files: all that is wrong is told at once; what was typed is kept."""

import os
import random
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mscplanner.domain.lab import Lab
from mscplanner.domain.places import protocol_folder
from mscplanner.domain.protocol import Protocol
from mscplanner.domain.run import Run
from mscplanner.library.files import Unreadable
from mscplanner.library.protocol_file import format_protocol, read_protocol, read_protocol_text
from mscplanner.planning.checks import check
from mscplanner.planning.planner import plan

HEAD = 'format = "mscplanner-protocol/1"\nid = "x"\ntitle = "X"\n'
EXAMPLE = (
    HEAD
    + """cell_source = { en = "umbilical cord MSC", zh = "脐带间充质干细胞" }
notes = []

[[sources]]
id = "22"
citation = "Gao F, et al. Translational Research 2008;151(6):293-302"
doi = "10.1016/j.trsl.2008.03.003"

[start]
confluence = "80-90 %"
seeding_density = "5000 cells/cm2"
passage = "P3"

[[stages]]
id = "step-1"
title = { en = "Step 1", zh = "第一步" }
duration = "2 d"
change = "every 2 d"
sources = ["22"]

[stages.medium]
printed = "10% FBS H-DMEM"
basal = "dmem-high-glucose"

[[stages.additions]]
reagent = "fbs"
final = "10 % v/v"
printed = "10% FBS"

[[stages.additions]]
reagent = "retinoic-acid"
final = "6 mmol/L"
printed = "6mmol/L 维甲酸"
once = true
[stages.additions.reading]
final = "1 µmol/L"
confidence = "inferred"
reason = { en = "…", zh = "…" }

[[readouts]]
name = { en = "Dithizone staining", zh = "双硫腙染色" }
at = "end"
destructive = true
"""
)


@pytest.fixture
def read(tmp_path: Path) -> Callable[[str | bytes], Protocol | Unreadable]:
    def reading(content: str | bytes) -> Protocol | Unreadable:
        path = tmp_path / "some.toml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_protocol(path)

    return reading


Read = Callable[[str | bytes], Protocol | Unreadable]


def told(protocol: Protocol | Unreadable) -> list[tuple[int | None, str, str]]:
    assert isinstance(protocol, Unreadable)
    return [(each.line, each.key, each.message.written("en")) for each in protocol.problems]


def test_that_the_documented_example_opens(read: Read, lab: Lab) -> None:
    protocol = read(EXAMPLE)
    assert isinstance(protocol, Protocol)
    assert protocol.stages[0].additions[1].once
    assert protocol.readouts[0].destructive
    assert [finding.code for finding in check(protocol, lab) if finding.severity == "error"] == ["E-DOSE-SOL"]


FAULTY = """notess = []
[[stages]]
id = "Step 1"
duratoin = "2 d"
title = 3
[[readouts]]
name = "x"
at = "end"
destructive = 1
"""


def test_that_all_faults_are_told_at_once_with_line_and_key(read: Read) -> None:
    assert told(read(HEAD + FAULTY)) == [
        (4, "notess", "is not a key of this format; meant is perhaps “notes”"),
        (6, "stages[1].id", "must be lower-case letters, digits and hyphens"),
        (7, "stages[1].duratoin", "is not a key of this format; meant is perhaps “duration”"),
        (8, "stages[1].title", "must be a table"),
        (12, "readouts[1].destructive", "must be true or false"),
    ]


@pytest.mark.parametrize(
    ("line", "key", "words"),
    [
        ("cell_source = 5", "cell_source", "table"),
        ("derived_from = 'No Id'", "derived_from", "lower-case"),
        ("notes = 'x'", "notes", "list in square brackets"),
        ("notes = [[1]]", "notes[1]", "table"),
        ("sources = [{ id = '', citation = 'x' }]", "sources[1].id", "is empty"),
        ("sources = [{ id = 'x' }]", "sources[1].citation", "is missing"),
        ("start = { confluence = 80 }", "start.confluence", "text in quotes"),
        ("stages = [{ id = 's', title = 'S', duration = 2 }]", "stages[1].duration", "text in quotes"),
        ("stages = [{ id = 's', title = 'S', sources = [1] }]", "stages[1].sources[1]", "text in quotes"),
        ("stages = [{ id = 's', title = 'S', duration = nan }]", "stages[1].duration", "text in quotes"),
        (
            'stages = [{ id = "s", title = "a\\u202Eb" }]',
            "stages[1].title.plain",
            "hidden character (U+202E)",
        ),
        (
            'stages = [{ id = "s", title = "a\\u0000b" }]',
            "stages[1].title.plain",
            "hidden character (U+0000)",
        ),
        ("readouts = [{ name = 'x', at = 'end', known = 'X' }]", "readouts[1].known", "must be one of"),
        ("zzz = true", "zzz", "leave it out"),
    ],
)
def test_that_a_fault_is_told_in_plain_words(read: Read, line: str, key: str, words: str) -> None:
    ((number, where, text),) = told(read(HEAD + line + "\n"))
    assert (number, where) == (4, key)
    assert words in text


def test_that_a_text_of_absurd_length_is_refused(read: Read) -> None:
    assert told(read(HEAD.replace('"X"', f'"{"x y " * 2000}"')))[0][2] == "is too long"


def test_that_too_many_stages_are_refused(read: Read) -> None:
    stages = "".join(f'[[stages]]\nid = "s{at}"\ntitle = "S"\n' for at in range(201))
    assert told(read(HEAD + stages))[0][2] == "has too many entries"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (HEAD.replace("/1", "/2"), "newer mscplanner"),
        (HEAD.replace("/1", "/0"), "not of the format"),
        (HEAD.replace("-protocol/1", "-lab/1"), "not of the format"),
        (HEAD.replace('"mscplanner-protocol/1"', "1"), "not of the format"),
        ('id = "x"\n', "not of the format"),
        ("", "not of the format"),
    ],
)
def test_that_another_format_is_told_first(read: Read, text: str, words: str) -> None:
    ((_, _, message),) = told(read(text + "nonsense = 1\n"))
    assert words in message


def test_that_what_is_no_toml_is_told_with_its_line(read: Read) -> None:
    assert told(read(HEAD + "duration = 2 d\n")) == [(4, "", "is not TOML; check quotes and brackets there")]


@pytest.mark.parametrize("content", [b"\xef\xbb\xbf" + EXAMPLE.encode(), EXAMPLE.replace("\n", "\r\n").encode()])
def test_that_a_mark_and_windows_line_ends_do_not_matter(read: Read, content: bytes) -> None:
    assert read(content) == read(EXAMPLE)


@pytest.mark.parametrize(
    "content",
    [
        EXAMPLE.encode("utf-16"),
        EXAMPLE.encode("utf-32"),
        EXAMPLE.encode("utf-16-be"),
        HEAD.encode() + b"\x00",
        b"\x89PNG\r\n\x1a\n" * 10,
        b"PK\x03\x04" + bytes(range(256)) * 10,
        b"#" * 3_000_000,
        HEAD.encode() + b"a = " + b"[" * 500 + b"]" * 500,
        HEAD.encode() + b".".join([b"a"] * 20_000) + b" = 1",
        HEAD.encode() + b"a = 0x" + b"f" * 1_000_000,
        HEAD.encode() + b"[" + b" " * 100_000 + b'"a[b"]',
        HEAD.encode() + b"".join(b"key%d=1\n" % at for at in range(50_000)),
        HEAD.encode() + b"[[stages]]\n" * 20_000,
    ],
)
def test_that_what_strangers_send_is_refused_in_time(read: Read, content: bytes) -> None:
    protocol = read(content)
    assert isinstance(protocol, Unreadable)
    assert len(protocol.written("en")) < 5_000


def test_that_a_value_that_cannot_be_used_opens_and_becomes_a_finding(read: Read, lab: Lab) -> None:
    text = EXAMPLE.replace('"2 d"', '"overnight"').replace('"10 % v/v"', '"20 ng"').replace('"fbs"', '"moon dust"')
    protocol = read(text.replace('"every 2 d"', '"daily"'))
    assert isinstance(protocol, Protocol)
    assert protocol.stages[0].duration == "overnight"
    codes = {finding.code for finding in check(protocol, lab)}
    assert {"E-QTY-NUMBER", "E-QTY-KIND", "W-REAGENT", "E-CHANGE", "E-DOSE-SOL"} <= codes


BUNDLED = (protocol_folder() / "uc-msc-three-step.toml").read_bytes()


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, len(BUNDLED) - 1), st.integers(0, 255))
def test_that_a_damaged_byte_never_raises(read: Read, run_of: Callable[[str], Run], at: int, byte: int) -> None:
    protocol = read(BUNDLED[:at] + bytes([byte]) + BUNDLED[at + 1 :])
    if isinstance(protocol, Protocol):
        for finding in plan(run_of("uc-msc-three-step").model_copy(update={"protocol": protocol})).findings:
            assert finding.title.written("zh")
    else:
        assert protocol.written("en")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, len(BUNDLED) - 1))
def test_that_a_file_cut_short_never_raises(read: Read, length: int) -> None:
    assert isinstance(read(BUNDLED[:length]), Protocol | Unreadable)


def flipped(data: bytes, at: int) -> bytes:
    return data[: at // 8] + bytes([data[at // 8] ^ 1 << at % 8]) + data[at // 8 + 1 :]


def test_that_a_flipped_bit_is_told_or_read_as_it_stands(read: Read) -> None:
    original = read(BUNDLED)
    for at in random.Random(20261123).sample(range(8 * len(BUNDLED)), 400):
        data = flipped(BUNDLED, at)
        protocol = read(data)
        if isinstance(protocol, Unreadable):
            assert protocol.written("en").startswith("some.toml: ")
        else:
            # Nothing is mended in silence: what was read is written as what stands there.
            assert protocol != original
            assert read_protocol_text(format_protocol(protocol), Path("x")) == protocol


def test_that_a_file_cut_after_any_line_is_whole_or_told(read: Read) -> None:
    lines = BUNDLED.splitlines(keepends=True)
    for count in range(len(lines)):
        protocol = read(b"".join(lines[:count]))
        assert isinstance(protocol, Protocol | Unreadable)
        assert isinstance(protocol, Unreadable) or len(protocol.stages) <= 3


def test_that_five_hundred_problems_are_told_at_once_with_line_and_key(read: Read) -> None:
    stages = "".join(f'[[stages]]\nid = "s{at}"\ntitle = "S"\nduratoin = "2 d"\nchange = 2\n' for at in range(125))
    readouts = "".join("[[readouts]]\nname = 'x'\nat = 'end'\nknown = 'X'\ndestructive = 1\n" for _ in range(125))
    problems = told(read(HEAD + stages + readouts))
    assert len(problems) == 500
    assert problems[0] == (7, "stages[1].duratoin", "is not a key of this format; meant is perhaps “duration”")
    assert problems[-1] == (3 + 5 * 250, "readouts[125].destructive", "must be true or false")
    assert [line for line, _, _ in problems] == sorted(3 + 5 * at + of for at in range(250) for of in (4, 5))


def test_that_a_file_that_is_refused_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "newer.toml"
    for text in (EXAMPLE.replace("-protocol/1", "-protocol/7"), EXAMPLE.replace("fbs", "\x00"), HEAD + FAULTY):
        path.write_text(text, "utf-8")
        os.utime(path, ns=(10**18, 10**18))
        assert isinstance(read_protocol(path), Unreadable)
        assert path.read_text("utf-8") == text
        assert path.stat().st_mtime_ns == 10**18


def test_that_a_newer_format_is_refused_before_anything_else_is_told(read: Read) -> None:
    newer = EXAMPLE.replace("-protocol/1", "-protocol/2").replace("stages", "phases")
    message = "was written by a newer mscplanner (mscplanner-protocol/2); update the program"
    assert told(read(newer)) == [(None, "", message)]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_that_pipes_devices_and_loops_are_told_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    (tmp_path / "loop.toml").symlink_to(tmp_path / "loop.toml")
    (tmp_path / "zero.toml").symlink_to("/dev/zero")
    (tmp_path / "noise.toml").symlink_to("/dev/urandom")
    for path in (*tmp_path.iterdir(), tmp_path, Path("/dev/zero")):
        assert isinstance(read_protocol(path), Unreadable)


@pytest.mark.parametrize("text", ["#" * 2_000_001, "维" * 700_000, HEAD + 'notes = ["\ud800"]'])
def test_that_text_from_elsewhere_has_the_same_limits(text: str) -> None:
    assert isinstance(read_protocol_text(text, Path("pasted.toml")), Unreadable)
