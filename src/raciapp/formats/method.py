"""How a matrix came about, how it is read, and what signing it means: the same words in every format."""

from raciapp.base.messages import mark
from raciapp.formats.report import Report

SIGNING = mark("With their signatures the units confirm what this matrix asks of them.")
SIGNING_HEADS = (mark("Unit"), mark("Name"), mark("Signature"), mark("Date"))
"""What stands over the lines to sign on: one for each unit."""
LEGEND_HEADS = (mark("Letter"), mark("Name"), mark("Meaning"))

_PARAGRAPHS = (
    (
        mark("The matrix"),
        mark(
            "Each row is an activity, each column a unit. The letters in a cell say what the unit has to do with the "
            "activity; an empty cell says that it has nothing to do with it."
        ),
    ),
    (
        mark("The check"),
        mark(
            "The matrix was checked against rules of good practice. Each finding says what is wrong, why it matters, "
            "what to do, and what it rests on: a source, or our judgement. A row that nobody has filled in is not "
            "assessed."
        ),
    ),
    (
        mark("Accepted deviations"),
        mark(
            "What the organization does otherwise on purpose is accepted with its reason and no longer counts as an "
            "open finding."
        ),
    ),
)
_COMPARISON = (
    mark("The comparison"),
    mark(
        "The template says what is usual for organizations of this kind. To depart from it is no mistake; it deserves "
        "a reason."
    ),
)


def method(report: Report) -> tuple[tuple[str, str], ...]:
    """Return title and text of each paragraph, to be translated; one about the template only where there is a gap."""
    return (*_PARAGRAPHS, _COMPARISON) if report.gap else _PARAGRAPHS
