"""What to say where there is no matrix, or not where somebody looked for it."""

from collections.abc import Sequence

from raciapp.base.errors import NoMatrixError, UserError
from raciapp.base.messages import mark
from raciapp.formats.finding.corrections import Corrections
from raciapp.formats.finding.grounds import first_text, name_of
from raciapp.formats.finding.reading import Reason, Skipped, shortened
from raciapp.formats.finding.tables import Table

_MOST_NAMED = 5
"""Tables that the sentence names."""


class NoMatrixFoundError(NoMatrixError):
    """The tables were looked at and hold no matrix; `looked_at` says which they were."""

    def __init__(self, looked_at: tuple[Skipped, ...], text: str, /, **values: object) -> None:
        """Keep what was looked at, and the sentence."""
        super().__init__(text, **values)
        self.looked_at = looked_at


def no_such_table(tables: Sequence[Table], corrections: Corrections) -> UserError:
    """Return the error for a sheet or table that is asked for and not there."""
    if all(corrections.sheet not in ("", table.sheet) for table in tables):
        sheets = list(dict.fromkeys(table.sheet for table in tables if table.sheet))
        return UserError(
            mark("{file}: has no sheet «{sheet}». It has: {sheets}."),
            file=tables[0].source,
            sheet=corrections.sheet,
            sheets=", ".join(sheets) or "–",
        )
    return UserError(
        mark("{file}: has no table {number} there; it has {n}."),
        file=tables[0].source,
        number=corrections.table,
        n=sum(corrections.sheet in ("", table.sheet) for table in tables),
    )


def no_matrix(tables: Sequence[Table]) -> "NoMatrixFoundError":
    """Return the error for tables in which there is no matrix, which says what was looked at."""
    looked = tuple(
        Skipped(name_of(table), shortened(first_text(table)), Reason.NO_MATRIX) for table in tables if first_text(table)
    )
    file = tables[0].source if tables else ""
    if len(looked) > 1:
        return NoMatrixFoundError(
            looked,
            mark(
                "{file}: no matrix was found in any of its {n} tables ({tables}): no names of activities and units "
                "with letters such as R, A, C, I between them, and no list of such letters. Check that it is the right "
                "file."
            ),
            file=file,
            n=len(looked),
            tables=", ".join(one.where for one in looked[:_MOST_NAMED]) + ("…" if len(looked) > _MOST_NAMED else ""),
        )
    return NoMatrixFoundError(
        looked,
        mark(
            "{file}: no matrix was found among {rows} rows and {columns} columns: no names of activities and units "
            "with letters such as R, A, C, I between them, and no list of such letters. Check that it is the right "
            "file."
        ),
        file=file,
        rows=max((len(table.rows) for table in tables), default=0),
        columns=max((table.width for table in tables), default=0),
    )
