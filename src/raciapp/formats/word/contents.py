"""The table of contents: a field that Word can renew, filled in with the headings so that nobody has to.

Page numbers come with the first renewal: only the program that lays out pages knows them, and a number that may be
wrong is worse than none. Each line leads to its heading (ECMA-376 part 1, 17.16.5.68).
"""

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr  # nosec B406  # it writes text into XML and reads none

import msgspec

from raciapp.formats.inks import reads_leftwards
from raciapp.formats.word.plain import shortened

LEAST_PARTS = 3
"""Headings of the first level from which on a document has contents."""
MOST_LINES = 60
"""Lines; where there were more, the headings of the second level are left out."""
_LONGEST_LINE = 160
"""Characters."""


class Heading(msgspec.Struct, frozen=True):
    """A heading as it stands in the document, and the name of the bookmark around it."""

    text: str
    level: int
    bookmark: str


def contents(title: str, headings: Sequence[Heading], *, on_new_page: bool) -> str:
    """Return the contents as markup, empty where there is too little to find."""
    levels = [heading.level for heading in headings]
    if levels.count(1) < LEAST_PARTS:
        return ""
    deepest = 2 if len([level for level in levels if level <= 2]) <= MOST_LINES else 1
    shown = [heading for heading in headings if heading.level <= deepest]
    turn = "<w:pageBreakBefore/>" if on_new_page else ""
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \\o &quot;1-'
        f'{deepest}&quot; \\h \\z \\u </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    lines = [_line(heading, begin if not place else "") for place, heading in enumerate(shown)]
    return (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
        f'</w:sdtPr><w:sdtContent><w:p><w:pPr><w:pStyle w:val="TOCHeading"/>{turn}</w:pPr>'
        f"<w:r><w:t>{escape(title)}</w:t></w:r></w:p>{''.join(lines)}"
        '<w:p><w:pPr><w:pStyle w:val="RaciQuiet"/></w:pPr><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
        "</w:sdtContent></w:sdt>"
    )


def _line(heading: Heading, before: str) -> str:
    text = shortened(heading.text, _LONGEST_LINE)
    side = "<w:bidi/>" if reads_leftwards(text) else ""
    turned = "<w:rPr><w:rtl/></w:rPr>" if side else ""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="TOC{heading.level}"/>{side}</w:pPr>{before}'
        f'<w:hyperlink w:anchor={quoteattr(heading.bookmark)} w:history="1"><w:r>{turned}'
        f'<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:hyperlink></w:p>'
    )


def bookmarked(content: str, number: int, name: str) -> str:
    """Return runs within a bookmark; no two of a document have the same number or name."""
    return f'<w:bookmarkStart w:id="{number}" w:name={quoteattr(name)}/>{content}<w:bookmarkEnd w:id="{number}"/>'
