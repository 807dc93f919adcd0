import re
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from io import BytesIO

import pytest
from pypdf import PdfReader
from pypdf.generic import Destination

from mscplanner import __version__
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.protocol import Addition, Source
from mscplanner.domain.run import Run
from mscplanner.planning.hand_overs import hand_overs
from mscplanner.planning.plan import Plan
from mscplanner.planning.planner import plan
from mscplanner.planning.readout_sheets import readout_sheets
from mscplanner.sheets.book import contents, print_book
from mscplanner.sheets.dilution_table import mixed_in
from mscplanner.sheets.job import document_code
from mscplanner.sheets.printing import ErrorsStand, Printing

BM, UC = "bm-msc-three-step", "uc-msc-three-step"
PRINTING = Printing(printed_at=datetime(2026, 12, 1, 9, 12))
DRAFT = PRINTING.model_copy(update={"draft": True})
HOSTILE = [
    '<img src="file:///etc/passwd">',
    "x</b>",
    "<b>bold & 'quoted' (",
    "a" * 3900,
    "汉" * 3900,
    ("A note of many words, with a full stop. " * 500)[:3900],
    "{braces} {run} %s \\n",
]


def test_that_medium_pages_stand_before_the_day_they_are_made_on(plan_of: Callable[..., Plan]) -> None:
    ids = [part.id for part in contents(plan_of())]
    assert ids[:8] == ["overview", "S1-1", "D0", "S2-1", "S2-1/D2", "D2", "S2-1/D4", "D4"]
    assert ids[-7:] == ["D18", "D18/R1", "D18/GSIS", "D18/ELISA", "D18/QPCR", "D18/R2", "D18/DTZ"]


def test_that_closed_days_are_handed_over_behind_the_day_before_them(plan_of: Callable[..., Plan]) -> None:
    ids = [part.id for part in contents(plan_of())]
    assert ids[ids.index("OFF/D5-D6") - 1 :][:2] == ["D4", "OFF/D5-D6"]
    assert ids.index("OFF/D5-D6") < ids.index("D6")
    assert [part.kind for part in contents(plan_of())].count("hand-over") == 2


def test_that_days_before_day_0_stand_first(two_steps: Plan) -> None:
    parts = contents(two_steps)
    assert [(part.id, part.kind, part.day) for part in parts[:4]] == [
        ("overview", "overview", None),
        ("D-3", "day", -3),
        ("S1-1", "medium", 0),
        ("D0", "day", 0),
    ]


def test_that_every_sheet_knows_its_day(whole: Plan) -> None:
    for part in contents(whole)[1:]:
        batch = whole.batch(part.id)
        days = [int(day) for day in re.findall(r"\bD(-?\d+)", part.id)]
        wanted = batch.made_on_day if batch else days[0] - (part.kind == "hand-over")
        assert part.day == wanted


def test_that_a_completion_is_printed_alone_with_its_number_of_the_book(plan_of: Callable[..., Plan]) -> None:
    whole = PdfReader(BytesIO(print_book(plan_of(), PRINTING))).pages
    parts = PRINTING.model_copy(update={"parts": ("S2-1/D6",)})
    (page,) = PdfReader(BytesIO(print_book(plan_of(), parts))).pages
    assert "S2-1/D6" in page.extract_text()
    assert page.extract_text() in [each.extract_text() for each in whole]


def test_that_each_working_day_and_batch_has_one_sheet(plan_of: Callable[..., Plan]) -> None:
    made = plan_of(UC)
    ids = [part.id for part in contents(made)]
    wanted = {"overview", *(day.label for day in made.working_days), *(mixed.id for mixed in mixed_in(made))}
    wanted |= {each.id for each in readout_sheets(made)} | {each.id for each in hand_overs(made)}
    assert len(ids) == len(set(ids))
    assert set(ids) == wanted


@pytest.mark.parametrize("language", ["en", "zh", "both"])
def test_that_the_same_printing_gives_the_same_bytes(language: str, plan_of: Callable[..., Plan]) -> None:
    printing = PRINTING.model_copy(update={"language": language})
    assert print_book(plan_of(), printing) == print_book(plan_of(), printing)


def test_that_a_final_book_is_refused_while_an_error_stands(plan_of: Callable[..., Plan]) -> None:
    assert plan_of(UC).has_errors
    with pytest.raises(ErrorsStand):
        print_book(plan_of(UC), PRINTING)


def test_that_a_single_part_keeps_its_page_number_of_the_book(plan_of: Callable[..., Plan]) -> None:
    whole = PdfReader(BytesIO(print_book(plan_of(), PRINTING))).pages
    parts = PRINTING.model_copy(update={"parts": ("D6",)})
    (page,) = PdfReader(BytesIO(print_book(plan_of(), parts))).pages
    assert page.extract_text() in [each.extract_text() for each in whole]


def test_that_progress_counts_every_page(plan_of: Callable[..., Plan]) -> None:
    seen: list[tuple[int, int]] = []
    data = print_book(plan_of(), PRINTING, lambda done, wanted: seen.append((done, wanted)))
    count = len(PdfReader(BytesIO(data)).pages)
    assert seen == [(number, count) for number in range(1, count + 1)]


def test_that_the_outline_leads_to_every_part(whole: Plan) -> None:
    reader = PdfReader(BytesIO(print_book(whole, DRAFT)))
    entries = [entry for entry in reader.outline if isinstance(entry, Destination)]
    assert [entry.title for entry in entries] == [part.title.written("en") for part in contents(whole)]
    for entry, part in zip(entries, contents(whole), strict=True):
        number = reader.get_destination_page_number(entry)
        assert number is not None
        assert f"R-2026-014{part.id.upper()}" in "".join(reader.pages[number].extract_text().split())


def test_that_the_document_says_what_it_is(plan_of: Callable[..., Plan]) -> None:
    about = PdfReader(BytesIO(print_book(plan_of(operator="L. Zhang"), PRINTING))).metadata
    assert about
    assert (about.title, about.author) == ("R-2026-014 bench sheets", "L. Zhang")
    assert about.subject == "BM-MSC, three steps (Table 1)"
    assert about.creator == f"mscplanner {__version__}"
    assert about.keywords == f"R-2026-014, {document_code(plan_of(operator='L. Zhang'))}, plan revision 1, {BM}"
    assert about.creation_date == PRINTING.printed_at


def test_that_a_document_is_dated_with_the_time_zone_of_its_printing(plan_of: Callable[..., Plan]) -> None:
    moment = datetime(2026, 12, 1, 9, 12, tzinfo=timezone(timedelta(hours=-3, minutes=-30)))
    printing = PRINTING.model_copy(update={"printed_at": moment, "parts": ("D2",)})
    about = PdfReader(BytesIO(print_book(plan_of(), printing))).metadata
    assert about
    assert about.creation_date == moment


@pytest.mark.parametrize(("language", "said"), [("en", "en"), ("zh", "zh-CN"), ("both", "en")])
def test_that_a_document_names_its_language(language: str, said: str, plan_of: Callable[..., Plan]) -> None:
    printing = PRINTING.model_copy(update={"language": language, "parts": ("D2",)})
    root = PdfReader(BytesIO(print_book(plan_of(), printing))).root_object
    assert str(root["/Lang"]) == said
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # type: ignore[index]  # noqa: E712


def test_that_a_viewer_names_each_page_after_its_sheet(plan_of: Callable[..., Plan]) -> None:
    reader = PdfReader(BytesIO(print_book(plan_of(), PRINTING)))
    labels = reader.page_labels
    assert labels[:5] == ["OVERVIEW · 1", "OVERVIEW · 2", "S1-1 · 1", "D0 · 1", "S2-1 · 1"]
    assert [label for label in labels if label.startswith("D18 ")] == ["D18 · 1", "D18 · 2"]
    alone = PRINTING.model_copy(update={"parts": ("D4", "S2-1/D4")})
    assert PdfReader(BytesIO(print_book(plan_of(), alone))).page_labels == ["S2-1/D4 · 1", "D4 · 1"]


@pytest.mark.parametrize("text", HOSTILE)
def test_that_hostile_text_is_drawn_as_text(text: str, run_of: Callable[[str], Run]) -> None:
    run = run_of(BM)
    protocol = run.protocol.model_copy(
        update={
            "title": LocalText(plain=text),
            "notes": (LocalText(plain=text),),
            "sources": (Source(id="1", citation=text[:400]),),
            "stages": (
                run.protocol.stages[0].model_copy(
                    update={
                        "title": LocalText(plain=text),
                        "procedure": LocalText(plain=text),
                        "additions": (Addition(reagent=text[:200], final="1 µM", printed=text[:400]),),
                    }
                ),
            ),
        }
    )
    made = plan(run.model_copy(update={"protocol": protocol, "operator": text[:80], "number": text[:24]}))
    pages = PdfReader(BytesIO(print_book(made, DRAFT.model_copy(update={"language": "both"})))).pages
    drawn = "".join("".join(page.extract_text() for page in pages).split())
    assert "".join(text[:24].split()) in drawn
    assert all("/Annots" not in page and not page.images for page in pages)


def test_that_a_protocol_without_stages_prints_an_overview(run_of: Callable[[str], Run]) -> None:
    run = run_of(BM)
    empty = run.protocol.model_copy(update={"stages": (), "readouts": ()})
    made = plan(run.model_copy(update={"protocol": empty}))
    assert [part.id for part in contents(made)] == ["overview"]
    assert "not stated" in PdfReader(BytesIO(print_book(made, DRAFT))).pages[0].extract_text()


def test_that_another_plan_has_another_code(plan_of: Callable[..., Plan]) -> None:
    assert document_code(plan_of()) == document_code(plan_of())
    assert document_code(plan_of()) != document_code(plan_of(count=4))


def test_that_another_lot_or_a_completion_changed_has_another_code(whole: Plan) -> None:
    stock = whole.run.stocks[2]
    assert stock.lot
    other = stock.model_copy(update={"lot": stock.lot.model_copy(update={"number": "B229108"})})
    stocks = (*whole.run.stocks[:2], other, *whole.run.stocks[3:])
    assert document_code(plan(whole.run.model_copy(update={"stocks": stocks}))) != document_code(whole)
    batch = whole.media[1]
    less = batch.model_copy(update={"completions": batch.completions[:-1]})
    changed = whole.model_copy(update={"media": (whole.media[0], less, *whole.media[2:])})
    assert document_code(changed) != document_code(whole)


def test_that_the_code_stands_in_the_book(texts_of: Callable[..., list[str]], plan_of: Callable[..., Plan]) -> None:
    assert all(f"code {document_code(plan_of())}" in text for text in texts_of())
