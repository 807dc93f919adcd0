"""The sheet of one day: what to check, which medium, the steps, the observations."""

from collections.abc import Sequence

from mscplanner.domain.language import N_
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.message import Message, message
from mscplanner.domain.protocol import Readout
from mscplanner.planning.media import ARM_NAMES
from mscplanner.planning.plan import PREPARATIONS, Day, Task
from mscplanner.planning.readout_sheets import ReadoutSheet
from mscplanner.planning.steps import DayStep, is_at_the_cells, steps_of
from mscplanner.planning.tasks import KIND_NAMES
from mscplanner.planning.vessel_names import told_arms, vessel_rows, vessels_of
from mscplanner.sheets.blocks import Section, row
from mscplanner.sheets.cells import CAPTION, EMPTY, FIGURE, TICK_CELL, Cell, Piece, text_cell
from mscplanner.sheets.day_medium import medium_for_today
from mscplanner.sheets.day_preparation import before_you_start, next_day, next_lines, work_ahead
from mscplanner.sheets.frame import sign_off
from mscplanner.sheets.job import Job, Sheet
from mscplanner.sheets.sections import deviations, heads, title_bars, writable

_WIDER = 6.0
"""By how many millimetres the cell of a decision is wider than both columns: so its words have their full size."""


_NOTHING = ("", "")
_NOTED = (("time", N_("Time")), ("initials", N_("Initials")))
_DONE = (_NOTHING, ("done", N_("Done")), _NOTHING, _NOTHING, ("actual", N_("Actual")), *_NOTED)
_DECIDED = (_NOTHING, ("done", N_("Done")), _NOTHING, ("outcome", N_("Actual")), *_NOTED)
_SEEN = (
    _NOTHING,
    ("confluence", N_("Confluence %")),
    ("morphology", N_("Clusters / morphology")),
    ("contamination", N_("Contamination")),
    ("remarks", N_("Remarks")),
)


def day_sheet(job: Job, day: Day) -> Sheet:
    """Return the sheet of ``day``; a short one where nothing is done to the cells."""
    make = _whole if is_at_the_cells(day) else _short
    right = job.speech.date(day.date)
    return Sheet(day.label, day.label, right, _subtitle(job, day), "F-02", make(job, day), sign_off(job))


def _whole(job: Job, day: Day) -> tuple[Section, ...]:
    return (
        before_you_start(job, day),
        medium_for_today(job, day),
        _steps(job, day),
        _observations(job),
        next_lines(job, day),
        deviations(job, "E"),
    )


def _short(job: Job, day: Day) -> tuple[Section, ...]:
    following = Section((next_day(job, day),), together=True, with_next=True)
    work = work_ahead(job, day)
    return (*work, following, deviations(job, "ABC"[len(work)]))


def _subtitle(job: Job, day: Day) -> tuple[str, ...]:
    plan = job.plan
    prepared = (*PREPARATIONS, "warm")
    worked = [task for task in day.tasks if task.kind not in prepared]
    kinds = dict.fromkeys(KIND_NAMES[task.kind] for task in worked or day.tasks)
    parts: list[Message] = [message(text) for text in kinds]
    stages = [task.stage for task in worked if job.stage_number(task.stage)]
    if stages:
        count = len(plan.run.protocol.stages)
        number = job.stage_number(stages[-1])
        parts.insert(0, message(N_("Stage {number} of {count}"), number=number, count=count))
    parts.append(message(N_("D0 = {day}"), day=plan.run.start.isoformat()))
    if plan.last_day:
        parts.append(message(N_("last day {day}"), day=plan.last_day.label))
    return job.speech.joined(tuple(parts))


def _steps(job: Job, day: Day) -> Section:
    first, again = title_bars(job, "C", N_("Steps"), job.texts(N_("lab procedure, not from the source")))
    # Large steps need the room that a sheet on its side has more of; else what is written has it.
    widths = job.paper.columns((8.0, 10.0, 68.0, 33.0, 28.0, 16.0, 15.0), 2 if job.printing.large else 4)
    least = job.paper.least(9.4)
    captions = ("#", N_("Done"), N_("Step"), N_("Planned"), N_("Actual"), N_("Time"), N_("Initials"))
    head = heads(job, widths, captions)
    rows = []
    for number, (text, details, planned, outcomes) in enumerate(_day_steps(job, day), start=1):
        step = Cell((Piece(text), *(Piece(detail, CAPTION) for detail in details)))
        left = (text_cell((str(number),), bold=True, centred=True), TICK_CELL, step)
        name, about = f"step-{number}", job.texts(N_("Step {number}"), number=number)
        if outcomes:
            # What is decided is ticked, over both columns: nothing is planned of it.
            merged = (*widths[:2], widths[2] - _WIDER, widths[3] + widths[4] + _WIDER, *widths[5:])
            decided = writable(job, name, about, (*left, Cell(ticks=outcomes), EMPTY, EMPTY), _DECIDED)
            rows.append(row(job.paper.left, merged, decided, least, 11.5))
            continue
        cells = (*left, text_cell(planned, FIGURE, True, FIGURE), EMPTY, EMPTY, EMPTY)
        rows.append(row(job.paper.left, widths, writable(job, name, about, cells, _DONE), least, 11.5))
    if not rows:
        none = text_cell(job.texts(N_("The lab has no steps for this work.")))
        about = job.texts(N_("Step {number}"), number=1)
        free = writable(job, "step-1", about, (EMPTY, TICK_CELL, none, EMPTY, EMPTY, EMPTY, EMPTY), _DONE)
        rows.append(row(job.paper.left, widths, free, 10.2, 11.5))
    return Section(tuple(rows), first, again, head)


_StepTexts = tuple[tuple[str, ...], list[tuple[str, ...]], tuple[str, ...], tuple[tuple[str, ...], ...]]


def _day_steps(job: Job, day: Day) -> list[_StepTexts]:
    """Return text, details, planned figure and outcomes of each step; a read-out brings its details."""
    waiting = [task for task in day.tasks if task.readout]
    sheets = [each for each in job.readouts.values() if each.day == day.number]
    rows: list[_StepTexts] = []
    for step in steps_of(job.plan, day):
        details = _of_vessels(job, step)
        for task in waiting:
            if task.readout and step.text.written("en").endswith(task.readout.written("en")):
                details = [*_details(job, task), *_sheet_of(job, task, sheets)]
                waiting.remove(task)
                break
        if step.moved:
            details = [*details, job.speech.texts(step.moved)]
        outcomes = tuple(job.speech.texts(each) for each in step.outcomes)
        rows.append((job.speech.texts(step.text), details, job.speech.texts(step.planned), outcomes))
    rows += [
        (job.speech.texts(task.readout), [*_details(job, task), *_sheet_of(job, task, sheets)], (), ())
        for task in waiting
        if task.readout
    ]
    return rows


def _sheet_of(job: Job, task: Task, sheets: list[ReadoutSheet]) -> list[tuple[str, ...]]:
    """Return where a read-out is recorded; each sheet of ``sheets`` is told, and taken away, once."""
    found = next((each for each in sheets if each.name == task.readout), None)
    if found is None or task.kind == "gate":
        return []
    sheets.remove(found)
    return [job.texts(N_("Recorded on {sheet}, page {page}"), sheet=found.id, page=job.page_of(found.id))]


def _of_vessels(job: Job, step: DayStep) -> list[tuple[str, ...]]:
    """Return which vessels a step is about, in a run that has control vessels, too."""
    run = job.plan.run
    if not run.controls or not step.arms:
        return []
    if len(step.arms) > 1:
        return [
            job.texts(N_("for each group: {vessels}"), vessels=", ".join(vessels_of(run, arm) for arm in step.arms))
        ]
    (arm,) = step.arms
    return [job.texts(N_("{vessels}: {arm}"), vessels=vessels_of(run, arm), arm=message(ARM_NAMES[arm]))]


def _readout(readouts: Sequence[Readout], name: LocalText | None) -> Readout | None:
    return next((readout for readout in readouts if readout.name == name), None)


def _details(job: Job, task: Task) -> list[tuple[str, ...]]:
    readout = _readout(job.plan.run.protocol.readouts, task.readout)
    details = [job.speech.texts(readout.detail)] if readout and readout.detail else []
    if task.destructive:
        details.append(job.texts(N_("Uses up the cells.")))
    return details


def _observations(job: Job) -> Section:
    run = job.plan.run
    first, again = title_bars(job, "D", N_("Observations"), job.speech.joined(told_arms(run)))
    widths = job.paper.columns((20.0, 28.0, 44.0, 42.0, 44.0), 4)
    captions = (
        N_("Vessel"),
        N_("Confluence %"),
        N_("Clusters / morphology"),
        N_("Contamination"),
        N_("Remarks"),
    )
    head = heads(job, widths, captions)
    least = job.paper.least(9.0)
    answers = Cell(ticks=(job.texts(N_("None")), job.texts(N_("Seen"))))
    rows = []
    for name in vessel_rows(run):
        cells = (text_cell((name,), 12.0, True, 9.0), EMPTY, EMPTY, answers, EMPTY)
        about = job.texts(N_("Vessel {vessel}"), vessel=name)
        rows.append(row(job.paper.left, widths, writable(job, f"vessel-{name}", about, cells, _SEEN), least, 9.5))
    return Section(tuple(rows), first, again, head, together=True, with_next=True)
