"""Reads the worst files of up to a megabyte, each in a process that may have 512 MB and some seconds; prints figures.

One line of JSON per case: what it is, how it ended (0 for well), seconds of the processor, megabytes at most.
`python tests/fuzzing/confined.py` reads the few that hurt most, as the tests do, `... all` every one, `... NAME` those
whose name contains it. With `src` and `tests` on the path; POSIX only.
"""

import json
import os
import resource
import sys
import traceback
from collections.abc import Callable, Iterable

from fuzzing import targets
from fuzzing.targets import TARGETS

from raciapp.document.journal_records import unframed

MEMORY = 512 * 2**20
SIZE = 1_000_000
SECONDS = 8
"""Of the processor. The tests' own limit of 2 is for a file as one would find it; these are made to hurt."""


def _filled(start: bytes, part: bytes, end: bytes = b"") -> bytes:
    """Return a file of just under a megabyte."""
    return start + part * ((SIZE - len(start) - len(end)) // len(part)) + end


def _counted(start: bytes, part: Callable[[int], str], end: bytes = b"", join: str = ",") -> bytes:
    """Return a file of just under a megabyte of parts that differ."""
    parts: list[str] = []
    size = len(start) + len(end)
    while size < SIZE - 200:
        parts.append(part(len(parts)))
        size += len(parts[-1].encode()) + len(join)
    return start + join.join(parts).encode() + end


_HEAD = b'{"format":"raciapp","version":2,"organization":{"name":{"en":"x"}},'
_MATRIX = b'"matrices":[{"id":"as_is","name":{"en":"x"}}]}'


def _documents() -> dict[str, bytes]:
    return {
        "lists within lists": _filled(_HEAD + b'"x":', b"["),
        "tables within tables": _filled(_HEAD + b'"x":', b'{"a":'),
        "tables within known tables": _filled(b'{"format":"raciapp","version":2,"organization":', b'{"name":'),
        "one text": _filled(_HEAD[:-3] + b"", b"x", b'"}},' + _MATRIX),
        "escapes": _filled(_HEAD[:-3] + b"", b"\\u0000", b'"}},' + _MATRIX),
        "one number": _filled(_HEAD + b'"x":', b"9", b"," + _MATRIX),
        "a long fraction": _filled(_HEAD + b'"x":0.', b"9", b"e-99999," + _MATRIX),
        "spaces": _filled(b"", b" "),
        "zeros": bytes(SIZE),
        "units": _counted(_HEAD + b'"units":[', lambda n: f'{{"id":"u{n}","name":{{}}}}', b"]," + _MATRIX),
        "one unit again and again": _filled(_HEAD + b'"units":[', b'{"id":"u","name":{}},', b"]}"),
        "activities": _counted(
            _HEAD + b'"activities":[', lambda n: f'{{"id":"a{n}","name":{{}},"group":""}}', b"]," + _MATRIX
        ),
        "units by activities": _square(),
        "matrices by activities": _HEAD
        + _listed("activities", (f'{{"id":"a{n}","name":{{}},"group":""}}' for n in range(12_000))).encode()
        + b","
        + _listed("matrices", (f'{{"id":"m{n}","name":{{}}}}' for n in range(15_000))).encode()
        + b"}",
        "as many cells as there may be": _HEAD
        + _listed("activities", (f'{{"id":"a{n}","name":{{}},"group":""}}' for n in range(10_000))).encode()
        + b","
        + _listed("units", (f'{{"id":"u{n}","name":{{}}}}' for n in range(500))).encode()
        + b","
        + _listed("matrices", (f'{{"id":"m{n}","name":{{}}}}' for n in range(3))).encode()
        + b"}",
        "matrices": _counted(_HEAD + b'"matrices":[', lambda n: f'{{"id":"m{n}","name":{{}}}}', b"]}"),
        "one key again and again": _filled(_HEAD, b'"units":[],', _MATRIX),
        "unknown keys": _counted(_HEAD, lambda n: f'"k{n}":0', b"," + _MATRIX),
    }


def _square() -> bytes:
    """Return a document of as many cells as fit: each unit and each activity costs few bytes, each cell one."""
    units = _listed("units", (f'{{"id":"u{n}","name":{{}}}}' for n in range(12_000)))
    activities = _listed("activities", (f'{{"id":"a{n}","name":{{}},"group":""}}' for n in range(12_000)))
    return _HEAD + f"{units},{activities},".encode() + _MATRIX


def _listed(name: str, records: Iterable[str]) -> str:
    return f'"{name}":[' + ",".join(records) + "]"


def _sealed() -> dict[str, bytes]:
    return {
        "a long header": _filled(b'{"format":"raciapp-sealed"', b",", b"\n"),
        "a nested header": _filled(b'{"format":"raciapp-sealed","x":', b"["),
        "a long body": _filled(targets.sealed_documents()[0], b"x"),
        "lists within lists": targets.resealed(_filled(_HEAD + b'"x":', b"[")),
    }


def _dearest() -> bytes:
    """Return a sealed file that asks for all the memory and work that a reader grants."""
    sealed = targets.sealed_documents()[0].replace(b'"n":2,"r":1,"p":1', b'"n":262144,"r":8,"p":4')
    return targets.summed(sealed)


def _journals() -> dict[str, bytes]:
    first, *_ = targets.journals()
    payloads, _ = unframed(first)
    edits = targets.reframed([payloads[0], payloads[1], *[payloads[2]] * 100])
    tiny = targets.reframed([payloads[0], payloads[1]])
    return {
        "empty frames": _filled(first, bytes(8)),
        "frames of nothing": _filled(tiny, targets.reframed([b"0"])),
        "lists within lists": targets.reframed([payloads[0], _filled(b"", b"[")]),
        "a document nested": targets.reframed(
            [payloads[0], b'{"type":"opened","number":0,"when":0,"document":' + b"[" * 900_000]
        ),
        "one edit again and again": edits,
        "edits": _journal_of_edits(payloads),
        "edits of which the last is wrong": _journal_of_edits(payloads, wrong=True),
        "a frame that promises four gigabytes": tiny + b"\xff" * 8 + b"x" * 900_000,
    }


def _journal_of_edits(payloads: list[bytes], *, wrong: bool = False) -> bytes:
    """Return a journal of a document restated and edited in turn, which is replayed step by step."""
    edit = json.loads(payloads[2])
    edits = []
    size = 0
    number = edit["number"] - 1
    renaming = json.loads(payloads[5])
    while size < SIZE - 20_000:
        number += 1
        one = {**(edit if number % 2 else renaming), "number": number}
        edits.append(json.dumps(one).encode())
        size += len(edits[-1]) + 8
    if wrong:
        edits[-1] = edits[-1].replace(b'"as_is"', b'"gone"').replace(b'"units"', b'"unit"')
    return targets.reframed([*payloads[:2], *edits])


def _houses() -> dict[str, bytes]:
    rule = targets.HOUSE_RULE.partition(b"[[rule]]")[2]
    return {
        "lists within lists": _filled(b"x = ", b"[\n"),
        "tables within tables": _filled(b"x = ", b"{ a = "),
        "dots": _filled(b"", b"a."),
        "lines of dots": _filled(b"", b"a." * 99 + b"a = 1\n"),
        "headings of dots": _counted(b"", lambda n: f"[{'a.' * 90}b{n}]", join="\n"),
        "one key in many tables": _counted(b"", lambda n: f"[t{n}]\na = 1", join="\n"),
        "rules": _filled(b"", b"[[rule]]" + rule),
        "rules of many tests": _filled(
            b'[[rule]]\nid="A-1"\nseverity="must"\nstatement.en="x"\nmessage.en="x"\ntests=[\n',
            b'{ test = "part" },\n',
            b"]\n",
        ),
        "a message of braces": targets.HOUSE_RULE.replace(b"{n}", b"{" * 4_000),
        "rows": _counted(
            targets.HOUSE_TEMPLATE.partition(b"[rows")[0],
            lambda n: f'[rows.r{n}]\nletters = {{ hr = "A/R" }}',
            join="\n",
        ),
        "letters of one row": _counted(
            targets.HOUSE_TEMPLATE.partition(b"letters")[0],
            lambda n: f'letters.u{n} = "A"',
            join="\n",
        ),
        "quotation marks": _filled(b"", b'"""\n'),
        "a long text": _filled(b'x = """', b"\\\n", b'"""\n'),
    }


def _tables() -> dict[str, bytes]:
    head = b"Activity;Legal;HR\n"
    return {
        "rows": _filled(head, b"Plan;A;R\n"),
        "rows that differ": _counted(head, lambda n: f"Plan number {n};A;R", join="\n"),
        "columns": _filled(b"Activity", b";U", b"\nPlan;A;R\n"),
        "letters": _filled(b"Activity;U\n", b"R;"),
        "all letters": _filled(head, b"R;A;C\n"),
        "delimiters": _filled(b"", b";"),
        "delimiters of all kinds": _filled(b"", b";,\t|"),
        "quotation marks": _filled(head, b'"'),
        "quotation marks in pairs": _filled(head + b'"', b'""', b'"\n'),
        "an open quotation mark": _filled(head + b'"', b"Plan;A;R\n"),
        "line ends": _filled(head, b"\n"),
        "old line ends": _filled(head, b"\r"),
        "null characters": _filled(head, b"\0"),
        "a field too long": _filled(head + b"Plan;", b"("),
        "odd bytes": bytes(range(1, 256)) * (SIZE // 255),
        "cyrillic": _filled("Дело;Отдел\n".encode("cp1251"), "Писать;R\n".encode("cp1251")),
        "UTF-16": ("\ufeff" + "Plan;A;R\n" * (SIZE // 20)).encode("utf-16-le"),
        "legend": _filled(head + b"Plan;A;R\n", b"R = Responsible;A = Approver\n"),
        "many legends": _filled(head, b"R;Responsible;A;Accountable\n"),
        "groups": _counted(b"Group;" + head, lambda n: f"g{n};p{n};A;R", join="\n"),
        "headings": _counted(head, lambda n: f"Heading {n};;\nPlan {n};A;R", join="\n"),
        "one name": _filled(head, b"Publish on the official account;A;R\n"),
        "known names": _filled(head, b"Plan the social media strategy of it all;A;R\nAnswer comments;R;A\n"),
        "bars": _filled(b"| Activity | Legal |\n|---|---|\n", b"| Plan | A |\n"),
    }


_NASTY = (
    b"(", b"()", b"[", b"R (", b"**", b"** R", b"_", b"` ", b" - ", b" : ", b"(e)", b"R/", b"R ", b" ", b"\t", b"xx",
    b"e\xcc\x81", "\ufdfa".encode(), b"1.", b"-", b"=", b"R, ", b"\xc2\xa0", b'""', b"\n", b"\xe2\x80\x8b", b"A and ",
)  # fmt: skip


def _cells() -> dict[str, bytes]:
    """Return tables with a few cells as long as any may be, of what slow expressions stumble over."""
    head = b"Activity;Legal;HR\nAnswer;A;R\n"
    found = {}
    for part in _NASTY:
        cell = part * (60_000 // len(part))
        rows = (
            b'Plan;"R' + cell + b'";A',
            b'"' + cell + b'";R;A',
            b'"' + cell + b'x";R;A',
            b'Plan;"(' + cell + b')";A',
        )
        found[f"cells of «{part.decode()}»"] = head + b"\n".join(rows)
    return found


CASES: dict[str, Callable[[], dict[str, bytes]]] = {
    "document": _documents,
    "sealed": _sealed,
    "journal": _journals,
    "house": _houses,
    "table": lambda: {**_tables(), **_cells()},
    "lock": lambda: {"lists within lists": _filled(b"", b"["), "one text": _filled(b'{"user":"', b"x", b'"}')},
}


WORST = (
    "document: lists within lists",
    "document: units by activities",
    "document: matrices by activities",
    "document: as many cells as there may be",
    "sealed: a nested header",
    "sealed: the dearest key",
    "journal: a document nested",
    "journal: edits of which the last is wrong",
    "house: lists within lists",
    "house: headings of dots",
    "house: a message of braces",
    "table: line ends",
    "table: delimiters of all kinds",
    "table: quotation marks in pairs",
    "table: odd bytes",
    "table: all letters",
    "table: cells of «(»",
    "table: cells of «** R»",
    "table: cells of « - »",
    "table: cells of «R, »",
    "lock: lists within lists",
)
"""What took most time or memory, or once broke something."""


def _confined(read: Callable[[bytes], None], content: bytes) -> tuple[int, float, float]:
    """Return how a process ended that reads `content`, its seconds of the processor, its megabytes at most."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
            read(content)
            code = 0
        except BaseException:  # noqa: BLE001 - the parent must be told, whatever it was
            traceback.print_exc(limit=-8)
        finally:
            sys.stderr.flush()
            os._exit(code)
    _, status, usage = os.wait4(child, 0)
    return status, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main() -> None:
    """Read the cases asked for."""
    asked = sys.argv[1] if len(sys.argv) > 1 else ""
    for seeded in TARGETS.values():
        seeded.read(seeded.seeds()[0])  # so that what is imported and read once is not counted each time
    cases = {
        f"{target}: {case}": (TARGETS[target].read, content)
        for target, made in CASES.items()
        for case, content in made().items()
    }
    cases["sealed: the dearest key"] = (targets.open_sealed, _dearest())
    wanted = [name for name in cases if asked in {"all", name} or asked in name] if asked else WORST
    for name in wanted:
        _tell(name, *cases[name])


def _tell(name: str, read: Callable[[bytes], None], content: bytes) -> None:
    assert len(content) <= SIZE + 10_000, name
    ended, seconds, megabytes = _confined(read, content)
    if ended:
        sys.stderr.write(f"^ {name}\n")
    figures = {"case": name, "ended": ended, "seconds": round(seconds, 2), "megabytes": round(megabytes)}
    sys.stdout.write(json.dumps(figures) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
