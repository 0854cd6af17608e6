"""Blocks of cells on their way to and from the clipboard: reading, planning, writing. Qt stays outside."""
