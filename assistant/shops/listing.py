"""A list of the shops that a question asks for, with what was asked, how many there are, and at most a screen."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime

from assistant.model import Handling
from assistant.reply import Line, Reply
from assistant.shops.kinds import kinds_in, words_of
from assistant.shops.lines import ShopLines, joined, sentences
from assistant.shops.opening import mall_line
from assistant.shops.sieve import Sieve
from assistant.shops.wanted import told_apart
from knowledge.directory import gives_hours, labels_of, stands_in
from knowledge.model import Shop
from knowledge.text import fold
from knowledge.writing.calendar import names_a_day
from knowledge.writing.floors import UNIT_ON, floors, without_floors
from knowledge.writing.hours import OpeningRule
from knowledge.writing.presence import is_present

SCREEN = 10  # shops that one answer lists
_FEW = 5  # shops offered instead of those that do not exist
_ASKED_OF = {"campaign": "coupon", "points": "points"}  # the mark, and what a card says of it
_PAIR = 2  # shops that are told of in full where their hours are asked for
_STILL_THERE = re.compile(
    r"还有(?:几天|多久)|还在|还开|到几[号时]|到哪天|什么时候(?:撤|结束|走)|最后一天|撤了|still (?:there|here|open|on|around)|(?:un)?till? when"
)
_WHETHER = re.compile(r"(?:吗|不|没|么|嘛|咩)[?？]?$|(?:能|可以|可不可以|能不能|是否|参不参加)")
# What somebody has bought already is not looked for in a shop: 口红拆开涂了，7天能退吧.
_OWN_GOODS = re.compile(
    r"拆(?:开|了|封|过)|开封|[用穿戴涂洗试吃喝剪背][了过]|买(?:了|的|回|完|大|小|错|贵)|不(?:喜欢|合适|想要)|尺码|色号|小票|吊牌|质量|坏|断|(?:能|可以|给|想|要)退|退(?:货|掉|了|吗|么|不|得)"
    r"|(?<![a-z])(?:bought|opened|worn|tried|used|return)(?![a-z])"
)
_PETS = re.compile(r"宠物|[狗猫犬]|(?<![a-z])(?:pet|dog|cat)s?(?![a-z])")
_HAS_IT = re.compile(r"有没有(?:积分|参加|参与|满减)")
_EVENING = 20  # o'clock, from which on the mall's own closing time matters


def _with_its_words(shops: list[Shop], folded: str) -> list[Shop]:
    """Of the shops of a kind those whose remark or goods have most words of the question, where some do: 包间 of a restaurant."""
    words = [word for word in told_apart(folded) if not kinds_in(word)]
    said = {shop: fold(" ".join((shop.note, *shop.tags))) for shop in shops}
    fits = {shop: sum(stands_in(word, text) for word in words) for shop, text in said.items()}
    most = max(fits.values(), default=0)
    return [shop for shop in shops if fits[shop] == most] if most else shops


class Listing:
    """Says which shops fit a sieve."""

    def __init__(self, sieve: Sieve, said: ShopLines, rules_of: Callable[[], Sequence[OpeningRule]]) -> None:
        self._sieve = sieve
        self._said = said
        self._rules_of = rules_of

    def reply(self, text: str) -> Reply | None:
        """The list; None where the question asks for no shops, or for what the directory has no column for."""
        folded = fold(text)
        if not self._asks(folded):
            return None
        if self._sieve.state:
            return self._of_state()
        if self._sieve.order and not any(
            gives_hours(shop, self._said.day) for shop in self._sieve.directory.shops
        ):
            return None  # who shuts last is not told by a directory without hours
        shops = self._sieve.shops(self._said.day)
        if shops:
            return self._listed(shops, folded)
        if told := self._none_of_the_few(folded):
            return told
        is_a_list = self._sieve.lists or self._sieve.counts or not self._sieve.marks
        return self._nothing(folded) if is_a_list else None  # why not is for the rules to say

    def _none_of_the_few(self, folded: str) -> Reply | None:
        """That the few shops of a kind lack the mark that is asked for: 金店能用券吗."""
        sieve = self._sieve
        asked = {_ASKED_OF[one.mark.name] for one in sieve.marks if one.is_had and one.mark.name in _ASKED_OF}
        if (
            len(asked) != 1
            or not sieve.kinds
            or _says_shops(folded)
            or not (_WHETHER.search(folded) or _HAS_IT.search(folded))
        ):
            return None
        some = sieve.wider(marks=()).shops(self._said.day)
        if not 0 < len(some) <= _PAIR:
            return None
        return Reply(Handling.ANSWER, tuple(self._said.card(shop, asked) for shop in some), 0.85)

    def _asks(self, folded: str) -> bool:
        sieve = self._sieve
        if sieve.state:
            is_there = sieve.state == "popup" and _STILL_THERE.search(folded) is not None
            of_terms = re.search(sentences()["of_works"], folded) is not None
            return (sieve.of_shops and (sieve.lists or sieve.counts) and not of_terms) or is_there
        wishes = re.search(sentences()["wish"], folded) is not None
        if sieve.marks:
            if self._asks_of_pets_alone():
                return False
            if re.search(sentences()["sums"], folded) or (
                _OWN_GOODS.search(folded) and not sieve.lists and not sieve.of_shops
            ):
                return False
            shops = sieve.directory.shops
            knows = all(any(one.mark.holds(shop) is not None for shop in shops) for one in sieve.marks)
            is_bare = bool(sieve.kinds) and re.search(r"店[?？]?$", folded) is not None
            is_whether = bool(sieve.kinds) and _WHETHER.search(folded) is not None
            asks = sieve.lists or sieve.counts or is_bare or is_whether
            return knows and asks and bool(sieve.of_shops or sieve.kinds)
        if re.search(sentences()["rules"], folded):
            return False
        if sieve.kinds:
            hours = re.search(sentences()["asked"]["hours"], folded) is not None
            return (
                wishes
                or sieve.lists
                or hours
                or names_only_kinds(folded)
                or re.search(
                    r"有.{0,12}(?:吗|没有?|么|嘛|不)[?？]?$|(?:在哪|喺边|边度)[里儿呀啊]?[?？]?$", folded
                )
                is not None
                or bool(sieve.best or sieve.left_out or sieve.floors or sieve.places)
                or self._asks_for_a_day(folded)
                or (bool(sieve.moment) and re.search(sentences()["asks_whether"], folded) is not None)
            )
        has_more = bool(sieve.floors or sieve.places or sieve.moment or sieve.order or sieve.left_out)
        on_floor = (
            bool(sieve.floors or sieve.places) and re.search(sentences()["on_floor"], folded) is not None
        )
        is_open = bool(sieve.moment) and re.search(sentences()["open_now"], folded) is not None
        return (
            on_floor
            or is_open
            or (sieve.of_shops and (sieve.lists or sieve.counts) and (has_more or sieve.counts))
        )

    def _asks_for_a_day(self, folded: str) -> bool:
        """Whether a shop of a kind can be used on a day that is named: 周一能去改裤脚吗."""
        return (
            bool(self._sieve.kinds)
            and names_a_day(folded)
            and re.search(sentences()["asks_whether"], folded) is not None
        )

    def _asks_of_pets_alone(self) -> bool:
        """宠物可以进商场吗 asks for a rule: the animal is no kind of shop besides."""
        sieve = self._sieve
        of_pets = any(one.mark.name == "pets" for one in sieve.marks)
        named = all(_PETS.search(" ".join((kind.name, *kind.written))) for kind in sieve.kinds)
        return of_pets and named and not (sieve.lists or sieve.counts or sieve.of_shops)

    # -- what there is -----------------------------------------------------------------------------

    def _listed(self, shops: list[Shop], folded: str) -> Reply:
        sieve, said = self._sieve, self._said
        fitting = _with_its_words(shops, folded)
        is_by_remark = len(fitting) < len(shops)
        shops = sieve.ordered(fitting, said.day)
        key = "found_one" if len(shops) == 1 else "found"
        head = said(key, count=len(shops), conditions=self._conditions(sieve))
        lines = [Line(said("unrated", best=sieve.best))] if sieve.best else []
        lines.append(Line(self._wide() + head))
        if sieve.order and len(shops) > 1:
            lines.append(Line(said("late_first" if sieve.order == "latest" else "early_first")))
        of_hours = re.search(sentences()["asked"]["hours"], folded) or self._asks_for_a_day(folded)
        if len(shops) <= _PAIR and of_hours:
            lines += [said.card(shop, {"hours"}) for shop in shops]
        elif is_by_remark and len(shops) <= _FEW:
            lines += [said.card(shop, set()) for shop in shops]  # with the remark by which they fit
        else:
            lines += [
                said.option(shop, tags=len(shops) <= _FEW and bool(sieve.kinds)) for shop in shops[:SCREEN]
            ]
        if len(shops) > SCREEN:
            lines.append(Line(said("more", count=len(shops) - SCREEN)))
        return Reply(Handling.ANSWER, (*lines, *self._untold(), *self._mall()), 0.85)

    def _of_state(self) -> Reply | None:
        """The shops that are in a state, each with its dates."""
        sieve, said = self._sieve, self._said
        shops = [shop for shop in sieve.in_state(said.day) if sieve.lets_through(shop)]
        if not shops:
            return None
        lines = [said.card(shop, {"place"}) for shop in shops[:SCREEN]]
        if len(shops) > SCREEN:
            lines.append(Line(said("more", count=len(shops) - SCREEN)))
        head = Line(said(f"state_{sieve.state}", count=len(shops)))
        return Reply(Handling.ANSWER, (head, *lines), 0.85)

    def _wide(self) -> str:
        """A word before the list where only a wider category takes in what was asked for."""
        sieve = self._sieve
        is_wide = bool(sieve.kinds) and all(kind.is_wide(sieve.directory.shops) for kind in sieve.kinds)
        return self._said("wide", conditions=self._conditions(sieve)) if is_wide else ""

    def _untold(self) -> list[Line]:
        """How many shops the directory says neither yes nor no of."""
        sieve = self._sieve
        if len(sieve.marks) != 1 or sieve.marks[0].mark.name == "24h":
            return []
        some = sieve.wider(marks=()).shops(self._said.day)
        untold = [shop for shop in some if sieve.marks[0].mark.holds(shop) is None]
        return [Line(self._said("untold", count=len(untold)))] if untold else []

    def _mall(self) -> list[Line]:
        """The mall's own hours, where shops are asked for late on a day that is not as usual."""
        moment = self._sieve.moment
        if not moment or moment.at.hour < _EVENING:
            return []
        line = mall_line(
            self._said.day, self._said.today, self._rules_of(), self._said.english, only_exceptions=True
        )
        return [Line(self._said("mall_hours") + line.text, line.sources)] if line else []

    # -- what there is not -------------------------------------------------------------------------

    def _nothing(self, text: str) -> Reply | None:
        """That nothing fits, and what fits with a condition less; shops that will be there are told with their dates."""
        sieve, said = self._sieve, self._said
        later = [shop for shop in sieve.directory.shops if not is_present(shop, said.day)]
        waiting = [shop for shop in later if sieve.wider(moment=None).lets_through(shop)]
        if moved := self._moved(text):
            return Reply(Handling.ANSWER, tuple(said.card(shop, {"place"}) for shop in moved), 0.9)
        is_later = bool(waiting) and not sieve.marks and bool(sieve.kinds or sieve.floors)
        is_all = is_later and not sieve.moment
        head = [Line(said("none_now", conditions=self._conditions(sieve)) if is_all else self._none())]
        if is_later:
            head += [said.card(shop, set()) for shop in waiting[:_FEW]]
        if is_all:
            return Reply(Handling.ANSWER, tuple(head), 0.8)
        elsewhere = [shop for shop in later if sieve.wider(moment=None, floors=()).lets_through(shop)]
        for less in self._relaxed():
            shops = less.shops(said.day)
            if shops:
                conditions = self._conditions(less)
                key = "nearest" if less.conditions else "late_first"
                nearest = said(key, conditions=conditions, count=len(shops))
                options = [said.option(shop) for shop in less.ordered(shops, said.day)[:_FEW]]
                return Reply(Handling.ANSWER, (*head, Line(nearest), *options), 0.8)
        if len(head) == 1 and elsewhere and sieve.kinds:
            head += [said.card(shop, set()) for shop in elsewhere[:_FEW]]
        if len(head) > 1 or sieve.conditions > 1 or sieve.marks:
            return Reply(Handling.ANSWER, tuple(head), 0.8)
        return None

    def _moved(self, text: str) -> list[Shop]:
        """Shops of the kind whose remark says that they were on the floor that is named: 原来二楼卖户外的."""
        sieve = self._sieve
        if not (sieve.kinds and sieve.floors and re.search(sentences()["moved"], text)):
            return []
        some = sieve.wider(floors=(), moment=None).shops(self._said.day)
        return [shop for shop in some if set(sieve.floors) & _floors_said(shop.note)]

    def none_of_kind(self) -> Reply | None:
        """That the directory has no shop of a kind, where nothing else has an answer."""
        sieve = self._sieve
        if not sieve.kinds or sieve.shops(self._said.day) or not any(map(labels_of, sieve.directory.shops)):
            return None  # a list of names says nothing of kinds
        return Reply(Handling.UNKNOWN, (Line(self._none()),), 0.8)

    def _none(self) -> str:
        sieve = self._sieve
        if sieve.moment and sieve.conditions > 1:
            less = sieve.wider(moment=None)
            return self._said("none_open", conditions=self._conditions(less), time=self._time(sieve))
        return self._said("none", conditions=self._conditions(sieve))

    def _relaxed(self) -> list[Sieve]:
        """The sieve with one condition less: first the time, then the floor, then the mark."""
        sieve = self._sieve
        less = [
            sieve.wider(floors=()) if sieve.floors and (sieve.kinds or sieve.marks) else None,
            sieve.wider(moment=None, order="latest")
            if sieve.moment and (sieve.kinds or sieve.floors)
            else None,
            sieve.wider(floors=(), moment=None, order="latest") if sieve.moment and sieve.kinds else None,
            sieve.wider(marks=(), order="latest")
            if [one.mark.name for one in sieve.marks] == ["24h"]
            else None,
        ]
        return [one for one in less if one]

    # -- wording -----------------------------------------------------------------------------------

    def _conditions(self, sieve: Sieve) -> str:
        """B1层、22:30在营业、“咖啡”类."""
        english = self._said.english
        parts = [*map(self._place, sieve.places), *(self._floor(floor) for floor in sieve.floors)]
        if sieve.moment:
            time = self._time(sieve)
            parts.append(f"open at {time}" if english else f"{time}在营业")
        parts += [mark.called(english) for mark in sieve.marks]
        if sieve.left_out:
            parts.append(f"without {sieve.left_out}" if english else f"除“{sieve.left_out.strip()}”以外")
        if sieve.kinds:
            kinds = joined([kind.name_en if english else kind.name for kind in sieve.kinds], english)
            parts.append(kinds if english else f"“{kinds}”类")
        return joined(parts, english) or ("all" if english else "全部在营")

    def _place(self, place: str) -> str:
        """A hall as the directory writes it."""
        return next(shop.location for shop in self._sieve.directory.shops if fold(shop.location) == place)

    def _floor(self, floor: str) -> str:
        there = next(
            (shop for shop in self._sieve.directory.shops if self._sieve.directory.is_on(shop, floor)), None
        )
        return self._said.floor(there) if there else floor.upper()

    def _time(self, sieve: Sieve) -> str:
        assert sieve.moment is not None
        at = sieve.moment.at
        if sieve.moment.is_now:
            return f"{at:%H:%M} (now)" if self._said.english else f"现在（{at:%H:%M}）"
        day = "" if at.date() == self._said.today else self._day(at)
        return f"{day}{at:%H:%M}"

    def _day(self, at: datetime) -> str:
        return f"{at:%Y-%m-%d} " if self._said.english else f"{at.month}月{at.day}日"


def _floors_said(note: str) -> set[str]:
    """The floors that a remark names, by themselves or in a unit's number."""
    folded = fold(note)
    return {*floors(folded), *(match[1] for match in UNIT_ON.finditer(folded))}


def _says_shops(folded: str) -> bool:
    """Whether a question says shops beside the kind of them: 有没有能用券的金店 does not, 哪些店 does."""
    rest = folded
    for word in words_of(folded):
        rest = rest.replace(word, " ")
    return re.search(r"店|铺|商家|品牌|哪|(?<![a-z])(?:shops?|stores?|which)(?![a-z])", rest) is not None


def names_only_kinds(folded: str) -> bool:
    """Whether a question is no more than a kind of shop and perhaps a floor: 咖啡店, shoe repair, shoe shops on level 2."""
    rest = without_floors(folded)
    for word in words_of(folded):
        rest = re.sub(rf"{re.escape(word)}(?:e?s(?![a-z]))?", " ", rest)
    return bool(words_of(folded)) and not re.sub(
        r"店|铺|买|找|想|要|吃|喝|去|我|请问|的|(?<![a-z])(?:shops?|stores?|places?|outlets?|options?|floors?|levels?|on|in|at|the|please|any)(?![a-z])|\W",
        "",
        rest,
    )
