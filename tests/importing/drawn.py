"""Matrices and layouts that chance draws: what people call things, and everything that they do to a matrix."""

from collections.abc import Mapping

import msgspec
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn
from importing.canvas import Place

from raciapp.formats.finding.reading import Shape

UNITS = (
    "Communications", "Web team", "DPO/Security", "Human resources", "Direction générale", "Site manager", "Architekt",
    "Head nurse", "Legal\ndepartment", "R&D", "Finance ", "Community managers", "IT", "Bailleur",
)  # fmt: skip
ACTIVITIES = (
    "Write the policy", "Keep the public informed", "Rédiger la proposition", "Answer comments", "Train the staff",
    "Find the responsible person", "Pour concrete", "Give medicine", "Close accounts", "Baustelle einrichten",
    "Rendre compte au bailleur", "Measure what is said", "Publish (web and print)", "Buy licences",
)  # fmt: skip
GROUPS = ("Strategy", "Engagement", "Terrain et logistique")
DIVISIONS = ("Head office", "Field", "Partners")
LETTERS = ("", "", "R", "A", "C", "I", "AR", "CI", "ACI")
REMARKS = ("", "", "", "", "", "backup", "until May", "si nécessaire")


class Known(msgspec.Struct, frozen=True):
    """A matrix: units, activities under groups (all empty, or none), and letters and remarks by their places."""

    units: tuple[str, ...]
    activities: tuple[tuple[str, str], ...]
    letters: Mapping[Place, str]
    remarks: Mapping[Place, str]


class Layout(msgspec.Struct, frozen=True, kw_only=True):
    """What is done to a matrix when it is written down; each is one fact about what people do."""

    shape: Shape
    down: int
    right: int
    titles: int
    corner: str
    divisions: str
    numbers: str
    extra: str
    groups: str
    legend: str
    spelling: str
    joined: str
    remark: str
    blank_rows: bool
    footer: str
    pairs: bool
    name_mark: str


# -- what chance draws ------------------------------------------------------------------------------------


@st.composite
def known_matrices(draw: DrawFn) -> Known:
    """Draw a matrix in which each activity and each unit has a letter."""
    units = draw(st.lists(st.sampled_from(UNITS), min_size=3, max_size=6, unique=True))
    names = draw(st.lists(st.sampled_from(ACTIVITIES), min_size=4, max_size=9, unique=True))
    cuts = draw(st.sampled_from([(), (), (2,), (2, 4) if len(names) > 5 else (2,)]))
    groups = [GROUPS[sum(place >= cut for cut in cuts)] if cuts else "" for place in range(len(names))]
    letters: dict[Place, str] = {}
    for row in range(len(names)):
        drawn = draw(st.lists(st.sampled_from(LETTERS), min_size=len(units), max_size=len(units)))
        letters.update({(row, column): said for column, said in enumerate(drawn) if said})
        letters.setdefault((row, row % len(units)), "A")
    for column in range(len(units)):
        letters.setdefault((column % len(names), column), "R")
    remarks = {place: said for place in letters if (said := draw(st.sampled_from(REMARKS)))}
    return Known(tuple(units), tuple(zip(groups, names, strict=True)), letters, remarks)


layouts = st.builds(
    Layout,
    shape=st.sampled_from([Shape.GRID] * 5 + [Shape.TRANSPOSED, Shape.INVERTED, Shape.LONG]),
    down=st.sampled_from([0, 0, 1, 4, 7]),
    right=st.sampled_from([0, 0, 1, 2]),
    titles=st.integers(0, 3),
    corner=st.sampled_from(["Activity", "Tâches / Rôles", "", "/", "RACI – draft", " "]),
    divisions=st.sampled_from(["", "", "", "above", "below", "repeated", "people"]),
    numbers=st.sampled_from(["", "", "No", "WBS", "#", "ID"]),
    extra=st.sampled_from(["", "", "Status", "Deliverable", "Échéance", "Hours"]),
    groups=st.sampled_from(["rows", "merged rows", "bold rows", "beside", "merged beside", "repeated beside"]),
    legend=st.sampled_from(["", "", "below", "above", "right", "touching"]),
    spelling=st.sampled_from(["", "", "lower", "space", "bold", "code", "cyrillic", "english", "french"]),
    joined=st.sampled_from(["/", ", ", " & ", "+", "\n", " et ", " / ", ";"]),
    remark=st.sampled_from(["brackets", "comment"]),
    blank_rows=st.booleans(),
    footer=st.sampled_from(["", "", "total", "signatures", "marker", "copyright", "filler"]),
    pairs=st.sampled_from([False, False, False, True]),
    name_mark=st.sampled_from(["", "", "", "**", "\u00a0"]),
)
