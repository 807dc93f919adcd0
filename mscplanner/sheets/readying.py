"""The boxes to tick for what is thawed and warmed for a page on which something is mixed."""

from mscplanner.planning.readied import readied_for
from mscplanner.sheets.blocks import Block, Section, row
from mscplanner.sheets.cells import EMPTY
from mscplanner.sheets.dilution_table import Mixed
from mscplanner.sheets.job import Job
from mscplanner.sheets.sections import ticked


def ready_ticks(job: Job, mixed: Mixed) -> tuple[Section, ...]:
    """Return the section that stands above a recipe, a box to tick for each thing; none where nothing is needed."""
    texts = [job.speech.texts(task.text) for task in readied_for(job.plan, mixed)]
    half = job.paper.text_width / 2
    widths = (half, half) if len(texts) > 1 else (2 * half,)
    rows: list[Block] = []
    for index in range(0, len(texts), 2):
        pair = enumerate(texts[index : index + 2], start=index + 1)
        cells = [ticked(job, f"before-{number}.done", text, bold=True) for number, text in pair]
        cells += [EMPTY] * (len(widths) - len(cells))
        rows.append(row(job.paper.left, widths, tuple(cells), 7.8, 9.0))
    return (Section(tuple(rows), together=True),) if rows else ()
