"""Whether a window can be opened here: asked before Qt, which ends the process when it cannot."""

import ctypes
import os
import sys
from pathlib import Path


def has_display() -> bool:
    """Return whether there is a screen to open a window on.

    Windows and macOS always have one. Elsewhere a Wayland socket or an X server that answers is
    looked for; a platform named in ``QT_QPA_PLATFORM`` (such as ``offscreen``) is trusted.
    """
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return _wayland_answers() or (bool(os.environ.get("DISPLAY")) and _x_server_answers())


def _wayland_answers() -> bool:
    name = os.environ.get("WAYLAND_DISPLAY")
    return bool(name) and (Path(os.environ.get("XDG_RUNTIME_DIR", "/nonexistent")) / str(name)).exists()


def _x_server_answers() -> bool:
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return False
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    refused = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return not refused
