"""The captions of the sheets of the read-outs: one home for what paper and form both say.

All are marked texts, in the order in which they stand. The name of a field is made from them.
"""

from mscplanner.domain.language import N_
from mscplanner.domain.protocol import ReadoutKind

# Dithizone

DITHIZONE_SOLUTION = (
    N_("Dithizone, lot"),
    N_("Expiry"),
    N_("Concentration (not stated: the lab's)"),
    N_("Solvent, lot"),
    N_("Filtered, pore size"),
    N_("Prepared at (time), by"),
)
DITHIZONE_COUNTS = (
    N_("Well"),
    N_("Clusters stained"),
    N_("Clusters counted"),
    N_("Stained %"),
    N_("Photo no."),
    N_("Initials"),
)
DITHIZONE_CONTROL = (N_("Negative control unstained"), N_("Stained: the counts do not count"))
"""What the negative control can have shown."""

# qPCR

RNA_COLUMNS = (
    N_("Well"),
    N_("RNA (ng/µL)"),
    N_("A260/280"),
    N_("RNA taken (ng)"),
    N_("cDNA tube"),
    N_("Initials"),
)
GENE_COLUMNS = (N_("Primers or assay no."), N_("Lot"), N_("Efficiency %"))
"""What is written down of each gene, behind its name."""
QPCR_KITS = (
    N_("RNA kit, lot"),
    N_("DNase: yes / no"),
    N_("Reverse transcription, lot"),
    N_("Master mix, lot"),
    N_("Instrument, file"),
    N_("Control without template: Ct"),
)

# Secretion at two levels of glucose

GLUCOSE_PAIR = (("low", N_("Low")), ("high", N_("High")), ("time", N_("Time of each")))
"""The fields of a pair of levels that the lab writes in: the name of each, and its caption."""
GLUCOSE_USED = (N_("Buffer, lot"), N_("Glucose as weighed or measured"), N_("Decided by, date"))
SECRETION_RESULTS = (
    N_("Insulin, low"),
    N_("Insulin, high"),
    N_("SI"),
    N_("C-peptide, low"),
    N_("C-peptide, high"),
    N_("SI"),
    N_("per cell or DNA"),
)

# Insulin and C-peptide

ELISA_KITS = (
    N_("Insulin kit, maker"),
    N_("Lot"),
    N_("Expiry"),
    N_("C-peptide kit, maker"),
    N_("Lot"),
    N_("Expiry"),
    N_("Reader, wavelength"),
    N_("File"),
    N_("Read at (time), by"),
)
ELISA_PLATES = (("B", N_("Insulin plate")), ("C", N_("C-peptide plate")))
"""The letter of the section of each plate, and its title."""
ELISA_RESULTS = (
    N_("Dilution"),
    N_("Insulin, mean OD"),
    N_("Insulin ________"),
    N_("C-peptide, mean OD"),
    N_("C-peptide ________"),
)
"""What is written down of each tube; on the lines stands the unit."""

# Any other

_SEEN = (N_("Well"), N_("Seen or measured"), N_("Photo no."), N_("Time"), N_("Initials"))
_SEEN_OF_KIND: dict[ReadoutKind, tuple[str, ...]] = {
    "morphology": (
        N_("Well"),
        N_("Clusters counted"),
        N_("Size (µm)"),
        N_("Shape, edge, remarks"),
        N_("Photo no."),
        N_("Initials"),
    ),
    "immunostaining": (
        N_("Well"),
        N_("Marker"),
        N_("Cells positive"),
        N_("Cells counted"),
        N_("Positive %"),
        N_("Photo no."),
        N_("Initials"),
    ),
}
_METHOD = (N_("Method, lab instruction no."), N_("Instrument, objective"), N_("Files"))
_STAINING = (
    N_("First antibody, clone, lot"),
    N_("Dilution"),
    N_("Second antibody, lot"),
    N_("Nuclear stain, lot"),
    N_("Fixed with, minutes"),
    N_("Without first antibody: seen"),
)


def record_columns(kind: ReadoutKind) -> tuple[str, ...]:
    """Return what is written down of each sample, for a read-out that has no sheet of its own.

    Example:
        >>> record_columns("other")
        ('Well', 'Seen or measured', 'Photo no.', 'Time', 'Initials')
    """
    return _SEEN_OF_KIND.get(kind, _SEEN)


def method_fields(kind: ReadoutKind) -> tuple[str, ...]:
    """Return what is written down of how such a read-out was done.

    Example:
        >>> method_fields("morphology")
        ('Method, lab instruction no.', 'Instrument, objective', 'Files')
    """
    return (*_METHOD, *_STAINING) if kind == "immunostaining" else _METHOD
