"""Elements: what is given as text is text, and nothing else can be made."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from raciapp.formats.web.elements import Sheet, clean, element, rendered


def test_an_element_with_everything() -> None:
    made = element(
        "p", "a < b & c", None, [element("br"), "\u00e9"], class_="x", aria_label='say "no"', hidden=True, id=None
    )
    assert rendered(made) == '<p class="x" aria-label="say &quot;no&quot;" hidden>a &lt; b &amp; c<br>\u00e9</p>'
    assert rendered(element("input", checked=False, tabindex=0)) == '<input tabindex="0">'
    assert rendered(element("img", alt="")) == "<img alt>"


@pytest.mark.parametrize("tag", ["script", "iframe", "object", "embed", "p onclick", "P", "", "p>", "1a"])
def test_elements_that_run_something_cannot_be_made(tag: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        element(tag)


@pytest.mark.parametrize("name", ["onclick", "style", "srcdoc", "formaction", "action", "a b", "x=", 'a"'])
def test_attributes_that_run_something_cannot_be_made(name: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        element("p", **{name: "x"})


@pytest.mark.parametrize("address", ["javascript:1", "http://x", "//x", "x.html", "data:text/html,x", "#a b", ""])
def test_addresses_that_lead_out_cannot_be_made(address: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        element("a", href=address)
    with pytest.raises(ValueError, match=r".*"):
        element("img", src=address)


def test_a_style_sheet_cannot_end_itself() -> None:
    assert rendered(element("style", Sheet("a > b {}"))) == "<style>a > b {}</style>"
    with pytest.raises(ValueError, match="</style>"):
        rendered(element("style", Sheet("</style><script>")))


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_is_read_as_it_was(text: str) -> None:
    page = html.fragment_fromstring(rendered(element("p", text, title=text)))
    assert not page.getchildren()
    assert page.text_content() == clean(text)
    assert page.get("title") == clean(text)


def test_what_html_forbids_is_gone() -> None:
    assert clean("a\x00b\x0bc\x7fd\ufeffe\ud800f\uffffg\r\nh\x85i\tj") == "a b c de\ufffdf\ufffdg\nh\ni\tj"
