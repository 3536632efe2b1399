"""Facts in sentences: "这款保温杯500ml,316不锈钢,售价199元" without a single label."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.drafting.facts.naming import CLAUSE, Text, Told, branded, name_in
from assistant.drafting.facts.phrases import BREAK, Wording, wordings, words

FEATURE = "特点"
_WORD = re.compile(rf"[^{BREAK}\s]+")
_SPACED = 3  # blanks between Chinese words: here they end clauses
_JOINING = re.compile(r"^[\s、,::]*(?:而且|并且|同时|另外|还有|也|且|还|并|更|就|都|以及|和|与|,)+")
_FEATURE_LEAST, _FEATURE_MOST = 3, 40
# Words that are too short for a field's name.
_FULL = {"共": "规格", "总": "规格", "重": "重量", "长": "长度", "高": "高度"}
_WINDOW = 600  # characters read at once
_BEFORE = 6  # characters before an amount of money that say what it is


def told_in(text: str, features: bool = True) -> list[Told]:
    """The facts of a free text in their order. With `features`, what is left of it and says something too.

    A long text is read in windows that end with a sentence, so that time grows with its length.
    """
    found: list[Told] = []
    start = 0
    while start < len(text):
        end = len(text) if len(text) - start <= _WINDOW else _end_of_window(text, start)
        told = _told_in(text[start:end], features)
        found += [Told(fact.kind, fact.field, start + fact.start, start + fact.end) for fact in told]
        start = end
    return found


def _end_of_window(text: str, start: int) -> int:
    """After the last sentence's end, else clause's end, within the window."""
    window = text[start : start + _WINDOW]
    ends = (max(window.rfind(mark) for mark in marks) for marks in ("。！!？?\n", "，,；; "))
    return start + next((end + 1 for end in ends if end > 0), _WINDOW)


def _told_in(text: str, features: bool) -> list[Told]:
    page = Text(text)
    found = [fact for wording in wordings() if wording.kind != "material" for fact in worded(page, wording)]
    name = name_in(page)  # before the materials: 316不锈钢保温杯 is a name, and says what it is made of
    found += [fact for wording in wordings() if wording.kind == "material" for fact in worded(page, wording)]
    if name:
        found = _beside(name, found) + branded(page, name)
    if features:
        found += _features(page)
    return sorted(_settled(_distinct(page, found)), key=lambda fact: fact.start)


def worded(page: Text, wording: Wording) -> Iterator[Told]:
    for match in wording.pattern.finditer(page.shadow):
        start, end = page.trimmed(*page.free_part(*match.span("v")))
        if end - start < 2:
            continue
        kind, field = wording.kind, wording.field
        said = match.groupdict().get("f")
        if kind == "price" and not field:
            kind, field = _money(page, match.start("v"), end)
            said = None
        if kind == "skip":
            continue
        if said:
            field = _FULL.get(said) or page.text[match.start("f") : match.end("f")]
        page.taken.append((min(start, match.start()) if said or kind == "origin" else start, end))
        yield Told(kind, field, start, end)


def _money(page: Text, start: int, end: int) -> tuple[str, str]:
    """What an amount of money is, by the words before and after it."""
    since = max((m.end() for m in re.finditer(rf"[{BREAK}]", page.shadow[:start])), default=0)
    before = page.shadow[max(since, start - _BEFORE) : start].rstrip(" :约为是的")
    after = page.shadow[end : end + 4].lstrip()
    if re.match(r"(?:代金|现金|无门槛|优惠)?券|红包|以上|off|抵|可", after):
        return "skip", ""
    best = max(
        (
            (len(word), row["kind"], word)
            for row in words()["prices"]
            for word in row["words"]
            if before.endswith(word)
        ),
        default=(0, "price", ""),
    )
    _, kind, word = best
    place = page.shadow.rfind(word, 0, start) if word else start
    said = page.text[place : place + len(word)]
    return kind, said if kind in ("list_price", "tag_price", "hidden", "detail") or word.endswith(
        "价"
    ) else "价格"


def _features(page: Text) -> Iterator[Told]:
    """Clauses that no pattern took and that tell of the goods."""
    spaced = len(re.findall(r"[\u3400-\u9fff] +[\u3400-\u9fff\d]", page.shadow)) >= _SPACED
    for clause in (_WORD if spaced else CLAUSE).finditer(page.shadow):
        if not page.is_free(*clause.span()):
            continue
        joining = _JOINING.match(clause[0])
        start, end = page.trimmed(clause.start() + (joining.end() if joining else 0), clause.end())
        said = page.shadow[start:end].strip()
        end = start + len(page.shadow[start:end].rstrip())
        if (
            _FEATURE_LEAST <= len(said) <= _FEATURE_MOST
            and not any(word in said for word in words()["asides"])
            and "?" not in said
        ):
            yield Told("detail", FEATURE, start, end)


def _beside(name: Told, found: Sequence[Told]) -> list[Told]:
    """Without the material that the name has in it, where the text names what it is made of."""
    inside = [f for f in found if f.kind == "material" and name.start <= f.start and f.end <= name.end]
    others = any(f.kind == "material" and f not in inside for f in found)
    return [f for f in found if not (others and f in inside)]


def _distinct(page: Text, found: Sequence[Told]) -> list[Told]:
    """Without a material that another one names more fully: 羊绒 beside 100%山羊绒."""
    said = [page.shadow[f.start : f.end] for f in found if f.kind == "material"]
    return [
        f
        for f in found
        if f.kind != "material"
        or not any(
            page.shadow[f.start : f.end] in other and page.shadow[f.start : f.end] != other for other in said
        )
    ]


def _settled(found: Sequence[Told]) -> list[Told]:
    """Days are an offer's only where there is an offer; else they are days of something else."""
    if any(fact.kind == "promo" for fact in found):
        return list(found)
    renamed = {"period": ("detail", "日期"), "conditions": ("detail", "限制")}
    return [Told(*renamed[f.kind], f.start, f.end) if f.kind in renamed else f for f in found]
