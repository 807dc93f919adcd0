"""Entries find the row that they are about, also where the plan has it in another place now."""

from mscplanner.domain.close_out import Cell, Row
from mscplanner.domain.local_text import LocalText
from mscplanner.planning.resumed_form import resumed


def step(number: int, label: str, done: str = "", **typed: str) -> Row:
    cells = (Cell(column="done", typed=done), Cell(column="time", typed=typed.get("time", "")))
    return Row(id=f"steps/{number}", section="steps", label=LocalText(plain=label), cells=cells)


def test_that_a_step_with_another_number_keeps_its_entries() -> None:
    before = (step(1, "Photograph", "yes"), step(2, "Feed", time="09:05"))
    now = (step(1, "Wash"), step(2, "Photograph"), step(3, "Feed"))
    rows, left_over = resumed(now, before)
    assert [(row.id, row.typed("done"), row.typed("time")) for row in rows] == [
        ("steps/1", "", ""),
        ("steps/2", "yes", ""),
        ("steps/3", "", "09:05"),
    ]
    assert left_over == ()


def test_that_two_steps_of_the_same_words_stay_apart() -> None:
    before = (step(1, "Wash", time="09:00"), step(2, "Wash", time="09:10"))
    rows, left_over = resumed((step(1, "Wash"), step(2, "Wash")), before)
    assert (rows, left_over) == (before, ())


def test_that_what_has_no_place_any_more_is_told() -> None:
    before = (step(1, "Photograph", "yes", time="08:50"), step(2, "Feed", "yes"))
    photograph = step(1, "Photograph").model_copy(update={"cells": (Cell(column="done"),)})
    rows, left_over = resumed((photograph,), before)
    assert rows[0].typed("done") == "yes"
    assert [(row.label.plain, [cell.column for cell in row.cells]) for row in left_over] == [
        ("Photograph", ["time"]),
        ("Feed", ["done"]),
    ]
