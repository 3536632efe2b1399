"""How many facts of invented goods are found, and how many found are right: text, csv, docx, picture.

`python -m benchmarks.facts` prints a row for each way in and for each kind of goods.
"""

from __future__ import annotations

import argparse
import csv
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import docx
import yaml
from PIL import Image, ImageDraw, ImageFont

from assistant.drafting.facts.pasted import pasted_sheet
from assistant.drafting.facts.phrases import shadow_of
from assistant.drafting.facts.table import Fact
from ingest.sandbox import Sandbox
from ui.desks.sheets import read_sheet

GOODS = Path(__file__).with_name("goods.yaml")
FONT = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"
WAYS = ("sentences", "lines", "csv", "row", "docx", "picture")
_ENOUGH = 0.5  # of the longer one: how much of a value has to be told

Pair = tuple[str, str]  # kind, value


@dataclass
class Tally:
    """Facts that were wanted, that were found, and that were right."""

    wanted: int = 0
    found: int = 0
    right: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def add(self, truth: Sequence[Pair], facts: Sequence[Fact], name: str) -> None:
        told = [(fact.kind, fact.value) for fact in facts]
        self.wanted += len(truth)
        self.found += len(told)
        met = [pair for pair in truth if any(_same(pair, other) for other in told)]
        self.right += len([other for other in told if any(_same(pair, other) for pair in truth)])
        self.missed += [f"{name}: {kind} {value}" for kind, value in truth if (kind, value) not in met]
        self.wrong += [f"{name}: {k} {v}" for k, v in told if not any(_same(pair, (k, v)) for pair in truth)]

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return 1 - len(self.missed) / self.wanted if self.wanted else 1.0


def _same(one: Pair, other: Pair) -> bool:
    a, b = (re.sub(r"[\s,，。:;、]", "", shadow_of(value)) for value in (one[1], other[1]))
    within = (a in b or b in a) and min(len(a), len(b)) >= _ENOUGH * max(len(a), len(b))
    return one[0] == other[0] and within


def goods() -> list[dict]:
    return yaml.safe_load(GOODS.read_text("utf-8"))["goods"]


def truth_of(row: dict, way: str) -> list[Pair]:
    """The facts that this way of writing the goods tells."""
    if way != "sentences":
        return [(kind, value) for kind, (_, value) in zip(row["kinds"], row["fields"], strict=True)]
    return [
        (kind, value)
        for kind, values in row["told"].items()
        for value in ([values] if isinstance(values, str) else values)
    ]


def written(row: dict, way: str, folder: Path) -> Path:
    """The goods as a file of that kind."""
    path = folder / f"{row['id']}-{way}{ {'docx': '.docx', 'picture': '.png'}.get(way, '.csv') }"
    if way == "csv":
        _csv(path, [("字段", "内容"), *row["fields"]])
    elif way == "row":
        names, values = zip(*_distinct(row["fields"]), strict=True)
        _csv(path, [names, values])
    elif way == "docx":
        document = docx.Document()
        table = document.add_table(rows=0, cols=2)
        for name, value in row["fields"]:
            cells = table.add_row().cells
            cells[0].text, cells[1].text = name, value
        document.save(str(path))
    else:
        hang_tag(row["fields"]).save(path)
    return path


def _distinct(fields: Sequence[Sequence[str]]) -> Iterator[tuple[str, str]]:
    yield from {name: (name, value) for name, value in fields}.values()


def _csv(path: Path, rows: Sequence[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)


def hang_tag(fields: Sequence[Sequence[str]], size: int = 30) -> Image.Image:
    """A tag of stiff paper with one field a line."""
    font = ImageFont.truetype(FONT, size, index=2)
    height = 80 + len(fields) * round(size * 1.8)
    picture = Image.new("RGB", (900, height), (250, 248, 243))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((10, 10, 890, height - 10), outline=(90, 80, 70), width=3)
    for at, (name, value) in enumerate(fields):
        draw.text((50, 40 + at * round(size * 1.8)), f"{name}:{value}", font=font, fill=(30, 30, 30))
    return picture


def facts_of(row: dict, way: str, folder: Path, sandbox: Sandbox) -> Sequence[Fact]:
    if way == "sentences":
        return pasted_sheet(row["text"], features=True).facts
    if way == "lines":
        return pasted_sheet(
            "\n".join(f"{name}:{value}" for name, value in row["fields"]), features=True
        ).facts
    path = written(row, way, folder)
    return read_sheet(path.name, sandbox.read(path)).sheets[0].facts


def measured(ways: Sequence[str]) -> dict[tuple[str, str], Tally]:
    """A tally for each way and each goods."""
    tallies: dict[tuple[str, str], Tally] = {}
    with tempfile.TemporaryDirectory() as folder, Sandbox() as sandbox:
        for row in goods():
            for way in ways:
                tally = tallies.setdefault((way, row["id"]), Tally())
                tally.add(truth_of(row, way), facts_of(row, way, Path(folder), sandbox), row["id"])
    return tallies


def summed(tallies: dict[tuple[str, str], Tally], at: int) -> dict[str, Tally]:
    """The tallies added up by way (0) or by goods (1)."""
    sums: dict[str, Tally] = {}
    for key, tally in tallies.items():
        total = sums.setdefault(key[at], Tally())
        total.wanted += tally.wanted
        total.found += tally.found
        total.right += tally.right
        total.missed += tally.missed
        total.wrong += tally.wrong
    return sums


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ways", nargs="*", default=list(WAYS))
    parser.add_argument("--verbose", action="store_true", help="what was missed and what was wrong")
    asked = parser.parse_args()
    tallies = measured(asked.ways)
    for at in (0, 1):
        for name, tally in summed(tallies, at).items():
            print(
                f"{name:14} precision {tally.precision:.3f}  recall {tally.recall:.3f}  ({tally.wanted} facts)"
            )
    if asked.verbose:
        for (way, _), tally in tallies.items():
            for text in tally.missed:
                print(f"missed  {way:10} {text}")
            for text in tally.wrong:
                print(f"wrong   {way:10} {text}")


if __name__ == "__main__":
    main()
