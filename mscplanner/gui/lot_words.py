"""What the fields of a lot are called, and an example of what is typed into each."""

from mscplanner.domain.language import N_
from mscplanner.planning.lot_fields import LotField

FIELD_WORDS: dict[LotField, str] = {
    "reagent": N_("Reagent"),
    "strength": N_("Strength"),
    "solvent": N_("Solvent"),
    "amount": N_("Left"),
    "aliquot": N_("Aliquot"),
    "number": N_("Lot no."),
    "expiry": N_("Expiry"),
    "freeze_thaws": N_("Freeze–thaws"),
    "storage": N_("Storage"),
    "received": N_("Received"),
    "opened": N_("Opened"),
    "supplier": N_("Supplier"),
    "catalogue_number": N_("Catalogue no."),
    "note": N_("Remarks"),
}
EXAMPLES: dict[LotField, str] = {
    "strength": N_("e.g. 10 µg/mL, or neat, or powder"),
    "amount": N_("e.g. 1.5 mL, or a mass of what is not dissolved"),
    "aliquot": N_("what one tube holds, e.g. 50 µL"),
    "expiry": N_("e.g. 2027-05-31"),
    "storage": N_("e.g. -20 °C, box 3"),
    "received": N_("e.g. 2027-05-31"),
    "opened": N_("e.g. 2027-05-31"),
}
