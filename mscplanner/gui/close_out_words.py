"""What is told of a sheet in its form, and of one that was closed out: by whom, when, and every correction since."""

from datetime import date

from mscplanner.domain.close_out import CloseOut, Correction
from mscplanner.domain.language import N_, P_
from mscplanner.domain.message import write_date
from mscplanner.gui.moments import write_moment
from mscplanner.gui.wording import Wording
from mscplanner.planning.close_out_columns import heading_in
from mscplanner.planning.close_out_form import CloseOutForm

_NOBODY = "—"
_KEYS = N_(
    "Enter goes on and takes what stands behind ↵; Alt+P fills in as planned; F8 goes to a finding; "
    "Ctrl+Enter closes out, with Shift the next sheet follows."
)
_KEYS_OF_CORRECTION = N_("Enter goes on; F8 goes to a finding; Ctrl+Enter keeps the correction.")
_KEEP_TEXTS = {
    (False, False): N_("Close Out"),
    (False, True): N_("Close Out As It Is"),
    (True, False): N_("Keep Correction"),
    (True, True): N_("Keep As It Is"),
}


def sheet_line(form: CloseOutForm, used_on: date, wording: Wording) -> str:
    """Return in one line which sheet a form is of."""
    title = form.title.written(wording.language) if form.title else ""
    told = (form.part, title, f"D{form.day}", write_date(used_on, wording.language))
    return " · ".join(dict.fromkeys(each for each in told if each))


def keys_line(wording: Wording, is_correction: bool) -> str:
    """Return what the keys do in a form, or in a record that is corrected."""
    return wording.text(_KEYS_OF_CORRECTION if is_correction else _KEYS)


def keep_text(wording: Wording, is_correction: bool, is_told: bool) -> str:
    """Return what the button that keeps a form says; ``is_told``: the findings that stand were told."""
    return wording.text(_KEEP_TEXTS[is_correction, is_told])


def closed_out_line(record: CloseOut, wording: Wording) -> str:
    """Return in one line by whom and when a sheet was closed out, and how many entries were corrected."""
    text = wording.text(
        N_("{part} closed out by {name} on {moment}"),
        part=record.part,
        name=record.by or _NOBODY,
        moment=write_moment(record.at, wording.language),
    )
    count = len(record.corrections)
    corrected = wording.count(P_("{count} correction", "{count} corrections"), count)
    return f"{text} · {corrected}" if count else text


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
