"""Media typed in one line, and what the checks find in them."""

from collections.abc import Callable
from typing import Any

import pytest

from mscplanner.domain.finding import Finding
from mscplanner.domain.lab import Lab
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.protocol import Addition, Protocol, Stage, StageMedium
from mscplanner.domain.run import Stock
from mscplanner.planning.checks import check

Checked = Callable[..., list[Finding]]


@pytest.fixture(scope="session")
def checked(lab: Lab) -> Checked:
    """Check stages ``a``, ``b`` … of 2 d, each typed as additions ``"egf 20 ng/mL; fbs 10 %"``.

    ``code`` keeps the findings of one code; further names are fields of the protocol.
    """

    def checking(
        *media: str,
        code: str = "",
        basal: str = "dmem-high-glucose",
        stocks: tuple[Stock, ...] = (),
        own_lab: Lab = lab,
        **fields: Any,
    ) -> list[Finding]:
        stages = tuple(
            Stage(
                id=name,
                title=LocalText(plain=name),
                duration="2 d",
                change="every 2 d",
                medium=StageMedium(basal=basal),
                additions=tuple(_addition(each) for each in typed.split(";") if each.strip()),
            )
            for name, typed in zip("abcdef", media, strict=False)
        )
        protocol = Protocol(id="x", title=LocalText(plain="X"), stages=stages).model_copy(update=fields)
        return [each for each in check(protocol, own_lab, stocks) if not code or each.code == code]

    return checking


def _addition(typed: str) -> Addition:
    reagent, _, final = typed.strip().partition(" ")
    return Addition(reagent=reagent, final=final.removesuffix(" once") or None, once=final.endswith(" once"))
