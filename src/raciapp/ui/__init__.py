"""The window. Qt lives here and nowhere else."""

import builtins

import PySide6.QtCore  # noqa: F401 - what comes with it puts its own import in the place of the interpreter's

# PySide6 reads the source of every module that is imported after it, and keeps it: one might ask for other names of
# Qt's functions («from __feature__ import snake_case»). None of ours does, and the reading took a tenth of the start.
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
