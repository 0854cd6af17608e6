"""Which machine this is, and whether a process on it still lives."""

import os
import sys


def machine() -> str:
    """Return this machine's name, asked of the system and never of the network."""
    if sys.platform == "win32":  # pragma: no cover - measured on Linux
        return os.environ.get("COMPUTERNAME", "")
    return os.uname().nodename


if sys.platform == "win32":  # pragma: no cover - measured on Linux

    def lives(pid: int) -> bool:
        """Return whether the process numbered `pid` runs on this machine; os.kill would end it."""
        import ctypes

        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        handle = kernel.OpenProcess(0x0010_0000, 0, pid)  # SYNCHRONIZE
        if not handle:
            return ctypes.get_last_error() == 5  # ERROR_ACCESS_DENIED: it lives and is another user's
        try:
            return bool(kernel.WaitForSingleObject(handle, 0) == 258)  # WAIT_TIMEOUT
        finally:
            kernel.CloseHandle(handle)

else:

    def lives(pid: int) -> bool:
        """Return whether the process numbered `pid` runs on this machine."""
        if pid <= 0:
            return False  # means a group of processes, never one
        try:
            os.kill(pid, 0)
        except PermissionError:
            return True  # another user's
        except (OSError, OverflowError):
            return False
        return True
