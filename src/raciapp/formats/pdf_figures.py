"""The pictures as a typst template draws them: lengths of bars and sizes of bubbles, with the numbers in words."""

from collections import Counter
from collections.abc import Iterable

from raciapp.base.messages import translate_count
from raciapp.formats.figures import Figures, GroupFindings, Handover, figures
from raciapp.formats.report import SEVERITY_NAMES, Report
from raciapp.formats.typesetting import Content

MOST_UNITS = 16
"""Units along each side of the hand-over map: those that hand over, or take on, the most."""

MOST_BARS = 60
"""Bars of a picture; where there are more, those that count most."""

Bar = tuple[str, tuple[tuple[str, int], ...], int]
"""A bar: its name, its pieces by kind, the number at its end."""


def pictures_content(report: Report) -> Content:
    """Return the pictures that have something to show; all is empty where there are no units or no activities."""
    found = figures(report)
    weights = {severity.value: report.say(name) for severity, name in SEVERITY_NAMES.items()}
    weights["clear"] = report.say("Without findings")
    loads: list[Bar] = [(load.unit, load.letters, load.cells) for load in found.loads]
    groups: list[Bar] = [
        (group.group or report.say("Without a group"), _weighed(group), group.activities) for group in found.groups
    ]
    return {
        "load": _bars(
            loads,
            {letter.symbol: report.spoken.text(letter.name) for letter in report.legend},
            report.say("Load per unit"),
        ),
        "load_note": report.say(
            "How many cells of each unit hold each letter; at the end, how many activities it is part of."
        ),
        "spread": _bars(
            [(unit, (("answers", count),), count) for unit, count in found.accountability],
            {"answers": report.say("answers")},
            report.say("Who answers for how much"),
        ),
        "spread_note": _unanswered(report, found),
        "groups": _bars(groups, weights, report.say("Activities with findings by group")),
        "groups_note": report.say(
            "Activities by the gravest finding on them; at the end, how many there are in the group."
        ),
        "handover": _handovers(report, found.handovers),
    }


def _weighed(group: GroupFindings) -> tuple[tuple[str, int], ...]:
    """Return how many activities have findings of each weight, and how many have none."""
    held = tuple((severity.value, count) for severity, count in group.weights)
    return (*held, ("clear", group.activities - sum(count for _, count in held)))


def _unanswered(report: Report, found: Figures) -> str:
    if not found.unanswered:
        return ""
    return report.spoken.of(
        lambda language: translate_count(
            "For {n} activity nobody answers.", "For {n} activities nobody answers.", found.unanswered, language
        )
    )


def _bars(bars: list[Bar], names: dict[str, str], title: str) -> Content:
    """Return bars of a picture; `longest` is the length of the longest. The alternative text has all the numbers."""
    shown = bars
    if len(bars) > MOST_BARS:
        least = sorted((bar[2] for bar in bars), reverse=True)[MOST_BARS - 1]
        shown = [bar for bar in bars if bar[2] >= least][:MOST_BARS]
    told = "; ".join(f"{name}: {_numbers(pieces, names)} ({total})" for name, pieces, total in shown)
    return {
        "title": title,
        "alt": f"{title}. {told}",
        "key": [{"kind": kind, "name": name} for kind, name in names.items()],
        "longest": max([1, *(max(total, sum(count for _, count in pieces)) for _, pieces, total in shown)]),
        "rows": [
            {
                "name": name,
                "pieces": [{"kind": kind, "count": count} for kind, count in pieces if count],
                "total": total,
            }
            for name, pieces, total in shown
        ],
    }


def _numbers(pieces: Iterable[tuple[str, int]], names: dict[str, str]) -> str:
    return ", ".join(f"{names[kind]} {count}" for kind, count in pieces if count) or "0"


def _handovers(report: Report, found: tuple[Handover, ...]) -> Content:
    """Return the map: who answers down the side, who does the work or is asked along the top."""
    answering, others = Counter[str](), Counter[str]()
    for one in found:
        answering[one.answers] += one.does + one.asked
        others[one.other] += one.does + one.asked
    order = [unit.name for unit in report.units]
    rows, columns = _most(answering, order), _most(others, order)
    cells: list[Content] = [
        {"row": rows.index(one.answers), "column": columns.index(one.other), "does": one.does, "asked": one.asked}
        for one in found
        if one.answers in rows and one.other in columns
    ]
    told = "; ".join(
        report.say(
            "{unit} answers, {other} does {does} and is asked on {asked}",
            unit=one.answers,
            other=one.other,
            does=one.does,
            asked=one.asked,
        )
        for one in found
        if one.answers in rows and one.other in columns
    )
    title = report.say("Who hands work to whom")
    return {
        "title": title,
        "alt": f"{title}. {told}",
        "rows": list(rows),
        "columns": list(columns),
        "cells": cells,
        "most": max((max(one.does, one.asked) for one in found), default=1),
        "does": report.say("Activities this unit does"),
        "asked": report.say("Activities it is asked about"),
        "note": report.say("Down the side who answers, along the top who does the work or is asked."),
        "left": report.say("Only the units with the most are shown.")
        if len(answering) > len(rows) or len(others) > len(columns)
        else "",
    }


def _most(counted: Counter[str], order: list[str]) -> list[str]:
    """Return the names that count most, in the order of the matrix."""
    chosen = {name for name, _ in counted.most_common(MOST_UNITS)}
    return [name for name in dict.fromkeys(order) if name in chosen]
