"""Books of real plans, each printed once, and what can be read back from them."""

from collections.abc import Callable
from datetime import datetime
from functools import cache
from io import BytesIO
from typing import Any

import pdfplumber
import pypdfium2  # type: ignore[import-untyped]
import pytest
from pdfplumber.page import Page

from mscplanner.domain.run import Run
from mscplanner.planning.plan import Plan
from mscplanner.planning.planner import plan
from mscplanner.sheets.book import print_book
from mscplanner.sheets.printing import Printing

PRINTED_AT = datetime(2026, 12, 1, 9, 12)
BM, UC = "bm-msc-three-step", "uc-msc-three-step"


def read_pages(document: bytes) -> list[str]:
    """Return the text of each page, with line feeds."""
    with pypdfium2.PdfDocument(document) as pages:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in pages]


@pytest.fixture(scope="session")
def pages_of() -> Callable[..., list[str]]:
    """Return the text of each page of some parts of a plan's book, spaces for line ends; a draft where errors stand."""

    def read(plan: Plan, *parts: str, **printing: Any) -> list[str]:
        options = {"printed_at": PRINTED_AT, "parts": parts, "draft": plan.has_errors} | printing
        texts = read_pages(print_book(plan, Printing.model_validate(options)))
        return [" ".join(text.split()) for text in texts]

    return read


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

    @cache
    def printed(template_id: str = BM, **printing: Any) -> bytes:
        made = plan_of(template_id)
        options = {"printed_at": PRINTED_AT, "draft": made.has_errors} | printing
        return print_book(made, Printing.model_validate(options))

    return printed


@pytest.fixture(scope="session")
def texts_of(book_of: Callable[..., bytes]) -> Callable[..., list[str]]:
    """Return the text of each page of a template's book."""

    @cache
    def read(template_id: str = BM, **printing: Any) -> list[str]:
        return read_pages(book_of(template_id, **printing))

    return read


@pytest.fixture(scope="session")
def bm_page(book_of: Callable[..., bytes]) -> Callable[[int], Page]:
    """Return a page of the English A4 book, counted from 1, with its words, letters and lines."""
    document = pdfplumber.open(BytesIO(book_of()))
    return lambda number: document.pages[number - 1]
