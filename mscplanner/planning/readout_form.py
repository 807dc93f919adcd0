"""The rows of the form of a read-out's sheet, in the order of the paper.

The id of a row and the name of a column are those of the field on the paper: ``C-1`` and ``low-on``.
"""

from collections.abc import Iterator, Sequence

from mscplanner.domain.close_out import Cell, CellKind, Row
from mscplanner.domain.language import N_
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.message import Message, message
from mscplanner.planning.close_out_columns import keys_of
from mscplanner.planning.close_out_rows import entry, joined, record, same, text
from mscplanner.planning.glucose_pairs import SEEN_PAIRS, stated_levels
from mscplanner.planning.media import ARM_NAMES
from mscplanner.planning.named_genes import genes_named
from mscplanner.planning.plate_maps import ROWS, STANDARDS, Plate, plate_maps
from mscplanner.planning.readout_captions import (
    DITHIZONE_CONTROL,
    DITHIZONE_COUNTS,
    DITHIZONE_SOLUTION,
    ELISA_KITS,
    ELISA_PLATES,
    ELISA_RESULTS,
    GENE_COLUMNS,
    GLUCOSE_PAIR,
    GLUCOSE_USED,
    QPCR_KITS,
    RNA_COLUMNS,
    SECRETION_RESULTS,
    method_fields,
    record_columns,
)
from mscplanner.planning.readout_sheets import ReadoutSheet
from mscplanner.planning.samples import Sample
from mscplanner.planning.vessel_names import vessel_name

_NUMBERS = (
    *(N_("Clusters stained"), N_("Clusters counted"), N_("Cells positive"), N_("Cells counted")),
    *(N_("RNA (ng/µL)"), "A260/280", N_("RNA taken (ng)"), N_("Efficiency %")),
    *("Ct 1", "Ct 2", "Ct 3", N_("mean"), N_("Control without template: Ct")),
    *(N_("Insulin, low"), N_("Insulin, high"), N_("C-peptide, low"), N_("C-peptide, high")),
    *(N_("Insulin, mean OD"), N_("Insulin ________"), N_("C-peptide, mean OD"), N_("C-peptide ________")),
)
_KINDS: dict[str, CellKind] = {
    **dict.fromkeys(_NUMBERS, "number"),
    **dict.fromkeys((N_("Low: on"), N_("Low: off"), N_("High: on"), N_("High: off"), N_("Time")), "time"),
    N_("Stained %"): "percent",
    N_("Positive %"): "percent",
    N_("Initials"): "initials",
    N_("Expiry"): "expiry",
    N_("SI"): "index",
}
_GENES_IN_BAND, _GENES_IN_RESULT = 3, 6
_FREE_GENES, _REFERENCES = 2, 2
_Pair = tuple[str, str | None]
"""What a step says, and what is planned of it; both are marked texts."""


def readout_rows(readout: ReadoutSheet) -> Iterator[Row]:
    """Give the rows of a read-out's sheet."""
    match readout.kind:
        case "dithizone":
            yield from _dithizone(readout)
        case "qpcr":
            yield from _qpcr(readout)
        case "gsis":
            yield from _gsis(readout)
        case "elisa":
            yield from _elisa(readout)
        case _:
            yield from _other(readout)


def _cells(*captions: str) -> list[Cell]:
    """Return an entry for each column with this head, a marked text."""
    return [
        entry(key, _KINDS.get(caption, "text"), _heading(caption))
        for key, caption in zip(keys_of(captions), captions, strict=True)
    ]


def _heading(caption: str) -> LocalText:
    return _without_line(text(caption))


def _without_line(told: LocalText) -> LocalText:
    """Return a text without the line to write on: the form has a field of its own for it."""
    return LocalText(en=told.written("en").rstrip("_ "), zh=told.written("zh").rstrip("_ "))


def _fields(title: str, *captions: str) -> Iterator[Row]:
    for number, caption in enumerate(captions, start=1):
        kind = _KINDS.get(caption, "text")
        yield record(title, f"field-{number}", text(caption), [entry("text", kind)])


def _steps(planned: Sequence[tuple[Message, Message | None]]) -> Iterator[Row]:
    for number, (told, wanted) in enumerate(planned, start=1):
        cells = [entry("done", "tick"), entry("actual"), entry("time", "time"), entry("initials", "initials")]
        label = joined([told, wanted], " · ") if wanted else joined([told], "")
        yield record(N_("Steps"), f"step-{number}", label, cells)


def _option(title: str, row_id: str, told: LocalText, *more: Cell) -> Row:
    return record(title, row_id, told, [entry("done", "option", text(N_("Ticked"))), *more])


def _who(sample: Sample) -> LocalText:
    vessel = vessel_name(sample.arm, sample.first, sample.last)
    parts = [same(f"{sample.number}  {vessel}"), text(ARM_NAMES[sample.arm])]
    if sample.early:
        parts.append(text(N_("harvested on D{day}"), day=sample.day))
    return joined(parts, ", ")


def _of_samples(title: str, letter: str, readout: ReadoutSheet, *captions: str) -> Iterator[Row]:
    for sample in readout.samples:
        yield record(title, f"{letter}-{sample.number}", _who(sample), _cells(*captions))


def _from(told: str) -> Cell:
    return entry("from", heading=text(told))


# Dithizone

DITHIZONE_STEPS: tuple[_Pair, ...] = (
    (N_("Take an aliquot for staining only, label it"), N_("sacrificed")),
    (N_("Take uninduced MSC as negative control, treat them alike"), N_("unstained")),
    (N_("Add dithizone solution"), None),
    (N_("Stain; write the minutes under Actual"), None),
    (N_("Rinse, photograph, count"), None),
    (N_("Discard cells and solution as hazardous waste"), N_("all")),
)


def _dithizone(readout: ReadoutSheet) -> Iterator[Row]:
    yield from _fields(N_("Dithizone solution"), *DITHIZONE_SOLUTION)
    yield from _steps([(message(told), message(wanted) if wanted else None) for told, wanted in DITHIZONE_STEPS])
    title = N_("Counts by well")
    yield from _of_samples(title, "C", readout, *DITHIZONE_COUNTS)
    if not readout.has_control:
        label = text(N_("Negative control: uninduced MSC. This run has none: from"))
        yield record(title, "C-N", label, [_from(N_("from")), *_cells(*DITHIZONE_COUNTS)])
    for number, told in enumerate(DITHIZONE_CONTROL, start=1):
        yield _option(N_("Validity"), f"control-{number}", text(told))
    yield record(N_("Validity"), "limit", text(N_("Limit, decided by")), [entry("text")])


# qPCR


def _qpcr(readout: ReadoutSheet) -> Iterator[Row]:
    title = N_("Samples and RNA")
    yield from _of_samples(title, "A", readout, *RNA_COLUMNS)
    label = joined([same("C"), message(N_("calibrator, if it is none of these"))], "  ")
    yield record(title, "A-C", label, _cells(*RNA_COLUMNS))
    yield from _calibrators(readout)
    named = genes_named(readout.detail)
    yield from _genes(named)
    yield from _fields(N_("Kits"), *QPCR_KITS)
    yield from _cycles(readout, named)
    yield from _folds(readout, named)


def _calibrators(readout: ReadoutSheet) -> Iterator[Row]:
    control = [str(each.number) for each in readout.samples if each.arm == "uninduced"]
    uninduced, more = text(N_("uninduced MSC: this run has no such vessels; from __________")), [entry("text-1")]
    if control:
        uninduced, more = text(N_("uninduced MSC, samples {numbers}"), numbers=", ".join(control)), []
    told = (
        (uninduced, more),
        (text(N_("cells of D0, kept before the induction: __________")), [entry("text-1")]),
        (text(N_("other: __________")), [entry("text-1")]),
    )
    for number, (label, cells) in enumerate(told, start=1):
        named = (each.model_copy(update={"heading": text(N_("As written"))}) for each in cells)
        yield _option(N_("Calibrator"), f"calibrator-{number}", _without_line(label), *named)


def _genes(named: Sequence[LocalText]) -> Iterator[Row]:
    gene = entry("gene", heading=text(N_("Gene")))
    for number, each in enumerate(named, start=1):
        yield record(N_("Genes"), f"gene-{number}", each, _cells(*GENE_COLUMNS))
    for number in range(len(named) + 1, len(named) + _FREE_GENES + 1):
        yield record(N_("Genes"), f"gene-{number}", text(N_("Gene")), [gene, *_cells(*GENE_COLUMNS)])
    for number in range(1, _REFERENCES + 1):
        label = text(N_("reference {number}"), number=str(number))
        yield record(N_("Genes"), f"reference-{number}", label, [gene, *_cells(*GENE_COLUMNS)])


def _sample_labels(readout: ReadoutSheet) -> Iterator[tuple[str, LocalText]]:
    for sample in readout.samples:
        yield str(sample.number), _who(sample)
    yield "C", text(N_("C  calibrator"))


def _cycles(readout: ReadoutSheet, named: Sequence[LocalText]) -> Iterator[Row]:
    genes: list[LocalText | None] = [*named]
    genes += [text(N_("reference {number}"), number=str(number)) for number in range(1, _REFERENCES + 1)]
    genes += [None] * (-len(genes) % _GENES_IN_BAND)
    title, captions = N_("Ct values, in triplicate"), ("Ct 1", "Ct 2", "Ct 3", N_("mean"))
    for start in range(0, len(genes), _GENES_IN_BAND):
        band, number = genes[start : start + _GENES_IN_BAND], start // _GENES_IN_BAND + 1
        columns = captions * len(band)
        keys, free = keys_of((N_("Gene"),) * len(band)), [at for at, gene in enumerate(band) if gene is None]
        if free:
            written = [entry(keys[at], heading=text(N_("Gene"))) for at in free]
            yield record(title, f"E-{number}", text(N_("Genes that are written in by hand")), written)
        above = [gene or text(N_("Gene")) for gene in band for _ in captions]
        for code, label in _sample_labels(readout):
            cells = [
                cell.model_copy(update={"heading": joined([gene, cell.heading or same("")], " · ")})
                for gene, cell in zip(above, _cells(*columns), strict=True)
            ]
            yield record(title, f"E-{number}-{code}", label, cells)


def _folds(readout: ReadoutSheet, named: Sequence[LocalText]) -> Iterator[Row]:
    for start in range(0, max(len(named), 1), _GENES_IN_RESULT):
        numbers = range(start + 1, start + _GENES_IN_RESULT + 1)
        headings = [named[number - 1] if number <= len(named) else text(N_("Gene")) for number in numbers]
        for code, label in _sample_labels(readout):
            cells = [
                entry(f"gene-{number}", "number", heading) for number, heading in zip(numbers, headings, strict=True)
            ]
            part = f"/{start}" if start else ""
            yield record(N_("Fold against the calibrator"), f"F-{code}{part}", label, cells)


# Secretion at two levels of glucose


def gsis_steps(readout: ReadoutSheet) -> list[tuple[Message, Message | None]]:
    """Return the steps of a secretion test, and what is planned of each."""
    found: list[tuple[Message, Message | None]] = []
    if readout.insulin_from:
        names = tuple(message(N_("{label}"), label=label) for label in readout.insulin_from)
        wash = N_("Wash in buffer or medium without insulin; the medium holds insulin: {names}")
        found.append((message(wash, names=names), message(N_("must be done"))))
        found.append((message(N_("Keep the last wash as a blank, tube W")), message(N_("1 tube"))))
    found += [
        (message(N_("Pre-incubate at low glucose")), None),
        (message(N_("Low glucose on; then take the supernatant into the tube L")), message(N_("every well"))),
        (message(N_("High glucose on; then take the supernatant into the tube H")), message(N_("every well"))),
        (message(N_("Same times without cells, low and high: tubes ML and MH")), message(N_("2 tubes"))),
        (message(N_("Spin the tubes, store them; where, under Actual")), None),
        (message(N_("Count cells or take DNA, to relate the result to")), None),
    ]
    return found


def _gsis(readout: ReadoutSheet) -> Iterator[Row]:
    if not stated_levels(readout.detail):
        for number, pair in enumerate(SEEN_PAIRS, start=1):
            told = joined([message(pair.levels), message(pair.source)], " · ")
            yield _option(N_("Glucose"), f"glucose-{number}", told)
        cells = [entry(key, heading=text(caption)) for key, caption in GLUCOSE_PAIR]
        yield _option(N_("Glucose"), "glucose-other", text(N_("other")), *cells)
    yield from _fields(N_("Glucose"), *GLUCOSE_USED)
    yield from _steps(gsis_steps(readout))
    title = N_("Times and tubes of each well")
    columns = (N_("Well"), N_("Low: on"), N_("Low: off"), N_("High: on"), N_("High: off"))
    yield from _of_samples(title, "C", readout, *columns)
    if not readout.has_control:
        elsewhere = joined([same("U"), message(N_("uninduced MSC, from"))], "  ")
        yield record(title, "C-U", elsewhere, [_from(N_("from")), *_cells(*columns)])
    yield record(title, "C-M", joined([same("M"), message(N_("without cells"))], "  "), _cells(*columns))
    yield from _of_samples(N_("Result"), "D", readout, *SECRETION_RESULTS)
    limit = text(N_("Threshold: set by the lab, by whom"))
    yield record(N_("Stimulation index (SI)"), "threshold", limit, [entry("text")])


# Insulin and C-peptide


def _elisa(readout: ReadoutSheet) -> Iterator[Row]:
    yield from _fields(N_("Kits and reader"), *ELISA_KITS)
    for number, plate in enumerate(plate_maps(readout.tubes, readout.blanks), start=1):
        for letter, title in ELISA_PLATES:
            yield from _plate(title, f"plate-{letter}{number}", plate)
    yield from _concentrations(readout)


def _plate(title: str, name: str, plate: Plate) -> Iterator[Row]:
    for letter, texts in zip(ROWS, plate, strict=True):
        wells = enumerate(texts, start=1)
        cells = [entry(f"{letter}{at}", "number", same(f"{letter}{at} · {told}".rstrip(" ·"))) for at, told in wells]
        yield record(title, f"{name}/{letter}", same(letter), cells)
    numbers = range(1, STANDARDS + 1)
    cells = [entry(f"S{at}", heading=text(N_("S{number}, conc."), number=str(at))) for at in numbers]
    yield record(title, f"{name}/S", text(N_("Standards")), cells)


def _concentrations(readout: ReadoutSheet) -> Iterator[Row]:
    title = N_("Results, C-peptide beside insulin")
    units = [entry("insulin-unit", heading=text(N_("Insulin"))), entry("c-peptide-unit", heading=text(N_("C-peptide")))]
    yield record(title, "D-unit", text(N_("Units, as in the heads of the columns")), units)
    columns = _cells(*ELISA_RESULTS)
    for sample, tube in readout.measured:
        yield record(title, f"D-{tube}", _who(sample), columns, detail=tube)
    for tube in readout.tubes:
        if tube.startswith("U"):
            cells = [_from(N_("from")), *columns]
            yield record(title, f"D-{tube}", text(N_("uninduced MSC, from")), cells, detail=tube)
    for tube in readout.blanks:
        yield record(title, f"D-{tube}", text(N_("blank")), columns, detail=tube)


# Any other


def _other(readout: ReadoutSheet) -> Iterator[Row]:
    yield from _fields(N_("How it was done"), *method_fields(readout.kind))
    yield from _of_samples(N_("Record"), "B", readout, *record_columns(readout.kind))
