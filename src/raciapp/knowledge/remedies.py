"""The steps of a remedy, as data: what a rule proposes to change. Nothing is changed before a person takes it."""

import msgspec

from raciapp.document.records import Tone


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="step"):
    """Base of the steps: `rows` are activity ids, absent ones are passed over; `letters` are duties such as `AR`."""


class GiveStep(Step, frozen=True, tag="give"):
    """Give letters on the rows (`*`: those the finding points at) to the units with `by`, or the `first` of them.

    `like`: to the units that hold `like_letters` on that row instead. `idle`: to the units without any letter.
    `when_nobody`: only on rows where nobody holds one of these duties. `lacking`: only on rows where no unit with `by`
    holds one of these, `*` for any letter.
    """

    rows: tuple[str, ...]
    letters: str
    by: str = ""
    first: bool = False
    like: str = ""
    like_letters: str = ""
    idle: bool = False
    when_nobody: str = ""
    lacking: str = ""


class TakeStep(Step, frozen=True, tag="take"):
    """Take letters on the rows (`*`: all) from the units with `by`, or from those without `not_by`.

    Who had one of them gets `instead`, unless it holds a letter still. `by_only`: from units with no other function.
    """

    rows: tuple[str, ...]
    letters: str
    by: str = ""
    not_by: str = ""
    by_only: bool = False
    instead: str = ""


class KeepStep(Step, frozen=True, tag="keep"):
    """Let at most n units, or a share of them, keep the letters, the `prefer`red functions first; others get `instead`.

    Who acts on a row comes before all of them. `rows` may be `*` for the rows the finding points at.
    """

    rows: tuple[str, ...]
    letters: str
    at_most: int
    or_share: float = 0.0
    prefer: tuple[str, ...] = ()
    instead: str = "I"


class TemplateStep(Step, frozen=True, tag="template"):
    """Give a duty that nobody has, on the rows the finding points at, to whom the template expects.

    A is for one unit; of several that hold it, the expected one keeps it and the others get R.
    """

    letters: str


class ShareOutStep(Step, frozen=True, tag="share_out"):
    """Take the letters from the units the finding points at where another function fits the row better.

    `owners`: the fitting function by row; its first unit gets the letters, the other keeps C. Units that the steps
    before have cleared are left alone.
    """

    owners: dict[str, str]
    letters: str

    def __hash__(self) -> int:
        """Return a hash, so that findings can be put into sets: a table has none of its own."""
        return hash((tuple(self.owners.items()), self.letters))


class AddRowsStep(Step, frozen=True, tag="add_rows"):
    """Add the known activities that are missing, with the letters of the template."""

    rows: tuple[str, ...]


class ReduceStep(Step, frozen=True, tag="reduce"):
    """Keep the stronger letters of the cells the finding points at."""


class SetToneStep(Step, frozen=True, tag="set_tone"):
    """Set how the guidelines are positioned."""

    tone: Tone


AnyStep = GiveStep | TakeStep | KeepStep | TemplateStep | ShareOutStep | AddRowsStep | ReduceStep | SetToneStep
