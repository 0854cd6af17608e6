"""Documents as tidy pandas data frames and back, for people who script.

    from pathlib import Path
    from raciapp.document.storage import load, save
    from raciapp.frames import from_long, to_frames

    document = load(Path("client.raci"))
    frames = to_frames(document)
    frames.long.groupby("unit")["letter"].value_counts()
    save(from_long(frames.long, document), Path("client.raci"))

Names are in one language; ids tell what is meant where names come twice. pandas is imported when it is first needed.
"""

from raciapp.frames.columns import FINDINGS, LONG, Frames
from raciapp.frames.making import to_frames
from raciapp.frames.returning import from_frames, from_long

__all__ = ["FINDINGS", "LONG", "Frames", "from_frames", "from_long", "to_frames"]
