"""What an English draft can tell of a sheet or a campaign: each fact in English with its source, or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.drafting.facts.table import Fact, FactSheet
from assistant.drafting.sums.terms import Campaign
from assistant.drafting.templates.dice import Dice
from assistant.drafting.templates.points import KIND_TERMS
from assistant.drafting.templates.slots import BRACKETS, UNIT
from assistant.drafting.templates.translate import data, translated

BRACKETED_LATIN = re.compile(r"[(（]([A-Za-z][A-Za-z0-9 .&'·-]+)[)）]")
EATEN = frozenset({"food", "beverage"})


@dataclass(frozen=True, slots=True)
class Told:
    """A fact of a kind in English, wordings from long to short."""

    kind: str
    wordings: tuple[str, ...]
    source: str


def name_of(sheet: FactSheet) -> str:
    """Shanlan vacuum flask; the Chinese name where the words are not known, so that the shop knows what is meant."""
    brand = BRACKETED_LATIN.search(sheet.value("brand"))
    plain, name = BRACKETS.sub("", sheet.value("brand")), sheet.value("name")
    rests = [
        name.removeprefix(plain),
        *(name[n:] for n in range(len(plain), 1, -1) if name[:n] == plain[:n]),
        name,
    ]
    said = next((english for rest in rests if rest and (english := translated(rest))), "")
    if not said and not name.isascii() and (tail := _tail(name)):
        return f"{tail} ({name})"
    latin = brand[1].title() if brand else ""
    return " ".join(part for part in (latin, said or (rests[0] if latin else name)) if part)


def _tail(name: str) -> str:
    """What the longest known end of a Chinese name means: what the goods are stands last."""
    return next((said for n in range(1, len(name) - 1) if (said := translated(name[n:]))), "")


def product_facts(sheet: FactSheet, dice: Dice) -> Iterator[Told]:
    yield from _opening(sheet, dice)
    for kind, ways in data()["kinds"].items():
        if kind == "offer":
            yield from _offer(sheet, dice.pick("english offer", ways))
            continue
        made = kind == "material" and sheet.goods.category not in EATEN
        for fact in sheet.all(kind):
            if said := said_of(fact):
                way = _label(fact) or dice.pick(f"english {kind}", data()["made_of"] if made else ways)
                yield Told(kind, (way.format(said),), str(fact.source))
    for fact in sheet.all("detail"):
        if said := said_of(fact):
            yield Told("detail", (_label(fact).format(said),), str(fact.source))


def untranslated(sheet: FactSheet) -> list[str]:
    """The fields of a sheet that an English draft leaves out."""
    kept = {*data()["kinds"], "detail"}
    left = [fact.field for fact in sheet.tellable if fact.kind in kept and not said_of(fact)]
    offered = [f.field for kind in ("promo", "period", "conditions") for f in sheet.all(kind)]
    return list(dict.fromkeys([*left, *([] if list(_offer(sheet, "{}")) else offered)]))


def said_of(fact: Fact) -> str:
    """A detail needs a label that is known, and a tested figure its proof, which is Chinese."""
    if fact.kind == "detail" and (not _label(fact) or fact.cited != fact.value):
        return ""
    value = BRACKETS.sub("", fact.value)
    bare = (
        value.replace(fact.field, "", 1) if fact.kind == "detail" else value
    )  # 130码充绒量120 g under 充绒量
    return translated(bare if bare.strip() else value)


def _label(fact: Fact) -> str:
    label = "{}" if fact.is_bare else data()["fields"].get(fact.field, "")
    return label if "{}" in label or not label else f"{label}: {{}}"


def _opening(sheet: FactSheet, dice: Dice) -> Iterator[Told]:
    shop = sheet.value("shop")
    where = (
        shop if shop.isascii() else " and ".join(UNIT.findall(BRACKETS.sub("", shop)) or UNIT.findall(shop))
    )
    named = sheet.first("name") or sheet.first("brand") or sheet.first("shop")
    if named is None:
        return
    ways = data()["openings"]["product" if where else "nowhere"]
    name = name_of(sheet)
    plural = re.match(r"(?:the|a|an|our)\s", name, re.I)
    ways = [
        [w.replace("the {name}", "{name}") if plural else w for w in ([way] if isinstance(way, str) else way)]
        for way in ways
    ]
    picked = [way if isinstance(way, str) else dice.pick("english opening", way) for way in ways]
    yield Told("opening", tuple(w.format(name=name, where=where) for w in picked), str(named.source))


def _offer(sheet: FactSheet, way: str) -> Iterator[Told]:
    """An offer with its dates and conditions, all of it in English, or nothing of it."""
    facts = [f for f in (sheet.first("promo"), sheet.first("conditions"), sheet.first("period")) if f]
    promo, conditions = sheet.value("promo"), sheet.value("conditions")
    told = [f for f in facts if not (f.kind == "promo" and promo in conditions)]
    said = [translated(BRACKETS.sub("", fact.value)) for fact in told]
    if promo and all(said):
        yield Told("offer", (way.format(", ".join(said)),), str(facts[0].source))


def campaign_terms(campaign: Campaign) -> Iterator[Told]:
    own = KIND_TERMS[campaign.kind].split()
    for key, way in data()["terms"].items():
        term = campaign.terms.get(key) if key in own else None
        if term and (said := translated(term.text)):
            yield Told(key, (way.format(said),), term.clause.source)
