"""How long a medium keeps, and because of what."""

import pytest

from mscplanner.domain.lab import Lab
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.protocol import Addition, Stage, StageMedium
from mscplanner.planning.parts import parts_of
from mscplanner.planning.shelf_life import is_fresh, shelf_life

EGF = Addition(reagent="egf", final="20 ng/mL")


def stage_of(*additions: Addition) -> Stage:
    medium = StageMedium(basal="dmem-high-glucose")
    return Stage(id="s", title=LocalText(plain="S"), duration="8 d", medium=medium, additions=additions)


@pytest.mark.parametrize(
    ("additions", "days", "words", "stated"),
    [
        ((EGF,), 7, "lab setting", False),
        ((EGF, Addition(reagent="retinoic-acid", final="1 µM")), 0, "added fresh", True),
        ((Addition(reagent="l-glutamine", final="2 mM"),), 14, "keeps 14 d", True),
        ((Addition(reagent="unobtainium", final="2 mM"),), 0, "not known", False),
        ((), 28, "keeps 28 d", True),
    ],
)
def test_that_the_part_that_keeps_shortest_says_how_long(
    lab: Lab, additions: tuple[Addition, ...], days: int, words: str, stated: bool
) -> None:
    stage = stage_of(*additions)
    life = shelf_life(stage, parts_of(stage, lab), lab)
    assert (life.days, life.stated) == (days, stated)
    assert words in life.reason.written("en")


def test_that_what_is_not_known_to_keep_is_added_on_the_day(lab: Lab) -> None:
    names = ("bfgf", "unobtainium", "egf", "fbs")
    parts = parts_of(stage_of(*(Addition(reagent=name, final="1 %") for name in names)), lab)
    assert [is_fresh(part, lab) for part in parts] == [True, True, False, False]
