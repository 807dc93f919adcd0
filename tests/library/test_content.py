"""Contents are stored as text and come back equal, or not at all."""

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from mscplanner.domain.finding import Edit
from mscplanner.domain.lab import Lab
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.message import message
from mscplanner.domain.protocol import Protocol
from mscplanner.domain.quantity import Quantity
from mscplanner.domain.run import Change, Happening, Run, Shift, Stock, Withdrawal
from mscplanner.library.content import DamagedContent, LabMemory, digest_of, read_protocol, read_run, stored
from mscplanner.library.lab_files import read_lab
from mscplanner.library.templates import read_templates
from mscplanner.planning.planner import plan
from mscplanner.planning.replanning import decided, ready_way, wells_lost
from mscplanner.planning.stage_lengths import with_length

LAB = read_lab()
assert isinstance(LAB, Lab)
VESSEL = LAB.vessels[0]

texts = st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), max_size=12)
titles = st.builds(LocalText, plain=st.none() | texts, en=st.none() | texts, zh=st.none() | texts)
decimals = st.decimals(min_value=0, max_value=100, places=3)


def varied(value: Any, draw: st.DrawFn) -> Any:
    """Return a value of the same kind with some of its texts changed, and some of what may be left out left out."""
    if isinstance(value, LocalText):
        return draw(titles)
    if isinstance(value, tuple):
        return tuple(varied(each, draw) for each in value if draw(st.booleans()))
    if isinstance(value, BaseModel):
        fields = type(value).model_fields.items()
        optional = {name for name, field in fields if field.default is None}
        update = {name: varied(getattr(value, name), draw) for name, _ in fields}
        return value.model_copy(update=update | {name: None for name in optional if draw(st.integers(0, 3)) == 0})
    return value


@st.composite
def protocols(draw: st.DrawFn) -> Protocol:
    varying = varied(draw(st.sampled_from(read_templates())), draw)
    assert isinstance(varying, Protocol)
    return varying


reasons = st.builds(
    lambda number, day, amount: message("{a} {b} {c}", a=number, b=day, c=Quantity(value=amount, unit="mM")),
    st.integers() | decimals | texts,
    st.dates(date(2000, 1, 1), date(2199, 12, 31)),
    decimals,
)
changes = st.builds(Change, edit=st.just(Edit(place=("a",), field="final", value="1 mM")), before=texts, reason=reasons)
runs = st.builds(
    Run,
    number=st.just("R-2026-001"),
    protocol=protocols(),
    start=st.dates(date(2000, 1, 1), date(2199, 12, 31)),
    lab=st.just(LAB),
    vessel=st.just(VESSEL),
    overage_percent=st.none() | decimals,
    well_volume=st.none() | texts,
    stocks=st.tuples(st.builds(Stock, reagent=st.just("activin-a"), strength=texts, solvent=st.none() | titles)),
    changes=st.tuples(changes),
    operator=texts,
)


@given(protocols())
def test_that_every_protocol_comes_back_equal(protocol: Protocol) -> None:
    kept = stored(protocol, LabMemory())
    again = read_protocol(kept.text, kept.digest)
    assert (again, repr(again)) == (protocol, repr(protocol))


@given(runs)
def test_that_every_run_comes_back_equal(run: Run) -> None:
    memory = LabMemory()
    kept = stored(run, memory)
    assert kept.lab
    again = read_run(kept.text, kept.digest, run.lab, kept.lab.digest)
    assert again == run
    assert repr(again.changes) == repr(run.changes)
    assert repr(again.overage_percent) == repr(run.overage_percent)


def test_that_a_lab_comes_back_equal(lab: Lab) -> None:
    kept = LabMemory().stored(lab)
    again = LabMemory().read(kept.text, kept.digest)
    assert (again, repr(again)) == (lab, repr(lab))


def test_that_the_same_content_has_the_same_digest(lab: Lab) -> None:
    settings = lab.settings.model_copy(update={"rinse_percent": Decimal("51")})
    other = lab.model_copy(update={"settings": settings})
    one, same, another = (LabMemory().stored(each).digest for each in (lab, lab.model_copy(), other))
    assert one == same != another


def test_that_a_run_has_another_digest_with_another_lab() -> None:
    assert digest_of("{}", "a") != digest_of("{}", "b") != digest_of("{}")


def test_that_the_labs_met_last_are_remembered(lab: Lab) -> None:
    memory = LabMemory()
    labs = [lab.model_copy(update={"vessels": lab.vessels[:count]}) for count in range(12)]
    digests = [memory.stored(each).digest for each in labs]
    assert memory.known(digests[-1]) is labs[-1]
    assert memory.known(digests[0]) is None
    assert memory.stored(labs[0]).digest == digests[0]


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"id": 3}', "[" * 100_000, "{"])
def test_that_what_is_no_protocol_is_damaged(text: str) -> None:
    with pytest.raises(DamagedContent):
        read_protocol(text, digest_of(text))


def test_that_another_text_under_a_digest_is_damaged() -> None:
    kept = stored(read_templates()[0], LabMemory())
    with pytest.raises(DamagedContent):
        read_protocol(kept.text.replace("ng/mL", "mg/mL"), kept.digest)


def test_that_a_run_of_before_stage_lengths_and_named_losses_opens(run_of: Callable[[str], Run]) -> None:
    run = run_of("bm-msc-three-step").model_copy(
        update={
            "withdrawals": (Withdrawal(day=5, wells=2),),
            "happened": (Happening(kind="lost", day=5, planned_day=5),),
            "shifts": (Shift(from_day=7, days=1),),
        }
    )
    kept = stored(run, LabMemory())
    assert kept.lab
    old = json.loads(kept.text)
    del old["lengths"], old["withdrawals"][0]["name"], old["happened"][0]["withdrawal"]
    text = json.dumps(old, ensure_ascii=False)
    assert read_run(text, digest_of(text, kept.lab.digest), run.lab, kept.lab.digest) == run


def test_that_lengths_and_going_on_earlier_come_back_equal(run_of: Callable[[str], Run]) -> None:
    run = run_of("adsc-mir-375")
    for stage in run.protocol.stages:
        run = with_length(run, stage.id, "6 d")
    run = wells_lost(decided(ready_way(plan(run), "differentiation", 9), "L. Zhang", run.start), 10, 3)
    kept = stored(run, LabMemory())
    assert kept.lab
    assert read_run(kept.text, kept.digest, run.lab, kept.lab.digest) == run
