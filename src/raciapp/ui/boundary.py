"""The report of a fault in the window."""

from types import TracebackType

from raciapp.base.fault_report import fault_report


def report(error: BaseException, traceback: TracebackType | None = None) -> str:
    """Return what a developer needs of an unexpected `error`, and not one word of a client."""
    import PySide6
    from PySide6.QtCore import qVersion

    return fault_report(error, traceback, f"Qt {qVersion()}, PySide {PySide6.__version__}")
