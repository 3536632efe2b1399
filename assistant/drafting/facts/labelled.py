"""Fields with their contents in a text: "品名:保温杯", "【规格】500ml", "净含量 250g", a label over its value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.drafting.facts.fields import LONGEST, exact_kind

ROW = re.compile(
    r"^\s*字段[:：]\s*(?P<field>.*?)[;；]\s*内容[:：]\s*(?P<value>.*?)(?:[;；]\s*依据[:：]\s*(?P<basis>.*?))?\s*$",
    re.S,
)
_CELL = re.compile(r"[^\t|｜]*[^\s|｜][^\t|｜]*")
_FENCED = re.compile(r"^\s*[|｜].*[|｜]\s*$")
_HEAD = frozenset({"字段", "项目", "属性", "参数", "名目", "field", "item", "property", "Field", "Item"})
_BOXED = re.compile(r"^\s*[【\[「〖](?P<field>[^】\]」〗\n]{1,16})[】\]」〗]\s*[:：]?\s*(?P<value>\S.*?)\s*$")
_COLON = re.compile(r"[:：](?!//)")
_HARD = re.compile(r"[;；|｜\t。,，、]|\s{2,}")
_FIRM = re.compile(r"(?:^|[;；|｜\t]|\s{2,})\s*$")  # what stands before a label that nobody has described
_BULLET = re.compile(r"^[\s\-•*·○●◆■▪#>✅]+|^\s*\(?\d{1,2}[.、)）]\s*(?=\D)")
_LETTER = re.compile(r"[A-Za-z\u3400-\u9fff]")
_OPEN_LABEL = 16  # characters of a label that is not in the table
_LOOKED_BACK = 80  # characters before a colon in which its label begins
_TRAILING = " \t;；,，|｜、"
_ALONE = 12  # characters of a label on a line of its own
_GLUED = re.compile(r"^([\u3400-\u9fff]{2,8}?)(?=[¥￥$]?[0-9A-Za-z])")


@dataclass(frozen=True, slots=True)
class Pair:
    """A field and its content, which stands at [start, end) of the text."""

    field: str
    value: str
    start: int
    end: int
    basis: str = ""


def pairs_of(text: str) -> tuple[list[Pair], list[tuple[int, int]]]:
    """The labelled fields of a text in their order, and the lines (start, end) that have none."""
    found: list[Pair] = []
    rest: list[tuple[int, int]] = []
    lines = list(_lines(text))
    at = 0
    while at < len(lines):
        start, line = lines[at]
        own = _of_line(line, start)
        if not own and at + 1 < len(lines) and _is_alone(line) and not _of_line(*lines[at + 1][::-1]):
            start, line = lines[at + 1]
            if not _is_alone(line):
                own = [_pair(lines[at][1], line, start, 0, len(line))]
                at += 1
        if own:
            found += own
        elif line.strip() and not _FENCED.match(line):
            rest.append((start, start + len(line)))
        at += 1
    return found, rest


def row_of(text: str) -> list[Pair]:
    """The pairs of a table with a head and one row under it, and of the labelled lines beside it; else none."""
    lines = [(start, line) for start, line in _lines(text) if line.strip()]
    cut = [[m.span() for m in _CELL.finditer(line)] for _, line in lines]
    for n in range(len(lines) - 1):
        (_, head), (start, row) = lines[n], lines[n + 1]
        names = [head[a:b].strip() for a, b in cut[n]]
        known = [name for name in names if exact_kind(name)]
        more = n + 2 < len(lines) and len(cut[n + 2]) == len(names)
        if len(names) > 2 and len(known) >= 2 and len(cut[n + 1]) == len(names) and not more:
            told = [_pair(name, row, start, a, b) for name, (a, b) in zip(names, cut[n + 1], strict=True)]
            beside = [pair for at, line in [*lines[:n], *lines[n + 2 :]] for pair in _of_line(line, at)]
            return [*told, *beside]
    return []


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.splitlines(keepends=True):
        yield start, line.rstrip("\r\n\u2028\u2029\x0b\x0c\x85")
        start += len(line)


def _of_line(line: str, offset: int) -> list[Pair]:
    if _FENCED.match(line):
        return _of_row(line, offset)
    row = ROW.match(line)
    if row:
        basis = (row["basis"] or "").strip()
        return [replace(_pair(row["field"], line, offset, *row.span("value")), basis=basis)]
    boxed = _BOXED.match(line)
    if boxed and (exact_kind(boxed["field"]) or len(boxed["field"]) <= _OPEN_LABEL // 2):
        return [_pair(boxed["field"], line, offset, *boxed.span("value"))]
    return _with_colons(line, offset) or _without_colon(line, offset)


def _of_row(line: str, offset: int) -> list[Pair]:
    """The pairs of a row between bars: | 容量 | 350ml |; a row of dashes and the table's head tell nothing."""
    cells = [(m.start(), m.end()) for m in re.finditer(r"[^|｜]+", line)]
    told = [(line[a:b].strip(" \t*"), (a, b)) for a, b in cells if line[a:b].strip()]
    if len(told) < 2 or all(not _LETTER.search(text) for text, _ in told) or told[0][0] in _HEAD:
        return []
    pairs = [told] if len(told) <= 3 else [told[n : n + 2] for n in range(0, len(told) - 1, 2)]
    found = [_pair(row[0][0], line, offset, *row[1][1]) for row in pairs if row[0][0]]
    if len(told) == 3:
        return [replace(found[0], basis=told[2][0])]
    return found


def _with_colons(line: str, offset: int) -> list[Pair]:
    labels = list(_labels(line))
    if not labels:
        return []
    ends = [start for start, _, _ in labels[1:]] + [len(line)]
    found: list[Pair] = []
    for (_, field, begin), end in zip(labels, ends, strict=True):
        pair = _pair(field, line, offset, begin, end)
        if field == "依据" and found:
            found[-1] = replace(found[-1], basis=pair.value)
        elif pair.value:
            found.append(pair)
    return found


def _labels(line: str) -> Iterator[tuple[int, str, int]]:
    """Where each label begins, the label, and where its value begins."""
    since = 0
    for colon in _COLON.finditer(line):
        field = _label_before(line, since, colon.start())
        if field:
            yield field[0], field[1], colon.end()
            since = colon.end()


def _label_before(line: str, since: int, colon: int) -> tuple[int, str] | None:
    """The label that ends at a colon: one that is known, at the line's head or after a mark also another."""
    near = max(since, colon - _LOOKED_BACK)
    cuts = [m.end() for m in _HARD.finditer(line, near, colon)]
    if not cuts and near > since:
        return None
    start = cuts[-1] if cuts else since
    bullet = _BULLET.match(line[start:colon])
    start += bullet.end() if bullet else 0
    words = [start, *(start + m.end() for m in re.finditer(r"\s+", line[start:colon]))]
    for begin in words:
        field = line[begin:colon].strip()
        if field and len(field) <= LONGEST and (exact_kind(field) or field == "依据"):
            return begin, field
    field = line[start:colon].strip()
    is_firm = (start == 0 or bullet or _FIRM.search(line[:start])) and (since == 0 or cuts)
    if is_firm and 0 < len(field) <= _OPEN_LABEL and _LETTER.search(field) and not field[-1].isdigit():
        return start, field
    return None


def _without_colon(line: str, offset: int) -> list[Pair]:
    """净含量 250g, Net Weight 250g, 产地<tab>云南, 执行标准GB/T 29606: a known label and what follows."""
    bullet = _BULLET.match(line)
    head = bullet.end() if bullet else 0
    cells = [m.span() for m in re.finditer(r"[^\t|｜]+", line[head:]) if m[0].strip()]
    if len(cells) > 1 and len(cells) % 2 == 0:
        told = [
            (line[head + a : head + b].strip(), cells[n + 1]) for n, (a, b) in enumerate(cells) if n % 2 == 0
        ]
        if any(exact_kind(field) for field, _ in told):
            return [_pair(field, line, offset, head + a, head + b) for field, (a, b) in told if field]
    ends = [m.start() for m in re.finditer(r"\s+", line[head:])]
    for end in sorted(ends[:4], reverse=True):
        field = line[head : head + end]
        if _is_label(field) and line[head + end :].strip():
            return [_pair(field, line, offset, head + end, len(line))]
    glued = _GLUED.match(line[head:])
    if glued and _is_label(glued[1]) and not re.search(r"[,，。;；]", line[head:]):
        return [_pair(glued[1], line, offset, head + glued.end(), len(line))]
    return []


def _is_label(field: str) -> bool:
    return 2 <= len(field.strip()) <= LONGEST and bool(exact_kind(field))


def _is_alone(line: str) -> bool:
    bare = line.strip().strip(":：")
    return 2 <= len(bare) <= _ALONE and bool(exact_kind(bare))


def _pair(field: str, line: str, offset: int, start: int, end: int) -> Pair:
    value = line[start:end]
    left = len(value) - len(value.lstrip(" \t:：.…"))
    value = value[left:].rstrip(_TRAILING)
    return Pair(field.strip().strip(":："), value, offset + start + left, offset + start + left + len(value))
