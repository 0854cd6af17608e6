"""Role cards on the page: one article per unit, which the choice of a unit shows alone."""

from collections.abc import Sequence

from raciapp.base.messages import mark
from raciapp.formats.cards import NOTHING_ASKED, CardLine, RoleCard, role_cards
from raciapp.formats.web.elements import Element, Node, element
from raciapp.formats.web.matrix import MatrixPage, badges
from raciapp.formats.web.tongues import lines


def cards_part(page: MatrixPage) -> list[Node]:
    """Return a card for each unit, in the order of the matrix."""
    return [_card(page, place, card) for place, card in enumerate(role_cards(page.report))]


def _card(page: MatrixPage, place: int, card: RoleCard) -> Element:
    tongues = page.tongues
    functions = [node for name in card.unit.functions for node in (", ", *tongues.name(name))][1:]
    shown = [_stack(page, tongues.say(title), found) for title, found in card.stacks]
    nothing = element("p", tongues.say(NOTHING_ASKED), class_="quiet")
    return element(
        "article",
        element("h3", tongues.name(card.unit.name or "–")),
        element("p", functions, class_="quiet") if functions else None,
        element("p", lines(card.unit.remark)) if card.unit.remark.strip() and page.talks else None,
        element("div", shown, class_="stacks") if shown else nothing,
        class_=f"card k{place}",
    )


def _stack(page: MatrixPage, title: Sequence[Node], found: Sequence[CardLine]) -> Element:
    return element(
        "section",
        element("h4", title, f" ({len(found)})"),
        element("ul", [_line(page, line) for line in found]),
    )


def _line(page: MatrixPage, line: CardLine) -> Element:
    tongues = page.tongues
    told: list[Node] = []
    if line.answers:
        told.append(element("span", tongues.say(mark("{names} answers"), names=line.answers), class_="quiet"))
    if line.remark.strip() and page.talks:
        told.append(element("span", lines(line.remark), class_="quiet"))
    return element("li", element("span", badges(page, line.symbols)), element("div", tongues.name(line.activity), told))
