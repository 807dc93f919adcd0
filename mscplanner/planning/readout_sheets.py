"""The read-outs of a run that are recorded on a sheet of their own, with all that such a sheet shows."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from mscplanner.domain.local_text import LocalText
from mscplanner.domain.protocol import Knowledge, Readout, ReadoutKind
from mscplanner.planning.parts import parts_of
from mscplanner.planning.plan import Day, Plan
from mscplanner.planning.readout_kinds import kind_of, kind_of_name
from mscplanner.planning.readouts import brings_insulin, reads_insulin_protein
from mscplanner.planning.samples import Sample, early_samples, samples_on, samples_until, tubes_of

_CODES: dict[ReadoutKind, str] = {"dithizone": "DTZ", "qpcr": "QPCR", "gsis": "GSIS", "elisa": "ELISA"}
_OTHERS = "R"


class ReadoutSheet(NamedTuple):
    """A read-out on its day.

    Attributes:
        id: ``D18/GSIS``; a second one of its day ``D18/GSIS-2``, of no kind that has a code ``D18/R1``.
        stage: Id of the stage at whose end, or in which, it is done.
        detail: What the protocol says of it.
        sources: Ids of the protocol's sources.
        reads_insulin: Whether insulin itself is measured or stained.
        insulin_from: What brings insulin into the medium that the cells are in.
        samples: What is measured.
        glucose: Whether each sample is measured at two levels of glucose.
        early: Wells harvested before that day whose spent medium an ELISA measures beside the tubes of
            a secretion test, in which they had no part; without such a test they are among the samples.
    """

    id: str
    kind: ReadoutKind
    name: LocalText
    stage: str
    day: int
    date: date
    detail: LocalText | None
    sources: tuple[str, ...]
    known: Knowledge | None
    destructive: bool
    reads_insulin: bool
    insulin_from: tuple[LocalText, ...]
    samples: tuple[Sample, ...]
    glucose: bool = False
    early: tuple[Sample, ...] = ()

    @property
    def has_control(self) -> bool:
        """Whether uninduced MSC of the run are among its samples."""
        return any(sample.arm == "uninduced" for sample in self.samples)

    @property
    def measured(self) -> tuple[tuple[Sample, str], ...]:
        """Each sample with what stands on each of its tubes: ``1L``, ``1H``; of wells harvested early ``E4``."""
        tubes = [(sample, tube) for sample in self.samples for tube in tubes_of((sample,), self.glucose)]
        return (*tubes, *((sample, f"E{sample.number}") for sample in self.early))

    @property
    def tubes(self) -> tuple[str, ...]:
        """What stands on the tubes of its samples, and of uninduced MSC where the run has none: ``1L``, ``UH``."""
        signs = ("L", "H") if self.glucose else ("",)
        control = () if self.has_control else tuple(f"U{sign}" for sign in signs)
        return (*(tube for _, tube in self.measured), *control)

    @property
    def blanks(self) -> tuple[str, ...]:
        """What stands on the tubes without cells: medium or buffer alone, and the last wash."""
        medium = ("ML", "MH") if self.glucose else ("M",)
        return (*medium, "W") if self.glucose and self.insulin_from else medium


def readout_sheets(plan: Plan) -> tuple[ReadoutSheet, ...]:
    """Return the read-outs of ``plan`` in the order of the work, those within a stage included."""
    planned = [(day, readout, stage) for day in plan.working_days for readout, stage in _of_day(plan, day)]
    with_glucose = {day.number for day, readout, _ in planned if kind_of(readout) == "gsis"}
    bringing = {stage: _bringing(plan, stage) for stage in dict.fromkeys(stage for *_, stage in planned)}
    taken: Counter[str] = Counter()
    found = []
    for day, readout, stage in planned:
        kind = kind_of(readout)
        code = f"{day.label}/{_CODES.get(kind, _OTHERS)}"
        taken[code] += 1
        number = str(taken[code]) if kind not in _CODES else f"-{taken[code]}" if taken[code] > 1 else ""
        glucose = kind == "gsis" or (kind == "elisa" and day.number in with_glucose)
        found.append(_sheet(plan, day, readout, stage, f"{code}{number}", bringing[stage], glucose))
    return tuple(found)


def _of_day(plan: Plan, day: Day) -> Iterator[tuple[Readout, str]]:
    """Give the read-outs of ``day``, each with the id of its stage."""
    waiting = list(plan.run.protocol.readouts)
    for window in plan.stages:
        for each in window.tasks:
            if each.day == day.number and each.task.kind == "readout":
                kind = kind_of_name(each.task.name)
                yield Readout(name=each.task.name, kind=kind, at=window.stage), window.stage
    for task in day.tasks:
        if task.kind != "readout":
            continue
        readout = next((each for each in waiting if (each.name, each.at) == (task.readout, task.stage)), None)
        if readout:
            # Two read-outs of one name are two sheets.
            waiting.remove(readout)
            yield readout, plan.stages[-1].stage if readout.at == "end" else readout.at


def _bringing(plan: Plan, stage_id: str) -> tuple[LocalText, ...]:
    """Return what brings insulin into the medium of a stage."""
    stage, run = plan.run.protocol.stage(stage_id), plan.run
    parts = parts_of(stage, run.lab, run.stocks) if stage else ()
    return tuple(part.label for part in parts if brings_insulin(part, run.lab))


def _sheet(
    plan: Plan, day: Day, readout: Readout, stage: str, part: str, bringing: tuple[LocalText, ...], glucose: bool
) -> ReadoutSheet:
    run, kind = plan.run, kind_of(readout)
    return ReadoutSheet(
        id=part,
        kind=kind,
        name=readout.name,
        stage=stage,
        day=day.number,
        date=day.date,
        detail=readout.detail,
        sources=readout.sources,
        known=readout.known,
        destructive=readout.destructive,
        reads_insulin=reads_insulin_protein(readout) or kind == "elisa",
        insulin_from=bringing,
        samples=samples_until(run, day.number) if _takes_early(kind, glucose) else samples_on(run, day.number),
        glucose=glucose,
        early=early_samples(run, day.number) if kind == "elisa" and glucose else (),
    )


def _takes_early(kind: ReadoutKind, glucose: bool) -> bool:
    """Return whether wells harvested before are among the samples, as their RNA or their spent medium was kept."""
    return kind == "qpcr" or (kind == "elisa" and not glucose)
