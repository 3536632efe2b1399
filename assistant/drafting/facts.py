"""The fact table of a product: every fact with the place where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from assistant.compliance.goods import Goods, goods_of
from knowledge.model import Passage

ROW = re.compile(
    r"^字段[:：]\s*(?P<field>.*?)[;；]\s*内容[:：]\s*(?P<value>.*?)(?:[;；]\s*依据[:：]\s*(?P<basis>.*))?$",
    re.S,
)
PAIR = re.compile(r"^\s*[-•*·]?\s*(?P<field>[^:：。;；,，\n]{1,16})[:：]\s*(?P<value>\S.*)$", re.S)
BASIS = re.compile(r"[;；]\s*依据[:：]\s*(?P<basis>.*)$", re.S)
PASTED = "粘贴文本"
PRICE = re.compile(r"(?:活动价|现价|售价|只要|特价|价格)?[:：]?\s*[¥￥]?\d[\d,]*(?:\.\d+)?\s*元")
SPEC = re.compile(r"\d[\d,.]*\s*(?:ml|毫升|g|克|kg|%vol|片|支|只|寸|cm)\b", re.I)


@dataclass(frozen=True, slots=True)
class Fact:
    """`kind` is a key of product_fields.yaml or "detail"; `source` says where a person finds it."""

    kind: str
    field: str
    value: str
    source: str
    basis: str = ""

    @property
    def cited(self) -> str:
        """The value, with its basis beside it where the figure comes from a test."""
        needs = any(word in self.basis for word in _table()["cited_basis"]) and self.basis not in self.value
        return f"{self.value}({self.basis})" if needs and re.search(r"\d", self.value) else self.value


@dataclass(frozen=True, slots=True)
class FactSheet:
    doc_id: str
    facts: tuple[Fact, ...]

    def all(self, kind: str) -> tuple[Fact, ...]:
        return tuple(fact for fact in self.facts if fact.kind == kind)

    def first(self, kind: str) -> Fact | None:
        return next(iter(self.all(kind)), None)

    def value(self, kind: str) -> str:
        fact = self.first(kind)
        return fact.value if fact else ""

    @property
    def tellable(self) -> tuple[Fact, ...]:
        return tuple(fact for fact in self.facts if fact.kind not in ("forbidden", "hidden"))

    @property
    def forbidden(self) -> tuple[str, ...]:
        """Words that the sheet itself rules out."""
        parts = [
            re.sub(r"[(（].*?[)）]", "", part).strip()
            for f in self.all("forbidden")
            for part in f.value.split("、")
        ]
        return tuple(part for part in parts if part)

    @property
    def goods(self) -> Goods:
        return goods_of((self.value("category"), self.value("name"), self.value("brand")))


@cache
def _table() -> dict:
    return yaml.safe_load(files("assistant.data").joinpath("product_fields.yaml").read_text("utf-8"))


def names_of_kinds() -> dict[str, str]:
    """The kinds of facts that may be told, with the first of their names."""
    kinds: dict[str, list[str]] = _table()["kinds"]
    return {kind: names[0] for kind, names in kinds.items() if kind not in ("forbidden", "hidden")}


def kind_of(field: str) -> str:
    kinds: dict[str, list[str]] = _table()["kinds"]
    for kind, names in kinds.items():
        if field in names:
            return kind
    begins = [
        (len(n), kind) for kind, names in kinds.items() for n in names if len(n) > 1 and field.startswith(n)
    ]
    return max(begins)[1] if begins else "detail"


def sheet_of(doc_id: str, passages: Iterable[Passage]) -> FactSheet:
    """The facts of a product sheet's passages: rows that name a field and its content."""
    facts = [
        fact for p in passages for line in p.text.split("\n") for fact in _facts(line, _place(doc_id, p))
    ]
    return FactSheet(doc_id, tuple(facts))


def pasted_sheet(text: str) -> FactSheet:
    """The facts of pasted text: lines "field: content", else prices and sizes where they stand."""
    facts = [fact for line in text.split("\n") for fact in _facts(line, _span(text, line))]
    known = [fact for fact in facts if fact.kind != "detail"]
    return FactSheet(PASTED, tuple(facts) if len(known) >= 2 else tuple(_loose(text)))


def _loose(text: str) -> Iterable[Fact]:
    for kind, field, pattern in (("price", "价格", PRICE), ("spec", "规格", SPEC)):
        match = pattern.search(text)
        if match:
            yield Fact(kind, field, match[0].strip(), f"{PASTED} {match.start()}–{match.end()}")


def _facts(line: str, source: str) -> Sequence[Fact]:
    match = ROW.match(line.strip()) or PAIR.match(line.strip())
    if not match:
        return ()
    field, value = match["field"].strip(), match["value"].strip()
    basis = (match.groupdict().get("basis") or "").strip()
    trailing = BASIS.search(value)
    if trailing:
        value, basis = value[: trailing.start()].strip(), trailing["basis"].strip()
    kind = kind_of(field)
    if kind != "forbidden" and any(gap in value for gap in _table()["gaps"]):
        kind = "hidden"
    return (Fact(kind, field, value, source, basis),)


def _place(doc_id: str, passage: Passage) -> str:
    return f"{doc_id} · {passage.locator}" if passage.locator else doc_id


def _span(text: str, line: str) -> str:
    start = text.find(line)
    return f"{PASTED} {start}–{start + len(line)}"
