"""Kinds of shop: what people call them, and which shops of a directory are of one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from typing import Any

import rjieba

from assistant.data import read_table
from assistant.shops.purposes import as_a_deed, with_its_purpose
from knowledge.directory import stands_in
from knowledge.model import Shop
from knowledge.text import fold
from knowledge.writing.chains import ALSO_WORDS, BY_KIND, belongs

_NO_SHOP = re.compile(
    "训练有素|[元要因毒激维朴简茹]素的|素的(?=颜色|妆)|咖啡因|咖啡色|酒精|茶多酚|[不微免少]辣的?|辣不辣|换[个下片块张]*尿[布片]|尿[布片]台|带娃(?=[来去当看逛参报])|(?:什么|哪些|买)表(?:格|单|现|情|演|扬|示|达|述|[要需得]填)"
)  # what goods contain or look like, not where they are sold


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of shop. `name` and `name_en` are what it is usually called; see data/kinds.yaml for the rest."""

    name: str
    name_en: str
    written: tuple[str, ...]
    wider: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    called: tuple[str, ...] = ()
    uncalled: tuple[str, ...] = ()
    is_mixed: bool = False  # no trade of its own: hot food is of many

    def among(self, shops: Iterable[Shop]) -> list[Shop]:
        """The shops of this kind: by category, else by what they sell, else by name, else by a wider category.

        Those whose category is too wide to tell are of it too where they sell it, their description opens with it (a bag store), their
        name tells it, or is a well-known brand's; where nothing tells it, those that describe it at all are.
        Those whose name says that they are another thing are not, where there are others: the ATM of a bank is no bank.
        """
        every = list(shops)
        plain = [shop for shop in every if not _has(self.uncalled, [fold(shop.name)])]
        return self._among(plain) or self._among(every)

    def _among(self, some: Sequence[Shop]) -> list[Shop]:
        known = [shop for shop in some if _is_wide(shop) and (self._is_known(shop) or self._sells(shop))]
        if self.is_mixed:
            return [shop for shop in some if self._trades(shop) or self._sells(shop) or self._is_named(shop)]
        for fits in (self._trades, self._sells, self._is_named):
            found = [shop for shop in some if fits(shop)]
            if found:
                found = [shop for shop in found if not _has(self.without, _trade(shop))] or found
                return [shop for shop in some if shop in found or shop in known]
        if known := known or [shop for shop in some if self.is_described(shop.note)]:
            return known
        return [shop for shop in some if any(label.startswith(self.wider) for label in _trades(shop))]

    def _trades(self, shop: Shop) -> bool:
        """鞋 stands in 女鞋, and is no more than a part of the category 鞋包 over it."""
        return _has(self.written, _trade(shop)) or fold(shop.category) in self.written

    def _sells(self, shop: Shop) -> bool:
        return _has(self.written, [fold(tag) for tag in shop.tags])

    def _is_named(self, shop: Shop) -> bool:
        """By its name, unless it says itself to be of another kind: Thai Corner is a footwear brand."""
        opens = opening_of(shop.note)
        if opens and not self.is_described(opens) and _tells_a_kind(opens):
            return False
        return _has(self.written, [fold(name) for name in (shop.name, shop.name_en) if name])

    def is_described(self, said: str) -> bool:
        """Whether English words of a shop's own have one for this kind; a Chinese remark may speak of anything."""
        return _has(tuple(word for word in self.written if word.isascii()), [fold(said)])

    def _is_known(self, shop: Shop) -> bool:
        """Whether a shop says to be of this kind; else whether its name has a word for it, or is a well-known brand's."""
        if opens := opening_of(shop.note):
            return self.is_described(opens) or (not _tells_a_kind(opens) and self._is_called(shop))
        return self._is_called(shop)

    def _is_called(self, shop: Shop) -> bool:
        named = _has(
            (*self.written, *self.called), [fold(name) for name in (shop.name, shop.name_en) if name]
        )
        return named or any(self._takes_in(kind) for kind in brand_kinds(shop))

    def _takes_in(self, other: Kind) -> bool:
        return other.written == self.written or bool({other.name, other.name_en} & set(self.written))

    def is_wide(self, shops: Iterable[Shop]) -> bool:
        """Whether a directory has only a wider category in which such shops may be."""
        return not any(
            self._trades(shop)
            or self._sells(shop)
            or self._is_named(shop)
            or (_is_wide(shop) and self._is_known(shop))
            or self.is_described(shop.note)
            for shop in shops
        )


_OPENS = re.compile(
    r"^(?:an?|the|your) (?P<what>[^.]{3,80}?(?:stores?|shops?|brands?|retailers?|boutiques?|cent(?:re|er)s?|destination|kiosk|stall|bar|cafe|restaurant|bakery|chain|label))(?![a-z])"
)


@lru_cache(maxsize=8192)
def opening_of(note: str) -> str:
    """What a description says first that a shop is: an optical and watch store; empty where it does not."""
    found = (_OPENS.match(fold(part).strip()) for part in note.split("；"))
    return next((match["what"] for match in found if match), "")


@lru_cache(maxsize=8192)
def _tells_a_kind(opens: str) -> bool:
    """Whether what a shop says that it is has the word of any kind."""
    return any(kind.is_described(opens) for kind in _spoken().values())


def _is_wide(shop: Shop) -> bool:
    """Whether a shop's narrowest category is too wide to tell what it is, or it has none: 购物, 零售及服务, 生活配套."""
    parts = [part.strip() for part in _AND.split(_trade(shop)[0])]
    return all(part in _wide_categories() or _of_wide_words().fullmatch(part) for part in parts)


_AND = re.compile(r"[及和与、/]|(?<= )(?:&|and)(?= )")


@cache
def _wide_categories() -> frozenset[str]:
    return frozenset(map(fold, read_table("shops.yaml")["wide"])) | {""}


@cache
def _of_wide_words() -> re.Pattern[str]:
    """Chinese words each of which is too wide, written as one: 时尚综合."""
    words = sorted(word for word in _wide_categories() if word and not word.isascii())
    return re.compile(f"(?:{'|'.join(map(re.escape, words))})+")


def brand_kinds(shop: Shop) -> list[Kind]:
    """The kinds of the well-known brands whose name a shop has."""
    return [_spoken()[kind] for kind in _kinds_of_name(fold(shop.name), fold(shop.name_en))]


@lru_cache(maxsize=8192)
def _kinds_of_name(*names: str) -> tuple[str, ...]:
    return tuple(kind for kind, chains in BY_KIND.items() if any(map(partial(belongs, names), chains)))


def _trade(shop: Shop) -> list[str]:
    """What a shop is, most narrowly."""
    return [fold(shop.subcategory or shop.category)]


def _trades(shop: Shop) -> list[str]:
    """Its categories, each also by the parts that a dash or a stroke divides: 餐饮-快餐 is a 快餐."""
    labels = [fold(label) for label in (shop.category, shop.subcategory) if label]
    return [*labels, *(part.strip() for label in labels for part in _PARTS.split(label)[1:])]


_PARTS = re.compile(r"[-–—/>]")


def _has(words: Sequence[str], labels: Sequence[str]) -> bool:
    return any(stands_in(word, label) for word in words for label in labels)


def kinds_in(text: str) -> list[Kind]:
    """The kinds of shop that a text names, those with the longest words first; no letter counts twice."""
    found = [_spoken()[word] for word in words_of(text)]
    return list({kind.written: kind for kind in reversed(found)}.values())[::-1]


def as_a_wish(text: str) -> str:
    """A message of one character that is a thing to buy (包, 书), as that wish, and one with its deed behind; others as they are."""
    text = as_a_deed(text)
    return f"想买{text}" if len(text) == 1 and f"买{text}" in _spoken() else text


# What stands between a deed and its thing: 剪个头发, 拍张证件照, 修一下手机.
_ONE_OF = re.compile(
    r"(?<=[剪理剃烫染拍照洗烘修补改配做美买取换])一?(?:个|张|套|副|双|条|件|块|把|次|下|点)(?=[\u4e00-\u9fff])"
)


def words_of(text: str) -> list[str]:
    """The words in a text that name kinds of shop, the longest first."""
    rest = without_measures(without_no_shops(text))
    found = []
    for word in _spoken():
        if word not in rest:  # thousands of words: looking for a pattern of each takes a hundred times longer
            continue
        without = _standing(word).sub(" ", rest) if word.isascii() else rest.replace(word, " ")
        if without != rest:
            found.append(word)
            rest = without
    return found


def without_measures(text: str) -> str:
    """A text in which a deed stands beside its thing: 剪头发 for 剪个头发."""
    return _ONE_OF.sub("", text)


def without_no_shops(text: str) -> str:
    """A folded text without the words that only begin like a kind of shop, or say what goods contain."""
    return _NO_SHOP.sub(" ", _without_longer_words(with_its_purpose(fold(text))))


@cache
def _standing(word: str) -> re.Pattern[str]:
    """An English word that stands by itself, or its plural."""
    return re.compile(rf"(?<![a-z]){re.escape(word)}(?:e?s)?(?![a-z])")


def _without_longer_words(folded: str) -> str:
    """A text without the words that only begin like a kind of shop: 咖啡因 is none, 咖啡店 is one."""
    for piece in rjieba.cut(folded):
        is_longer = piece[:-1] in _spoken() and piece not in _spoken() and piece[-1] not in _PLACES
        if is_longer and rjieba.has_word(piece):
            folded = folded.replace(piece, " ")
    return folded


def of_one_trade(kinds: Sequence[Kind], text: str, shops: Sequence[Shop]) -> list[Kind]:
    """The kinds, each as narrow as the trade that the text's own word for it names: 滑雪 of 滑雪用品, no 户外 at large."""
    said = {word: _spoken()[word] for word in words_of(text)}
    return [
        next(
            (_trading(word) for word, one in said.items() if one == kind and _is_a_trade(word, kind, shops)),
            kind,
        )
        for kind in kinds
    ]


def _trading(word: str) -> Kind:
    return Kind(word, word, (word,))


def _is_a_trade(word: str, kind: Kind, shops: Sequence[Shop]) -> bool:
    """Whether some shop's narrowest category has a word that the directory is not known to write for the kind.

    So has a word for goods that some shop has as written, and no category: 炸鸡 of 快餐; and not where goods of another trade begin
    with it: 手机换屏.
    """
    if any(stands_in(word, label) for shop in shops for label in _trade(shop)):
        return word not in kind.written
    goods = [tag for shop in shops for tag in map(fold, shop.tags) if word in tag]
    return word in goods and all(tag.endswith(word) for tag in goods)


def tightest(kinds: Sequence[Kind], shops: Sequence[Shop]) -> list[Kind]:
    """Without the kinds that take in another one: 好吃的火锅 asks for hotpot, not for any restaurant.

    Nor where no shop is of the other one: vegetarian food is not just any food.
    """
    by_kind = {kind: set(kind.among(shops)) for kind in kinds}
    return [
        kind
        for kind in kinds
        if not any(
            by_kind[other] < by_kind[kind] and (by_kind[other] or set(other.written) & set(kind.written))
            for other in kinds
            if other != kind
        )
    ]


def kind_of_chain(text: str) -> tuple[str, Kind] | None:
    """A well-known chain that a text names, as it stands there, with its kind of shop; of several the longest name."""
    return next(iter(chains_in(text)), None)


def chains_in(text: str) -> list[tuple[str, Kind]]:
    """The well-known chains that a text names, as they stand there, each with its kind of shop; no letter belongs to two."""
    folded = fold(text)
    found = []
    for name, kind in _chains().items():
        if name in folded and _is_meant(name, folded):
            found.append((name, kind))
            folded = folded.replace(name, "\0" * len(name))
    return found


_PLACES = "店馆厅屋吧铺坊院场城室柜台区楼家课班"  # what makes a word for goods one for where they are


def _is_meant(name: str, folded: str) -> bool:
    if name.isascii() and not re.search(rf"(?<![a-z0-9]){re.escape(name)}(?![a-z0-9])", folded):
        return False
    if name not in ALSO_WORDS:
        return True
    around = rf"{re.escape(name)}\s*(?:的?(?:店|专卖|旗舰|专柜|体验)|在(?:哪|几)|开了|有吗|(?:store|shop|reseller|dealer|outlet|branch)(?![a-z]))|有(?:没有)?{re.escape(name)}(?:[吗么]|$)|(?<![a-z])(?:is|have|got) (?:there )?(?:an? )?{re.escape(name)}(?: here| in (?:the|this) mall)?\W*$"
    return re.search(around, folded) is not None


def _called(said: Sequence[str]) -> tuple[str, str]:
    """The first Chinese and the first English word for a kind."""
    english = next((word for word in said if word.isascii()), said[0])
    return next((word for word in said if not word.isascii()), said[0]), english


@cache
def _spoken() -> dict[str, Kind]:
    rows = read_table("kinds.yaml")
    table = {fold(word): _kind(row) for row in rows for word in row["said"]}
    return dict(sorted(table.items(), key=lambda item: -len(item[0])))


def _kind(row: Mapping[str, Any]) -> Kind:
    def words(key: str) -> tuple[str, ...]:
        return tuple(map(fold, row.get(key, ())))

    return Kind(
        *_called(row["said"]),
        words("written"),
        words("wider"),
        words("without"),
        words("called"),
        words("uncalled"),
        row.get("mixed", False),
    )


@cache
def _chains() -> dict[str, Kind]:
    spoken = _spoken()
    table = {
        fold(name): spoken[kind] for kind, chains in BY_KIND.items() for names in chains for name in names
    }
    return dict(sorted(table.items(), key=lambda item: -len(item[0])))
