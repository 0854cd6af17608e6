"""The typed shape of the knowledge files in `resources/knowledge` (domain sections 1 to 4)."""

from enum import StrEnum

import msgspec

from raciapp.base.words import Words
from raciapp.document.records import OperatingModel, Sector, Size, Tone
from raciapp.knowledge.remedies import AnyStep


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Base of what is read from knowledge files: immutable, and a misspelled key is an error."""


class Function(Record, frozen=True):
    """What a unit is for; rules speak of functions, never of unit names."""

    id: str
    name: Words
    meaning: Words
    basis: str


class FunctionSet(Record, frozen=True):
    """Several functions that a rule treats as one, such as experts of any kind."""

    id: str
    name: Words
    functions: tuple[str, ...]


class KnownUnit(Record, frozen=True):
    """A unit as found in organization charts, with the names it goes by in either language."""

    id: str
    name: Words
    functions: tuple[str, ...]
    aliases: tuple[str, ...]


class KnownGroup(Record, frozen=True):
    """A heading over activities."""

    id: str
    name: Words


class KnownActivity(Record, frozen=True):
    """An activity of the catalogue. `core`: for a first workshop. `unowned`: nobody answers for it, by design."""

    id: str
    group: str
    name: Words
    definition: Words
    sources: str = ""
    core: bool = False
    unowned: bool = False
    aliases: tuple[str, ...] = ()


class Basis(StrEnum):
    """Where a letter or rule comes from: the founding post, another source, or our own judgement."""

    SEED = "seed"
    SOURCE = "source"
    DERIVED = "derived"


class TemplateRow(Record, frozen=True):
    """Expected letters by function, such as `A/R`; why; the basis of each letter and the remark it rests on."""

    letters: dict[str, str]
    why: Words = Words()
    basis: dict[str, Basis] = {}
    cited: str = ""


class TemplateContext(Record, frozen=True):
    """The context settings a template is made for."""

    sector: Sector = Sector.CORPORATE
    size: Size = Size.STANDARD
    model: OperatingModel = OperatingModel.STANDARD
    program_channels: bool = False
    regulated: bool = False


class Template(Record, frozen=True):
    """Expected letters per activity and function; rows it does not name are those of `base`.

    `origin` is the file of a house template, set when it is read.
    """

    id: str
    name: Words
    summary: Words = Words()
    context: TemplateContext = TemplateContext()
    rows: dict[str, TemplateRow] = {}
    base: str = ""
    origin: str = ""


class Severity(StrEnum):
    """How much a finding weighs; the founding post's own words decide (domain section 0, choice 6)."""

    MUST = "must"
    SHOULD = "should"
    HINT = "hint"


class When(Record, frozen=True):
    """The context in which a rule applies; what is not named does not matter."""

    sector: tuple[Sector, ...] = ()
    size: tuple[Size, ...] = ()
    tone: tuple[Tone, ...] = ()
    program_channels: bool | None = None
    regulated: bool | None = None
    pack: str = ""
    has: str = ""
    has_several: str = ""


class WaivedBy(Record, frozen=True):
    """The settings under which a finding is accepted without asking (domain section 0, choice 7)."""

    size: tuple[Size, ...] = ()
    model: tuple[OperatingModel, ...] = ()
    no_alternative: bool = False


# A rule is a list of tests. `letters` names duties, of which a unit holds any one ("ARC"); "*" is any letter at
# all. `by` names a function or a set of functions; empty is every unit. `rows` are activity ids.


class OnlyTest(Record, frozen=True, tag="only", tag_field="test"):
    """On each row, whoever holds the letters has the function `by`."""

    rows: tuple[str, ...]
    letters: str
    by: str


class SomeTest(Record, frozen=True, tag="some", tag_field="test"):
    """On one of the rows (with `each`: on every row), at least n units with `by` hold the letters."""

    rows: tuple[str, ...]
    letters: str
    by: str
    at_least: int = 1
    each: bool = False
    when: When = When()


class EveryTest(Record, frozen=True, tag="every", tag_field="test"):
    """On the row, every unit of the matrix holds the letters."""

    row: str
    letters: str


class NobodyTest(Record, frozen=True, tag="nobody", tag_field="test"):
    """On each row, no unit with `by` holds the letters; `by_only` means mapped to nothing but those functions."""

    rows: tuple[str, ...]
    letters: str
    by: str = ""
    by_only: bool = False


class CountTest(Record, frozen=True, tag="count", tag_field="test"):
    """On each row, the number of units with the letters lies within bounds, or within a share of all units.

    `not_all`: at least one unit has none of the letters.
    """

    rows: tuple[str, ...]
    letters: str
    at_least: int = 0
    at_most: int | None = None
    or_share: float = 0.0
    not_all: bool = False
    skip_unowned: bool = False
    when: When = When()


class AlsoTest(Record, frozen=True, tag="also", tag_field="test"):
    """Every unit (or `some` unit) that holds the letters on `row` also holds `also` on one of `rows`."""

    row: str
    letters: str
    rows: tuple[str, ...]
    also: str
    some: bool = False


class ApartTest(Record, frozen=True, tag="apart", tag_field="test"):
    """No single unit holds the letters on all of the rows."""

    rows: tuple[str, ...]
    letters: str


class TogetherTest(Record, frozen=True, tag="together", tag_field="test"):
    """On each row, each of the functions that the organization has holds at least one letter."""

    rows: tuple[str, ...]
    functions: tuple[str, ...]


class ShareTest(Record, frozen=True, tag="share", tag_field="test"):
    """No unit holds the letters on more than a share of the rows, where there are enough rows to tell.

    `and_letters`: only units that exceed the share with both are meant.
    """

    letters: str
    at_most: float
    min_rows: int
    and_letters: str = ""


class PartTest(Record, frozen=True, tag="part", tag_field="test"):
    """Every unit holds at least one of the letters somewhere."""

    letters: str = "*"


class RedundantTest(Record, frozen=True, tag="redundant", tag_field="test"):
    """No cell holds letters that its other letters make needless, such as R and C."""


class NameFlaw(StrEnum):
    """What can be odd about a name."""

    SAME = "same"
    NO_VERB = "no_verb"
    PERSON = "person"


class NameTest(Record, frozen=True, tag="name", tag_field="test"):
    """No activity or unit has a name with this flaw."""

    flaw: NameFlaw


class ToneTest(Record, frozen=True, tag="tone", tag_field="test"):
    """The organization's guidelines do not have this tone."""

    not_: Tone = msgspec.field(name="not")


class ListedTest(Record, frozen=True, tag="listed", tag_field="test"):
    """All of the rows are in the matrix, once one of `given` is: the only test that an absent row can fail."""

    rows: tuple[str, ...]
    given: tuple[str, ...] = ()


Test = (
    OnlyTest
    | SomeTest
    | EveryTest
    | NobodyTest
    | CountTest
    | AlsoTest
    | ApartTest
    | TogetherTest
    | ShareTest
    | PartTest
    | RedundantTest
    | NameTest
    | ToneTest
    | ListedTest
)


class Rule(Record, frozen=True):
    """A rule of good practice, its words, and the tests that decide it.

    `any`: one passing test is enough. `needs`: rows without which it is not assessed. `yields_to`: not raised when
    that rule is. `follows`: raised only when that rule is, waived or not. `surveys`: where others stand. `origin` is
    the file of a house rule, set when it is read; the words that such a rule may leave out are empty.
    """

    id: str
    severity: Severity
    statement: Words
    message: Words
    tests: tuple[Test, ...]
    basis: Basis = Basis.DERIVED
    reason: Words = Words()
    fix: Words = Words()
    waiver: Words = Words()
    any: bool = False
    needs: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    surveys: tuple[str, ...] = ()
    when: When = When()
    waived_by: WaivedBy = WaivedBy()
    yields_to: str = ""
    follows: str = ""
    remedy: tuple[AnyStep, ...] = ()
    origin: str = ""


class Claim(Record, frozen=True):
    """A statement of the founding post or its comments (domain section 4.1)."""

    id: str
    where: str
    text: Words


class Family(Record, frozen=True):
    """Rules about one topic: those of one file, by id."""

    name: Words
    rules: tuple[str, ...]


class Source(Record, frozen=True):
    """What rules, activities and templates rest on (domain section 7); `link` is empty where none is known."""

    key: str
    title: Words
    link: str = ""


class Survey(Record, frozen=True):
    """A figure that shows where others stand (domain section 5). `secondary`: read in somebody else's words only."""

    key: str
    figure: Words
    sample: Words
    year: str
    source: str
    link: str = ""
    secondary: bool = False
