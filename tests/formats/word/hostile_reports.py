"""Reports that hold everything, also where all text is hostile; shared by the tests of Word and of slides."""

import datetime as dt

from raciapp.base.resources import sample_organizations
from raciapp.base.words import Language, same
from raciapp.document.records import Activity, Document, Group, Matrix, Organization, Row, Status, Unit
from raciapp.document.storage import load
from raciapp.formats.report import EVERYTHING, Cover, Report, Wishes, report_on
from raciapp.knowledge.library import knowledge

DAY = dt.date(2026, 11, 23)
MARKUP = "=1+1 </w:t></a:t><w:br/> & \"q\" 's' {page} _x0041_ 🦊"
CONTROLS = "a\x00b\x0bc\x1bd\ud800e\u202ef\ttab\r\nnew\u2028line\x85x\ufffe"
ARABIC = "مكتب الاتصالات الرقمية"
LONG = ("Directorate of the longest official names " * 9)[:300]
UNBROKEN = "W" * 300
EVERY_LETTER = bytes([1, 2, 0, 8, 4, 3])


def full_report(
    name: str = "lakehead_bank", language: Language = Language.EN, second: Language | None = None
) -> Report:
    """Return the report on a sample with every part of it."""
    document = load(sample_organizations() / f"{name}.raci")
    cover = Cover("Lakehead", "1.2", "Marie Tremblay", "For the committee.")
    return report_on(document, knowledge(), DAY, Wishes(language, second, parts=EVERYTHING, cover=cover))


def made_report(units: int, activities: int, name: str) -> Report:
    """Return a full report in which every text of a client is `name`."""
    ids = [f"u{place}" for place in range(units)]
    rows = [
        Row(
            (EVERY_LETTER * (units + 6))[place % 6 :][:units],
            ((ids[0], name),) if ids else (),
            ((ids[0], Status.QUESTION),) if ids else (),
        )
        for place in range(activities)
    ]
    document = Document(
        Organization(same(name), kind=same(name)),
        (Matrix("m", same(name), tuple(rows)),),
        units=tuple(Unit(one, same(f"{name} {one}"), remark=name, division=same(name)) for one in ids),
        groups=(Group("g", same(name)),),
        activities=tuple(
            Activity(f"a{place}", same(f"{name} {place}"), "g", remark=name) for place in range(activities)
        ),
    )
    wishes = Wishes(Language.EN, parts=EVERYTHING, cover=Cover(name, name, name, name))
    return report_on(document, knowledge(), DAY, wishes)
