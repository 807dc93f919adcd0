import subprocess
import sys
from io import BytesIO
from pathlib import Path

import mscplanner
from mscplanner.sheets.engine import new_canvas
from mscplanner.sheets.fonts import REGULAR, load_faces


def test_that_no_settings_of_the_working_folder_are_run(tmp_path: Path) -> None:
    (tmp_path / "reportlab_settings.py").write_text("open('was-run', 'w')\n", encoding="utf-8")
    (tmp_path / ".reportlab_settings").write_text("open('was-run', 'w')\n", encoding="utf-8")
    code = "import sys; sys.path.insert(0, '.'); sys.path.append(sys.argv[1]); import mscplanner.sheets.engine"
    home = {"HOME": str(tmp_path), "USERPROFILE": str(tmp_path), "SYSTEMROOT": "C:\\Windows"}
    package = str(Path(mscplanner.__file__).parents[1])
    subprocess.run([sys.executable, "-c", code, package], cwd=tmp_path, env=home, check=True)
    assert not (tmp_path / "was-run").exists()


def test_that_a_document_starts_in_the_embedded_font() -> None:
    load_faces()
    target = BytesIO()
    canvas = new_canvas(target, 595, 842, REGULAR, "en")
    canvas.showPage()
    canvas.save()
    assert b"Helvetica" not in target.getvalue()
