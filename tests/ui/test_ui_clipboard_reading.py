"""Reading what Excel, LibreOffice, Google Sheets, Word and plain editors put on the clipboard."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raciapp.base.errors import UserError
from raciapp.ui.clipboard.blocks import LARGEST, MOST_CELLS, Block
from raciapp.ui.clipboard.hypertext import read_table
from raciapp.ui.clipboard.tabbed import read_tabbed

EXCEL = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8">
<meta name=Generator content="Microsoft Excel 15">
<link id=Main-File rel=Main-File href="file:///C:/Users/x/AppData/Local/Temp/msohtmlclip1/01/clip.htm">
<style><!--table {mso-displayed-decimal-separator:"\\."; }
td {mso-style-parent:style0;} .xl65 {mso-number-format:"\\@"; white-space:normal;} --></style>
<!--[if gte mso 9]><xml><x:ExcelWorkbook><x:Name>R</x:Name></x:ExcelWorkbook></xml><![endif]--></head>
<body link="#0563C1" vlink="#954F72">
<table border=0 cellpadding=0 cellspacing=0 width=320 style='border-collapse:collapse;width:240pt'>
<!--StartFragment--> <col width=64 span=3 style='width:48pt'>
 <tr height=20 style='height:15.0pt'>
  <td height=20 class=xl65 width=64 style='height:15.0pt;width:48pt'>Activity</td>
  <td class=xl65 width=64>Legal &amp;
  HR</td>
  <td class=xl65>Communi&shy;cations</td>
 </tr>
 <tr height=40 style='height:30.0pt'>
  <td height=40 class=xl65>Draft<br>
    the policy</td>
  <td class=xl66 align=center>A/R</td>
  <td class=xl65>&nbsp;</td>
 </tr>
 <tr height=20>
  <td height=20 class=xl65 style='mso-ignore:colspan'>Approve<span style='mso-spacerun:yes'>&nbsp; </span>it</td>
  <td class=xl65>C (sensitive<br style='mso-data-placement:same-cell'>topics)</td>
  <td align=right x:num>1</td>
 </tr>
<!--EndFragment--></table></body></html>"""

LIBREOFFICE = """<!DOCTYPE html><html><head>
	<meta http-equiv="content-type" content="text/html; charset=utf-8"/><title>R</title>
	<style type="text/css">body,td { font-family:"Calibri" } comment { display:none; }</style></head>
<body>
<table cellspacing="0" border="0">
	<colgroup span="2" width="80"></colgroup><colgroup width="90"></colgroup>
	<tr>
		<td height="20" align="left" valign=bottom><font color="#000000">Activity</font></td>
		<td align="left"><font color="#000000">Legal &amp; HR</font></td>
		<td align="left"><font color="#000000">Communications</font></td>
	</tr>
	<tr>
		<td height="20"><font color="#000000">Draft<br>the policy</font></td>
		<td bgcolor="#B5460F"><b><font face="Cambria" color="#FFFFFF">A/R</font></b></td>
		<td><font color="#000000"><br></font></td>
	</tr>
	<tr>
		<td height="20"><font color="#000000">Approve it</font></td>
		<td><font color="#000000">C (sensitive<br>topics)</font></td>
		<td sdval="1" sdnum="1033;"><font color="#000000">1</font></td>
		</tr>
</table>
<!-- ************************************************************************** -->
</body></html>"""

GOOGLE = """<meta charset='utf-8'><google-sheets-html-origin><style type="text/css"><!--td {border: 1px solid #ccc;}-->
</style><table xmlns="http://www.w3.org/1999/xhtml" cellspacing="0" dir="ltr" border="1"
 data-sheets-root="1" data-sheets-baot="1"><colgroup><col width="100"/><col width="100"/><col width="100"/></colgroup>
<tbody><tr style="height:21px;"><td data-sheets-value="{&quot;1&quot;:2,&quot;2&quot;:&quot;Activity&quot;}">Activity
</td><td>Legal &amp; HR</td><td>Communications</td></tr><tr style="height:21px;">
<td>Draft<br/>the policy</td><td style="font-weight:bold;">A/R</td><td></td></tr>
<tr><td>Approve it</td><td><span>C (sensitive<br/></span><span>topics)</span></td><td>1</td></tr></tbody></table>"""

WORD = """<html xmlns:w="urn:schemas-microsoft-com:office:word"><head><meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 10]><style>table.MsoNormalTable {font-size:11.0pt;}</style><![endif]--></head>
<body lang=EN-CA style='tab-interval:36.0pt'><!--StartFragment-->
<table class=MsoTableGrid border=1><tr style='mso-yfti-irow:0'>
<td width=208 valign=top><p class=MsoNormal><b>Activity<o:p></o:p></b></p></td>
<td><p class=MsoNormal>Legal &amp; HR<o:p></o:p></p></td><td><p class=MsoNormal>Communications<o:p></o:p></p></td></tr>
<tr><td><p class=MsoNormal>Draft</p><p class=MsoNormal>the policy<o:p></o:p></p></td>
<td><p class=MsoNormal align=center>A/R<o:p></o:p></p></td>
<td><p class=MsoNormal><![if !supportEmptyParas]>&nbsp;<![endif]><o:p></o:p></p></td></tr>
<tr><td><p class=MsoNormal>Approve it</p></td><td><p class=MsoNormal>C (sensitive<br>
topics)</p></td><td><p class=MsoNormal>1</p></td></tr></table><!--EndFragment--></body></html>"""

READ = (
    ("Activity", "Legal & HR", "Communications"),
    ("Draft\nthe policy", "A/R", ""),
    ("Approve it", "C (sensitive\ntopics)", "1"),
)


# -- tables -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", [EXCEL.replace("&shy;", ""), LIBREOFFICE, GOOGLE, WORD])
def test_every_program_s_table_reads_the_same(page: str) -> None:
    assert read_table(page) == Block(READ)


def _rows(html: str) -> tuple[tuple[str | None, ...], ...]:
    block = read_table(html)
    assert block is not None
    return block.rows


@pytest.mark.parametrize(
    "page", ["", "R", "<p>R</p>", "<table></table>", "</table><td>R</td></tr>", "<b", "<!--<table>"]
)
def test_a_page_without_a_table_is_no_block(page: str) -> None:
    assert read_table(page) is None


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        ("<tr><td>R<td>A<tr><td>C", (("R", "A"), ("C",))),
        ("<td>R</td><td>A</td>", (("R", "A"),)),
        ("<tr><th>R</th></tr><tr></tr><tr><td/><td>A</td></tr>", (("R",), (), ("", "A"))),
        ("<tr><td>a&lt;b&amp;&#233;&eacute;&bogus;</td></tr>", (("a<b&éé&bogus;",),)),
        ("<tr><td>  a \n b&nbsp; </td></tr>", (("a b",),)),
        ("<tr><td><br>a<br><br/>b<br></td></tr>", (("a\nb",),)),
        ("<tr><td><ul><li>R<li>A</ul></td></tr>", (("R\nA",),)),
        ("<tr><td>R<script>document.write('<td>A')</script><style>td{}</style></td></tr>", (("R",),)),
        ("<tr><td>R<img src='http://x.invalid/y'><a href='javascript:x()'>!</a></td></tr>", (("R!",),)),
        ("<tr><td>R<!-- <td>A --><![x y]>/<!-<!-- -->->A</td></tr>", (("R/->A",),)),
        ("<tr><td>R<!-- never closed", (("R",),)),
        ("<tr><td>R</td><td <td <td", (("R", ""),)),
        ("<tr><td>a\vb</td></tr>", (("a b",),)),
        ("<caption>x</caption>y<tr>z<td>R</td>w</tr>", (("R",),)),
        ("<tr><td>R<table><tr><td>A</td><td>C</td></tr></table>I</td><td>D</td></tr>", (("R\nA C\nI", "D"),)),
    ],
)
def test_tables_are_read_as_people_see_them(table: str, rows: tuple[tuple[str, ...], ...]) -> None:
    assert _rows(f"<table>{table}</table>") == rows


def test_merged_cells_keep_their_neighbours_in_place() -> None:
    block = read_table(
        "<table><tr><td rowspan=2>a</td><td colspan='2'>b</td><td>c</td></tr><tr><td>d</td><td>e</td><td>f</td></tr>"
        "<tr><td>g</td></tr></table>"
    )
    assert block == Block((("a", "b", None, "c"), (None, "d", "e", "f"), ("g",)), frozenset({(0, 0), (0, 1)}))


def test_a_cell_merged_downwards_covers_the_end_of_a_row() -> None:
    assert _rows("<table><tr><td>a</td><td rowspan=3>b</td></tr><tr><td>c</td></tr><tr><td>d</td></tr></table>") == (
        ("a", "b"),
        ("c", None),
        ("d", None),
    )


@pytest.mark.parametrize("span", ["0", "-1", "x", "", "1.5", "²", "9" * 5000])
def test_a_span_that_is_none_is_one(span: str) -> None:
    assert _rows(f"<table><tr><td colspan='{span}'>a</td><td>b</td></tr></table>") == (("a", "b"),)


def test_a_note_of_libreoffice_is_a_remark() -> None:
    note = '<a class="comment-indicator"></a><comment>until<br>May</comment>'
    assert _rows(f"<table><tr><td>{note}R</td><td>{note}</td></tr></table>") == (("R (until\nMay)", "– (until\nMay)"),)


def test_a_note_that_is_never_closed_ends_with_its_cell() -> None:
    assert _rows("<table><tr><td><comment>x<td>R</table>") == (("– (x)", "R"),)


def test_of_several_tables_the_largest_is_read() -> None:
    page = "<table><tr><td>a</td></tr></table><table></table><table><tr><td>b</td><td>c</td></tr></table>"
    assert read_table(page) == Block((("b", "c"),), tables=2)


@pytest.mark.parametrize(
    "page",
    [
        f"<table><tr>{'<td>' * (MOST_CELLS + 1)}</table>",
        f"<table><tr>{'<td colspan=1000>' * 21}</table>",
        f"<table><tr>{'<td rowspan=1000 colspan=999>' * 2}{'<tr><td>' * 20}</table>",
        f"<table><tr>{'<td rowspan=1000 colspan=999>' * 10}{'<tr>' * 20}</table>",
        f"<table>{'<tr>' * (MOST_CELLS + 1)}</table>",
        "<table>" + "x" * LARGEST,
        "<table><td>" + "<b>" * 400_000,
    ],
)
def test_what_is_larger_than_any_matrix_is_refused(page: str) -> None:
    with pytest.raises(UserError, match="on the clipboard"):
        read_table(page)


@pytest.mark.parametrize("piece", ["<!--", "<![x", "<!", "<?", "</", "</a ", "<a ", "<td a='", "&#", "<script>"])
def test_what_never_ends_does_not_keep_anybody_waiting(piece: str) -> None:
    # Some of these keep Python's own parser busy for hours, and the whole test run with it.
    block = read_table(f"<table><tr><td>R</td></tr></table>{piece * 200_000}>")
    assert block is not None
    assert block.rows[0] == ("R",)


PIECES = (
    "<table>",
    "</table>",
    "<tr>",
    "<td rowspan=2>",
    "<td colspan=3>",
    "</td>",
    "R",
    "\n",
    "<br/>",
    "<!--",
    "-->",
    "<![",
    "<!",
    "<",
    ">",
    "&",
    "&#x",
    "'",
    '"',
    "=",
    "<comment>",
    "</comment>",
    "<script>",
    "</script>",
    "\x00",
    "]]>",
)


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_no_page_makes_it_fail(page: str) -> None:
    block = read_table(f"<table>{page}")
    assert block is None or all(isinstance(cell, str | None) for row in block.rows for cell in row)


# -- text -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("R", (("R",),)),
        ("AR\tC\nI\t", (("AR", "C"), ("I", ""))),
        ("R\r\nA\r\n", (("R",), ("A",))),
        ("R\rA", (("R",), ("A",))),
        ("R\n\nA", (("R",), ("",), ("A",))),
        ("", (("",),)),
        ("\n", (("",),)),
        ('"Draft\nthe ""policy"""\tR\r\n"a\tb"\tC\r\n', (('Draft\nthe "policy"', "R"), ("a\tb", "C"))),
        ('"never closed\tR\nA', (('"never closed', "R"), ("A",))),
        ('5" screen\tR', (('5" screen', "R"),)),
        ("'=SUM(A1)\t''=x\t'n\t'", (("=SUM(A1)", "'=x", "'n", "'"),)),
        ("R\u2028A", (("R\u2028A",),)),
        ("x" * 140_000, (("x" * 140_000,),)),
    ],
)
def test_text_that_spreadsheets_copy_is_read(text: str, rows: tuple[tuple[str, ...], ...]) -> None:
    assert read_tabbed(text) == Block(rows)


@pytest.mark.parametrize("text", ["x\t" * MOST_CELLS, "\n" * (MOST_CELLS + 1), "x" * (LARGEST + 1)])
def test_text_that_is_longer_than_any_matrix_is_refused(text: str) -> None:
    with pytest.raises(UserError, match="on the clipboard"):
        read_tabbed(text)


# -- blocks -----------------------------------------------------------------------------------------------


def test_a_block_is_as_wide_as_its_longest_row() -> None:
    block = Block((("a",), ("b", None, "c"), ()))
    assert (block.height, block.width) == (3, 3)
    assert [block.at(0, 0), block.at(0, 2), block.at(1, 1), block.at(2, 0)] == ["a", "", "", ""]
