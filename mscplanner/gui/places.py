"""Where a finding is, written as a path that a person can follow."""

from mscplanner.domain.finding import Place
from mscplanner.domain.language import N_, Language, translate
from mscplanner.domain.protocol import Protocol
from mscplanner.domain.reagent import Catalogue

_WORDS = {
    "stages": N_("Stages"),
    "additions": N_("Additions"),
    "medium": N_("Basal medium"),
    "duration": N_("Duration"),
    "change": N_("Medium change"),
    "longest_gap": N_("Longest gap"),
    "move": N_("A change may move by"),
    "change_every_days": N_("Medium change"),
    "well_volume": N_("Medium in a well"),
    "dead_volume": N_("Dead volume"),
    "controls": N_("Controls"),
    "withdrawals": N_("Early harvests"),
    "lengths": N_("Stage lengths"),
    "stocks": N_("Stocks"),
    "days": N_("Calendar"),
    "run": N_("Run"),
    "readouts": N_("Read-outs"),
    "protocol": N_("Protocol"),
    "cell_source": N_("Cell source"),
}


def written_place(place: Place, protocol: Protocol, catalogue: Catalogue, language: Language) -> str:
    """Return ``place`` as it is shown: ``Step 1 ▸ Additions ▸ Retinoic acid``."""
    parts: list[str] = []
    for at, part in enumerate(place):
        before = place[at - 1] if at else ""
        stage = protocol.stage(part) if before in ("stages", "lengths") else None
        reagent = catalogue.reagent(part.split("#")[0]) if before in ("additions", "stocks") else None
        if stage:
            parts = [stage.title.written(language)]
        elif reagent:
            parts.append(reagent.label.written(language))
        else:
            parts.append(translate(_WORDS[part], language) if part in _WORDS else part)
    return " ▸ ".join(parts)
