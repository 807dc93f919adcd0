"""Reading files from strangers and writing files that survive a full disk or a power cut."""

import contextlib
import os
import stat
from pathlib import Path

from mscplanner.domain.language import N_, Language
from mscplanner.domain.message import Message, message
from mscplanner.domain.value import Value

LARGEST_BYTES = 2_000_000


class Problem(Value):
    """One thing that is wrong with a file.

    Attributes:
        line: Line in the file, from 1; None where the whole file is meant.
        key: Path of the key, e.g. ``stages[1].duration``, or "".
    """

    line: int | None
    key: str
    message: Message

    def written(self, language: Language) -> str:
        """Return place and message as one line of text."""
        text = self.message.written(language)
        if self.line is None:
            return f"{self.key}: {text}" if self.key else text
        where = message(N_("line {line}, {key}: {text}"), line=self.line, key=self.key, text=text)
        if not self.key:
            where = message(N_("line {line}: {text}"), line=self.line, text=text)
        return where.written(language)


class Unreadable(Value):
    """A file that could not be read, with everything that is wrong with it."""

    name: str
    problems: tuple[Problem, ...]

    def written(self, language: Language, most: int = 20) -> str:
        """Return the name of the file and its problems, one a line, at most ``most``."""
        lines = [problem.written(language) for problem in self.problems[:most]]
        rest = len(self.problems) - len(lines)
        if rest > 0:
            lines.append(message(N_("and {count} more"), count=rest).written(language))
        return f"{self.name}: " + "\n  ".join(lines)


def unreadable(path: Path, text: str, **figures: str | int) -> Unreadable:
    """Return that a whole file cannot be read, for one reason."""
    problem = Problem(line=None, key="", message=message(text, **figures))
    return Unreadable(name=path.name or str(path), problems=(problem,))


def read_text(path: Path) -> str | Unreadable:
    """Read a small UTF-8 text file.

    The file is opened without waiting and only read if it is an ordinary one: a pipe would never
    answer, and a device never ends.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(path, flags)
    except FileNotFoundError:
        return unreadable(path, N_("there is no such file; check its name and folder"))
    except (OSError, ValueError) as fault:
        return unreadable(path, N_("cannot be opened ({fault}); check its rights"), fault=_fault(fault))
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        return unreadable(path, N_("is not an ordinary file; choose a protocol file"))
    with os.fdopen(handle, "rb") as stream:
        try:
            data = stream.read(LARGEST_BYTES + 1)
        except OSError as fault:
            return unreadable(path, N_("cannot be read ({fault}); copy it to this computer first"), fault=_fault(fault))
    if len(data) > LARGEST_BYTES:
        return unreadable(path, N_("is larger than 2 MB; a protocol file is a few kB of text"))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return unreadable(path, N_("is not UTF-8 text; save it as UTF-8 in a text editor"))


def _fault(fault: Exception) -> str:
    return fault.strerror or type(fault).__name__ if isinstance(fault, OSError) else type(fault).__name__


def write_bytes(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path`` so that it holds either the old content or all of the new.

    Raises:
        OSError: the folder or the disk does not take it; what was there before is untouched.
    """
    import tempfile

    target = path.resolve()
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            if target.exists():
                temporary.chmod(stat.S_IMODE(target.stat().st_mode))
            else:
                temporary.chmod(0o644)
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if temporary.read_bytes() != data:
            raise OSError(None, "what was written could not be read back", str(path))
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    # Windows cannot open a folder, and some network drives refuse to sync one.
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
