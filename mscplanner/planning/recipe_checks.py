"""The checks of recipes: what cannot be pipetted or weighed, what misses its dose, what stays open."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from mscplanner.domain.finding import Finding, Place
from mscplanner.domain.language import N_
from mscplanner.domain.message import message
from mscplanner.domain.quantity import format_number
from mscplanner.domain.run import Run
from mscplanner.planning.plan import MediumBatch, RecipeLine


def check_recipes(run: Run, media: Sequence[MediumBatch]) -> Iterator[Finding]:
    """Find what is too little for a pipette or a balance, and doses that miss their target; each once a stage."""
    seen: set[tuple[str, str, str]] = set()
    for batch in media:
        for line in batch.lines:
            for finding in _line_findings(run, batch, line):
                key = (finding.code, batch.stage, line.key)
                if key not in seen:
                    seen.add(key)
                    yield finding


def _line_findings(run: Run, batch: MediumBatch, line: RecipeLine) -> Iterator[Finding]:
    if line.add is None or line.exact is None or line.basal:
        return
    place = ("stages", batch.stage, "additions", line.key)
    if line.powder:
        yield from _too_light(run, line, place)
    elif min(line.add.base, line.exact.base) < run.lab.settings.smallest_volume.base:
        yield _too_small(run, line, place)
        return
    yield from _missed(run, batch, line, place)


def _too_small(run: Run, line: RecipeLine, place: Place) -> Finding:
    smallest = run.lab.settings.smallest_volume
    return Finding(
        code="E-VOL-MIN",
        severity="error",
        place=place,
        title=message(N_("{name}: {volume} cannot be pipetted"), name=line.label, volume=line.add or "—"),
        reason=message(N_("Smallest volume (lab setting): {smallest}."), smallest=smallest),
        way_on=message(N_("Confirm a weaker stock, or make more medium.")),
    )


def _too_light(run: Run, line: RecipeLine, place: Place) -> Iterator[Finding]:
    least = run.lab.settings.smallest_mass
    if line.add is None or line.add.base >= least.base:
        return
    yield Finding(
        code="E-MASS-MIN",
        severity="error",
        place=place,
        title=message(N_("{name}: {mass} cannot be weighed"), name=line.label, mass=line.add),
        reason=message(N_("Smallest mass (lab setting): {least}."), least=least),
        way_on=message(N_("Make a stock solution and confirm its strength, or make more medium.")),
    )


def _missed(run: Run, batch: MediumBatch, line: RecipeLine, place: Place) -> Iterator[Finding]:
    tolerance, error = run.lab.settings.tolerance_percent, line.error_percent
    if error is None or line.achieved is None or line.final is None or abs(error) <= tolerance:
        return
    yield Finding(
        code="W-ACHIEVED",
        severity="warning",
        place=place,
        title=message(
            N_("{name}: {achieved} instead of {final}"), name=line.label, achieved=line.achieved, final=line.final
        ),
        reason=message(
            N_("{add} in {batch} is {error} % off; tolerance (lab setting): {tolerance} %."),
            add=line.add or "—",
            batch=batch.id,
            error=format_number(abs(error).quantize(Decimal("0.1"))),
            tolerance=format_number(tolerance),
        ),
        way_on=message(N_("Confirm a weaker stock, make more medium, or add a finer pipette to the lab's own.")),
    )


def check_complete(media: Sequence[MediumBatch], found: Sequence[Finding]) -> Iterator[Finding]:
    """Find media with a volume that is not known although no other error of their stage says why."""
    told = {finding.place[1] for finding in found if finding.severity == "error" and len(finding.place) > 1}
    for batch in media:
        if batch.complete or batch.stage in told:
            continue
        told.add(batch.stage)
        yield Finding(
            code="E-RECIPE-OPEN",
            severity="error",
            place=("stages", batch.stage),
            title=message(N_("{batch}: a volume is not known"), batch=batch.id),
            reason=message(N_("Additions leave no basal medium, or one of them cannot be computed.")),
            way_on=message(N_("Confirm stronger stocks, or change a final concentration.")),
        )
