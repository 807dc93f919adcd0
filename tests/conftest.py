"""What many tests start from: the bundled lab, and runs of the bundled templates."""

import gettext
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from types import NoneType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import configuration, settings
from hypothesis import strategies as st

from mscplanner.cli import main
from mscplanner.domain.lab import Lab
from mscplanner.domain.protocol import Protocol
from mscplanner.domain.run import Run
from mscplanner.domain.value import Identifier, Name, Value, hidden_character
from mscplanner.library.files import Unreadable
from mscplanner.library.lab_files import read_lab
from mscplanner.library.templates import read_template

MONDAY = date(2026, 12, 7)

# Nothing is left behind in the source tree, and a slow machine is no fault of the program.
configuration.set_hypothesis_home_dir(Path(tempfile.gettempdir()) / "mscplanner-hypothesis")
settings.register_profile("mscplanner", deadline=None, database=None, max_examples=100)
settings.load_profile("mscplanner")


@pytest.fixture(scope="session")
def lab() -> Lab:
    bundled = read_lab()
    assert not isinstance(bundled, Unreadable)
    return bundled


@pytest.fixture(scope="session")
def run_of(lab: Lab) -> Callable[[str], Run]:
    """Make a run of a template: three 6-well plates from a Monday on."""

    def made(template_id: str) -> Run:
        protocol, vessel = read_template(template_id), lab.vessel("plate-6")
        assert protocol
        assert vessel
        return Run(number="R-2026-014", protocol=protocol, start=MONDAY, lab=lab, vessel=vessel, count=3)

    return made


class Answer(NamedTuple):
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Keep the settings, the library and the language of whoever runs the tests out of them."""
    monkeypatch.setenv("MSCPLANNER_SETTINGS", str(tmp_path / "settings"))
    monkeypatch.setenv("MSCPLANNER_LIBRARY", str(tmp_path / "library"))
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    domain = gettext.textdomain()
    yield tmp_path / "settings"
    gettext.textdomain(domain)


@pytest.fixture
def command(own_settings: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Answer]:
    """Run a command of the program in this process."""

    def running(*words: str) -> Answer:
        try:
            code = main(words)
        except SystemExit as end:
            code = int(end.code or 0)
        said = capsys.readouterr()
        return Answer(code, said.out, said.err)

    return running


@pytest.fixture
def program(own_settings: Path) -> Callable[..., Answer]:
    """Run the program as its own process without any display."""

    def running(*words: str, text: str | None = None, **environment: str) -> Answer:
        display = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
        kept = {name: value for name, value in os.environ.items() if name not in display}
        done = subprocess.run(
            [sys.executable, "-m", "mscplanner", *words],
            input=text,
            capture_output=True,
            encoding="utf-8",
            cwd=Path(__file__).parents[1],
            env=kept | environment,
            timeout=60,
            check=False,
        )
        return Answer(done.returncode, done.stdout, done.stderr)

    return running


NASTY_TEXTS = (
    "",
    " ",
    "\t",
    "a\nb",
    '"',
    "'",
    '"""',
    "'''",
    "\\",
    "\\n",
    "a\\",
    "# no comment",
    "[stages]",
    "[[stages]]",
    "a = 1",
    "{ en = 1 }",
    "💉 µ 10⁻⁶ 维甲酸",
    "e\u0301",
    "\ufeff",
    "a\u2028[b]",
    "👩\u200d🔬",
    "." * 4_000,
    "f" * 4_000,
    "20 ng/mL",
)


_HIDDEN = [chr(point) for point in range(0xD800) if hidden_character(chr(point))] + ["\ufffe", "\uffff"]
_CHARACTERS = st.characters(codec="utf-8", exclude_characters=_HIDDEN, categories=("L", "M", "N", "P", "S", "Z", "Cf"))


@cache
def texts(smallest: int = 0, largest: int = 4_000) -> st.SearchStrategy[str]:
    """Return a strategy for texts that a protocol can hold, the nasty ones among them."""
    nasty = [text[:largest] for text in NASTY_TEXTS if len(text) >= smallest]
    return st.sampled_from(nasty) | st.text(_CHARACTERS, min_size=smallest, max_size=6)


@cache
def values_of(hint: Any) -> st.SearchStrategy[Any]:
    """Return a strategy for what a field of a value can hold, following its annotation."""
    of_texts = {Identifier: st.from_regex(r"[a-z0-9][a-z0-9._-]{0,9}", fullmatch=True), Name: texts(1, 200)}
    if hint in of_texts:
        return of_texts[hint]
    if get_origin(hint) is Annotated and get_args(hint)[0] is int:
        bounds = [part for each in get_args(hint)[1:] for part in _parts(each)]
        least, most = (next(getattr(part, name) for part in bounds if hasattr(part, name)) for name in ("ge", "le"))
        return st.integers(least, most)
    if get_origin(hint) is Annotated:
        longest = [getattr(part, "max_length", None) or 4_000 for each in get_args(hint)[1:] for part in _parts(each)]
        inner = get_args(hint)[0]
        return texts(0, min(longest)) if inner is str else values_of(inner)
    if get_origin(hint) is Literal:
        return st.sampled_from(get_args(hint))
    if get_origin(hint) is tuple:
        return st.lists(values_of(get_args(hint)[0]), max_size=2).map(tuple)
    if hint in (bool, NoneType):
        return st.booleans() if hint is bool else st.none()
    if isinstance(hint, type) and issubclass(hint, Value):
        fields = get_type_hints(hint, include_extras=True)
        return st.builds(hint, **{name: values_of(fields[name]) for name in hint.model_fields})
    assert get_origin(hint) is Union or len(get_args(hint)) > 1, hint
    return st.one_of([values_of(each) for each in get_args(hint)])


def _parts(metadata: Any) -> tuple[Any, ...]:
    return tuple(getattr(metadata, "metadata", (metadata,)))


@pytest.fixture(scope="session")
def protocols() -> st.SearchStrategy[Protocol]:
    """Return a strategy for any protocol that there can be: every field, every kind of text."""
    return values_of(Protocol)


Steps = tuple[str | int, ...]


def places_in(value: Any, hint: Any, steps: Steps = ()) -> Iterator[tuple[Steps, Any]]:
    """Give the way to every value inside ``value``, with its annotation."""
    if isinstance(value, Value):
        for name, inner in get_type_hints(type(value), include_extras=True).items():
            if name in type(value).model_fields:
                yield (*steps, name), inner
                yield from places_in(getattr(value, name), inner, (*steps, name))
    elif isinstance(value, tuple):
        entry = next(get_args(each)[0] for each in (hint, *get_args(hint)) if get_origin(each) is tuple)
        for at, each in enumerate(value):
            yield (*steps, at), entry
            yield from places_in(each, entry, (*steps, at))


def at_place(value: Any, steps: Steps) -> Any:
    """Return what stands at the end of ``steps``."""
    for step in steps:
        value = getattr(value, step) if isinstance(step, str) else value[step]
    return value


def with_new(value: Any, steps: Steps, new: Any) -> Any:
    """Return ``value`` with ``new`` at the end of ``steps``."""
    if not steps:
        return new
    step, rest = steps[0], steps[1:]
    if isinstance(step, int):
        return (*value[:step], with_new(value[step], rest, new), *value[step + 1 :])
    return value.model_copy(update={step: with_new(getattr(value, step), rest, new)})


@pytest.fixture(scope="session")
def pairs_of_protocols(protocols: st.SearchStrategy[Protocol]) -> st.SearchStrategy[tuple[Protocol, Protocol]]:
    """Return a strategy for a protocol and the same one with one value changed, wherever it stands."""

    @st.composite
    def drawn(draw: st.DrawFn) -> tuple[Protocol, Protocol]:
        protocol = draw(protocols)
        steps, hint = draw(st.sampled_from(list(places_in(protocol, Protocol))))
        old = at_place(protocol, steps)
        return protocol, with_new(protocol, steps, draw(values_of(hint).filter(lambda new: new != old)))

    return drawn()
