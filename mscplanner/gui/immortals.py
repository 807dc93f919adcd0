"""Keeps ``None``, ``True`` and ``False`` alive on Python 3.11, where PySide6 6.12 wears them out.

Its bindings are built for a Python in which these objects are immortal: every Qt method that
returns nothing gives back one reference to ``None`` more than it took. From Python 3.12 on that
does no harm. On 3.11 the count falls with every call, a calendar painted a few hundred times takes
it to zero, and Python ends the program. A count that never gets there is what 3.12 does, too.
"""

import ctypes
import sys

_ENOUGH = 1 << 60
_WORN = (None, True, False, NotImplemented)


def keep_alive() -> None:
    """Give the objects that never die in later Pythons a count that cannot be used up."""
    if sys.implementation.name != "cpython" or sys.version_info >= (3, 12):
        return
    for each in _WORN:
        count = ctypes.c_ssize_t.from_address(id(each))
        # The count stands first in an object, unless this Python was built for tracing.
        if count.value < _ENOUGH // 2 and abs(count.value - sys.getrefcount(each)) < 100:
            count.value += _ENOUGH
