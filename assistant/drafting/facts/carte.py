"""The priced lines of a brief: a menu or a price list among other things that it tells."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.drafting.facts.fields import exact_kind

LINE = re.compile(
    r"^\s*(?:\d{1,2}[.、)）]\s*)?(?P<name>[^\d:：¥￥$,，。;；\n][^:：¥￥$,，。;；\n]{1,23}?)[\s.…·_—-]*"
    r"(?P<price>(?:[¥￥$]|HK\$|NT\$|RMB ?)\s*\d[\d,]*(?:\.\d{1,2})?|\d[\d,]*(?:\.\d{1,2})?\s*(?:元|块)|(?<=[.…·_—\t-])\s?\d[\d,]*(?:\.\d{1,2})?|(?<=  )\d[\d,]*(?:\.\d{1,2})?)(?P<per>\s*/\s*\S{1,4})?[\s,，;；。]*$"
)
_BARS = re.compile(r"^\s*[|｜].*[|｜]\s*$")
LEAST_IN_A_BRIEF = 2  # priced lines that follow each other
COLUMNS = 2
SIZE = re.compile(r"^[大中小超]?[杯份碗盒瓶码号]$")


@dataclass(frozen=True, slots=True)
class Carte:
    """The priced lines of a brief at [start, end): `said` is all of them in one line, `first` the first dish."""

    start: int
    end: int
    said: str
    first: str


def carte_in(text: str) -> Carte | None:
    """The run of priced lines in a brief that tells other things too; None where fewer than LEAST_IN_A_BRIEF
    lines follow each other or where every line is one."""
    run: list[tuple[int, int, str, str]] = []
    best: list[tuple[int, int, str, str]] = []
    start = 0
    for line in text.splitlines(keepends=True):
        match = LINE.match(_bare_row(line))
        if match and not exact_kind(match["name"]) and not SIZE.match(match["name"].strip()):
            name = match["name"].strip(" .…·_—-")
            run.append(
                (
                    start,
                    start + len(line.rstrip()),
                    name,
                    _money(match["price"]) + (match["per"] or "").strip(),
                )
            )
        elif line.strip():
            run = []
        best = max(best, run, key=len)
        start += len(line)
    if len(best) < LEAST_IN_A_BRIEF:
        return None
    said = "、".join(f"{name}{price}" for _, _, name, price in best)
    return Carte(best[0][0], best[-1][1], said, best[0][2])


def _bare_row(line: str) -> str:
    """A row between bars as a line: | 咖喱饭 | 38 |."""
    if not _BARS.match(line):
        return re.sub(r"^\s*[-•*·]\s*", "", line)
    cells = [cell.strip() for cell in re.split(r"[|｜]", line) if cell.strip()]
    return "\t".join(cells) if len(cells) == COLUMNS else ""


def _money(price: str) -> str:
    """In yuan where no currency is told: 68 as 68元."""
    return f"{price.strip()}元" if re.fullmatch(r"[\d,.]+", price.strip()) else price.strip()
