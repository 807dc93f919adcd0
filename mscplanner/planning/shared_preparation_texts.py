"""What is said of preparation that runs share: what is done once, for whom, and what that saves."""

from collections.abc import Sequence
from decimal import Decimal

from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.domain.quantity import Quantity, at_least, legible, volume
from mscplanner.planning.shared_preparation import Preparation, SharedPreparation

_MOST_RUNS = 6
"""So many runs are named; of more it is said how many."""


def shared_text(shared: SharedPreparation) -> Message:
    """Return what is done once, how much of it, and for which runs."""
    first, runs = shared.parts[0], _runs(shared)
    whole = _told(shared.amount)
    medium = "/".join(dict.fromkeys(part.name.written("en") for part in shared.parts))
    match shared.kind:
        case "make-medium":
            text = N_("{medium} medium: one making of {volume} for {runs} ({sameness})")
            return message(text, medium=medium, volume=whole, runs=runs, sameness=_sameness(shared))
        case "complete-medium":
            text = N_("{medium} medium: completed once, {volume} for {runs} ({sameness})")
            return message(text, medium=medium, volume=whole, runs=runs, sameness=_sameness(shared))
        case "warm":
            return message(N_("Warm {volume} of {medium} once, for {runs}"), medium=medium, volume=whole, runs=runs)
        case "dissolve":
            return message(N_("Dissolve {name}, lot {lot}, once for {runs}"), name=first.name, lot=first.lot, runs=runs)
        case "coat":
            return message(N_("Coat with {name} in one go, for {runs}"), name=first.name, runs=runs)
    return _thawing(shared, whole, runs)


def _thawing(shared: SharedPreparation, whole: Quantity, runs: tuple[Message, ...]) -> Message:
    first, (tubes, _) = shared.parts[0], shared.tubes
    text = message(N_("Thaw {name}: {amount} for {runs}"), name=first.name, amount=whole, runs=runs)
    if tubes:
        text = message(
            N_("Thaw {name}: {tubes} × {tube}, {amount} for {runs}"),
            name=first.name,
            tubes=tubes,
            tube=legible(volume(first.holds)),
            amount=whole,
            runs=runs,
        )
    return message(N_("Tonight, to 2–8 °C: {thaw}"), thaw=text) if first.evening else text


def _sameness(shared: SharedPreparation) -> Message:
    if all(part.lots_named for part in shared.parts):
        return message(N_("same recipe, same lots"))
    return message(N_("same recipe, same stocks; not every lot is named"))


def _runs(shared: SharedPreparation) -> tuple[Message, ...]:
    named = [_part(part) for part in shared.parts[:_MOST_RUNS]]
    more = len(shared.parts) - len(named)
    return (*named, message(N_("+ {count} more"), count=more)) if more else tuple(named)


def _part(part: Preparation) -> Message:
    if part.batch:
        return message("{run} {batch}", run=part.run, batch=part.batch)
    if part.kind == "thaw" and part.amount is not None:
        return message("{run} {amount}", run=part.run, amount=_told(part.amount))
    return message("{run}", run=part.run)


def _told(amount: Decimal) -> Quantity:
    return at_least(volume(amount))


def saving_text(shared: SharedPreparation) -> Message | None:
    """Return what is saved by doing it once, and whose minutes are counted; None where there is nothing to say."""
    found: list[Message] = []
    tubes, apart = shared.tubes if shared.kind == "thaw" else (0, 0)
    if shared.saved_minutes:
        found.append(message(N_("saves {minutes} min"), minutes=shared.saved_minutes))
    if tubes < apart:
        found.append(message(N_("tubes saved: {count}"), count=apart - tubes))
    if len(shared.people) > 1:
        text = N_("prepared by different people, each with minutes of their own: {people}")
        found.append(message(text, people=_people(shared.people)))
    return message(N_("{parts}"), parts=tuple(found)) if found else None


def _people(people: Sequence[str]) -> tuple[Message, ...]:
    return tuple(message("{name}", name=name or message(N_("nobody named"))) for name in people)
