"""Documents, versions, stocks and settings come back as they were, on both databases."""

import threading
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import text

from mscplanner.domain.local_text import LocalText
from mscplanner.domain.protocol import Protocol
from mscplanner.domain.run import Run, Stock
from mscplanner.library.database import Database
from mscplanner.library.entry import Record, Stamp
from mscplanner.library.faults import Conflict, LibraryFault, NewerLibrary, NoSuchRecord
from mscplanner.library.library import Library
from mscplanner.library.place import LibraryPlace

Stamped = Callable[..., Stamp]
Titled = Callable[[str], Protocol]
Opened = Callable[[LibraryPlace], Library]
NOWHERE = "0" * 32


def title_of(record: object) -> str:
    assert isinstance(record, Record)
    assert isinstance(record.content, Protocol)
    assert record.entry.title == record.content.title
    return record.entry.title.written("en")


def test_that_a_protocol_comes_back_equal(library: Library, titled: Titled, stamp: Stamped) -> None:
    added = library.add(titled("A"), stamp())
    assert added == library.read(added.entry.id)
    assert (added.content, added.revision, added.entry.versions) == (titled("A"), 1, 0)
    assert (added.entry.changed_by, added.entry.changed_at) == ("Ada", stamp().at)


@pytest.mark.parametrize("template", ["bm-msc-three-step", "ucb-msc-pdx1-mrna"])
def test_that_a_run_comes_back_with_its_lab(
    place: LibraryPlace, opened: Opened, run_of: Callable[[str], Run], stamp: Stamped, template: str
) -> None:
    run = run_of(template)
    added = opened(place).add(run, stamp(), last=date(2026, 12, 20))
    read = opened(place).read(added.entry.id)
    assert read == added
    assert read.content == run
    assert (read.entry.key, read.entry.start, read.entry.last) == ("R-2026-014", run.start, date(2026, 12, 20))
    assert (read.entry.title, read.entry.parent) == (run.protocol.title, template)


def test_that_the_lab_of_many_runs_is_stored_once(
    library: Library, run_of: Callable[[str], Run], stamp: Stamped
) -> None:
    run = run_of("bm-msc-three-step")
    ids = [library.add(run.model_copy(update={"number": f"R-{each}"}), stamp()).entry.id for each in range(3)]
    labs = [library.read(each).content for each in ids]
    assert all(isinstance(each, Run) and each.lab is run.lab for each in labs)


def test_that_a_run_with_another_lab_is_another_content(
    library: Library, run_of: Callable[[str], Run], stamp: Stamped
) -> None:
    run = run_of("bm-msc-three-step")
    settings = run.lab.settings.model_copy(update={"incubator": "39 °C"})
    other = run.model_copy(update={"lab": run.lab.model_copy(update={"settings": settings})})
    record = library.add(run, stamp())
    saved = library.save(record.entry.id, other, record.revision, stamp())
    assert (saved.revision, library.read(record.entry.id).content) == (2, other)


def test_that_a_save_is_read_back_by_another_program(
    place: LibraryPlace, opened: Opened, titled: Titled, stamp: Stamped
) -> None:
    one, other = opened(place), opened(place)
    record = one.add(titled("A"), stamp())
    saved = one.save(record.entry.id, titled("B"), record.revision, stamp(1))
    assert other.read(record.entry.id) == saved
    assert (title_of(saved), saved.revision, saved.entry.changed_at) == ("B", 2, stamp(1).at)


def test_that_what_somebody_else_saved_is_not_overwritten(
    place: LibraryPlace, opened: Opened, titled: Titled, stamp: Stamped
) -> None:
    one, other = opened(place), opened(place)
    record = one.add(titled("A"), stamp())
    other.save(record.entry.id, titled("theirs"), record.revision, stamp(1, author="L. Zhang"))
    with pytest.raises(Conflict) as caught:
        one.save(record.entry.id, titled("ours"), record.revision, stamp(2))
    assert title_of(caught.value.theirs) == "theirs"
    assert "L. Zhang" in caught.value.message.written("en")
    assert title_of(one.read(record.entry.id)) == "theirs"
    again = one.save(record.entry.id, titled("ours"), caught.value.theirs.revision, stamp(3))
    assert (title_of(again), again.revision) == ("ours", 3)


def test_that_a_save_whose_outcome_was_unknown_can_be_repeated(
    library: Library, titled: Titled, stamp: Stamped
) -> None:
    record = library.add(titled("A"), stamp(), document_id=NOWHERE)
    assert library.add(titled("A"), stamp(1), document_id=NOWHERE) == record
    first = library.save(NOWHERE, titled("B"), record.revision, stamp(2))
    assert library.save(NOWHERE, titled("B"), record.revision, stamp(3)) == first


def test_that_an_id_is_not_taken_twice(library: Library, titled: Titled, stamp: Stamped) -> None:
    library.add(titled("A"), stamp(), document_id=NOWHERE)
    with pytest.raises(Conflict) as caught:
        library.add(titled("B"), stamp(), document_id=NOWHERE)
    assert title_of(caught.value.theirs) == "A"


def test_that_saving_the_same_again_changes_nothing(library: Library, titled: Titled, stamp: Stamped) -> None:
    record = library.add(titled("A"), stamp())
    assert library.save(record.entry.id, titled("A"), record.revision, stamp(5)) == record


def test_that_the_last_day_of_a_run_alone_can_change(
    library: Library, run_of: Callable[[str], Run], stamp: Stamped
) -> None:
    record = library.add(run_of("bm-msc-three-step"), stamp(), last=date(2026, 12, 20))
    saved = library.save(record.entry.id, record.content, record.revision, stamp(1), last=date(2026, 12, 21))
    assert (saved.entry.last, saved.revision) == (date(2026, 12, 21), 2)


@pytest.mark.parametrize("wrong", ["content", "document"])
def test_that_a_run_is_not_saved_as_a_protocol(
    library: Library, titled: Titled, run_of: Callable[[str], Run], stamp: Stamped, wrong: str
) -> None:
    record = library.add(titled("A"), stamp())
    run = run_of("bm-msc-three-step")
    with pytest.raises(NoSuchRecord):
        library.save(record.entry.id if wrong == "content" else NOWHERE, run, record.revision, stamp())
    assert library.entries("run") == ()


def test_that_lists_show_the_newest_change_first(library: Library, titled: Titled, stamp: Stamped) -> None:
    ids = [library.add(titled(title), stamp(at)).entry.id for at, title in enumerate("ABC")]
    library.save(ids[0], titled("A2"), 1, stamp(9))
    assert [entry.title.plain for entry in library.entries("protocol")] == ["A2", "C", "B"]
    assert library.entries("run") == ()


def test_that_titles_of_every_kind_are_listed(library: Library, titled: Titled, stamp: Stamped) -> None:
    title = LocalText(en="three\nlines\tof", zh="三步")
    library.add(titled("A").model_copy(update={"title": title, "derived_from": "own-1"}), stamp())
    (entry,) = library.entries("protocol")
    assert (entry.title, entry.parent) == (title, "own-1")


def test_that_what_is_archived_is_listed_apart_and_comes_back(library: Library, titled: Titled, stamp: Stamped) -> None:
    record = library.add(titled("A"), stamp())
    library.archive(record.entry.id, stamp(1))
    assert library.entries("protocol") == ()
    assert [entry.archived for entry in library.entries("protocol", archived=True)] == [True]
    library.archive(record.entry.id, stamp(2), archived=False)
    assert library.read(record.entry.id) == record


def test_that_archiving_does_not_stop_whoever_has_it_open(library: Library, titled: Titled, stamp: Stamped) -> None:
    record = library.add(titled("A"), stamp())
    library.archive(record.entry.id, stamp(1))
    library.make_version(record.entry.id, stamp(1))
    saved = library.save(record.entry.id, titled("B"), record.revision, stamp(2))
    assert (saved.entry.archived, saved.entry.versions, title_of(saved)) == (True, 1, "B")


def test_that_versions_are_kept_with_author_time_and_note(library: Library, titled: Titled, stamp: Stamped) -> None:
    record = library.add(titled("A"), stamp())
    first = library.make_version(record.entry.id, stamp(1), "as tried\x00 first\u202e")
    library.save(record.entry.id, titled("B"), record.revision, stamp(2))
    second = library.make_version(record.entry.id, stamp(3, author="L. Zhang"))
    assert library.versions(record.entry.id) == (second, first)
    assert (first.number, first.parent, first.note, first.made_at) == (1, "", "as tried first", stamp(1).at)
    assert (second.number, second.parent, second.made_by) == (2, first.id, "L. Zhang")
    assert [library.read_version(each.id) for each in (first, second)] == [titled("A"), titled("B")]
    assert library.read(record.entry.id).entry.versions == 2


def test_that_a_version_of_the_same_content_is_the_one_there_is(
    library: Library, titled: Titled, stamp: Stamped
) -> None:
    record = library.add(titled("A"), stamp())
    first = library.make_version(record.entry.id, stamp(1))
    assert library.make_version(record.entry.id, stamp(2), "again") == first


def test_that_a_version_can_be_found_by_what_was_done_with_it(library: Library, titled: Titled, stamp: Stamped) -> None:
    record = library.add(titled("a"), stamp())
    library.make_version(record.entry.id, stamp(1), "printed")
    written = library.make_version(record.entry.id, stamp(2), "written", under_note=True)
    assert library.make_version(record.entry.id, stamp(3), "written", under_note=True) == written
    assert [(each.number, each.note) for each in library.versions(record.entry.id)] == [(2, "written"), (1, "printed")]


def test_that_a_run_keeps_the_protocol_version_it_started_with(
    library: Library, titled: Titled, run_of: Callable[[str], Run], stamp: Stamped
) -> None:
    protocol = library.add(titled("A"), stamp())
    version = library.make_version(protocol.entry.id, stamp())
    run = library.add(run_of("bm-msc-three-step"), stamp(), protocol_version=version.id)
    assert library.read(run.entry.id).protocol_version == version.id
    frozen = library.make_version(run.entry.id, stamp(1))
    assert library.read_version(frozen.id) == run.content


@pytest.mark.parametrize(
    "ask",
    [
        lambda library, stamp, run: library.read(NOWHERE),
        lambda library, stamp, run: library.read_version(NOWHERE),
        lambda library, stamp, run: library.make_version(NOWHERE, stamp),
        lambda library, stamp, run: library.archive(NOWHERE, stamp),
        lambda library, stamp, run: library.add(run, stamp, protocol_version=NOWHERE),
    ],
)
def test_that_what_is_not_there_is_named(
    library: Library, run_of: Callable[[str], Run], stamp: Stamped, ask: Callable[[Library, Stamp, Run], Any]
) -> None:
    with pytest.raises(NoSuchRecord, match=NOWHERE):
        ask(library, stamp(), run_of("bm-msc-three-step"))


def test_that_the_stock_confirmed_last_is_kept(library: Library, stamp: Stamped) -> None:
    old = Stock(reagent="activin-a", strength="10 µg/mL", solvent=LocalText(en="PBS", zh="PBS"))
    other = Stock(reagent="retinoic-acid", strength="10 mM")
    for each in (other, old, old.model_copy(update={"strength": "20 µg/mL"})):
        library.keep_stock(each, stamp())
    assert library.stocks() == (old.model_copy(update={"strength": "20 µg/mL"}), other)


def test_that_settings_are_kept(library: Library, stamp: Stamped) -> None:
    assert library.setting("paper") is None
    for value in ("a4", "letter"):
        library.keep_setting("paper", value, stamp())
    assert library.setting("paper") == "letter"


def test_that_no_run_number_is_given_twice(
    place: LibraryPlace, opened: Opened, run_of: Callable[[str], Run], stamp: Stamped
) -> None:
    one, other = opened(place), opened(place)
    one.add(run_of("bm-msc-three-step").model_copy(update={"number": "R-2026-003"}), stamp())
    numbers = [each.next_run_number(2026, stamp()) for each in (one, other, one, other)]
    assert numbers == ["R-2026-001", "R-2026-002", "R-2026-004", "R-2026-005"]
    assert other.next_run_number(2027, stamp()) == "R-2027-001"


def test_that_two_programs_that_save_at_the_same_time_lose_nothing(
    place: LibraryPlace, opened: Opened, titled: Titled, stamp: Stamped
) -> None:
    libraries = [opened(place), opened(place)]
    record = libraries[0].add(titled("0"), stamp())
    applied: list[str] = []

    def save_often(library: Library, name: str) -> None:
        for number in range(20):
            theirs = library.read(record.entry.id)
            try:
                library.save(record.entry.id, titled(f"{name}{number}"), theirs.revision, stamp(number))
            except Conflict:
                continue
            applied.append(name)

    threads = [threading.Thread(target=save_often, args=each) for each in zip(libraries, "ab", strict=True)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert libraries[0].read(record.entry.id).revision == 1 + len(applied)


def test_that_a_library_may_be_opened_in_one_thread_and_used_in_another(
    place: LibraryPlace, opened: Opened, titled: Titled, stamp: Stamped
) -> None:
    libraries: list[Library] = []
    opening = threading.Thread(target=lambda: libraries.append(opened(place)))
    opening.start()
    opening.join()
    record = libraries[0].add(titled("A"), stamp())
    closing = threading.Thread(target=lambda: libraries[0].close(stamp(1)))
    closing.start()
    closing.join()
    assert opened(place).read(record.entry.id) == record


def test_that_a_text_the_database_cannot_take_is_refused_and_nothing_else(library: Library, stamp: Stamped) -> None:
    with pytest.raises(LibraryFault) as caught:
        library.keep_setting("paper", "\ud800", stamp())
    assert library.place.shown in caught.value.message.written("en")
    library.keep_setting("paper", "a4", stamp())
    assert library.setting("paper") == "a4"


def test_that_nothing_is_saved_once_a_newer_program_changed_the_tables(
    library: Library, database: Database, titled: Titled, stamp: Stamped
) -> None:
    record = library.add(titled("A"), stamp())
    database.write(lambda session: session.execute(text("UPDATE alembic_version SET version_num = '9999'")))
    with pytest.raises(NewerLibrary):
        library.save(record.entry.id, titled("B"), record.revision, stamp())
    assert library.read(record.entry.id) == record


def test_that_nothing_is_wrong_with_a_new_library(
    library: Library, titled: Titled, run_of: Callable[[str], Run], stamp: Stamped
) -> None:
    record = library.add(titled("A"), stamp())
    library.make_version(record.entry.id, stamp())
    library.add(run_of("bm-msc-three-step"), stamp())
    library.keep_setting("paper", "a4", stamp())
    library.keep_stock(Stock(reagent="activin-a", strength="10 µg/mL"), stamp())
    assert library.verify() == ()
