"""Answers out of the shop directory: where, when, which; copied from its rows, never from a model."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from functools import cache
from importlib.resources import files
from typing import Any

import rjieba
import yaml

from assistant.model import Handling
from assistant.need import Need
from assistant.reply import Line, Reply, Source
from knowledge.calendar import weekday_name
from knowledge.directory import Directory, Mention, floor_in, hours_on, is_open, labels_of
from knowledge.model import Shop
from knowledge.presence import is_present
from knowledge.text import fold

_MOST = 5
SourceOf = Callable[[Shop], Source | None]


class Lookup:
    """Reads a question against the directory; None when it is not the directory's to answer."""

    def __init__(self, directory: Directory, source_of: SourceOf) -> None:
        self._directory = directory
        self._source_of = source_of

    def reply(self, text: str, need: Need, as_of: datetime, english: bool) -> Reply | None:
        """Answers where, when, which and how about shops; `text` is the plain, full question."""
        said = _Sentences(english, need.days[0] if need.days else as_of.date(), as_of.date())
        units = self._directory.units_named(text)
        if units:
            return self._at_units(text, units, said)
        mentions = self._directory.mentions(text)
        if mentions:
            return self._about(text, mentions, said)
        if _matches("open_now", text):
            return self._open_at(text, said, as_of)
        if _matches("on_floor", text) and floor_in(text):
            return self._on_floor(floor_in(text), said)
        return self._of_kind(text, said, as_of)

    def _on_floor(self, floor: str, said: _Sentences) -> Reply | None:
        """The shops that trade on a floor, one of each kind first."""
        here = [shop for shop in self._directory.of_kind([""], floor) if is_present(shop, said.day)]
        if not here:
            return None
        firsts = list({shop.subcategory or shop.category: shop for shop in reversed(here)}.values())[::-1]
        lines = [self._line(shop, said("option", shop)) for shop in firsts[: 2 * _MOST]]
        head = Line(said("on_floor", floor=floor, count=len(here)))
        return Reply(Handling.ANSWER, (head, *lines), 0.85)

    def _open_at(self, text: str, said: _Sentences, as_of: datetime) -> Reply | None:
        """Which shops are open now, or at the time and on the floor that the question names."""
        moment = _moment_in(text, as_of, said.day)
        floor = floor_in(text)
        shops = [
            shop
            for shop in self._directory.shops
            if is_open(shop, moment) and (not floor or fold(shop.floor) == fold(floor))
        ]
        if not shops:
            return None
        late_first = sorted(shops, key=lambda shop: _closing(hours_on(shop, said.day)), reverse=True)
        head = Line(said("open_at", count=len(shops), time=moment.strftime("%H:%M")))
        lines = [self._line(shop, said("option", shop)) for shop in late_first[: 2 * _MOST]]
        return Reply(Handling.ANSWER, (head, *lines), 0.85)

    def _at_units(self, text: str, units: Sequence[str], said: _Sentences) -> Reply:
        here = self._directory.at(text)
        if not here:
            return Reply(Handling.UNKNOWN, (Line(said("nobody", unit=units[0])),), 0.9)
        lines = [line for shop in here for line in self._card(shop, asked_of(text), said)]
        return Reply(Handling.ANSWER, tuple(lines), 0.95)

    def _about(self, text: str, mentions: list[Mention], said: _Sentences) -> Reply | None:
        asked = asked_of(text)
        if _matches("elsewhere", text):
            return None
        several = len({mention.shop.name for mention in mentions}) > 1 and all(m.exact for m in mentions)
        closed = any(not is_present(mention.shop, said.day) for mention in mentions)
        if not (asked or several or closed or _matches("presence", text) or _only_name(text, mentions)):
            return None
        names = {mention.matched for mention in mentions}
        alike = [mention for mention in mentions if not mention.exact] or len(names) < len(mentions)
        if len(mentions) > 1 and alike and not _wants_all(text):
            return self._which(mentions, said)
        lines: list[Line] = []
        for mention in mentions[:_MOST]:
            lines += self._placed(mention.shop, text, asked, said)
        return Reply(Handling.ANSWER, tuple(lines), 0.95)

    def _placed(self, shop: Shop, text: str, asked: set[str], said: _Sentences) -> list[Line]:
        """The card of a shop, opened by yes or no when the question supposes a floor."""
        card = self._card(shop, asked, said)
        floor = floor_in(text)
        if not floor or not card:
            return card
        opening = said("here") if fold(floor) == fold(shop.floor) else said("not_here", floor=floor)
        return [Line(opening + card[0].text, card[0].sources), *card[1:]]

    def _which(self, mentions: Sequence[Mention], said: _Sentences) -> Reply:
        exact = all(mention.exact for mention in mentions)
        head = Line(said("several" if exact else "similar", count=len(mentions)))
        options = [self._line(mention.shop, said("option", mention.shop)) for mention in mentions[:_MOST]]
        return Reply(Handling.CLARIFY, (head, *options), 0.9)

    def _of_kind(self, text: str, said: _Sentences, as_of: datetime) -> Reply | None:
        wishes = _matches("wish", text) or ("hours" in asked_of(text) and _named_kinds(text))
        if not wishes or _matches("rules", text):
            return None
        words = _named_kinds(text) or kind_words(text)
        if not words:
            return None
        ranked = self._ranked(words, floor_in(text))
        open_now = [shop for shop in ranked if is_present(shop, as_of.date())]
        if not open_now:
            closed = [line for shop in ranked[:_MOST] for line in self._card(shop, set(), said)]
            return Reply(Handling.ANSWER, tuple(closed), 0.8) if closed else None
        lines = [self._line(shop, said("option", shop) + said.tags(shop)) for shop in open_now[:_MOST]]
        return Reply(Handling.ANSWER, (Line(said("found")), *lines), 0.8)

    def _ranked(self, words: Sequence[str], floor: str) -> list[Shop]:
        """Shops that fit the most, and the most specific, of the words."""
        found = self._directory.of_kind(words, floor)
        scores = {shop.unit: _fit(shop, words) for shop in found}
        best = max(scores.values(), default=0)
        return sorted(
            (shop for shop in found if scores[shop.unit] >= 0.6 * best), key=lambda shop: -scores[shop.unit]
        )

    def _card(self, shop: Shop, asked: set[str], said: _Sentences) -> list[Line]:
        """The sentences about one shop, those first that were asked for."""
        sentences = [_presence(shop, said), said("place", shop)]
        wanted = asked - {"place", "goods"}
        sentences += [_sentence(shop, name, said) for name in _ORDER if name in wanted]
        if not wanted and is_present(shop, said.today):
            sentences.append(said("hours", shop))
        if "goods" in asked:
            sentences.append(said("goods", shop))
        if shop.note:
            sentences.append(said("note", shop))
        return [self._line(shop, said.joined(sentences))]

    def _line(self, shop: Shop, text: str) -> Line:
        source = self._source_of(shop)
        return Line(text, (source,) if source else ())


def _moment_in(text: str, as_of: datetime, day: date) -> datetime:
    """The time a question names (22:30, 晚上11点) on its day; the present moment without one."""
    match = re.search(r"(晚上?|夜里|下午|凌晨)?\s*(\d{1,2})(?::(\d{2})|点(半)?)", fold(text))
    if not match:
        return as_of
    hour = int(match[2]) + (12 if match[1] in ("晚", "晚上", "夜里", "下午") and int(match[2]) < 12 else 0)
    minute = int(match[3] or 0) or (30 if match[4] else 0)
    return datetime.combine(day, time(hour % 24, minute), as_of.tzinfo)


def _closing(hours: str) -> str:
    end = hours.split("–")[-1]
    return f"1{end}" if "次日" in end else f"0{end}"


_ORDER = ("hours", "phone", "points", "coupon", "pets", "returns")


class _Sentences:
    """The directory's sentences in one language, for one day."""

    def __init__(self, english: bool, day: date, today: date) -> None:
        self._english = english
        self._table = _data()["en" if english else "zh"]
        self.day = day
        self.today = today

    def tags(self, shop: Shop) -> str:
        """What a shop sells; the directory has it in Chinese only."""
        return "" if self._english else f"：{'、'.join(shop.tags)}"

    def joined(self, sentences: Sequence[str]) -> str:
        return (" " if self._english else "").join(sentence for sentence in sentences if sentence)

    def __call__(self, key: str, shop: Shop | None = None, **more: object) -> str:
        values = _values(shop, self.day, self.today) if shop else {}
        return self._table[key].format(**values | more)


def asked_of(text: str) -> set[str]:
    """What is asked of a shop: place, hours, phone, points, coupon, pets, returns, goods."""
    return {name for name, pattern in _data()["asked"].items() if re.search(pattern, fold(text))}


def _named_kinds(text: str) -> list[str]:
    """The directory words behind the everyday names of kinds of shop in a text, the longest names first."""
    folded, table = fold(text), _data()["kinds"]
    found: list[str] = []
    for spoken in sorted(table, key=len, reverse=True):
        if spoken in folded:
            found += table[spoken]
            folded = folded.replace(spoken, " ")
    return list(dict.fromkeys(found))


def is_about_presence(text: str) -> bool:
    """Whether a question is whether a shop is still there, has moved, or has opened."""
    return _matches("presence", text)


def kind_words(text: str) -> list[str]:
    """The directory words of what somebody looks for: everyday words translated, other nouns as they are."""
    folded = fold(text)
    known = _named_kinds(text)
    nouns = [
        word.removesuffix("店") if len(word) > 2 else word
        for word, tag in rjieba.tag(folded)
        if tag.startswith(("n", "vn", "j")) and len(word) > 1 and word not in _data()["not_kinds"]
    ]
    return list(dict.fromkeys(known + nouns))


def _fit(shop: Shop, words: Sequence[str]) -> float:
    labels = [fold(label) for label in labels_of(shop)]
    return sum(1.0 for word in words if any(fold(word) in label for label in labels))


def _presence(shop: Shop, said: _Sentences) -> str:
    if shop.status == "快闪" and is_present(shop, said.day):
        return said("popup", shop)
    if is_present(shop, said.day):
        return ""
    keys = {"装修": "closed", "暂停营业": "closed", "即将开业": "soon"}
    return said(keys.get(shop.status, "gone"), shop)


def _sentence(shop: Shop, name: str, said: _Sentences) -> str:
    """One asked-for sentence; empty when the directory's cell is."""
    if name == "points":
        return (
            said("no_points" if shop.points_rate in ("0", "0.0") else "points", shop)
            if shop.points_rate
            else ""
        )
    if name in ("coupon", "returns"):
        value = shop.in_campaign if name == "coupon" else shop.returns_7d
        return said(name if value == "是" else f"no_{name}", shop) if value else ""
    value = {"hours": shop.hours_weekday, "phone": shop.phone, "pets": shop.pets}[name]
    return said(name, shop) if value.strip(" –-") else ""


def _values(shop: Shop, day: date, today: date) -> dict[str, Any]:
    label = "今天" if day == today else f"{day.month}月{day.day}日"
    return {
        "name": shop.name,
        "name_en": shop.name_en or shop.name,
        "floor": shop.floor,
        "unit": shop.unit,
        "location": f"（{shop.location}）" if shop.location else "",
        "weekday": shop.hours_weekday,
        "weekend": shop.hours_weekend or shop.hours_weekday,
        "today": hours_on(shop, day) or "–",
        "day": f"{label}（{weekday_name(day)}）",
        "phone": shop.phone,
        "points": shop.points_rate,
        "pets": shop.pets,
        "note": shop.note.rstrip("。"),
        "kind": shop.subcategory or shop.category,
        "tags": "、".join(shop.tags),
        "status": shop.status,
        "period": _period(shop),
    }


def _period(shop: Shop) -> str:
    start, stop = (day.isoformat() if day else "" for day in (shop.status_from, shop.status_to))
    return f"{start} 至 {stop}" if start and stop else start or stop or "日期见公告"


def _matches(key: str, text: str) -> bool:
    return re.search(_data()[key], fold(text)) is not None


def _only_name(text: str, mentions: Sequence[Mention]) -> bool:
    """The question is little more than the shop's name."""
    rest = fold(text)
    for mention in mentions:
        rest = rest.replace(mention.matched, "")
    return len(re.sub(r"\W", "", rest)) <= 2


def _wants_all(text: str) -> bool:
    return re.search(r"哪几家|几家|都在|分别|所有|全部|both|all ", text) is not None


@cache
def _data() -> dict[str, Any]:
    return yaml.safe_load(files("assistant.data").joinpath("shops.yaml").read_text(encoding="utf-8"))
