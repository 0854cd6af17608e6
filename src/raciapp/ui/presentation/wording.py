"""Slides in sentences: for the foot of the screen, and for those who hear the screen instead of seeing it."""

from raciapp.base.messages import mark
from raciapp.ui.choices import STATUS_TITLES
from raciapp.ui.language import tr, tr_count
from raciapp.ui.presentation.contents import EmptySlide, GroupSlide, Matter, RowSlide, Slide, UnitSlide, held_by
from raciapp.ui.presentation.slides import Show, View


def cell_sentence(show: Show, matter: Matter) -> str:
    """Return the current cell in words, such as «Legal: Consulted»; empty where there is none.

    It names what the slide does not: on a unit's own slide the activity, on a group's both.
    """
    if show.place is None:
        return ""
    activity = matter.document.activities[matter.document.activity_places[show.activity]].name.text(matter.language)
    (cell,) = held_by(show.activity, (show.unit,), show, matter)
    status = tr(STATUS_TITLES[cell.status]) if cell.status else ""
    letters = cell.words or ("" if show.only_accountable else tr(mark("no part")))
    name = {View.ROW: cell.name, View.UNIT: activity, View.GROUP: f"{activity}  ·  {cell.name}"}[show.view]
    return _told(name, "  ·  ".join(part for part in (letters, status, cell.remark) if part))


def slide_sentences(slide: Slide) -> str:
    """Return the whole slide in sentences, for those who hear it."""
    match slide:
        case RowSlide():
            parts = [_told(cell.name, cell.words) for cell in slide.cells if cell.words]
            status = tr(STATUS_TITLES[slide.status]) if slide.status else ""
            said = [slide.title, slide.definition, slide.remark, status, "; ".join(parts)]
            return _sentences([*said, *(statement.text for statement in slide.statements)])
        case GroupSlide():
            rows = [
                _told(line.name, "; ".join(f"{cell.name}, {cell.words}" for cell in line.cells if cell.words))
                for line in slide.lines
            ]
            return _sentences([slide.heading, *rows])
        case UnitSlide():
            sections = [
                _told(section.title, "; ".join(cell.name for cell in section.cells)) for section in slide.sections
            ]
            return _sentences([slide.title, slide.functions, *sections])
        case EmptySlide():
            return slide.text


def _told(name: str, text: str) -> str:
    return tr(mark("{name}: {text}"), name=name, text=text) if text else name


def _sentences(parts: list[str]) -> str:
    return " ".join(part if part.endswith((".", "?", "!")) else f"{part}." for part in parts if part)


def progress(slide: Slide, page: int = 0, pages: int = 1) -> str:
    """Return how far the presentation is, such as «7 of 22»; `page` counts from 0."""
    if isinstance(slide, EmptySlide):
        return ""
    if pages == 1:
        return tr(mark("{number} of {count}"), number=slide.number, count=slide.count)
    return tr(
        mark("{number} of {count}  ·  page {page} of {pages}"),
        number=slide.number, count=slide.count, page=page + 1, pages=pages,
    )  # fmt: skip


def more_findings(count: int) -> str:
    """Return that there are more findings than there is room for."""
    return tr_count("and {n} more finding", "and {n} more findings", count)


def units_shown(first: int, count: int, whole: int) -> str:
    """Return which units are on a page of them; `first` counts from 0."""
    return tr(mark("Units {first} to {last} of {count}"), first=first + 1, last=first + count, count=whole)
