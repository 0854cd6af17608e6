"""The lines of a long frame, read as texts: what they say of a cell, and in which scheme."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec

from raciapp.base.errors import UserError
from raciapp.base.messages import mark
from raciapp.document.letters import Scheme, scheme, schemes
from raciapp.document.records import Cell, Status
from raciapp.frames.columns import LONG

if TYPE_CHECKING:
    import pandas as pd

_SEPARATORS = re.compile(r"[\s/,+&]")


class Line(msgspec.Struct, frozen=True):
    """A line of a long frame, as plain texts."""

    group_id: str = ""
    group: str = ""
    activity_id: str = ""
    activity: str = ""
    unit_id: str = ""
    unit: str = ""
    letter: str = ""
    remark: str = ""
    status: str = ""


def read_lines(frame: "pd.DataFrame") -> list[Line]:
    """Return the lines of a long frame as texts; what is missing is empty."""
    for needed in (("activity", "activity_id"), ("unit", "unit_id"), ("letter",)):
        if not any(name in frame.columns for name in needed):
            raise UserError(
                mark("the frame has no column «{name}». It needs activity, unit and letter; see Frames.long."),
                name=needed[0],
            )
    own = [name for name in LONG if name in frame.columns]
    texts = frame[own].astype("object").where(frame[own].notna(), "")
    lines = [Line(**dict(zip(own, map(str, line), strict=True))) for line in texts.itertuples(index=False, name=None)]
    for number, line in enumerate(lines, start=1):
        if not (line.activity_id or line.activity) or (line.letter and not (line.unit_id or line.unit)):
            raise UserError(mark("line {n} of the frame names no activity or no unit."), n=number)
    return lines


def scheme_of(frame: "pd.DataFrame", lines: Iterable[Line]) -> Scheme:
    """Return the scheme whose letters are the categories of the frame, else the first that has all its letters."""
    categories = list(getattr(frame["letter"].dtype, "categories", ()))
    used = {letter for line in lines for letter in _SEPARATORS.sub("", line.letter)}
    fitting = [one for one in schemes().values() if used <= one.bits.keys()]
    return next((one for one in fitting if list(one.bits) == categories), (fitting or [scheme("raci")])[0])


def joined(cell: Cell, line: Line, alphabet: Scheme) -> Cell:
    """Return a cell with what another line says of it. Raises UserError for what is no letter or no status."""
    try:
        mask = alphabet.mask_of(_SEPARATORS.sub("", line.letter))
        status = Status(line.status)
    except (KeyError, ValueError) as error:
        raise UserError(
            mark("activity «{activity}», unit «{unit}»: «{text}» is neither a letter of {scheme} nor a status."),
            activity=line.activity or line.activity_id,
            unit=line.unit or line.unit_id,
            text=line.letter if isinstance(error, KeyError) else line.status,
            scheme=alphabet.name,
        ) from error
    return Cell(cell.letters | mask, cell.remark or line.remark, cell.status or status)
