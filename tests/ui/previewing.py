"""A client's file for the tests of the import preview: a title, merged departments, groups, remarks, a legend."""

from importing.building import cells

from raciapp.formats.finding.tables import Area, Table, TableCell

BOOK = "Coastal social media RACI v3.xlsx"

MATRIX = """
Social media RACI, draft 3 |  |  |  |  |  |  |
Last change: 12 March | | | | | | |

 |  | Communications |  |  | Support | |
# | Activity | Communications Branch | Web team | Spokesperson & press office | HR | Legal Services | Status
 | Strategy | | | | | |
1 | Set the social media strategy | A/R | C | C | I | C | done
2 | Approve the guidelines for staff who speak online for the organization, people side | C | I | I | A/R | C | open
 | Publishing | | | | | |
3 | Write posts | A | R | R (weekends) | | | open
4 | Answer comments | A | R | X | | I | open
5 | Review posts about cases before a court | C | | R | | A | open
6 | Watch what is said | A | R | perhaps | I | | open

 | R = Responsible | | | | | |
 | A = Accountable | | | | | |
 | C = Consulted | | | | | |
 | I = Informed | | | | | |
© Consultants Ltd. Insert new rows above this line | | | | | | |
"""

PLAIN = """
Activity | Communications | Legal
Write posts | A/R | C
Answer comments | A | R
Close an account | R | A
"""

LETTER = """
Dear client |
thank you for your letter |
of 12 March | 2026
"""


def table_of(
    text: str, sheet: str = "", *, merged: tuple[Area, ...] = (), hidden: bool = False, number: int = 1
) -> Table:
    """Return the table that a grid written with bars is."""
    grid = cells(text)
    while grid and not any(grid[-1]):
        grid.pop()
    bold = {row for row, line in enumerate(grid) if sum(map(bool, line)) == 1}
    rows = tuple(
        tuple(
            TableCell(
                value, row, column, bold=row in bold, comment="Ask the union" if value == "A/R" and row == 7 else ""
            )
            for column, value in enumerate(line)
        )
        for row, line in enumerate(grid)
    )
    return Table(BOOK, rows, merged=merged, sheet=sheet, number=number, hidden=hidden)


def book() -> tuple[Table, ...]:
    """Return a workbook: a sheet with a title, headings over units, groups and a legend, a plain one, a hidden one."""
    merged = (Area(3, 2, 3, 4), Area(3, 5, 3, 6), Area(0, 0, 0, 6))
    return (
        table_of(LETTER, "Read me"),
        table_of(MATRIX, "RACI", merged=merged),
        table_of(PLAIN, "Old", hidden=True),
    )
