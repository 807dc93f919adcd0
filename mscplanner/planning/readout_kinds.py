"""How a read-out is recorded: as its protocol says, or as its name does."""

from mscplanner.domain.language import N_
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.protocol import Readout, ReadoutKind

KIND_NAMES: dict[ReadoutKind, str] = {
    "dithizone": N_("dithizone staining"),
    "qpcr": N_("qPCR"),
    "gsis": N_("GSIS"),
    "elisa": N_("insulin and C-peptide"),
    "immunostaining": N_("immunostaining"),
    "morphology": N_("morphology"),
    "other": N_("other read-out"),
}
"""What each kind is called, in a word or two."""

# Whole names only: a part of a name often says what is not done ("C-peptide without glucose").
_NAMES: dict[ReadoutKind, tuple[str, ...]] = {
    "dithizone": ("dithizone", "dithizone staining", "dtz", "dtz staining", "双硫腙", "双硫腙染色"),
    "qpcr": (
        "qpcr",
        "rt-qpcr",
        "pdx1 and β-cell genes (qpcr)",
        "pdx1 及 β 细胞相关基因（qpcr）",
        "实时荧光定量 pcr",
    ),
    "gsis": (
        "gsis",
        "glucose-stimulated insulin secretion",
        "glucose-stimulated insulin secretion (gsis)",
        "葡萄糖刺激胰岛素分泌试验",
        "葡萄糖刺激胰岛素分泌试验（gsis）",
    ),
    "elisa": (
        "elisa",
        "insulin elisa",
        "c-peptide",
        "c-peptide elisa",
        "insulin and c-peptide",
        "insulin and c-peptide elisa",
        "c 肽",
        "c肽",
        "胰岛素与 c 肽",
        "胰岛素与c肽",
    ),
    "immunostaining": (
        "immunostaining",
        "immunofluorescence",
        "immunocytochemistry",
        "insulin immunostaining",
        "insulin and glucagon immunostaining",
        "免疫染色",
        "免疫荧光",
        "胰岛素免疫染色",
        "胰岛素与胰高血糖素免疫染色",
    ),
    "morphology": ("morphology", "islet-like clusters (morphology)", "形态", "胰岛样细胞团（形态）"),
}
_BY_NAME = {name: kind for kind, names in _NAMES.items() for name in names}


def kind_of(readout: Readout) -> ReadoutKind:
    """Return how ``readout`` is recorded: as it says, else by its whole name, else ``other``."""
    return readout.kind or kind_of_name(readout.name)


def kind_of_name(name: LocalText) -> ReadoutKind:
    """Return how a read-out of this name is recorded; capitals and spaces around it do not matter.

    Example:
        >>> kind_of_name(LocalText(plain="GSIS"))
        'gsis'
        >>> kind_of_name(LocalText(plain="Insulin content per cell"))
        'other'
    """
    written = (" ".join(name.written(language).split()).casefold() for language in ("en", "zh"))
    return next((_BY_NAME[each] for each in written if each in _BY_NAME), "other")
