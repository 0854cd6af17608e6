"""Presentation mode: the whole screen for one row, one group or one unit, read from the back of the room."""
