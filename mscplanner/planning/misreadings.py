"""Findings for text that is not the quantity it should be."""

from mscplanner.domain.finding import Edit, Finding, Fix, Place
from mscplanner.domain.grammar import Misreading
from mscplanner.domain.language import N_
from mscplanner.domain.message import message

_REASONS = {
    "E-QTY-NONE": N_("The source states no amount, or none was typed."),
    "E-QTY-COMMA": N_("A comma or point parts decimals in some countries and groups thousands in others."),
    "E-QTY-SPACE": N_("A space may group thousands or part two numbers."),
    "E-QTY-ABOUT": N_("A plan is computed from exact numbers."),
    "E-QTY-LIMIT": N_("A limit tells what an amount stays below or above, not what it is."),
    "E-QTY-SPREAD": N_("What was measured spreads; what is made has one value."),
    "E-QTY-RANGE": N_("A plan is computed from exact numbers."),
    "E-QTY-LIST": N_("A field holds one number and one unit."),
    "E-QTY-WORDS": N_("A field holds one number and one unit; words beside them may change what is meant."),
    "E-QTY-POWER": N_("A lost superscript changes the number by powers of ten."),
    "E-QTY-EXPONENT": N_("No amount at the bench has so large or small a power of ten."),
    "E-QTY-PREFIX": N_("A µ is easily lost where a text is copied, and changes the amount a millionfold."),
    "E-QTY-KIND": N_("A field takes one kind of quantity, so that no unit is crossed unseen."),
    "E-QTY-UNIT": N_("Only units of a closed list are read, so that none is guessed."),
    "E-QTY-BARE": N_("A number without a unit can mean anything."),
    "E-QTY-BARE-UNIT": N_("A unit without a number is no amount."),
    "E-QTY-NUMBER": N_("A quantity is one number with a decimal point, then its unit."),
    "E-QTY-FINITE": N_("An amount is one finite number."),
    "E-QTY-NEGATIVE": N_("An amount is above zero, and no temperature is below -273.15 °C."),
    "E-QTY-ZERO": N_("An amount is above zero; what is not added is left out."),
    "E-QTY-DIGITS": N_("No balance or pipette resolves so many digits."),
    "E-QTY-LONG": N_("A quantity is one number and one unit."),
    "E-QTY-CHAR": N_("A hidden character can make the same text read differently on paper."),
    "E-QTY-RATIO": N_("A dilution is written 1:n, with n above 1."),
    "E-CHANGE": N_("A rule is “every n d” with whole days, or “none”."),
    "E-DATE": N_("Day and month stand in another order in other countries."),
    "E-COUNT": N_("It is counted, one by one."),
}
_OF_A_STAGE = ("duration", "change", "longest_gap", "move")
_SAME = {"received": "expiry", "opened": "expiry", "aliquot": "amount"}
_ANY_FIELD = (N_("Type one number and its unit, e.g. “{example}”."), "10 µM")
_WAYS_ON = {
    "duration": (N_("Type hours or days, e.g. “{example}”."), "2 d"),
    "length": (N_("Type hours or days, e.g. “{example}”."), "7 d"),
    "change": (N_("Type a rule, e.g. “{example}” or “none”."), "every 2 d"),
    "longest_gap": (N_("Type days, e.g. “{example}”."), "3 d"),
    "move": (N_("Type days, e.g. “{example}”."), "1 d"),
    "well_volume": (N_("Type one volume, e.g. “{example}”."), "2 mL"),
    "expiry": (N_("Type year, month and day, e.g. “{example}”."), "2027-05-31"),
    "freeze_thaws": (N_("Type a whole number, e.g. “{example}”."), "2"),
    "amount": (N_("Type one volume or one mass, e.g. “{example}”."), "1.5 mL"),
    "dead_volume": (N_("Type one volume, e.g. “{example}”."), "2 mL"),
    "strength": (N_("Type one number and its unit, e.g. “{example}”."), "10 mM"),
    "mass": (N_("Type one mass, e.g. “{example}”."), "5 mg"),
    "temperature": (N_("Type degrees Celsius, e.g. “{example}”."), "37 °C"),
    "seeding_density": (N_("Type cells per area, e.g. “{example}”."), "5000 cells/cm²"),
}
_FIELDS_OF_THEIR_OWN = ("duration", "change", "well_volume", "dead_volume")


def misreading_reason(code: str) -> str:
    """Return why a text of this code is refused, as an English text of the catalogue."""
    return _REASONS[code]


def misread(reading: Misreading, place: Place, field: str) -> Finding:
    """Return the finding of a text that was refused, with one fix for each likely reading."""
    way_on, example = _WAYS_ON.get(_SAME.get(field, field), _ANY_FIELD)
    return Finding(
        code=reading.code,
        severity="error",
        place=(*place, field) if field in (*_FIELDS_OF_THEIR_OWN, *_OF_A_STAGE) else place,
        title=reading.message,
        reason=message(misreading_reason(reading.code)),
        way_on=message(way_on, example=example),
        fixes=tuple(
            Fix(label=message(N_("Use {value}"), value=value), edit=Edit(place=place, field=field, value=value))
            for value in reading.readings[:3]
        ),
    )
