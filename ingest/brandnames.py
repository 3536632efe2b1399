"""Other ways to write a shop's name: each language of a name in two, signs left out, the chain's other names."""

from __future__ import annotations

import re
from collections.abc import Iterator

import rjieba

from knowledge.text import fold, is_cjk, to_simplified
from knowledge.writing.chains import CHAINS, belongs
from knowledge.writing.floors import keys_in
from knowledge.writing.presence import OPEN, state_in
from knowledge.writing.sounds import readings_of

_SIGNS = re.compile("[™®©℠]")
_HAN = r"\u3400-\u9fff々〇"
_APART = re.compile(
    rf"(?<=[{_HAN}])[\s(（/|·]+(?=[%A-Za-z0-9])|(?<=[A-Za-zÀ-ÿ0-9)!.®™'’])[\s(（/|·]+(?=[{_HAN}])"
)
_TOUCHING = re.compile(rf"^(?P<latin>[A-Za-z][A-Za-z .&']*[A-Za-z])(?P<han>[{_HAN}]{{2,}})$")
_HAN_FIRST = re.compile(rf"^(?P<han>[{_HAN}]{{2,}})(?P<latin>[A-Za-z][A-Za-z .&']*[A-Za-z])$")
_BRACKETED = re.compile(r"[(（][^()（）]*[)）]")
_BRANCH = re.compile(r"\s*[(（][^()（）]{1,12}(?:店|馆|Store|Shop)[)）]\s*$", re.IGNORECASE)
_KIND = re.compile(
    r"\s+(?:(?:outlet |factory )?(?:store|shop)|(?:factory )?outlet|boutique|coffee|café|cafe|cinemas?|restaurant|jewellery|optical)$",
    re.IGNORECASE,
)
# MICHAEL KORS / MK, 云雀书局/拾页书店: two names of one shop.
_EITHER = re.compile(rf"\s+[/|]\s*|\s*[/|]\s+|(?<=[{_HAN}]{{3}})[/|](?=[{_HAN}]{{3}})")
# 外婆家、炉鱼 and HOLLISTER+Gilly Hicks: two brands in one unit.
_SEVERAL = re.compile(
    rf"\s*、\s*|(?<=[{_HAN}]{{3}})[&＆+＋](?=[{_HAN}]{{3}})|(?<=[A-Za-z]{{3}})[+＋](?=[A-Za-z]{{3}})"
)
_IN_BRACKETS = re.compile(
    r"^([^()（）]*)[(（]([^()（）]+)[)）]$"
)  # NESPRESSO（奈斯派索）, 星巴克（STARBUCKS）
_A_PLACE = re.compile("[店馆铺柜楼层区座号门厅城]$|广场$|中心$|商场$")
_NO_WORD = "g"  # part of speech of a character that is none by itself
_NO_NAME = frozenset(
    ("men", "man", "women", "woman", "kids", "baby", "home", "vip", "new", "outlet", "ladies")
)
_BEFORE_BRACKET = re.compile(rf"([{_HAN}]{{3,}})\s*[(（][^()（）]*[)）]\s*[{_HAN}]")  # 中国银行(香港)财富中心
_DETAIL = re.compile(r"\s+[-–—].*$")  # 中国银行 - 东区服务中心
# What only says which shop of a brand it is: 直营店, 形象总店, 台北101门市, 101店, A13店.
_A_BRANCH = re.compile(
    r"(?:.{0,8}(?:直营|旗舰|形象|概念|专卖|专门|体验|总|分)店|.{0,8}(?:门市|专柜)|[A-Za-z]?\d{1,4}[号號]?店|[\u4e00-\u9fff]{2,3}\s?\d+)"
)
_ON_A_FLOOR = re.compile(r"[A-Za-z]?\d{1,3}[A-Za-z]?[层層楼樓]?(?:门市|門市|专柜|專櫃|分?店)")  # 31F門市
_OWN = 3  # characters of a name's own part, so that it stands for the whole
_A_HOUSE = frozenset("店馆屋坊铺")

_QUOTED_NAME = "[“”\"「『《‘']([^“”\"」』》’']{2,20})[”“\"」』》’']"
_ALSO_CALLED = re.compile(
    rf"(?:原(?:名|称|来叫|店名|品牌)?|曾用名|曾名|旧名|旧称|前身(?:是|为)?|[也又]叫|又[名称]|亦称|俗称|别名|别称|简称|人称|formerly(?: known as)?|a\.?k\.?a\.?|also (?:called|known as))[:：为是]?\s*{_QUOTED_NAME}"
    rf"|由{_QUOTED_NAME}更名|{_QUOTED_NAME}(?:更名|改名|升级)(?:而来|后)"
    r"|(?:原[名称]|曾用名|旧[名称]|[也又]叫|又[名称]|亦称|俗称)[:：为是]?\s*([\u4e00-\u9fffA-Za-z0-9·&]{2,12})(?=[，,；;。、()（）]|$)",
    re.IGNORECASE,
)


def other_names(name: str, name_en: str = "") -> tuple[str, ...]:
    """The names besides `name` and `name_en` under which people may ask for a shop, as they are written."""
    own = {fold(name), fold(name_en)}
    found: dict[str, str] = {}
    for other in (*_written(name), *_written(name_en)):
        for form in (other, *_without_signs(other)):
            if len(fold(form)) >= 2 and fold(form) not in own and not form.isdigit():
                found.setdefault(fold(form), form)
    for known in _chain([*own, *found]):
        if fold(known) not in own:
            found.setdefault(fold(known), known)
    return tuple(found.values())


def names_in_remark(remark: str) -> tuple[str, ...]:
    """The names that a remark says a shop had or has besides: 原“明记茶楼”, 也叫海角书屋, 俗称“老灶”."""
    found = [next(filter(None, match.groups())).strip() for match in _ALSO_CALLED.finditer(remark)]
    return tuple(dict.fromkeys(name for name in found if len(name) > 1))


def english_in(name: str) -> str:
    """The Latin part of a name in two languages; empty when it has none."""
    parts = [part for part in _parts(name) if not any(map(is_cjk, part))]
    return parts[0] if parts and len(_parts(name)) > 1 else ""


def _written(name: str) -> Iterator[str]:
    plain = " ".join(_SIGNS.sub("", name).split())
    yield plain
    short = _BRANCH.sub("", plain)
    if short != plain:
        yield short
    if before := _BEFORE_BRACKET.match(plain):
        yield before[1]
    yield from _EITHER.split(plain) if _EITHER.search(plain) else ()
    for brand in _SEVERAL.split(plain) if _SEVERAL.search(plain) else ():
        yield from (brand, *_written(brand))
    if (brand := _DETAIL.sub("", " ".join(_BRACKETED.sub(" ", plain).split()))) != plain:
        yield brand
    for part in _parts(short):
        yield part
    if head := _before_its_kind(short):
        yield head
    for part in (short, *_parts(short)):
        if _KIND.search(part) and not any(map(is_cjk, part)):
            yield _KIND.sub("", part)


def _parts(name: str) -> list[str]:
    """外婆家 Grandma's Home in two; Tims天好咖啡 too; CGV影城 keeps only what is no everyday word."""
    if (bracketed := _IN_BRACKETS.match(name)) and _is_other_name(bracketed[2], bracketed[1]):
        return [bracketed[1].strip(), bracketed[2].strip()]
    plain = " ".join(_BRACKETED.sub(" ", _SIGNS.sub("", name)).split())
    touching = _TOUCHING.match(plain) or _HAN_FIRST.match(plain)
    if touching:
        latin, han = touching["latin"].strip(), touching["han"]
        is_name = _is_spelt(han, latin) or not (_is_everyday(han) or _tells_the_branch(han))
        return [part for part in (latin, han if is_name else "") if len(part) > 1]
    parts = [part.strip(" ()（）/|·") for part in _APART.split(plain)]
    parts = [part for part in parts if part and (not keys_in(fold(part)) or _ON_A_FLOOR.fullmatch(part))]
    own = [part for part in parts if not (_tells_the_branch(part) or _ON_A_FLOOR.fullmatch(part))]
    parts, is_cut = own, len(own) < len(parts)
    return parts if len(parts) > 1 or is_cut else ([plain] if plain != name else [])


def _before_its_kind(name: str) -> str:
    """The own part of a Chinese name that goes on in everyday words: 云雀桥 of 云雀桥家庭餐厅. Two characters are told elsewhere."""
    if len(name) <= _OWN or not all(map(is_cjk, name)):
        return ""
    words = list(rjieba.cut(to_simplified(name)))
    while words and (words[-1] in _A_HOUSE or (len(words[-1]) > 1 and rjieba.has_word(words[-1]))):
        words.pop()
    head = name[: sum(map(len, words))]
    return head if _OWN <= len(head) < len(name) and not rjieba.has_word(head) else ""


def _tells_the_branch(part: str) -> bool:
    plain = to_simplified(part)
    return _A_BRANCH.fullmatch(plain) is not None or (
        all(map(is_cjk, plain)) and [kind for _, kind in rjieba.tag(plain)] == ["ns"]
    )


def _is_other_name(said: str, name: str) -> bool:
    """Whether what stands in brackets after a name is the name in the other language, and no kind, place or state."""
    if any(map(is_cjk, said)) == any(map(is_cjk, name)) or len(fold(said)) < 2 or not name.strip():
        return False
    if said.isascii():
        return (
            len(re.findall("[A-Za-z]", said)) > 2 and fold(said) not in _NO_NAME and not keys_in(fold(said))
        )
    is_told = _A_PLACE.search(said) or keys_in(fold(said)) or state_in(said) != OPEN
    return not (is_told or _tells_the_branch(said) or _is_everyday(said))


def _is_everyday(han: str) -> bool:
    """Whether a name is words of the language and nobody's: 影城, 国际影城, and not 极氪, half of which is no word."""
    words = rjieba.tag(han)
    return all(rjieba.has_word(word) and kind != _NO_WORD for word, kind in words)


def _is_spelt(han: str, latin: str) -> bool:
    """Whether the Latin part of a name is how the Chinese one sounds: BOSIDENG波司登."""
    return re.sub("[^a-z]", "", fold(latin)) in readings_of(to_simplified(han))


def _without_signs(name: str) -> Iterator[str]:
    """H&M is HM and H and M, Levi's is Levis, 7-ELEVEn is 7ELEVEn, %Arabica is Arabica."""
    if any(map(is_cjk, name)):
        joined = re.sub(rf"\s*[·‧・•]\s*|(?<=[{_HAN}])-(?=[{_HAN}])", "", name)
        if joined != name:
            yield joined
        return
    bare = re.sub(r"[^\w\s]", "", name)
    if bare != name:
        yield " ".join(bare.split())
    if " " in bare.strip():
        yield re.sub(r"\s", "", bare)
    if "&" in name:
        yield " ".join(name.replace("&", " and ").split())
    if "-" in name:
        yield " ".join(name.replace("-", " ").split())


def _chain(folded: list[str]) -> Iterator[str]:
    """All names of the chains that a shop's names belong to: 星巴克臻选 and Marks & Spencer Food too."""
    for names in CHAINS:
        if belongs(folded, names):
            yield from names
