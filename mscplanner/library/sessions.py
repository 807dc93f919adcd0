"""Which runs of the program are alive, and what those that died had saved."""

import os
import socket
import sys
import uuid
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

import mscplanner
from mscplanner.library.entry import Stamp
from mscplanner.library.records import SessionRow

_own: set[str] = set()


@cache
def host_name() -> str:
    """Return the name of this computer."""
    return socket.gethostname()[:200]


def process_mark(pid: int) -> str:
    """Return what tells a process from a later one with the same number; "" where nothing does."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace")
        boot = Path("/proc/sys/kernel/random/boot_id").read_text("utf-8").strip()
    except OSError:
        return ""
    # The name of the program stands in brackets and may hold anything; the start time is the 20th field after it.
    return f"{boot} {text.rpartition(')')[2].split()[19]}"


def is_alive(pid: int, mark: str) -> bool:
    """Return whether the process that was given this number and mark is still there."""
    if not _is_running(pid):
        return False
    return not mark or process_mark(pid) in ("", mark)


def _is_running(pid: int) -> bool:
    if not 0 < pid < 2**31:
        return False
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.windll.kernel32
        handle = kernel.OpenProcess(0x00100000, False, pid)  # SYNCHRONIZE
        still_running = bool(handle) and kernel.WaitForSingleObject(handle, 0) == 0x102  # WAIT_TIMEOUT
        if handle:
            kernel.CloseHandle(handle)
        return still_running
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def begin_session(session: Session, stamp: Stamp) -> str:
    """Write down that this program now uses the library, and return the id of that."""
    row = SessionRow(
        id=uuid.uuid4().hex,
        host=host_name(),
        pid=os.getpid(),
        process=process_mark(os.getpid()),
        program=mscplanner.__version__,
        started_at=stamp.at,
        ended_at=None,
    )
    session.add(row)
    _own.add(row.id)
    return row.id


def end_session(session: Session, session_id: str, stamp: Stamp) -> None:
    """Write down that a session is over."""
    session.execute(
        update(SessionRow).where(SessionRow.id == session_id, SessionRow.ended_at.is_(None)).values(ended_at=stamp.at)
    )
    _own.discard(session_id)


def lost_sessions(session: Session) -> tuple[str, ...]:
    """Return the sessions of this computer that never ended and whose program is gone."""
    rows = session.execute(
        select(SessionRow.id, SessionRow.pid, SessionRow.process).where(
            SessionRow.host == host_name(), SessionRow.ended_at.is_(None)
        )
    ).all()
    return tuple(row.id for row in rows if row.id not in _own and not _could_be_alive(row.pid, row.process))


def _could_be_alive(pid: Any, mark: Any) -> bool:
    # A damaged row says nothing about any process. Without marks, a session with our own number that
    # is not ours belongs to a program that is gone.
    if not isinstance(pid, int) or (pid == os.getpid() and not mark):
        return False
    return is_alive(pid, str(mark))
