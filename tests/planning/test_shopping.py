"""The shopping list: totals that are those of the media pages, what is there, what is bought."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mscplanner.domain.lab import Lab
from mscplanner.domain.quantity import Quantity, format_quantity, volume
from mscplanner.domain.run import Control, ControlKind, Run, Stock, Withdrawal
from mscplanner.domain.stockroom import Lot, Product, Reservation, Stockroom
from mscplanner.library.templates import template_ids
from mscplanner.planning.plan import Intermediate, Plan, RecipeLine
from mscplanner.planning.planner import plan
from mscplanner.planning.replanning import day_done
from mscplanner.planning.shopping import shopping_list
from mscplanner.planning.shopping_items import ShoppingItem, ShoppingList

# A falsifying example names its lab, which is long.
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")

MONDAY, TODAY = date(2026, 12, 7), date(2026, 11, 25)
BM, UC = "bm-msc-three-step", "uc-msc-three-step"
Runs = Callable[[str], Run]


def planned(run_of: Runs, template: str = BM, **fields: Any) -> Plan:
    return plan(run_of(template).model_copy(update=fields))


def lot(number: int, reagent: str, strength: str, amount: str, **fields: Any) -> Lot:
    return Lot(id=f"{number:032x}", number=f"L{number}", reagent=reagent, strength=strength, amount=amount, **fields)


def listed(lab: Lab, plans: Sequence[Plan], *lots: Lot, **room: Any) -> ShoppingList:
    return shopping_list(plans, Stockroom(lots=lots, **room), lab, TODAY)


def item(found: ShoppingList, reagent: str) -> ShoppingItem:
    (one,) = [each for each in found.items if each.reagent == reagent]
    return one


def written(quantity: Quantity | None) -> str:
    return format_quantity(quantity) if quantity else ""


def test_that_the_bm_run_takes_what_was_added_up_by_hand(lab: Lab, run_of: Runs) -> None:
    found = {each.reagent: written(each.needed) for each in listed(lab, [planned(run_of)]).items}
    assert found == {
        "dmem-high-glucose": "346.4 mL",  # 39.6 + 152.6 + 154.2
        "pbs": "54 mL",  # three starts, 18 wells, half of 2 mL
        "2-mercaptoethanol": "364 µL",
        "activin-a": "15.9 µL",
        "b27-50x": "6.4 mL",
        "bfgf": "47.52 µL",  # four times 7.92 and four times 3.96
        "l-glutamine": "1.59 mL",
        "neaa-100x": "1.59 mL",
        "nicotinamide": "1.59 mL",
    }


def test_that_several_runs_are_added_up_and_split_again(lab: Lab, run_of: Runs) -> None:
    later = date(2026, 12, 14)
    found = listed(lab, [planned(run_of, number="R-2", start=later), planned(run_of, number="R-1")])
    medium = item(found, "dmem-high-glucose")
    assert written(medium.needed) == "692.8 mL"
    assert [(share.run, written(share.amount)) for share in medium.shares] == [("R-1", "346.4 mL"), ("R-2", "346.4 mL")]
    bfgf = item(found, "bfgf")
    assert (bfgf.first.run, bfgf.first.first_day, bfgf.first.first) == ("R-1", 2, date(2026, 12, 9))
    assert bfgf.last == date(2026, 12, 30)
    assert [(run.number, run.last) for run in found.runs] == [("R-2", date(2027, 1, 1)), ("R-1", date(2026, 12, 25))]


def test_that_what_is_there_is_taken_off_and_the_rest_bought_in_packs(lab: Lab, run_of: Runs) -> None:
    lots = (lot(1, "activin-a", "100 µg/mL", "10 µL", storage="-80 °C, box 2"), lot(2, "b27-50x", "50×", "10 mL"))
    products = (Product(reagent="activin-a", pack="0.5 µg", lead_days=3),)
    found = listed(lab, [planned(run_of)], *lots, products=products)
    activin = item(found, "activin-a")
    assert (written(activin.covered), activin.lots[0].text.written("en")) == ("10 µL", "lot L1: 10 µL, -80 °C, box 2")
    assert activin.purchase
    assert (written(activin.purchase.missing), activin.purchase.packs) == ("5.9 µL", 2)
    assert (activin.purchase.needed_by, activin.purchase.order_by) == (date(2026, 12, 17), date(2026, 12, 14))
    assert item(found, "b27-50x").purchase is None
    assert item(found, "b27-50x") not in found.missing


def test_that_what_is_ordered_first_comes_first(lab: Lab, run_of: Runs) -> None:
    found = listed(lab, [planned(run_of)])
    days = [each.purchase.order_by for each in found.missing if each.purchase]
    assert days == sorted(days)
    assert found.order_by == days[0] == date(2026, 11, 23)
    assert found.missing[0].purchase
    assert found.missing[0].purchase.late


def test_that_the_order_waits_for_the_run_that_nothing_is_there_for(lab: Lab, run_of: Runs) -> None:
    plans = [planned(run_of, number="R-1"), planned(run_of, number="R-2", start=date(2027, 2, 1))]
    activin = item(listed(lab, plans, lot(1, "activin-a", "100 µg/mL", "20 µL")), "activin-a")
    assert [written(share.covered) for share in activin.shares] == ["15.9 µL", "4.1 µL"]
    assert activin.purchase
    assert activin.purchase.needed_by == date(2027, 2, 11)


def test_that_a_lot_that_expires_between_two_runs_serves_the_first(lab: Lab, run_of: Runs) -> None:
    plans = [planned(run_of, number="R-2", start=date(2027, 2, 1)), planned(run_of, number="R-1")]
    old = lot(1, "activin-a", "100 µg/mL", "1 mL", expiry=date(2027, 1, 15))
    activin = item(listed(lab, plans, old), "activin-a")
    assert [(share.run, written(share.covered)) for share in activin.shares] == [("R-1", "15.9 µL"), ("R-2", "0 µL")]
    assert activin.left == ()


def test_that_lots_that_do_not_count_are_told(lab: Lab, run_of: Runs) -> None:
    expired = lot(1, "activin-a", "100 µg/mL", "1 mL", expiry=date(2026, 12, 10))
    units = lot(2, "activin-a", "5000 U/mL", "1 mL")
    activin = item(listed(lab, [planned(run_of)], expired, units), "activin-a")
    assert activin.covered.base == 0
    reasons = {each.lot.number: each.reason.written("en") for each in activin.left}
    assert "expires on 2026-12-10" in reasons["L1"]
    assert "cannot be compared" in reasons["L2"]


@pytest.mark.parametrize(("number", "free"), [("R-2026-014", "1"), ("R-2026-099", "0.4")])
def test_that_only_what_other_runs_have_reserved_is_not_free(lab: Lab, run_of: Runs, number: str, free: str) -> None:
    bottle = lot(1, "b27-50x", "50×", "1 mL")
    held = Reservation(lot=bottle.id, run="f" * 32, number=number, amount=volume("0.6"), last_use=MONDAY)
    b27 = item(listed(lab, [planned(run_of)], bottle, reservations=(held,)), "b27-50x")
    assert b27.covered.same(volume(free))


def test_that_strengths_written_in_two_units_are_one_thing(lab: Lab, run_of: Runs) -> None:
    stocks = [(Stock(reagent="activin-a", strength=text),) for text in ("100 µg/mL", "0.1 mg/mL", "50 µg/mL")]
    plans = [planned(run_of, number=f"R-{at}", stocks=stock) for at, stock in enumerate(stocks)]
    found = [each for each in listed(lab, plans).items if each.reagent == "activin-a"]
    assert [[share.run for share in each.shares] for each in found] == [["R-0", "R-1"], ["R-2"]]


def test_that_a_usual_strength_that_nobody_confirmed_is_marked(lab: Lab, run_of: Runs) -> None:
    found = listed(lab, [planned(run_of, stocks=(Stock(reagent="activin-a", strength="100 µg/mL"),))])
    assert not item(found, "activin-a").assumed
    assert item(found, "b27-50x").assumed


def test_that_a_powder_is_counted_and_bought_by_mass(lab: Lab, run_of: Runs) -> None:
    stocks = (Stock(reagent="nicotinamide", strength="powder"),)
    products = (Product(reagent="nicotinamide", pack="100 mg"),)
    powder = item(listed(lab, [planned(run_of, stocks=stocks)], products=products), "nicotinamide")
    assert (powder.kind, powder.needed.kind) == ("powder", "mass")
    assert powder.purchase
    assert powder.purchase.packs == 2


def test_that_control_vessels_are_bought_too(lab: Lab, run_of: Runs) -> None:
    controls = (Control(kind="uninduced", count=2), Control(kind="vehicle"))
    flask = lab.vessel("t75")
    plans = [planned(run_of, number="R-1", controls=controls), planned(run_of, number="R-2", vessel=flask)]
    plates, flasks = listed(lab, plans).plastics
    assert (plates.vessel, plates.count, plates.shares) == ("plate-6", 6, (("R-1", 6),))
    assert (flasks.vessel, flasks.count) == ("t75", 3)


def test_that_what_cannot_be_known_is_told(lab: Lab, run_of: Runs) -> None:
    run = run_of(BM)
    stages = tuple(
        stage.model_copy(
            update={"additions": tuple(each.model_copy(update={"final": None}) for each in stage.additions)}
        )
        for stage in run.protocol.stages
    )
    unknown = run.model_copy(update={"protocol": run.protocol.model_copy(update={"stages": stages})})
    errors, note = listed(lab, [plan(unknown)]).notes
    assert errors.written("en") == "R-2026-014: errors stand in its plan, so its amounts may still change"
    assert note.written("en") == "R-2026-014: not all volumes of S1-1, S2-1, S3-1 are known; those are not counted"
    nothing, _ = listed(lab, [plan(run.model_copy(update={"well_volume": "two"}))]).notes
    assert nothing.written("en") == "R-2026-014: no medium can be planned, so nothing of it is counted"


def test_that_no_runs_need_nothing(lab: Lab) -> None:
    found = listed(lab, [])
    assert (found.items, found.plastics, found.missing, found.order_by) == ((), (), (), None)


CONTROLS: tuple[ControlKind, ...] = ("uninduced", "vehicle")


@st.composite
def random_runs(draw: st.DrawFn) -> dict[str, Any]:
    kinds = draw(st.lists(st.sampled_from(CONTROLS), unique=True, max_size=2))
    stocks = draw(
        st.lists(
            st.sampled_from(
                [
                    Stock(reagent="nicotinamide", strength="powder"),
                    Stock(reagent="2-mercaptoethanol", strength="neat"),
                    Stock(reagent="egf", strength="1 mg/mL"),
                    Stock(reagent="activin-a", strength="20 µg/mL"),
                    Stock(reagent="exendin-4", strength="10 mM"),
                ]
            ),
            unique_by=lambda stock: stock.reagent,
            max_size=3,
        )
    )
    return {
        "number": draw(st.sampled_from(["R-1", "R-2", "R-3"])),
        "start": date.fromordinal(MONDAY.toordinal() + draw(st.integers(0, 40))),
        "count": draw(st.integers(1, 12)),
        "controls": tuple(Control(kind=kind, count=draw(st.integers(1, 3))) for kind in kinds),
        "withdrawals": (Withdrawal(day=draw(st.integers(0, 12)), wells=1),) if draw(st.booleans()) else (),
        "overage_percent": draw(st.none() | st.decimals(0, 40, places=1)),
        "stocks": tuple(stocks),
    }


def taken_from_pages(made: Plan) -> dict[str, Decimal]:
    """Return what the media pages say to take of each tube and bottle, in millilitres or grams."""
    total: dict[str, Decimal] = {}

    def add(reagent: str, amount: Quantity | None) -> None:
        total[reagent] = total.get(reagent, Decimal(0)) + (amount.base if amount else 0)

    def page(lines: Sequence[RecipeLine], dilutions: Sequence[Intermediate], basal: str) -> None:
        for line in lines:
            if not line.base and not line.intermediate:
                add(line.reagent, line.add)
        for each in dilutions:
            if not each.source:
                add(each.reagent.split("#")[0], each.take)
            add(basal, each.diluent_volume if basal else None)

    for batch in made.media:
        # Where the fill-up is not known, a little of it for dilutions would look like all that is needed.
        basal = next((line.reagent for line in batch.recipe if line.basal and line.add), "")
        page(batch.recipe, batch.intermediates, basal)
        for done in batch.completions:
            page(done.recipe, done.intermediates, basal)
    return total


def rinsed(made: Plan) -> Decimal:
    """Return what the wells are rinsed with at the start of each stage, in millilitres."""
    total, run = Decimal(0), made.run
    for window in made.stages:
        if window.feeds and made.well_volume:
            wells = (
                run.vessels(arm) * run.vessel.wells
                - sum(each.wells for each in run.withdrawals if each.arm == arm and each.day <= window.feeds[0])
                for arm in ("induced", "uninduced", "vehicle")
            )
            total += sum(max(each, 0) for each in wells) * made.well_volume.base / 2
    return total


@settings(max_examples=60)
@given(st.lists(st.tuples(st.sampled_from(template_ids()), random_runs()), min_size=1, max_size=3))
def test_that_totals_are_the_sum_over_all_media_pages_and_rinses(
    lab: Lab, run_of: Runs, runs: list[tuple[str, dict[str, Any]]]
) -> None:
    plans = [planned(run_of, template, **fields) for template, fields in runs]
    wanted: dict[str, Decimal] = {}
    for made in plans:
        for reagent, amount in [*taken_from_pages(made).items(), ("pbs", rinsed(made))]:
            wanted[reagent] = wanted.get(reagent, Decimal(0)) + amount
    found: dict[str, Decimal] = {}
    for each in listed(lab, plans).items:
        found[each.reagent] = found.get(each.reagent, Decimal(0)) + each.needed.base
        assert sum(share.amount.base for share in each.shares) == each.needed.base
        assert each.purchase
        assert each.purchase.missing.same(each.needed)
    assert found == {reagent: amount for reagent, amount in wanted.items() if amount}


LOTS = st.lists(
    st.tuples(
        st.sampled_from([("activin-a", "100 µg/mL"), ("activin-a", "1 mg/mL"), ("bfgf", "50 µg/mL"), ("pbs", "10×")]),
        st.integers(1, 60),
        st.none() | st.integers(0, 60),
    ),
    max_size=6,
)


@settings(max_examples=40)
@given(LOTS, st.integers(1, 2))
def test_that_what_is_needed_is_either_there_or_missing(
    lab: Lab, run_of: Runs, lots: list[tuple[tuple[str, str], int, int | None]], runs: int
) -> None:
    plans = [planned(run_of, number=f"R-{at}", start=date(2026, 12, 7 + 14 * at)) for at in range(runs)]
    made = tuple(
        lot(at, *what, f"{amount} µL", expiry=None if days is None else date.fromordinal(MONDAY.toordinal() + days))
        for at, (what, amount, days) in enumerate(lots)
    )
    found = listed(lab, plans, *made)
    for each in found.items:
        missing = each.purchase.missing.base if each.purchase else Decimal(0)
        assert abs(each.covered.base + missing - each.needed.base) < Decimal("1e-9")
        assert sum(use.amount.base for use in each.lots) == each.covered.base
        assert sum(share.covered.base for share in each.shares) == each.covered.base
    for one in made:
        used = sum(use.of_lot.base for each in found.items for use in each.lots if use.lot == one)
        assert one.left
        assert used <= one.left.base


def test_that_a_run_that_goes_on_needs_only_what_is_not_made_yet(lab: Lab, run_of: Runs) -> None:
    whole = planned(run_of)
    begun = plan(day_done(whole.run, whole, 0))
    found = listed(lab, [begun])
    assert "2-mercaptoethanol" not in {each.reagent for each in found.items}
    # S1-1 was 39.6 mL of it.
    assert (
        item(listed(lab, [whole]), "dmem-high-glucose").needed.base - Decimal("39.6")
        == item(found, "dmem-high-glucose").needed.base
    )
    assert not found.plastics
    assert [note.written("en") for note in found.notes if "S1-1" in note.written("en")] == [
        "R-2026-014: what went into S1-1 is not counted, as it was made; lots hold what the stockroom says"
    ]


def test_that_a_lot_too_weak_for_the_dose_is_not_counted_and_told(lab: Lab, run_of: Runs) -> None:
    weak = lot(1, "b27-50x", "1X", "500 mL")
    found = item(listed(lab, [planned(run_of)], weak), "b27-50x")
    assert (written(found.covered), written(found.needed)) == ("0 µL", "6.4 mL")
    assert [each.reason.written("en") for each in found.left] == ["it is too weak for the dose"]
    assert (
        written(item(listed(lab, [planned(run_of)], lot(1, "b27-50x", "2X", "500 mL")), "b27-50x").covered) == "6.4 mL"
    )
