"""Books of real plans, each printed once, and what can be read back from them."""

from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from io import BytesIO
from typing import Any

import pdfplumber
import pypdfium2  # type: ignore[import-untyped]
import pytest
from pdfplumber.page import Page
from pypdf import PdfReader

from mscplanner.domain.protocol import Addition, Stage
from mscplanner.domain.run import Control, Run, Stock, Withdrawal
from mscplanner.domain.stockroom import Lot
from mscplanner.planning.day_record import record_ways
from mscplanner.planning.plan import Plan
from mscplanner.planning.planner import plan
from mscplanner.planning.replanning import decided, wells_lost
from mscplanner.sheets.book import contents, print_book
from mscplanner.sheets.job import document_code
from mscplanner.sheets.printing import Printing

PRINTED_AT = datetime(2026, 12, 1, 9, 12)
BM, UC = "bm-msc-three-step", "uc-msc-three-step"


def read_pages(document: bytes) -> list[str]:
    """Return the text of each page, with line feeds."""
    with pypdfium2.PdfDocument(document) as pages:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in pages]


def once(read: Callable[..., Any]) -> Callable[..., Any]:
    """Return ``read``, called once for the same template and printing, whether a default is named or not."""
    reading = cache(read)

    def known(template_id: str = BM, **printing: Any) -> Any:
        named = {key: value for key, value in printing.items() if value != Printing.model_fields[key].default}
        return reading(template_id, **dict(sorted(named.items())))

    return known


@pytest.fixture(scope="session")
def pages_of() -> Callable[..., list[str]]:
    """Return the text of each page of some parts of a plan's book, spaces for line ends; a draft where errors stand."""
    asked: set[tuple[str, str]] = set()
    books: dict[tuple[str, str], tuple[list[str], dict[str, int]]] = {}

    def read(plan: Plan, *parts: str, **printing: Any) -> list[str]:
        options = {"printed_at": PRINTED_AT, "draft": plan.has_errors} | printing
        key = document_code(plan), repr(sorted(options.items()))
        if key not in asked:
            asked.add(key)
            return spaced(print_book(plan, Printing.model_validate(options | {"parts": parts})))
        # Who asks twice asks often: the whole book is printed once, and its pages are handed out.
        if key not in books:
            book = print_book(plan, Printing.model_validate(options))
            books[key] = spaced(book), starts_of(plan, book)
        texts, starts = books[key]
        ends = dict(zip(starts, [*list(starts.values())[1:], len(texts)], strict=True))
        return [text for part in starts if part in parts for text in texts[starts[part] : ends[part]]]

    return read


def spaced(document: bytes) -> list[str]:
    return [" ".join(text.split()) for text in read_pages(document)]


def starts_of(plan: Plan, document: bytes) -> dict[str, int]:
    """Return on which page of a whole book each part starts, counted from 0, in the order of the pages."""
    labels = PdfReader(BytesIO(document)).page_labels
    starts = [number for number, label in enumerate(labels) if label.endswith(" · 1")]
    return dict(zip([part.id for part in contents(plan)], starts, strict=True))


@pytest.fixture(scope="session")
def plan_of(run_of: Callable[[str], Run]) -> Callable[..., Plan]:
    """Plan a run of a template, with fields of the run changed."""

    plain = cache(lambda template_id: plan(run_of(template_id)))

    def planned(template_id: str = BM, **update: Any) -> Plan:
        return plan(run_of(template_id).model_copy(update=update)) if update else plain(template_id)

    return planned


@pytest.fixture(scope="session")
def book_of(plan_of: Callable[..., Plan]) -> Callable[..., bytes]:
    """Print the book of a template; one that has errors as draft."""

    def printed(template_id: str = BM, **printing: Any) -> bytes:
        made = plan_of(template_id)
        options = {"printed_at": PRINTED_AT, "draft": made.has_errors} | printing
        return print_book(made, Printing.model_validate(options))

    return once(printed)


@pytest.fixture(scope="session")
def texts_of(book_of: Callable[..., bytes]) -> Callable[..., list[str]]:
    """Return the text of each page of a template's book."""

    def read(template_id: str = BM, **printing: Any) -> list[str]:
        return read_pages(book_of(template_id, **printing))

    return once(read)


@pytest.fixture(scope="session")
def sheets_of(
    plan_of: Callable[..., Plan], book_of: Callable[..., bytes], texts_of: Callable[..., list[str]]
) -> Callable[..., dict[str, list[str]]]:
    """Return the text of each page of each part of a template's book, by the part's id, spaces for line ends."""

    def read(template_id: str = BM, **printing: Any) -> dict[str, list[str]]:
        texts = [" ".join(text.split()) for text in texts_of(template_id, **printing)]
        starts = starts_of(plan_of(template_id), book_of(template_id, **printing))
        ends = [*list(starts.values())[1:], len(texts)]
        return {part: texts[start:end] for (part, start), end in zip(starts.items(), ends, strict=True)}

    return once(read)


@pytest.fixture(scope="session")
def part_of(texts_of: Callable[..., list[str]]) -> Callable[..., str]:
    """Return the text of all pages of a part of a template's book, spaces for line ends."""

    def read(part: str, template_id: str = BM, **printing: Any) -> str:
        pages = [" ".join(text.split()) for text in texts_of(template_id, **printing)]
        found = [text for text in pages if f"R-2026-014 {part} " in text[:60]]
        assert found
        return " ".join(found)

    return read


@pytest.fixture(scope="session")
def bm_page(plan_of: Callable[..., Plan], book_of: Callable[..., bytes]) -> Callable[[str], Page]:
    """Return the first page of a part of the English A4 book, with its words, letters and lines."""
    document, starts = pdfplumber.open(BytesIO(book_of())), starts_of(plan_of(), book_of())
    return lambda part: document.pages[starts[part]]


def lot(reagent: str, number: str, **fields: Any) -> Lot:
    return Lot.model_validate({"id": number.lower().ljust(32, "0"), "reagent": reagent, "number": number} | fields)


def everything(run: Run) -> Run:
    """Return a run of the BM template with all that a plan can hold.

    Controls, early harvests, a powder, a neat liquid, lots, something to dissolve and to thaw before
    D0, a dilution in two steps and one that two batches share.
    """
    stages = [
        stage.model_copy(
            update={"additions": (*_without_activin(stage), *(Addition(reagent=r, final=f) for r, f in more))}
        )
        for stage, more in zip(run.protocol.stages, _MORE, strict=True)
    ]
    activin = lot("activin-a", "A551", strength="100 µg/mL", amount="50 µg", storage="-20 °C", expiry=date(2027, 1, 31))
    bfgf = lot("bfgf", "B229107", strength="100 µg/mL", amount="400 µL", aliquot="20 µL", storage="-80 °C, box 3")
    nicotinamide = lot("nicotinamide", "C98", strength="powder", amount="5 g", expiry=date(2028, 3, 31))
    return run.model_copy(
        update={
            "protocol": run.protocol.model_copy(update={"stages": tuple(stages)}),
            "count": 2,
            "operator": "Zhang Li",
            "controls": (Control(kind="uninduced"), Control(kind="vehicle")),
            "withdrawals": (Withdrawal(day=4, wells=2), Withdrawal(day=10, wells=1, arm="uninduced")),
            "stocks": (
                Stock(reagent="nicotinamide", strength="powder", lot=nicotinamide),
                Stock(reagent="2-mercaptoethanol", strength="neat"),
                Stock(reagent="bfgf", strength="100 µg/mL", lot=bfgf),
                Stock(reagent="activin-a", strength="100 µg/mL", lot=activin),
                Stock(reagent="exendin-4", strength="1 mol/L"),
            ),
        }
    )


_MORE = (
    (("fbs", "10 % v/v"), ("retinoic-acid", "1 µmol/L")),
    (("activin-a", "0.02 ng/mL"),),
    (("activin-a", "0.02 ng/mL"), ("exendin-4", "10 nmol/L")),
)


def _without_activin(stage: Stage) -> tuple[Addition, ...]:
    return tuple(each for each in stage.additions if each.reagent != "activin-a")


@pytest.fixture(scope="session")
def whole(run_of: Callable[[str], Run]) -> Plan:
    """Return the plan of a run with all that a plan can hold, see ``everything``."""
    return plan(everything(run_of(BM)))


@pytest.fixture(scope="session")
def two_steps(run_of: Callable[[str], Run]) -> Plan:
    """Return a plan whose exendin-4 is diluted in two steps on each day of use."""
    stocks = (Stock(reagent="exendin-4", strength="1 mol/L"),)
    return plan(run_of("uc-msc-15-day-reading").model_copy(update={"count": 1, "stocks": stocks}))


@pytest.fixture(scope="session")
def slipped(run_of: Callable[[str], Run]) -> Plan:
    """Return the plan of a run whose D6 was fed on D7, whose rest was moved, and that lost two wells on D8."""
    run = run_of(BM)
    way = record_ways(plan(run), 6, "other-day", 7, "L. Zhang", "incubator alarm")[0]
    return plan(wells_lost(decided(way, "L. Zhang", date(2026, 12, 14), "incubator alarm"), 8, 2))
