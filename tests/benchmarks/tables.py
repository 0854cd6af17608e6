"""What was measured, as Markdown for the papers and as JSON for programs."""

import datetime as dt
import os
import platform
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

import msgspec
from benchmarks.growth import Growth, Spot
from benchmarks.timing import Figure


def budgets_table(figures: Sequence[Figure]) -> str:
    """Return the figures against their budgets."""
    lines = ["| what | ours | processor | floor | ratio | budget | kept |", "|---|---|---|---|---|---|---|"]
    for one in figures:
        ours = one.note if one.ours is None else _amount(one.ours, one.unit)
        processor = "" if one.processor is None else _amount(one.processor, "ms")
        floor = f"{_amount(one.floor, one.unit)} ({one.floor_name})" if one.floor else one.note if one.ours else ""
        ratio = "" if one.ratio is None else f"{one.ratio:.2f}"
        kept = {True: "yes", False: "**no**", None: ""}[one.kept]
        lines.append(f"| {one.what} | {ours} | {processor} | {floor} | {ratio} | {one.budget or ''} | {kept} |")
    return "\n".join(lines)


def growth_table(growths: Sequence[Growth]) -> str:
    """Return how the work grows: ours, and the ratio to the floor at that size; reasons below."""
    sizes = [f"{rows:,} x {columns}" for rows, columns in (spot.size for spot in growths[0].spots)]
    lines = [
        f"| what | {' | '.join(sizes)} | exponent | floor's | floor |",
        "|---" * (len(sizes) + 4) + "|",
    ]
    reasons: list[str] = []
    for growth in growths:
        spots = [_spot(spot, growth.what, reasons) for spot in growth.spots]
        ours, floor = ("" if one is None else f"{one:.2f}" for one in growth.exponents())
        lines.append(f"| {growth.what} | {' | '.join(spots)} | {ours} | {floor} | {growth.floor_name} |")
    return "\n".join([*lines, *(["", *reasons] if reasons else [])])


def _spot(spot: Spot, what: str, reasons: list[str]) -> str:
    if spot.ours is None or not spot.floor:
        reasons.append(f"- {what} at {spot.size[0]:,} x {spot.size[1]}: {spot.left_out}")
        return "left out"
    return f"{_amount(spot.ours, 'ms')} ({spot.ours / spot.floor:.1f} x)"


def _amount(amount: float, unit: str) -> str:
    if unit == "ms" and amount >= 10_000:
        return f"{amount / 1000:.1f} s"
    return (
        f"{amount:.3f} {unit}" if amount < 0.1 else f"{amount:.2f} {unit}" if amount < 100 else f"{amount:.0f} {unit}"
    )


def machine() -> dict[str, str | int | float]:
    """Return what the figures depend on besides the program."""
    return {
        "when": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "system": platform.system(),
        "processors": os.cpu_count() or 1,
        "load": round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else -1.0,
        "python": platform.python_version(),
        "pyside": version("PySide6-Essentials"),
    }


def circumstances(known: Mapping[str, str | int | float]) -> str:
    """Return a line that tells how far the figures can be trusted."""
    return (
        f"On {known['system']}, {known['processors']} processors, Python {known['python']}, PySide6 {known['pyside']}, "
        f"load {known['load']} at the start (above 1, others slowed it). Times are medians by the clock unless p95 is "
        f"said; «processor» is the window's own thread without what others took."
    )


def as_json(known: Mapping[str, object], figures: Sequence[Figure], growths: Sequence[Growth]) -> bytes:
    """Return everything for programs."""
    return msgspec.json.format(
        msgspec.json.encode(
            {
                "machine": known,
                "figures": [{**msgspec.to_builtins(one), "ratio": one.ratio, "kept": one.kept} for one in figures],
                "growth": [
                    {**msgspec.to_builtins(one), "exponent": one.exponents()[0], "floor_exponent": one.exponents()[1]}
                    for one in growths
                ],
            }
        )
    )


def renewed(path: Path, name: str, text: str) -> bool:
    """Put a table between `<!-- name -->` and `<!-- end of name -->` in a paper; return whether it has these marks."""
    begin, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
    paper = path.read_text("utf-8") if path.exists() else ""
    if begin not in paper or end not in paper:
        return False
    before, _, rest = paper.partition(begin)
    path.write_text(f"{before}{begin}\n{text}\n{end}{rest.partition(end)[2]}", "utf-8")
    return True
