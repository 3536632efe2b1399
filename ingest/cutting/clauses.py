"""Lines that are understood only together: an introducing line with its items, a rule with its exception.

A numbered clause of some length is one text of its own: it is what answers are quoted from.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.cleaning import starts_alone
from ingest.cutting.marks import STEPS, mark_of
from ingest.cutting.sentences import Unit, limits_what_stands_before, packed
from ingest.cutting.sizes import Ruler

_OPENS = re.compile(r"[:：]$")
_ENDS_AS_SENTENCE = re.compile(r"[。!?！？.][”’」』)）\"]?$")
_A_NAME = re.compile(r"[^\d。;；!！?？,，:：\n]{2,16}")
_OF_THE_RULE_ABOVE = re.compile(
    r"\s*(?:但(?!是否)|例外|(?:前|上)款|(?:上述|前述)[^。]{0,30}(?:除外|不适用|不在此限))"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A text that stands alone once `lead`, the line that introduces it, is put in front."""

    text: str
    lead: str = ""


def clauses_of(lines: Sequence[str], ruler: Ruler) -> list[Clause]:
    """The lines of one place in reading order, each in one clause; a lead may stand before several."""
    ruler.learn(lines)
    found: list[Clause] = []
    at = 0
    while at < len(lines):
        end = _end_of_block(lines, at)
        block = lines[at:end]
        if end - at > 1 and _OPENS.search(lines[at]):
            found += _introduced(block, ruler)
        elif end - at > 1 and _size(block, ruler) <= ruler.sizes.joined:
            found.append(Clause("\n".join(block)))
        else:
            found += map(Clause, block)
        at = end
    return _last_not_alone(_short_joined(found, ruler), ruler)


def _end_of_block(lines: Sequence[str], at: int) -> int:
    """Where what belongs to this line ends: the items it introduces, the further steps of a procedure."""
    kind, _ = mark_of(lines[at])
    if _OPENS.search(lines[at]):
        return _end_of_items(lines, at + 1, outer=kind)
    end = at + 1
    while kind in STEPS and end < len(lines) and mark_of(lines[end])[0] == kind:
        end += 1
    return end


def _end_of_items(lines: Sequence[str], first: int, outer: str) -> int:
    """The end of a list: its items are numbered alike, or unnumbered and punctuated alike."""
    if first >= len(lines) or (outer and mark_of(lines[first])[0] == outer):
        return first
    kind, _ = mark_of(lines[first])
    end = first + 1
    while end < len(lines) and _goes_on(lines, first, end, kind, outer):
        end += 1
    return end


def _goes_on(lines: Sequence[str], first: int, at: int, kind: str, outer: str) -> bool:
    line, before = lines[at], lines[at - 1]
    own, _ = mark_of(line)
    if kind:
        is_nested = bool(own) and own != outer and _is_below(lines, first, at, kind)
        return own == kind or is_nested or (not own and limits_what_stands_before(line))
    if own or _OPENS.search(line) or _ENDS_AS_SENTENCE.search(before):
        return False
    return not _ENDS_AS_SENTENCE.search(line) or before[-1] in ";；"


def _is_below(lines: Sequence[str], first: int, at: int, kind: str) -> bool:
    """Whether a line of another numbering stands under the item before it, which introduces it."""
    while at > first and mark_of(lines[at - 1])[0] not in (kind, ""):
        at -= 1
    return bool(_OPENS.search(lines[at - 1]))


def _introduced(block: Sequence[str], ruler: Ruler) -> list[Clause]:
    """One clause where all fits; else several items at a time, each time under their introducing line."""
    lead, items = block[0], _items(block[1:])
    sizes = ruler.sizes
    ruler.learn(items)
    if _size([lead, *items], ruler) <= sizes.group:
        return [Clause("\n".join(items), lead)]
    if ruler.size(lead) > sizes.lead:
        return [Clause(lead), *map(Clause, items)]
    room = sizes.group - ruler.size(lead)
    units = [Unit(item, ruler.size(item) + 1) for item in items]
    runs = packed(units, room)
    return [Clause("\n".join(unit.text for unit in run), lead) for run in runs]


def _items(lines: Sequence[str]) -> list[str]:
    """Each item with what stands under it."""
    kind, _ = mark_of(lines[0])
    items: list[str] = []
    for line in lines:
        if items and kind and mark_of(line)[0] != kind:
            items[-1] += f"\n{line}"
        else:
            items.append(line)
    return items


def _size(lines: Sequence[str], ruler: Ruler) -> int:
    return sum(map(ruler.size, lines)) + len(lines) - 1


def _short_joined(clauses: Sequence[Clause], ruler: Ruler) -> list[Clause]:
    """Very short texts joined with their neighbours, and exceptions with their rule."""
    kept: list[Clause] = []
    for at, clause in enumerate(clauses):
        heads = at + 1 < len(clauses) and _heads(clause)
        if kept and not heads and not clause.lead and _belongs(kept[-1], clause.text, ruler):
            kept[-1] = replace(kept[-1], text=f"{kept[-1].text}\n{clause.text}")
        else:
            kept.append(clause)
    return kept


def _heads(clause: Clause) -> bool:
    """Whether a text is only a name, without a mark at its end: it belongs to what follows and not to what it follows."""
    return not clause.lead and bool(_A_NAME.fullmatch(clause.text)) and not mark_of(clause.text)[0]


def _belongs(before: Clause, line: str, ruler: Ruler) -> bool:
    sizes, size = ruler.sizes, ruler.size(line)
    together = ruler.size(before.text) + size + (ruler.size(before.lead) + 1 if before.lead else 0)
    if _is_exception(line):
        return together <= sizes.whole
    last = before.text.rsplit("\n", 1)[-1]
    if before.lead or (starts_alone(last) and not starts_alone(line)):
        return False
    is_short = size < sizes.short or ruler.size(last) < sizes.short
    are_long = ruler.size(before.text) >= sizes.short and size >= sizes.short
    return is_short and not are_long and together <= sizes.joined


def _is_exception(line: str) -> bool:
    mark, length = mark_of(line)
    return bool(_OF_THE_RULE_ABOVE.match(line[length:])) if mark else limits_what_stands_before(line)


def _last_not_alone(clauses: Sequence[Clause], ruler: Ruler) -> list[Clause]:
    """A very short text goes with the one above it, unless that is full."""
    kept: list[Clause] = []
    for clause in clauses:
        if kept and _may_close(kept[-1], clause, ruler):
            kept[-1] = replace(kept[-1], text=f"{kept[-1].text}\n{clause.text}")
        else:
            kept.append(clause)
    return kept


def _may_close(before: Clause, tail: Clause, ruler: Ruler) -> bool:
    if before.lead or tail.lead:
        return False
    is_of_a_kind = starts_alone(tail.text) or not starts_alone(before.text.rsplit("\n", 1)[-1])
    size = ruler.size(tail.text)
    together = ruler.size(before.text) + size
    return is_of_a_kind and size < ruler.sizes.short and together <= ruler.sizes.joined
