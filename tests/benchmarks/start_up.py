"""How much CPU the start takes, against an empty window started in turn with it.

    uv run python tests/benchmarks/start_up.py [ROUNDS]

Prints the median CPU time (user and system, children excluded) of an empty QMainWindow to its
first paint, of ours to its first paint, and of ours to all templates checked, and the two
ratios. Each start is a fresh process; the three take turns, so that a noisy machine is noisy
for all of them.
"""

import os
import statistics
import subprocess
import sys
import tempfile

EMPTY = """
import time
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

class Window(QMainWindow):
    def event(self, event):
        handled = super().event(event)
        if event.type() == QEvent.Type.Paint:
            print(time.process_time(), flush=True)
            QTimer.singleShot(0, application.quit)
        return handled

application = QApplication([])
window = Window()
window.resize(1280, 800)
window.show()
application.exec()
"""
OURS = """
import sys, time
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
from mscplanner.gui.application import open_window

class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and watched is window and {to_paint}:
            print(time.process_time(), flush=True)
            QTimer.singleShot(0, application.quit)
        return False

def checked():
    print(time.process_time(), flush=True)
    application.quit()

application = QApplication([])
window = open_window(application, "en")
watch = Watch()
window.installEventFilter(watch)
if not {to_paint}:
    window.checked.connect(checked)
application.exec()
"""
PROGRAMS = {
    "empty window, first paint": EMPTY,
    "mscplanner, first paint": OURS.replace("{to_paint}", "True"),
    "mscplanner, all templates checked": OURS.replace("{to_paint}", "False"),
}


def cpu_seconds(program: str, folder: str) -> float:
    """Return the CPU time that one start of ``program`` reports."""
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "MSCPLANNER_SETTINGS": folder,
        "MSCPLANNER_LIBRARY": folder,
    }
    # An installed program keeps its byte code.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    return float(done.stdout.split()[0])


def main(rounds: int) -> None:
    """Run every program ``rounds`` times, in turn, and print medians and ratios."""
    with tempfile.TemporaryDirectory() as folder:
        times: dict[str, list[float]] = {name: [] for name in PROGRAMS}
        for _ in range(rounds + 1):
            for name, program in PROGRAMS.items():
                times[name].append(cpu_seconds(program, folder))
    # The first round fills the file cache and the byte code.
    medians = {name: statistics.median(each[1:]) for name, each in times.items()}
    base = medians["empty window, first paint"]
    for name, median in medians.items():
        print(f"{name:<36}{median * 1000:8.0f} ms CPU{median / base:8.2f} x")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
