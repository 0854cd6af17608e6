"""What merging would unite, shown before it does."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from raciapp.base.messages import mark
from raciapp.document.merging import Conflict
from raciapp.ui.language import current_language, explained, tr

if TYPE_CHECKING:
    from raciapp.ui.window import MainWindow


def may_merge(window: "MainWindow", title: str, names: Sequence[str], conflicts: Sequence[Conflict]) -> bool:
    """Return whether to merge, after showing the cells in which the merged ones held something different."""
    if not conflicts:
        return True
    document, language = window.open_session().document, current_language()
    several = len(document.matrices) > 1
    lines = []
    for conflict in conflicts:
        activity = document.activities[document.activity_places[conflict.activity]].name.text(language)
        unit = document.units[document.unit_places[conflict.unit]].name.text(language)
        where = f"{activity}, {unit}"
        if several:
            where += f" ({document.matrix(conflict.matrix).name.text(language)})"
        held = [document.alphabet.text(mask) for mask in conflict.letters]
        crowded = mark("{cell}: one of several that would hold {letters}")
        told = explained(where, " + ".join(held)) if len(held) > 1 else tr(crowded, cell=where, letters=held[0])
        lines.append(told)
    question = tr(
        mark("{names}: their letters are united. In these cells they do not say the same:"), names=" + ".join(names)
    )
    return window.prompts.agree(title, question, lines, tr(mark("Merge")))
