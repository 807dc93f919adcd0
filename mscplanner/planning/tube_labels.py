"""The labels of a run: one for each bottle and tube that is made, thawed or taken, and for each vessel.

A label says what the plan knows. What it does not know, such as where a medium is kept, is left to be
written by hand.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Literal

from mscplanner.domain.language import N_
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.message import Message, computed, message
from mscplanner.domain.protocol import ReadoutKind
from mscplanner.domain.quantity import legible, rounded
from mscplanner.domain.value import LateValue
from mscplanner.planning.media import ARM_LETTERS, ARM_NAMES, ARMS
from mscplanner.planning.plan import Completion, Intermediate, MediumBatch, Plan
from mscplanner.planning.readout_sheets import ReadoutSheet, readout_sheets
from mscplanner.planning.schedule import date_of
from mscplanner.planning.tube_aliquots import Aliquot, aliquots_of

LabelKind = Literal["medium", "completion", "dilution", "aliquot", "vessel", "sample"]
LABEL_KINDS: dict[LabelKind, str] = {
    "medium": N_("Media"),
    "completion": N_("Completed media"),
    "dilution": N_("Intermediate dilutions"),
    "aliquot": N_("Aliquots"),
    "vessel": N_("Vessels"),
    "sample": N_("Samples"),
}
"""What the kinds are called, in the order of the labels of one day."""
Begun = Literal["made", "thawed", "seeded", "taken"]


class TubeLabel(LateValue):
    """What one label says.

    Attributes:
        id: Of no other label of the run.
        code: What stands largest: ``S2-1``, ``S2-1/D4``, ``I1``, ``V3``; of an aliquot, its reagent.
        contents: What else is to be known of what is in it.
        lacking: What is not in it yet, or never, by the names of its reagents.
        day: Day on which it is stuck on, counted from D0.
        days: Days on which what is in it is used; of a vessel the first and the last one.
        storage: Where it is kept; None where nobody has said it.
        use_by: Last day on which it may be used; None where that is not known.
        dark: Whether light or air spoils what is in it.
        begun: What is dated by hand.
        part: Id of the part of the book on which it is made, or "".
    """

    id: str
    kind: LabelKind
    code: LocalText
    run: str
    contents: Message
    lacking: tuple[LocalText, ...] = ()
    day: int
    days: tuple[int, ...] = ()
    storage: Message | None = None
    use_by: date | None = None
    dark: bool = False
    begun: Begun = "made"
    part: str = ""


def tube_labels(plan: Plan) -> tuple[TubeLabel, ...]:
    """Return every label that a run needs, in the order of the days and of ``LABEL_KINDS``."""
    found = [*_of_media(plan), *_of_aliquots(plan), *_of_vessels(plan), *_of_samples(plan), *_of_readouts(plan)]
    kinds = list(LABEL_KINDS)
    return tuple(sorted(found, key=lambda label: (label.day, kinds.index(label.kind))))


def _of_media(plan: Plan) -> Iterator[TubeLabel]:
    for batch in plan.media:
        dark = any(line.protect_from_light for line in batch.recipe)
        yield TubeLabel(
            id=batch.id,
            kind="medium",
            code=LocalText(plain=batch.id),
            run=plan.run.number,
            contents=message(N_("{title}, {volume}"), title=batch.title, volume=rounded(legible(batch.volume))),
            lacking=_lacking(batch),
            day=batch.made_on_day,
            days=batch.feeds,
            use_by=batch.use_by,
            dark=dark,
            part=batch.id,
        )
        for made in batch.intermediates:
            yield _dilution(plan, batch, made)
        for each in batch.completions:
            yield _completion(plan, batch, each, dark)
            for made in each.intermediates:
                yield _dilution(plan, each, made)


def lacking_text(names: Sequence[LocalText]) -> Message:
    """Return in words that ``names`` are not in a bottle."""
    return message(N_("without {parts}"), parts=tuple(message(N_("{label}"), label=each) for each in names))


def _lacking(batch: MediumBatch) -> tuple[LocalText, ...]:
    fresh = {line.key: line.label for each in batch.completions for line in each.recipe if not line.base}
    return (*fresh.values(), *batch.without)


def _completion(plan: Plan, batch: MediumBatch, each: Completion, dark: bool) -> TubeLabel:
    return TubeLabel(
        id=each.id,
        kind="completion",
        code=LocalText(plain=each.id),
        run=plan.run.number,
        contents=message(N_("{title}, {volume}, complete"), title=batch.title, volume=computed(each.volume)),
        day=each.day,
        days=(each.day,),
        use_by=each.date,
        dark=dark or any(line.protect_from_light for line in each.recipe),
        part=each.id,
    )


def _dilution(plan: Plan, mixed: MediumBatch | Completion, made: Intermediate) -> TubeLabel:
    tube = next((line for line in mixed.recipe if line.key == made.reagent), None)
    used = {_day_of(plan, each) for each in made.used_for}
    return TubeLabel(
        id=made.code,
        kind="dilution",
        code=LocalText(plain=made.code),
        run=plan.run.number,
        contents=message(
            N_("{name} {strength} in {diluent}, {volume}"),
            name=made.label,
            strength=made.strength,
            diluent=made.diluent,
            volume=computed(made.volume),
        ),
        day=made.made_on_day,
        days=tuple(sorted(used)) or (made.made_on_day,),
        use_by=date_of(plan.run.start, made.use_by_day),
        dark=bool(tube and tube.protect_from_light),
        part=mixed.id,
    )


def _day_of(plan: Plan, context: str) -> int:
    """Return the day on which a batch or a completion is made, by its id."""
    batch_id, _, day = context.partition("/D")
    batch = plan.batch(batch_id)
    return int(day) if day else batch.made_on_day if batch else 0


def _of_aliquots(plan: Plan) -> Iterator[TubeLabel]:
    for each in aliquots_of(plan):
        for number in range(1, each.labelled + 1):
            yield TubeLabel(
                id=f"{each.id}/{number}",
                kind="aliquot",
                code=each.label,
                run=plan.run.number,
                contents=_aliquot(each, number),
                day=each.day,
                days=each.days,
                storage=each.storage,
                use_by=each.use_by,
                dark=each.dark,
                begun="thawed" if each.thawed else "made",
            )


def _aliquot(each: Aliquot, number: int) -> Message:
    parts: list[Message] = []
    if each.strength:
        text = N_("{strength} (assumed)") if each.assumed else N_("{strength}")
        parts.append(message(text, strength=each.strength))
    if each.lot:
        parts.append(message(N_("lot {lot}"), lot=each.lot))
    if each.tubes > 1:
        parts.append(message(N_("tube {number} of {count}"), number=number, count=each.tubes))
    return message(N_("{parts}"), parts=tuple(parts))


def _of_vessels(plan: Plan) -> Iterator[TubeLabel]:
    run, last = plan.run, plan.last_day
    for arm in ARMS:
        for number in range(1, run.vessels(arm) + 1):
            yield TubeLabel(
                id=f"{ARM_LETTERS[arm]}{number}",
                kind="vessel",
                code=LocalText(plain=f"{ARM_LETTERS[arm]}{number}"),
                run=run.number,
                contents=message(N_("{arm}, {vessel}"), vessel=run.vessel.name, arm=message(ARM_NAMES[arm])),
                day=0,
                days=(0, last.number) if last else (0,),
                storage=message(N_("{place}"), place=run.lab.settings.incubator),
                begun="seeded",
            )


def _of_samples(plan: Plan) -> Iterator[TubeLabel]:
    """Give a tube of each vessel for each sample that a stage names."""
    for window in plan.stages:
        samples = [each for each in window.tasks if each.task.kind == "sample"]
        for at, each in enumerate(samples):
            for arm in ARMS:
                for number in range(1, plan.run.vessels(arm) + 1):
                    vessel = f"{ARM_LETTERS[arm]}{number}"
                    yield TubeLabel(
                        id=f"sample/{window.code}/{at}/{vessel}",
                        kind="sample",
                        code=LocalText(plain=f"{vessel}/D{each.day}"),
                        run=plan.run.number,
                        contents=message(
                            N_("{code}: {procedure}, {arm}"),
                            code=window.code,
                            procedure=each.task.name,
                            arm=message(ARM_NAMES[arm]),
                        ),
                        day=each.day,
                        days=(each.day,),
                        begun="taken",
                    )


def _of_readouts(plan: Plan) -> Iterator[TubeLabel]:
    """Give the tubes whose names stand on the sheet of a read-out."""
    for sheet in readout_sheets(plan):
        if sheet.kind not in _WITH_TUBES:
            continue
        name = sheet.id.partition("/")[2]
        for tube, day, whose in _tubes(sheet):
            yield TubeLabel(
                id=f"{sheet.id}/{tube}",
                kind="sample",
                code=LocalText(plain=f"{name} {tube}"),
                run=plan.run.number,
                contents=message(_GLUCOSE.get(tube[-1], _ALONE) if sheet.glucose else _ALONE, whose=message(whose)),
                day=day,
                days=(sheet.day,),
                begun="taken",
                part=sheet.id,
            )


_WITH_TUBES: tuple[ReadoutKind, ...] = ("gsis", "elisa", "qpcr")
_GLUCOSE = {"L": N_("{whose}, low glucose"), "H": N_("{whose}, high glucose")}
_ALONE = N_("{whose}")


def _tubes(sheet: ReadoutSheet) -> Iterator[tuple[str, int, str]]:
    """Give what stands on each tube, the day on which it is filled, and whose sample it holds."""
    # An ELISA beside a secretion measures the tubes of that one.
    beside = sheet.kind == "elisa" and sheet.glucose
    for sample, tube in sheet.measured:
        if not beside or sample in sheet.early:
            yield tube, sample.day, ARM_NAMES[sample.arm]
    if sheet.kind == "qpcr" or beside:
        return
    named = {tube for _, tube in sheet.measured}
    yield from ((tube, sheet.day, N_("uninduced MSC")) for tube in sheet.tubes if tube not in named)
    for tube in sheet.blanks:
        yield tube, sheet.day, N_("last wash") if tube == "W" else N_("without cells")


def day_on(plan: Plan, today: date) -> int:
    """Return which day of the run ``today`` is, counted from D0.

    Args:
        plan: Of the run.
        today: Any date, also before the run and after it.
    """
    return (today - plan.run.start) // timedelta(days=1)
