"""What kinds of reagents and their figures are called on the screen."""

from mscplanner.domain.language import N_
from mscplanner.domain.own_reagents import FigureName
from mscplanner.domain.reagent import ReagentKind

KIND_WORDS: dict[ReagentKind, str] = {
    "small-molecule": N_("Small molecule"),
    "protein": N_("Protein"),
    "supplement": N_("Supplement"),
    "serum": N_("Serum"),
    "basal-medium": N_("Basal medium"),
    "solvent": N_("Solvent"),
    "buffer": N_("Buffer"),
}
FIGURE_WORDS: dict[FigureName, str] = {
    "stock": N_("Stock"),
    "molar_mass": N_("Molar mass"),
    "working_low": N_("Usual range from"),
    "working_high": N_("Usual range to"),
    "aqueous_solubility": N_("Solubility in water"),
}
EXAMPLES: dict[FigureName, str] = {
    "stock": "10 mmol/L",
    "molar_mass": "384.4 g/mol",
    "working_low": "1 µmol/L",
    "working_high": "20 µmol/L",
    "aqueous_solubility": "0.1 mg/mL",
}
"""What a figure looks like, for an empty field."""
