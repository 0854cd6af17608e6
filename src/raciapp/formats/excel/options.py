"""What can be chosen for a workbook."""

from pathlib import Path
from typing import Annotated

import msgspec

from raciapp.base.messages import mark
from raciapp.formats.paper import Paper


class ExcelOptions(msgspec.Struct, frozen=True):
    """What can be chosen for a workbook; `template` is a client's own, into which the matrix goes."""

    paper: Annotated[Paper, msgspec.Meta(title=mark("Paper"))] = Paper.LETTER
    checks: Annotated[bool, msgspec.Meta(title=mark("Counts that keep up with changes"))] = True
    protect: Annotated[bool, msgspec.Meta(title=mark("Guard everything but letters against slips"))] = False
    template: Annotated[Path | None, msgspec.Meta(title=mark("Your own workbook to fill"))] = None
