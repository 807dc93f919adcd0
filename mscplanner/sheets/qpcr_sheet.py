"""The sheet of a qPCR: samples with their RNA, the genes that the source names, the Ct values, the result."""

from collections.abc import Sequence

from mscplanner.domain.language import N_
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.message import message
from mscplanner.planning.named_genes import genes_named
from mscplanner.planning.readout_captions import GENE_COLUMNS, QPCR_KITS, RNA_COLUMNS
from mscplanner.planning.readout_sheets import ReadoutSheet
from mscplanner.planning.samples import Sample
from mscplanner.planning.vessel_names import vessel_name
from mscplanner.sheets.blocks import Block, Section, paragraph, row
from mscplanner.sheets.cells import BODY, CAPTION, EMPTY, Cell, Piece, text_cell
from mscplanner.sheets.job import Job, Sheet
from mscplanner.sheets.pen import Pen
from mscplanner.sheets.readout_sections import (
    choice,
    fields,
    said_of,
    sample_table,
    samples_note,
    section,
    sheet_of,
)
from mscplanner.sheets.sections import deviations, heads, title_bars, writable, written

_NOT_ALONE = N_("PDX1 alone proves no β cell: other cells of the pancreas have it, too (UniProt P52946).")
_RNA = tuple(zip(RNA_COLUMNS, (18.0, 24.0, 20.0, 26.0, 24.0, 15.0), strict=True))
_GENES_IN_BAND, _GENES_IN_RESULT = 3, 6
_FREE_GENES, _REFERENCES = 2, 2
_SAMPLE, _CT = 22.0, 13.0

Gene = tuple[str, ...]
"""A gene in each language of the sheet; () is written by hand."""


def qpcr_sheet(job: Job, readout: ReadoutSheet) -> Sheet:
    """Return the sheet of a qPCR."""
    named = genes_named(readout.detail)
    genes = _columns(job, named)
    sections = [
        said_of(job, readout, (_NOT_ALONE,) if _names_pdx1(named) else ()),
        sample_table(job, "A", N_("Samples and RNA"), readout, _RNA, (_other_sample(job),), samples_note(job)),
        section(job, "B", N_("Calibrator"), _calibrator(job, readout)),
        _genes(job, named),
        section(job, "D", N_("Kits"), _kits(job)),
        *_ct(job, readout.samples, genes),
        *_fold(job, readout.samples, genes),
        deviations(job, "G"),
    ]
    return sheet_of(job, readout, "F-08", sections)


def _names_pdx1(genes: Sequence[LocalText]) -> bool:
    return any(gene.written("en").replace("-", "").casefold() in ("pdx1", "ipf1") for gene in genes)


def _columns(job: Job, named: Sequence[LocalText]) -> list[Gene]:
    """Return the genes whose Ct values are written down: named ones, reference genes, and what fills the last band."""
    genes: list[Gene] = [job.speech.texts(each) for each in named]
    genes += [job.texts(N_("reference {number}"), number=str(number)) for number in range(1, _REFERENCES + 1)]
    return [*genes, *[()] * (-len(genes) % _GENES_IN_BAND)]


def _other_sample(job: Job) -> Block:
    taken = sum(width for _, width in _RNA)
    widths = job.paper.columns((9.0, 169.0 - taken, *(width for _, width in _RNA)), 1)
    name = text_cell(job.texts(N_("calibrator, if it is none of these")), CAPTION)
    cells = (text_cell(("C",), 12.0, True, centred=True), name, *(EMPTY,) * len(_RNA))
    named = written(job, "A-C", ("C",), cells, ("", "", *(caption for caption, _ in _RNA)))
    return row(job.paper.left, widths, named, 9.0, 10.0)


def _calibrator(job: Job, readout: ReadoutSheet) -> tuple[Block, ...]:
    control = [str(each.number) for each in readout.samples if each.arm == "uninduced"]
    uninduced = message(N_("uninduced MSC: this run has no such vessels; from __________"))
    if control:
        uninduced = message(N_("uninduced MSC, samples {numbers}"), numbers=", ".join(control))
    return (
        choice(job, "calibrator-1", uninduced),
        choice(job, "calibrator-2", message(N_("cells of D0, kept before the induction: __________"))),
        choice(job, "calibrator-3", message(N_("other: __________"))),
    )


def _genes(job: Job, named: Sequence[LocalText]) -> Section:
    note = job.texts(N_("as the source writes them")) if named else job.texts(N_("the source names none"))
    first, again = title_bars(job, "C", N_("Genes"), note)
    widths = job.paper.columns((40.0, 62.0, 40.0, 36.0), 1)
    captions = (N_("Gene"), *GENE_COLUMNS)
    told: list[Gene] = [job.speech.texts(each) for each in named]
    told += [()] * _FREE_GENES
    reference = job.texts(N_("reference gene (not stated):"))
    rows = []
    for number, gene in enumerate(told, start=1):
        cells = (text_cell(gene, BODY, True) if gene else EMPTY, *(EMPTY,) * 3)
        entries = written(job, f"gene-{number}", gene or job.texts(N_("Gene")), cells, captions)
        rows.append(row(job.paper.left, widths, entries, 8.6, 9.4))
    for number in range(1, _REFERENCES + 1):
        name = f"reference-{number}"
        about = job.texts(N_("reference {number}"), number=str(number))
        cells = (Cell(caption=reference, room=8.0, blank=job.blank(f"{name}.gene", about)), *(EMPTY,) * 3)
        rows.append(row(job.paper.left, widths, written(job, name, about, cells, captions), 12.5, 13.0))
    return Section(tuple(rows), first, again, heads(job, widths, captions))


def _kits(job: Job) -> tuple[Block, ...]:
    third = job.paper.text_width / 3
    return fields(job, (third,) * 3, QPCR_KITS)


def _names(samples: Sequence[Sample]) -> list[Cell]:
    found = [
        Cell((Piece((f"{each.number}  {vessel_name(each.arm, each.first, each.last)}",), BODY, True),))
        for each in samples
    ]
    return [*found, text_cell(("C",), BODY, True)]


def _codes(samples: Sequence[Sample]) -> list[str]:
    return [*(str(each.number) for each in samples), "C"]


def _free(name: Cell, count: int) -> tuple[Cell, ...]:
    return (name, *(EMPTY,) * count)


def _ct(job: Job, samples: Sequence[Sample], genes: Sequence[Gene]) -> list[Section]:
    """Return the tables of the Ct values, three of each sample and gene, three genes side by side."""
    extra = (job.paper.text_width - _SAMPLE - 4 * _CT * _GENES_IN_BAND) / (4 * _GENES_IN_BAND)
    widths = (_SAMPLE, *(_CT + extra,) * 4 * _GENES_IN_BAND)
    found = []
    for start in range(0, len(genes), _GENES_IN_BAND):
        band = genes[start : start + _GENES_IN_BAND]
        title = N_("Ct values, in triplicate")
        first, again = title_bars(job, "E", title)
        over = (_SAMPLE, *(4 * widths[1],) * _GENES_IN_BAND)
        above = tuple(text_cell(gene, CAPTION, True, centred=True) if gene else EMPTY for gene in band)
        above = written(
            job, f"E-{start // _GENES_IN_BAND + 1}", job.texts(N_("Gene")), above, (N_("Gene"),) * len(band)
        )
        upper = row(job.paper.left, over, (EMPTY, *above), 8.6, 8.6)
        captions = (N_("Sample"), *(caption for _ in band for caption in ("Ct 1", "Ct 2", "Ct 3", N_("mean"))))
        lower = heads(job, widths, captions)
        rows = []
        for code, name in zip(_codes(samples), _names(samples), strict=True):
            named = written(
                job, f"E-{start // _GENES_IN_BAND + 1}-{code}", (code,), _free(name, 4 * len(band)), captions
            )
            rows.append(row(job.paper.left, widths, named, 8.4, 9.2))
        bar = again if start else first
        found.append(Section(tuple(rows), bar, again, _stacked(upper, lower), together=True))
    return found


def _stacked(upper: Block, lower: Block) -> Block:
    def draw(pen: Pen, top: float, height: float) -> None:
        upper.draw(pen, top, upper.minimum)
        lower.draw(pen, top + upper.minimum, height - upper.minimum)

    return Block(upper.minimum + lower.minimum, upper.minimum + lower.maximum, draw)


def _fold(job: Job, samples: Sequence[Sample], genes: Sequence[Gene]) -> list[Section]:
    """Return the table of what each gene comes to against the calibrator."""
    formula = job.texts(N_("ΔCt = Ct(gene) − Ct(reference); ΔΔCt = ΔCt(sample) − ΔCt(calibrator); fold = 2^(−ΔΔCt)"))
    told = [gene for gene in genes if gene]
    targets = told[: len(told) - _REFERENCES]
    return [
        _fold_band(job, samples, start, targets[start : start + _GENES_IN_RESULT] or [()], formula)
        for start in range(0, max(len(targets), 1), _GENES_IN_RESULT)
    ]


def _fold_band(
    job: Job, samples: Sequence[Sample], start: int, genes: Sequence[Gene], formula: tuple[str, ...]
) -> Section:
    first, again = title_bars(job, "F", N_("Fold against the calibrator"))
    band = [*genes, *[()] * (_GENES_IN_RESULT - len(genes))]
    width = (job.paper.text_width - _SAMPLE) / _GENES_IN_RESULT
    widths = (_SAMPLE, *(width,) * _GENES_IN_RESULT)
    columns = tuple((f"gene-{start + number}", N_("Gene")) for number in range(1, len(band) + 1))
    cells = tuple(text_cell(gene, CAPTION, True, centred=True) for gene in band)
    head = row(job.paper.left, widths, (text_cell(job.texts(N_("Sample")), CAPTION), *cells), 8.6, 8.6, grey=0.97)
    told = paragraph(job.paper.left, job.paper.text_width, (Piece(formula, BODY, True),), framed=True)
    limit = job.texts(N_("No fold that must be reached was found: the lab sets it."))
    rows = []
    for code, name in zip(_codes(samples), _names(samples), strict=True):
        free = writable(job, f"F-{code}", (code,), _free(name, len(band)), (("", ""), *columns))
        rows.append(row(job.paper.left, widths, free, 8.4, 9.2))
    last = paragraph(job.paper.left, job.paper.text_width, (Piece(limit, CAPTION),), framed=True)
    return Section((*rows, told, last), again if start else first, again, head, together=True)
