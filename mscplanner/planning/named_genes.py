"""The genes that a source names for a read-out, as it writes them."""

import re
from collections.abc import Iterator

from mscplanner.domain.local_text import LocalText

# Of each gene: how it is written, with or without a hyphen. What stands first is only its key.
_SPELLINGS: dict[str, str] = {
    "PDX1": r"PDX-?1|IPF-?1",
    "INS": r"insulin|INS",
    "GCG": r"glucagon|GCG",
    "SST": r"somatostatin|SST",
    "SLC2A2": r"GLUT-?2|SLC2A2",
    "PAX4": r"PAX-?4",
    "PAX6": r"PAX-?6",
    "NEUROG3": r"NGN-?3|NEUROG3",
    "NKX2.2": r"NKX-?2[.-]2",
    "NKX6.1": r"NKX-?6[.-]1",
    "ISL1": r"ISL-?1",
    "MAFA": r"MAFA",
}
_CHINESE = {"insulin": "胰岛素", "glucagon": "胰高血糖素", "somatostatin": "生长抑素"}
_GENES = {
    key: re.compile(rf"(?<![A-Za-z0-9-])(?:{written})(?![A-Za-z0-9-])", re.IGNORECASE)
    for key, written in _SPELLINGS.items()
}


def genes_named(text: LocalText | None) -> tuple[LocalText, ...]:
    """Return the genes that ``text`` names, each once, in the order and spelling in which it names them.

    Only genes of the β-cell field are known by name; of any other the sheet leaves a line free.

    Example:
        >>> [each.written("en") for each in genes_named(LocalText(plain="PDX1 high. Ref. 21: PDX-1, GLUT-2, insulin."))]
        ['PDX1', 'GLUT-2', 'insulin']
    """
    found = sorted(_found(text.written("en"))) if text else []
    return tuple(_both(written) for _, written in found)


def _found(text: str) -> Iterator[tuple[int, str]]:
    for pattern in _GENES.values():
        match = pattern.search(text)
        if match:
            yield match.start(), match.group()


def _both(written: str) -> LocalText:
    chinese = _CHINESE.get(written.casefold())
    return LocalText(en=written, zh=chinese) if chinese else LocalText(plain=written)
