"""The cases that are written as one sees them, in the files beside this one: a table, and what must be read of it."""

import tomllib
from pathlib import Path
from typing import Any

import msgspec
from importing.building import Make, delimited, sheet, tables, text_file, workbook
from importing.expecting import Case, Expected, Fact, NoMatrix, case


class Drawing(msgspec.Struct, frozen=True):
    """A table as it is drawn with bars, and the file it is put into; without one, it is handed over as by a reader.

    `tab` is the name of the sheet, `merges` and `bold` are what `SheetPlan` says of them.
    """

    drawn: str
    file: str = ""
    tab: str = ""
    merges: str = ""
    bold: str = ""
    delimiter: str = ","
    encoding: str = "utf-8"

    def make(self) -> Make:
        """Return what makes the file, by the suffix of its name, or the table alone."""
        text = f"\n{self.drawn}"
        plan = sheet(self.tab, text, merges=self.merges, bold=self.bold)
        if not self.file:
            return tables(plan)
        if self.file.endswith(".xlsx"):
            return workbook(plan, name=self.file)
        if self.file.endswith((".csv", ".tsv")):
            return delimited(text, self.delimiter, self.encoding, self.file)
        return text_file(text, self.file, self.encoding)


def _written(said: dict[str, Any]) -> Case:
    """Return a case that says its fact by name, `says` where there is no matrix, and else the fields of Expected."""
    fact = Fact[said.pop("fact")]
    drawing = {field: said.pop(field) for field in Drawing.__struct_fields__ if field in said}
    make = msgspec.convert(drawing, Drawing).make()
    if "says" in said:
        return Case(fact, make, msgspec.convert(said, NoMatrix))
    assert said.keys() <= set(Expected.__struct_fields__), said.keys()
    said["remarks"] = {(activity, unit): remark for activity, unit, remark in said.get("remarks", [])}
    return Case(fact, make, msgspec.convert(said, Expected))


def _keep(name: str, said: dict[str, Any]) -> None:
    def maker() -> Case:
        return _written(dict(said))

    maker.__name__ = name
    case(maker)


for _file in sorted(Path(__file__).parent.glob("*.toml")):
    for _name, _said in tomllib.loads(_file.read_text(encoding="utf-8")).items():
        _keep(_name, _said)
