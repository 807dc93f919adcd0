"""How read-outs are recorded."""

import pytest

from mscplanner.domain.local_text import LocalText
from mscplanner.domain.protocol import Readout, ReadoutKind
from mscplanner.library.templates import read_templates
from mscplanner.planning.readout_kinds import kind_of, kind_of_name


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        (LocalText(plain=" GSIS "), "gsis"),
        (LocalText(en="Glucose test", zh="葡萄糖刺激胰岛素分泌试验（GSIS）"), "gsis"),
        (LocalText(plain="双硫腙染色"), "dithizone"),
        (LocalText(plain="胰岛素与C肽"), "elisa"),
        (LocalText(plain="RT-qPCR"), "qpcr"),
        (LocalText(plain="No GSIS"), "other"),
        (LocalText(plain="Cell number"), "other"),
    ],
)
def test_that_a_whole_name_says_the_kind(name: LocalText, kind: ReadoutKind) -> None:
    assert kind_of_name(name) == kind


def test_that_what_the_protocol_says_comes_before_the_name() -> None:
    assert kind_of(Readout(name=LocalText(plain="GSIS"), kind="other", at="end")) == "other"
    assert kind_of(Readout(name=LocalText(plain="Secretion"), kind="gsis", at="end")) == "gsis"


def test_that_every_readout_of_a_template_states_its_kind() -> None:
    readouts = [readout for template in read_templates() for readout in template.readouts]
    assert all(readout.kind for readout in readouts)
    named = [readout for readout in readouts if kind_of_name(readout.name) != "other"]
    assert len(named) > 30
    assert all(kind_of_name(readout.name) == readout.kind for readout in named)
