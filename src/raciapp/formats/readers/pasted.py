"""What is on the clipboard as tables: HTML where a program put it there, else text with tabs or Markdown."""

from raciapp.base.messages import mark
from raciapp.formats.finding.tables import Table
from raciapp.formats.readers.gathering import require_tables
from raciapp.formats.readers.hypertext import hypertext_tables
from raciapp.formats.readers.markdown import has_table, markdown_tables
from raciapp.formats.readers.separated import separated_table

SOURCE = mark("Clipboard")
"""What stands for the name of a file; to be translated where it is shown."""


def read_pasted(text: str, html: str = "", source: str = SOURCE) -> tuple[Table, ...]:
    """Return the tables on the clipboard, given as text and, where a program gives it, HTML.

    Raises UserError when there is far too much, NoMatrixError when there is no table.
    """
    tables = hypertext_tables(html, source) if html.strip() else ()
    if not tables and has_table(text):
        tables = markdown_tables(text, source)
    if not tables and text.strip():
        tables = (separated_table(text, source),)
    return require_tables(source, [table for table in tables if table.rows])
