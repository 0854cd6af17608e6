"""What there is to say about a block before it is pasted, in words."""

from raciapp.base.messages import mark, translate
from raciapp.base.words import Language
from raciapp.document.records import Activity, Document, Unit
from raciapp.ui.clipboard.plan import Kind, PastePlan, Place, Problem

_SENTENCES = {
    Kind.UNREADABLE: mark("Is no letter of {scheme}; the cell stays as it is."),
    Kind.PART: mark("Says that the unit takes part, not how; the cell stays as it is."),
    Kind.REMARK: mark("Would be read as {meaning} with a remark. Is that right?"),
    Kind.WORDS: mark("Is a word for more than one letter; it would be read as {meaning}. Is that right?"),
    Kind.MERGED: mark("Is a merged cell; only its first cell is set."),
    Kind.OUTSIDE: mark("Would lie outside the matrix; it is left out."),
    Kind.TAKEN_UNIT: mark("Is taken for the unit «{meaning}». Is that right?"),
    Kind.TAKEN_ACTIVITY: mark("Is taken for the activity «{meaning}». Is that right?"),
    Kind.TWICE: mark("Comes a second time; only the first is pasted."),
    Kind.NAMELESS: mark("Has no name; it is left out."),
    Kind.NO_LETTERS: mark("Has no letters; it is left out."),
    Kind.BESIDE: mark("Stands outside the headings; it is left out."),
    Kind.TABLES: mark("{count} tables are on the clipboard; only the largest is pasted."),
}


def problem_sentence(problem: Problem, document: Document, language: Language) -> str:
    """Return what happens to a part of the block, and why."""
    return translate(
        _SENTENCES[problem.kind],
        language,
        scheme=document.alphabet.name,
        meaning=_meaning(problem, document, language),
        count=problem.count,
    )


def _meaning(problem: Problem, document: Document, language: Language) -> str:
    if problem.kind is Kind.TAKEN_UNIT:
        return document.units[document.unit_places[problem.meaning]].name.text(language)
    if problem.kind is Kind.TAKEN_ACTIVITY:
        return document.activities[document.activity_places[problem.meaning]].name.text(language)
    return problem.meaning


def where(problem: Problem, document: Document, plan: PastePlan, language: Language) -> str:
    """Return where a problem stands in the block, and which cell it is about."""
    row, column = problem.row, problem.column
    if row is not None and column is not None:
        place = translate(mark("Row {row}, column {column}"), language, row=row + 1, column=column + 1)
        if not problem.place:
            return place
        name = _cell_name(problem.place, document, plan, language)
        return translate(mark("{name}: {meaning}"), language, name=place, meaning=name)
    if row is not None:
        return translate(mark("Row {row}"), language, row=row + 1)
    if column is not None:
        return translate(mark("Column {column}"), language, column=column + 1)
    return translate(mark("Clipboard"), language)


def _cell_name(place: Place, document: Document, plan: PastePlan, language: Language) -> str:
    added = [addition.item for addition in plan.additions]
    activities = {one.id: one for one in added if isinstance(one, Activity)}
    units = {one.id: one for one in added if isinstance(one, Unit)}
    activity, unit = place
    if activity in document.activity_places:
        activities[activity] = document.activities[document.activity_places[activity]]
    if unit in document.unit_places:
        units[unit] = document.units[document.unit_places[unit]]
    return f"{activities[activity].name.text(language)}, {units[unit].name.text(language)}"
