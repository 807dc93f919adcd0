"""Text and signs can be read in both appearances: contrasts computed from the colours (WCAG 2.2)."""

import pytest
from PySide6.QtGui import QColor

from mscplanner.gui.theme import DARK, LIGHT, Tokens

BOTH = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])


def luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    low, high = sorted((luminance(QColor(first)), luminance(QColor(second))))
    return (high + 0.05) / (low + 0.05)


def test_that_the_measure_of_contrast_is_the_one_of_the_standard() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@BOTH
def test_that_text_can_be_read_on_every_ground(colours: Tokens) -> None:
    grounds = (colours.window, colours.base, colours.closed, colours.hover, colours.selection)
    assert min(contrast(colours.text, ground) for ground in grounds) >= 4.5
    assert min(contrast(colours.muted, ground) for ground in (colours.window, colours.base)) >= 4.5
    assert contrast(colours.on_accent, colours.accent) >= 4.5
    assert contrast(colours.accent, colours.base) >= 4.5


@BOTH
@pytest.mark.parametrize("severity", ["error", "warning", "note"])
def test_that_a_severity_can_be_read_on_its_tint_and_on_the_page(colours: Tokens, severity: str) -> None:
    tone = colours.tone(severity)
    assert min(contrast(tone.text, ground) for ground in (tone.tint, colours.base, colours.window)) >= 4.5
    assert contrast(tone.mark, tone.fill) >= 4.5


@BOTH
def test_that_edges_of_fields_and_the_ring_of_the_focus_can_be_seen(colours: Tokens) -> None:
    for ground in (colours.window, colours.base):
        assert contrast(colours.edge, ground) >= 3
        assert contrast(colours.accent, ground) >= 3


@BOTH
def test_that_the_code_of_a_stage_can_be_read_on_its_fill(colours: Tokens) -> None:
    assert min(contrast(colours.text, fill) for fill in colours.stages) >= 4.5
