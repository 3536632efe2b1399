"""Which shops a question asks for: by floor, kind, mark, time of day, and what it leaves out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property

from assistant.asking.moments import Asked, moment_in
from assistant.shops import figures
from assistant.shops.figures import Wanted as Figure
from assistant.shops.kinds import Kind, kinds_in, of_one_trade, tightest, without_no_shops
from assistant.shops.left_out import goods_of_those, parted, stands, without_names, written
from assistant.shops.marks import Wanted, marks_in, tagged
from knowledge.directory import Directory, is_open, spans_of, stands_in
from knowledge.model import Shop
from knowledge.text import fold
from knowledge.writing.calendar import month_in
from knowledge.writing.floors import keys_in
from knowledge.writing.presence import GONE, OPEN, PAUSED, POPUP, SOON, WORKS, is_present, state_in
from knowledge.writing.spans import DAY

_NEW = 60  # days for which a shop counts as newly opened

_BEST = re.compile(
    r"最(?P<zh>好吃|好食|好喝|好逛|好玩|好看|好|便宜|划算|实惠|贵|火|热门|受欢迎|有名|出名|值得.?|高级|地道|正宗|干净|新鲜|近|大|快)|(?:人气|性价比|评分|口碑|销量)(?:最)?高"
    r"|(?P<en>(?<![a-z])(?:best|cheapest|most popular|nearest|closest|tastiest|biggest|finest))(?![a-z])"
)
_LATEST = re.compile(
    r"(?:关|打烊|闭店|收|营业|开).{0,4}(?:得|到)?最[晚迟]|最[晚迟].{0,3}(?:关|打烊|闭店|收)|clos\w+ (?:the )?latest|(?:open|stay\w*) (?:the )?latest"
)
_EARLIEST = re.compile(r"(?:开|营业).{0,3}(?:得)?最早|最早.{0,3}(?:开|营业)|open\w* (?:the )?earliest")
_COUNTS = re.compile(
    r"几家|多少家|多少[个间](?=店|商|品|铺|餐|咖|影)|几[个间](?=店|商|品|铺|餐|咖|影)|how many|number of|总共|一共"
)
_SHOPS = re.compile(
    r"店(?!长|员|庆|铺号)|铺(?!位|号)|品牌|商家|商户|专柜|柜台|(?<![a-z])(?:shops?|stores?|tenants?|brands?|outlets?|places?)(?![a-z])"
)
_LISTS = re.compile(
    r"哪些|哪几|哪[家个里儿层]|边[层间个度啲几]|几[楼层]|去哪|什么|啥|几家|多少|有没有|有无|还有|都有|有哪|有谁|列|找|推荐|名单|清单|一览|谁家|(?<![a-z])(?:which|what|where|any|how many|list|where can|is there|are there|looking for|recommend|show me|do you have|name)(?![a-z])"
)
_STATES = {
    "popup": r"快闪|期间限定|pop[- ]?ups?(?![a-z])",
    "works": r"装修|停业|围挡|暂停营业|renovat|refurbish",
    "soon": r"即将|将要?开|快要?开|要开业|准备开|筹备|未开[业张]|没有?开[业张]|新店[^,。?]{0,3}要开|下个?月[^,。?]{0,8}(?:新店|开业)|coming soon|opening soon|about to open",
    "new": r"(?:\d|这个?|本|当|上个?)月份?[^,。?]{0,8}(?:开业|开张)|新开|新店|刚开|新入驻|新来|新品牌|new(?:ly)? (?:open\w* )?(?:shops?|stores?|brands?)|opened recently|new openings?",
    "gone": r"撤[场店柜了]|关[了掉](?!门)|倒闭|搬走|结业|闭店了|closed down|has left|have left|no longer",
}
_EITHER = re.compile(r"和|或|、|跟|与|以及|还是|(?<![a-z])(?:and|or)(?![a-z])|/")
_BARE = re.compile(
    r"(?:的|些)店(?:铺|家)?[?？]?$|(?<![a-z])(?:shops?|stores?|places) (?:that|which|with|where)(?![a-z])"
)
_SOLD = re.compile(r"([一-鿿]{2,3})(?:店|馆|铺)(?:在|几|开|有|呢|$)")  # 馄饨 of 馄饨店在哪
_OPEN = re.compile(r"开着|还开|营业|开门|没关|没打烊|没收|开业的|在开|(?<![a-z])(?:open|opened)(?![a-z])")

# 现在还有地方吃饭吗 asks for what is open now, though it does not say so; 现在哪些店能用券 asks of a rule.
_AT_ONCE = re.compile(
    r"(?:现在|这会儿?|此刻|这个点|这个?时候|这么晚|大晚上)[^,，。?？]{0,8}(?:还有|还能|还可以|还剩|能|可以|有得|有地方|去哪|有什么|有啥)"
    r"(?![^,，。?？]*(?:券|积分|打折|优惠|活动|满减|停车))[^,，。?？]{0,6}(?:吃|喝|买|逛|玩|剪|店|饭|餐|地方)"
)


@dataclass(frozen=True)
class Sieve:
    """What the shops asked for have in common. Empty parts hold nothing back."""

    directory: Directory
    floors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()  # halls, wings or zones
    kinds: tuple[Kind, ...] = ()
    marks: tuple[Wanted, ...] = ()
    moment: Asked | None = None
    no_floors: tuple[str, ...] = ()
    is_either: bool = False  # of several kinds any will do
    no_kinds: tuple[Kind, ...] = ()
    no_words: str = ""  # left out, and no kind that is known: a word of categories, goods or names
    no_shops: tuple[Shop, ...] = ()
    left_out: str = ""  # as it was said
    best: str = ""  # a superlative that no directory can answer, as it was said
    order: str = ""  # latest or earliest
    figure: Figure | None = None  # the column of figures by which shops are ranked or limited
    counts: bool = False
    lists: bool = False  # it asks which, what, how many
    of_shops: bool = False  # it says shops, not only a kind of them
    state: str = ""  # popup, works, soon, new or gone: shops are asked for by whether they are there
    month: tuple[date, date] | None = None  # that is named, first and last day

    @property
    def conditions(self) -> int:
        limited = self.figure and self.figure.limits
        parts = (self.floors, self.places, self.kinds, self.marks, self.moment, self.left_out, limited)
        return sum(map(bool, parts))

    def shops(self, day: date) -> list[Shop]:
        """The shops that come through, in the directory's order; those absent that day do not."""
        some = [shop for shop in self.directory.shops if is_present(shop, day) and self.lets_through(shop)]
        return [shop for shop in some if is_open(shop, self.moment.at)] if self.moment else some

    def lets_through(self, shop: Shop) -> bool:
        """Whether a shop has what is asked for, whatever the time and whether it is there."""
        return self._passes(shop) and self._is_of_kind(shop)

    def _passes(self, shop: Shop) -> bool:
        on = self.directory.is_on
        return (
            (not self.floors or any(on(shop, floor) for floor in self.floors))
            and not any(on(shop, floor) for floor in self.no_floors)
            and (not self.places or fold(shop.location) in self.places)
            and all(mark.fits(shop) for mark in self.marks)
            and (not (self.figure and self.figure.limits) or self.figure.fits(shop))
            and shop not in self.no_shops
            and not (self.no_words and self._has_word(shop))
        )

    def _is_of_kind(self, shop: Shop) -> bool:
        """By the tightest kind that the whole mall has: a floor without cafés has none, not its tea shops."""
        if any(shop in self._of_kind[kind.written] for kind in self.no_kinds):
            return False
        return not self.kinds or shop in self._wanted

    @cached_property
    def _wanted(self) -> frozenset[Shop]:
        """Shops of all the kinds named (亲子 and 餐厅), or of any where there is none, or either is asked for."""
        sets = [self._of_kind[kind.written] for kind in self.kinds]
        every = frozenset.intersection(*sets)
        return every if every and not self.is_either else frozenset().union(*sets)

    def _has_word(self, shop: Shop) -> bool:
        labels = (shop.category, shop.subcategory, *shop.tags, shop.name)
        return any(stands_in(self.no_words, fold(label)) for label in labels)

    @cached_property
    def _of_kind(self) -> dict[tuple[str, ...], frozenset[Shop]]:
        every = self.directory.shops
        found = {kind.written: frozenset(kind.among(every)) for kind in (*self.kinds, *self.no_kinds)}
        rest = [shop for shop in every if shop not in self.no_shops]
        for kind in self.kinds:  # of the others by name, where only those left out sell it
            if self.no_shops and found[kind.written] <= set(self.no_shops) and not kind.is_wide(rest):
                found[kind.written] = frozenset(kind.among(rest))
        return found

    def in_state(self, day: date) -> list[Shop]:
        """The shops in the state that is asked for; what is over by that day is left out."""
        states = {
            "popup": (POPUP,),
            "works": (WORKS, PAUSED),
            "soon": (SOON,),
            "new": (OPEN,),
            "gone": (GONE,),
        }
        some = [shop for shop in self.directory.shops if state_in(shop.status) in states.get(self.state, ())]
        if self.opens_in_a_month:
            first, last = self.month or (day, day)
            some = [shop for shop in self.directory.shops if state_in(shop.status) in (OPEN, SOON)]
            return [shop for shop in some if shop.status_from and first <= shop.status_from <= last]
        if self.state == "new":
            since = day - timedelta(days=_NEW)
            return [shop for shop in some if shop.status_from and since <= shop.status_from <= day]
        if self.state == "popup":
            return [shop for shop in some if shop.status_to is None or shop.status_to >= day]
        return [shop for shop in some if not is_present(shop, day)]

    def left_by(self, day: date) -> list[Shop]:
        """The pop-ups asked for whose time is over by a day: 快闪那家卖宠物的撤了没."""
        return [
            shop
            for shop in self.directory.shops
            if state_in(shop.status) == POPUP and not is_present(shop, day) and self.lets_through(shop)
        ]

    @property
    def opens_in_a_month(self) -> bool:
        """Whether shops are asked for that open in a month, past or to come: 12月有哪几家新店开业."""
        return self.month is not None and self.state in ("new", "soon")

    def ordered(self, shops: Sequence[Shop], day: date) -> list[Shop]:
        """By opening or closing time where that is asked; late shops by closing time; else one of each kind first."""

        def first(shop: Shop) -> int:
            return min((start for start, _ in spans_of(shop, day)), default=DAY)

        def last(shop: Shop) -> int:
            return max((stop for _, stop in spans_of(shop, day)), default=0)

        if self.figure and self.figure.order:
            return self.figure.ranked(shops)
        if self.order == "earliest":
            return sorted((shop for shop in shops if first(shop) < DAY), key=first)
        if self.order == "latest" or (self.moment and not self.moment.is_now):
            return sorted(shops, key=last, reverse=True)
        if self.kinds:
            return list(shops)
        firsts = list({shop.subcategory or shop.category: shop for shop in reversed(shops)}.values())[::-1]
        return firsts + [shop for shop in shops if shop not in firsts]

    def wider(self, **changes: object) -> Sieve:
        """The same sieve with some of its conditions changed."""
        return replace(self, **changes)  # type: ignore[arg-type]


def read(text: str, directory: Directory, as_of: datetime, day: date) -> Sieve:
    """What a plain question asks of the directory."""
    folded = fold(text)
    left, rest = parted(folded)
    named = directory.mentions(left) if left else []
    if left and not (named or kinds_in(left) or keys_in(left)) and not stands(left.strip(), directory):
        left, rest = "", folded  # 不是连锁的: nothing that a directory could tell
    beside = without_names(left, named)
    moment = moment_in(rest, as_of, day)
    marks = marks_in(rest, directory.shops)
    untagged = _without_tagged(rest, marks)
    named_kinds = of_one_trade(kinds_in(untagged), untagged, directory.shops)
    kinds = tuple(tightest(named_kinds, directory.shops)) or _own_kinds(rest, directory)
    if named and (goods := goods_of_those(named, rest, kinds)):
        kinds = (goods,)
    figure = figures.wanted(rest, directory.shops)
    best = None if figure and figure.order else _BEST.search(rest)
    rest = _BEST.sub(" ", rest)
    return Sieve(
        directory,
        floors=_floors(rest, directory),
        places=tuple(directory.places_named(rest)),
        kinds=kinds,
        is_either=_EITHER.search(rest) is not None,
        marks=tuple(marks),
        moment=moment if moment and (_asks_of_now(rest) or not moment.is_now) else None,
        no_floors=_floors(beside, directory),
        no_kinds=tuple(kinds_in(beside)),
        no_words="" if not left or kinds_in(left) or named or keys_in(left) else left.strip(),
        no_shops=written(named),
        left_out=left,
        best=next((part for part in best.groups() if part), best[0]) if best else "",
        order="latest" if _LATEST.search(rest) else "earliest" if _EARLIEST.search(rest) else "",
        figure=figure,
        counts=bool(_COUNTS.search(rest)),
        lists=bool(_LISTS.search(rest) or _BARE.search(rest)),
        of_shops=bool(_SHOPS.search(rest)),
        month=month_in(rest, as_of.date()),
        state=next((state for state, pattern in _STATES.items() if re.search(pattern, rest)), ""),
    )


def _asks_of_now(folded: str) -> bool:
    """Whether shops are asked for that are open at the moment of the question."""
    return _OPEN.search(folded) is not None or _AT_ONCE.search(folded) is not None


def _without_tagged(folded: str, marks: Iterable[Wanted]) -> str:
    """A question without the words of marks that the directory's tags tell: 有素食的餐厅 asks for no vegetarian kitchen."""
    for one in marks:
        folded = one.mark.asked.sub(" ", folded) if one.mark.name in tagged() else folded
    return folded


def _own_kinds(folded: str, directory: Directory) -> tuple[Kind, ...]:
    """The directory's own categories that a question names and that no list of kinds has: 川菜馆, 馄饨店."""
    labels = {fold(label) for shop in directory.shops for label in (shop.category, shop.subcategory)}
    folded = without_no_shops(folded)
    named = [label for label in labels if len(label) > 1 and not label.isascii() and label in folded]
    named += [
        word for word in _SOLD.findall(folded) if any(word in fold(shop.name) for shop in directory.shops)
    ]
    longest = max(named, key=len, default="")
    return (Kind(longest, longest, (longest,)),) if longest else ()


def _floors(text: str, directory: Directory) -> tuple[str, ...]:
    if own := directory.own_floor_named(text):
        return (own,)
    keys = dict.fromkeys(keys_in(text))
    if len(keys) < 2:
        floor = directory.floor_named(text) if keys else ""
        return (floor,) if floor else ()
    return tuple(key if key in directory.floors else directory.floor_named(key) for key in keys)
