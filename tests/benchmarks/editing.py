"""How long one edited dose takes until everything that follows from it is to be seen.

    uv run python tests/benchmarks/editing.py [ROUNDS]

Prints medians for the BM template in a window of 1280 x 800: painting the window anew with no
change (the baseline); a dose edited in the protocol, until findings, marks and table are painted;
a dose edited in a run, until findings, plan, calendar and recipes are painted; and the ratios. All
take turns in one process, so that a noisy machine is noisy for all of them.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable

from PySide6.QtWidgets import QApplication

ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 40
SETTLED_SECONDS = 2


def main() -> None:
    folder = tempfile.mkdtemp()
    os.environ |= {"QT_QPA_PLATFORM": "offscreen", "MSCPLANNER_SETTINGS": folder, "MSCPLANNER_LIBRARY": folder}
    from mscplanner.domain.message import message
    from mscplanner.gui.application import open_window
    from mscplanner.gui.protocol_document import ProtocolDocument
    from mscplanner.planning.protocol_edits import set_addition

    application = QApplication([])
    window = open_window(application, "en")
    until = time.monotonic() + SETTLED_SECONDS
    while time.monotonic() < until:
        application.processEvents()

    def timed(change: Callable[[], object]) -> float:
        begin = time.perf_counter()
        change()
        window.repaint()
        application.processEvents()
        return time.perf_counter() - begin

    def rounds(place: str, change: Callable[[int], object]) -> list[float]:
        window.go_to(place)
        application.processEvents()
        return [timed(lambda at=at: change(at)) for at in range(1, ROUNDS + 1)]  # type: ignore[misc]

    assert window.documents
    window.plan_run("bm-msc-three-step")
    run_document = window.document
    window.documents.open_template("bm-msc-three-step")
    document = window.documents.document
    assert isinstance(document, ProtocolDocument)
    assert run_document

    def edit_protocol(at: int) -> None:
        edited = set_addition(document.protocol, 0, 0, "final", f"{at} mmol/L", document.lab)
        document.change(message("edit"), edited)

    def edit_run(at: int) -> None:
        run = run_document.run
        edited = set_addition(run.protocol, 0, 0, "final", f"{at} mmol/L", run.lab)
        run_document.change(message("edit"), run.model_copy(update={"protocol": edited}))

    base = statistics.median(rounds("protocols", lambda _at: None)) * 1000
    print(f"window painted anew                  {base:6.1f} ms    1.00 x")
    for name, place, change in (
        ("dose edited in the protocol, painted", "protocols", edit_protocol),
        ("dose edited in a run, painted", "runs", edit_run),
    ):
        taken = [each * 1000 for each in rounds(place, change)]
        median = statistics.median(taken)
        print(f"{name:36} {median:6.1f} ms    {median / base:.2f} x    longest {max(taken):.1f} ms")
    window.close()


if __name__ == "__main__":
    main()
