"""What a fact table lacks for copy about such goods, and where its sources disagree."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.drafting.facts.fields import field_table
from assistant.drafting.facts.phrases import shadow_of
from assistant.drafting.facts.table import Fact, FactSheet, settled

SINGLE = ("name", "price", "period", "validity", "origin")  # of which goods have one


@dataclass(frozen=True, slots=True)
class Missing:
    kind: str
    why: str


def missing_from(sheet: FactSheet) -> tuple[Missing, ...]:
    """The kinds of facts that the goods' copy cannot do without and the sheet does not have."""
    wanted = field_table()["wanted"]
    rows = dict(wanted["any"])
    if sheet.first("promo"):
        rows |= wanted["promoted"]
    rows |= wanted.get(sheet.goods.category, {})
    if sheet.first("pricing"):  # gold by the day's price has no price of its own
        rows.pop("price", None)
    kinds = {fact.kind for fact in sheet.facts}
    if any(fact.field.startswith("规格") for fact in sheet.facts):  # 规格与价格 is both
        kinds.add("spec")
    return tuple(Missing(kind, why) for kind, why in rows.items() if kind not in kinds)


def merged(sheets: Sequence[FactSheet]) -> tuple[FactSheet, tuple[str, ...]]:
    """Several tables of the same goods as one, the surest first, and a sentence for each disagreement.

    What two say alike stands once; where they disagree, both stand, so that a person may choose.
    """
    facts: list[Fact] = []
    for sheet in sheets:
        for fact in sheet.facts:
            if not any(_same(fact, other) for other in facts):
                facts.append(fact)
    told = tuple(text for kind in SINGLE if (text := _disagreement(kind, facts)))
    return FactSheet(sheets[0].doc_id if sheets else "", settled(facts)), told


def _same(one: Fact, other: Fact) -> bool:
    return one.kind == other.kind and _bare(one.value) == _bare(other.value)


def _bare(value: str) -> str:
    return re.sub(r"[\s,，¥￥元]", "", shadow_of(value))


def _disagreement(kind: str, facts: Sequence[Fact]) -> str:
    values = {_bare(fact.value): fact for fact in facts if fact.kind == kind and fact.field != "会员价"}
    sources = {fact.source.split(" ")[0] for fact in values.values()}
    if len(values) < 2 or len(sources) < 2:
        return ""
    said = "、".join(f"“{fact.value[:40]}”({fact.source})" for fact in values.values())
    return f"{next(iter(values.values())).field}有几种说法:{said}。请确认用哪一个。"
