"""What a single task is called in a few words, where its figures do not matter."""

from collections.abc import Sequence

from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.domain.run import Run
from mscplanner.planning.plan import StageWindow, Task
from mscplanner.planning.schedule import stage_code


def work_name(task: Task, run: Run, windows: Sequence[StageWindow]) -> Message:
    """Return a name of what is done in ``task``, such as “medium change S2” or “making of S2-1”.

    Args:
        task: Any task of a plan.
        run: Gives the names of reagents.
        windows: The stages of the plan.
    """
    code = next((window.code for window in windows if window.stage == task.stage), "")
    code = code or stage_code(run.protocol, task.stage)
    match task.kind:
        case "change-medium":
            return message(N_("medium change {code}"), code=code)
        case "stage-task" if task.readout:
            return message(N_("{code}: {procedure}"), code=code, procedure=task.readout)
        case "make-medium":
            return message(N_("making of {batch}"), batch=task.batch)
        case "thaw":
            return message(N_("thawing of {name}"), name=_reagent(task, run))
        case "dissolve":
            return message(N_("dissolving of {name}"), name=_reagent(task, run))
        case "coat":
            return message(N_("coating with {name}"), name=_reagent(task, run))
        case _:
            return task.text


def _reagent(task: Task, run: Run) -> Message:
    known = run.lab.catalogue.reagent(task.reagent)
    return message("{name}", name=known.label if known else task.reagent)
