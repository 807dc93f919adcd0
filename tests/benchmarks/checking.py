"""How long the checks of a protocol take, and whether they grow with it in a straight line.

    uv run python tests/benchmarks/checking.py [ROUNDS]

Prints the median time to check each bundled template from scratch, the largest of them, and the
times of protocols of 3 and of 60 stages with 20 additions each, with their ratio: 20 times as many
stages may take 20 times as long. The two take turns, so that a noisy machine is noisy for both.
"""

import statistics
import sys
import time
from itertools import cycle, islice

from mscplanner.domain.lab import Lab
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.protocol import Addition, Protocol, Stage, StageMedium
from mscplanner.library.files import Unreadable
from mscplanner.library.lab_files import read_lab
from mscplanner.library.templates import read_templates
from mscplanner.planning.checks import check

SMALL, LARGE, ADDITIONS = 3, 60, 20


def milliseconds(protocol: Protocol, lab: Lab) -> float:
    """Return how long one check of ``protocol`` takes."""
    begin = time.perf_counter()
    check(protocol, lab)
    return (time.perf_counter() - begin) * 1000


def protocol_of(stages: int, lab: Lab) -> Protocol:
    """Return a protocol of ``stages`` stages, each with other doses of other reagents."""
    reagents = cycle(each for each in lab.catalogue.reagents if "working_typical" in each.facts)
    made = []
    for at in range(stages):
        additions = tuple(
            Addition(
                reagent=each.aliases[0] if each.aliases else each.id,
                final=each.facts["working_typical"].value,
                printed=f"{each.facts['working_typical'].value} {each.id}",
            )
            for each in islice(reagents, ADDITIONS)
        )
        medium = StageMedium(basal="dmem-high-glucose", printed="H-DMEM")
        title = LocalText(plain=f"Step {at + 1}")
        made.append(Stage(id=f"s-{at}", title=title, duration="2 d", medium=medium, additions=additions, known="S"))
    return Protocol(id="large", title=LocalText(plain="Large"), stages=tuple(made))


def main(rounds: int) -> None:
    """Check everything ``rounds`` times, in turn, and print medians and the ratio."""
    lab = read_lab()
    assert not isinstance(lab, Unreadable)
    begin = time.perf_counter()
    templates = read_templates()
    first = [(template.id, milliseconds(template, lab)) for template in templates]
    print(f"{'all templates, read and checked the first time':<52}{(time.perf_counter() - begin) * 1000:8.1f} ms")
    print(f"{'largest of them, checked the first time':<52}{max(taken for _, taken in first):8.1f} ms")
    for template in templates:
        median = statistics.median(milliseconds(template, lab) for _ in range(rounds))
        print(f"{template.id:<52}{median:8.2f} ms")
    small, large = protocol_of(SMALL, lab), protocol_of(LARGE, lab)
    pairs = [(milliseconds(small, lab), milliseconds(large, lab)) for _ in range(rounds)]
    times = [statistics.median(each) for each in zip(*pairs, strict=True)]
    for stages, median in zip((SMALL, LARGE), times, strict=True):
        print(f"{f'{stages} stages of {ADDITIONS} additions':<52}{median:8.2f} ms")
    print(f"{'ratio (linear: 20)':<52}{times[1] / times[0]:8.1f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30)
