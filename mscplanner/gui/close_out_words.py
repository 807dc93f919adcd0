"""What is told of a sheet that was closed out: by whom, when, and every correction since."""

from mscplanner.domain.close_out import CloseOut, Correction
from mscplanner.domain.language import N_
from mscplanner.gui.moments import write_moment
from mscplanner.gui.wording import Wording
from mscplanner.planning.close_out_columns import heading_in

_NOBODY = "—"


def closed_out_line(record: CloseOut, wording: Wording) -> str:
    """Return in one line by whom and when a sheet was closed out, and how often it was corrected."""
    text = wording.text(
        N_("{part} closed out by {name} on {moment}"),
        part=record.part,
        name=record.by or _NOBODY,
        moment=write_moment(record.at, wording.language),
    )
    moments = {each.at for each in record.corrections}
    corrected = wording.text(N_("corrected: {count}"), count=len(moments))
    return f"{text} · {corrected}" if moments else text


def closed_out_lines(record: CloseOut, wording: Wording) -> str:
    """Return the same with the plan revision, and a line for each entry that was corrected."""
    revision = wording.text(N_("Plan revision {number}"), number=record.revision)
    code = [record.code] if record.code else []
    lines = [" · ".join([closed_out_line(record, wording), revision, *code])]
    return "\n".join([*lines, *(_correction(record, each, wording) for each in record.corrections)])


def _correction(record: CloseOut, each: Correction, wording: Wording) -> str:
    row = record.row(each.row)
    return wording.text(
        N_("{moment}, {name}: {row}, {column}: “{before}” → “{after}”. {reason}"),
        moment=write_moment(each.at, wording.language),
        name=each.by or _NOBODY,
        row=row.label.written(wording.language) if row else each.row,
        column=heading_in(record, each.row, each.column, wording.language),
        before=each.before,
        after=each.after,
        reason=each.reason,
    )
