"""How units and figures are spelled in papers, in catalogues and by hand, and what each spelling means.

The list is closed: a spelling that is not in it means nothing here. Signs that look the same on
paper are made the same before they are looked up; signs that cannot be seen are never dropped.
"""

import re
import unicodedata
from functools import lru_cache

from mscplanner.domain.units import UNITS
from mscplanner.domain.value import hidden_character

LOST_MICRO = re.compile("Î¼|Âµ|Âμ|[\ufffd□￼\ue000-\uf8ff]")
"""What is left of µ where a text was decoded wrongly, or copied from a font with signs of its own."""

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_SUPERSCRIPT_RUN = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]+")
# Signs that the compatibility form would tear apart: the rings and the ordinal that stand for a degree.
_RINGS = str.maketrans(dict.fromkeys("º˚∘◦", "°"))
_SIGNS = str.maketrans(
    {
        "μ": "µ",
        **dict.fromkeys("‐‑‒–—―−﹣⁃", "-"),
        **dict.fromkeys("⁄∕÷", "/"),
        **dict.fromkeys("⋅•∙・‧", "·"),
        **dict.fromkeys("✕✖╳⨯", "×"),
        **dict.fromkeys("∼～≈≃≅〜≒", "~"),
        **dict.fromkeys("≤≦⩽", "<"),
        **dict.fromkeys("≥≧⩾", ">"),
        "∶": ":",
    }
)
# Cyrillic, Greek and phonetic letters that look like the Latin letter of a unit.
_LOOKALIKES = str.maketrans("МмсеорхһѕХСІΜΧΙοɡ", "MmceopxhsXCIMXIog")
_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u2800\u3164\uffa0\u2028\u2029")
_VARIATIONS = range(0xFE00, 0xFE10)
# In these, a compatibility form would make a plain figure of one that is set apart: CO₂, footnote ①, ½.
_SET_APART = ("<sub>", "<circle>", "<fraction>", "<compat>", "<super>", "<noBreak>")
_LOOSE_SIGN = re.compile(r"\s?([/()%°])\s?")
_INVERSE_SIGN = re.compile(r"\s?\^?\s?-([123])$")
_GAP = re.compile(r"[\s·.*×]")


def unseen(character: str) -> bool:
    """Return whether ``character`` cannot be seen, so that two texts that look the same differ."""
    return (
        hidden_character(character) is not None
        or unicodedata.category(character) == "Cf"
        or character in _UNSEEN
        or ord(character) in _VARIATIONS
    )


def figure_apart(text: str) -> bool:
    """Return whether ``text`` has a figure that is no plain digit: below the line, in a circle, a fraction.

    Example:
        >>> figure_apart("10₂ mM"), figure_apart("10⁵ cells"), figure_apart("１０ mM")
        (True, False, False)
    """
    if text.isascii():
        return False
    for character in _SUPERSCRIPT_RUN.sub("", text):
        form = unicodedata.decomposition(character)
        if form.startswith(_SET_APART) and any(each.isdigit() for each in unicodedata.normalize("NFKC", character)):
            return True
    return False


def normalised(text: str) -> str:
    """Return ``text`` with one sign for each meaning: ``^`` for raised figures, ``-``, ``/``, ``·``, ``×``, ``µ``."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
        # Superscripts first: the compatibility form would turn 10⁴ into 104.
        text = _SUPERSCRIPT_RUN.sub(lambda run: "^" + run.group().translate(_SUPERSCRIPTS), text)
        text = unicodedata.normalize("NFKC", text.translate(_RINGS)).translate(_SIGNS)
    return " ".join(text.split())


_PREFIXES = {"": "", "milli": "m", "micro": "µ", "nano": "n", "pico": "p", "femto": "f", "kilo": "k", "deci": "d"}
_CHINESE_PREFIXES = {"毫": "m", "微": "µ", "纳": "n", "皮": "p", "飞": "f", "千": "k", "": ""}


def _spellings(prefix: str, *more: str) -> tuple[str, ...]:
    return (prefix, "u", *more) if prefix == "µ" else (prefix,)


def _amounts() -> dict[str, str]:
    """Return what may stand above the line of a unit, by its spelling."""
    table = {"单位": "U", "国际单位": "IU", "I.U.": "IU"}
    table |= dict.fromkeys(("cells", "cell", "Cells", "细胞", "个细胞", "个"), "cells")
    for prefix in ("", "m", "µ", "n", "p", "f"):
        for spelling in _spellings(prefix):
            table[f"{spelling}M"] = f"{prefix}M"
            table |= dict.fromkeys((f"{spelling}mol", f"{spelling}mole", f"{spelling}moles"), f"{prefix}mol")
    for prefix in ("", "m", "µ", "n", "p", "f", "k"):
        table |= dict.fromkeys((f"{spelling}g" for spelling in _spellings(prefix, "mc")), f"{prefix}g")
    for prefix in ("", "m", "k", "µ"):
        for spelling in _spellings(prefix):
            table |= {f"{spelling}U": f"{prefix}U", f"{spelling}IU": f"{prefix}IU"}
    for prefix in ("", "m", "k"):
        table |= dict.fromkeys((f"{prefix}units", f"{prefix}unit"), f"{prefix}U")
    for word, prefix in _CHINESE_PREFIXES.items():
        table |= {f"{word}摩尔": f"{prefix}mol", f"{word}摩": f"{prefix}mol", f"{word}克": f"{prefix}g"}
    return table


def _volumes() -> dict[str, str]:
    """Return what may stand below the line of a unit, by its spelling."""
    table = {"升": "L", "毫升": "mL", "微升": "µL", "分升": "dL", "mol": "mol", "mls": "mL", "mLs": "mL", "mcL": "µL"}
    table |= {"100mL": "dL", "100ml": "dL"} | dict.fromkeys(("cm^2", "cm2", "平方厘米"), "cm²")
    table |= dict.fromkeys(("cc", "cm^3", "cm3"), "mL") | dict.fromkeys(("dm^3", "dm3"), "L")
    for prefix in ("", "d", "m", "µ", "n"):
        table |= {f"{spelling}{letter}": f"{prefix}L" for spelling in _spellings(prefix) for letter in "Ll"}
    return table


def _words() -> dict[str, str]:
    """Return what a unit or a part of one means that is written as a word, in whatever case."""
    table: dict[str, str] = {}
    for word, prefix in _PREFIXES.items():
        table |= dict.fromkeys((f"{word}liter", f"{word}litre", f"{word}liters", f"{word}litres"), f"{prefix}L")
        table |= dict.fromkeys((f"{word}gram", f"{word}grams"), f"{prefix}g")
        table |= {f"{word}molar": f"{prefix}M", f"{word}mole": f"{prefix}mol", f"{word}moles": f"{prefix}mol"}
    table |= dict.fromkeys(("unit", "units"), "U") | dict.fromkeys(("international unit", "international units"), "IU")
    table |= dict.fromkeys(("percent", "per cent"), "%") | {"fold": "X", "celsius": "°C"}
    table |= dict.fromkeys(("hrs", "hour", "hours"), "h") | dict.fromkeys(("day", "days"), "d")
    table |= dict.fromkeys(("min", "mins", "minute", "minutes"), "min")
    table |= dict.fromkeys(("sec", "secs", "second", "seconds"), "s")
    return table | dict.fromkeys(("week", "weeks", "wks"), "weeks")


_AMOUNTS = _amounts()
_VOLUMES = _volumes()
_WORDS = _words()
_INVERSES = {
    **{f"{spelling}-1": volume for spelling, volume in _VOLUMES.items() if not spelling.endswith(("2", "3"))},
    "cm-2": "cm²",
    "cm-3": "mL",
    "dm-3": "L",
}
_INVERSE_ENDS = tuple(sorted((each[:-2] for each in _INVERSES), key=len, reverse=True))
_WHOLE: dict[str, str] = {
    "%": "%",
    **dict.fromkeys(("%v/v", "%(v/v)", "%vol/vol", "%(vol/vol)", "%vol", "vol%", "vol.%", "%V/V", "%(V/V)"), "% v/v"),
    **dict.fromkeys(("%w/v", "%(w/v)", "%wt/vol", "%(wt/vol)", "%m/v", "%(m/v)", "%W/V", "%(W/V)"), "% w/v"),
    **{"v/v%": "% v/v", "(v/v)%": "% v/v", "w/v%": "% w/v", "(w/v)%": "% w/v"},
    **dict.fromkeys(("x", "X", "×", "倍"), "X"),
    **dict.fromkeys(("h", "hr", "小时", "个小时"), "h"),
    **dict.fromkeys(("d", "天", "日"), "d"),
    "分钟": "min",
    "秒": "s",
    **dict.fromkeys(("wk", "周", "星期", "个星期"), "weeks"),
    **dict.fromkeys(("°C", "degC", "deg C", "degree C", "degrees C", "degrees Celsius", "摄氏度"), "°C"),
    "um": "µm",
    "Da": "g/mol",
    "kDa": "kg/mol",
}


@lru_cache(maxsize=2048)
def unit_of(raw: str) -> str | None:
    """Return the unit that a normalised text spells, or None.

    Example:
        >>> unit_of("umol L^-1"), unit_of("units/ml"), unit_of("MM")
        ('µmol/L', 'U/mL', None)
    """
    text = raw.strip().translate(_LOOKALIKES)
    if text in UNITS and text != "1:n":
        return text
    text = text.replace("每", "/").replace(" per ", "/").replace("100 m", "100m")
    text = _LOOSE_SIGN.sub(r"\1", text)
    if text[:1].isdecimal():
        return None
    if text in _WHOLE:
        return _WHOLE[text]
    amount, slash, volume = text.partition("/")
    unit = f"{_part(amount)}/{_part(volume)}" if slash else _inverse(text) or _part(text)
    return unit if unit in UNITS else None


def _part(text: str) -> str | None:
    """Return what one side of the line of a unit means."""
    known = _AMOUNTS.get(text) or _VOLUMES.get(text)
    return known or _WORDS.get(text.casefold())


def _inverse(text: str) -> str | None:
    """Return the unit of a text such as ``ng·mL-1`` or ``mmolL^-1``, with the line that it stands for."""
    sign = _INVERSE_SIGN.search(text)
    if sign is None:
        return None
    above, power = text[: sign.start()], sign.group(1)
    end = next((each for each in _INVERSE_ENDS if above.endswith(each) and f"{each}-{power}" in _INVERSES), None)
    if end is None:
        return None
    above = above[: -len(end)]
    if above and _GAP.match(above[-1]):
        above = above[:-1]
    return f"{_part(above)}/{_INVERSES[f'{end}-{power}']}"
