"""Floors in one writing: 3F, 三层 and third floor are l3, 负一楼 is b1."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from knowledge.writing.numerals import number

_ORDINALS = {
    word: n for n, word in enumerate(["first", "second", "third", "fourth", "fifth", "sixth", "seventh"], 1)
}
FLOOR = re.compile(
    rf"(?<![a-z0-9])(?:(?P<l>[lf])(?P<ln>\d{{1,2}})(?![a-z0-9.-]|赛|方程)|b(?P<b>[1-9])f?(?![a-z0-9-])"
    rf"|(?P<below>负|地下|(?<![\u4e00-\u9fff])-)?(?<![\u4e00-\u9fff]-)(?<![第共有分每各多进这那哪零一二三四五六七八九十])"
    rf"(?P<n>\d{{1,2}}|[二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])\s*"
    rf"(?:楼(?!盘)|层(?![蛋架板床玻纸膜布抽塔楼次面复夹薄厚皮油灰雪保])|/?f(?![a-z0-9]))"
    rf"|(?P<th>\d{{1,2}}(?=(?:st|nd|rd|th)\s+floor)|(?:{'|'.join(_ORDINALS)})(?=\s+floor))"
    rf"|(?:level|floor)\s+(?P<level>\d{{1,2}})(?![a-z0-9])|basement\s+(?:level\s+)?(?P<basement>[1-9])(?![a-z0-9]))"
)
UNIT_ON = re.compile(r"(?<![a-z0-9])([bl]\d{1,2})-(?=[a-z0-9\u4e00-\u9fff])")


def floors(folded: str) -> list[str]:
    """The floors that a folded text names, as l3 or b1; a unit number such as L3-05 is none."""
    return [floor for match in FLOOR.finditer(folded) for floor in of_floor(match)]


def of_floor(match: re.Match[str]) -> Iterator[str]:
    part = match.groupdict()
    below = part["b"] or part["basement"]
    said = below or part["ln"] or part["n"] or part["th"] or part["level"]
    level = _ORDINALS.get(said) or int(number(said))
    if level:
        yield f"{'b' if below or part['below'] else 'l'}{level}"


def of_unit(match: re.Match[str]) -> Iterator[str]:
    yield match[1]


# -- floors that have a letter or a name instead of a number ------------------------------------------

_NAMED = tuple(
    (re.compile(pattern), key)
    for pattern, key in (
        (r"lower ground|地下低层", "lg"),
        (r"upper ground|地下高层", "ug"),
        (
            r"(?<![a-z])ground(?: floor| level)?(?![a-z])|地面层?|地下(?![一二三四1-4负通停车])|[首底]层|首楼",
            "g",
        ),
        (r"mezzanine|夹层|阁楼", "m"),
        (r"roof(?:top)?|天台|屋顶|天面", "r"),
        (
            r"(?<![a-z0-9/&'.-])(?P<letters>lg|ug|lb|ub)(?P<n>[1-9]?)(?:\s*(?:/f|f|层|楼))?(?![a-z0-9&'.+/-])",
            "",
        ),
        (r"(?<![a-z0-9/&'.-])(?P<letters>g|m|r)(?P<n>[1-9]?)\s*(?:/f|f|层|楼| floor)(?![a-z0-9&'.+/-])", ""),
    )
)
# 第三层有什么 asks of a floor; 第三层意思 does not, and neither is one of a text's floors.
_NTH = re.compile(r"第(?=[\d一二三四五六七八九十]{1,2}[楼层](?:有|的|卖|几|哪|在|逛|$))")
_BARE = re.compile(r"\W*(?P<letter>[gmr]\d?)\W*|\W*?(?P<below>-)?(?P<n>\d{1,2})")


def keys_in(text: str) -> list[str]:
    """The floors that a text names, in one writing: l3 and b1, and of a directory's own letters g, lg, ug, m, r.

    L3, 3F, 三楼 and Level 3 are l3; 地下一层 is b1; G/F, 首层 and Ground Floor are g.
    """
    folded = text.lower()
    for pattern, key in _NAMED:
        match = pattern.search(folded)
        if match:
            return [key or match["letters"] + match["n"]]
    return floors(_NTH.sub("", folded))


def key_of(written: str) -> str:
    """The floor of a directory's cell, where 3 and G alone are floors too; empty when it says none."""
    folded = written.lower().strip()
    if match := _BARE.fullmatch(folded):
        return match["letter"] or f"{'b' if match['below'] else 'l'}{int(match['n'])}"
    return next(iter(keys_in(folded)), "")


_SEVERAL = re.compile(r"\s*(?:/(?!f(?![a-z]))|[&,，、;+]|(?<![a-z])and(?![a-z]))\s*")


def keys_of(written: str) -> tuple[str, ...]:
    """The floors of a directory's cell, which may name several: Ground Floor/Level 3; G/F is one."""
    parts = [key_of(part) for part in _SEVERAL.split(written.lower())]
    if len(parts) > 1 and all(parts):
        return tuple(dict.fromkeys(parts))
    return tuple(filter(None, (key_of(written),)))


def names_a_floor(folded: str) -> bool:
    """Whether a folded text names a floor, by a number or by its name."""
    return bool(FLOOR.search(folded) or keys_in(folded))


def without_floors(folded: str) -> str:
    """A folded text without the floors that it names."""
    for pattern in (*(pattern for pattern, _ in _NAMED), FLOOR):
        folded = pattern.sub("", folded)
    return folded


def is_floor(text: str) -> bool:
    """Whether a text says a floor and nothing else: 1F, 【负一层】, Lower Ground (LG), Level 2, L1 一层."""
    keys = keys_in(text)
    rest = FLOOR.sub(" ", text.lower())
    for pattern, _ in _NAMED:
        rest = pattern.sub(" ", rest)
    words = re.sub(r"层|楼|floor|level|(?<![a-z])(?:st|nd|rd|th)(?![a-z])|[\W_]", "", rest)
    return bool(keys) and not words.strip("gmrul")


# -- floors that only one mall has ---------------------------------------------------------------------

_LEVEL = r"(?:/f|f| ?(?:level|floor|层|楼))"
_NO_NAME = (
    r"(?!(?:the|this|that|each|every|any|all|same|top|other|which|what|shop|new|mall|our|your|my)(?![a-z]))"
)
_OWN = re.compile(
    rf"(?:(?P<han>(?![各全同多高中低每本楼所一])[\u4e00-\u9fff]{{2,4}})层[\s/]*)?(?:{_NO_NAME}(?P<letters>[a-z]{{2,5}}){_LEVEL})?"
)


def own_names(written: str) -> tuple[str, ...]:
    """The names of a floor that neither a number nor a common word tells, letters first: 港铁层 MTR Level, MTRF, 平台层."""
    match = _OWN.fullmatch(written.lower().strip())
    return tuple(filter(None, (match["letters"], match["han"]))) if match else ()


def own_in(text: str, names: Iterable[str]) -> str:
    """The one of a mall's own names of floors that a text says as a floor's: mtr level, 港铁层; empty when it says none."""
    folded = text.lower()
    own = (
        name for name in names if re.search(rf"(?<![a-z0-9]){re.escape(name)}{_LEVEL}(?![a-z0-9])", folded)
    )
    return next(own, "")


_CALLED = {
    "g": "地面层",
    "lg": "地下低层",
    "ug": "地面高层",
    "m": "夹层",
    "r": "天台",
}


def in_chinese(key: str) -> str:
    """What a floor in the one writing is called in Chinese: 3楼, 地下1层, 夹层; empty where a mall's own letters tell no more."""
    if key in _CALLED:
        return _CALLED[key]
    match = re.fullmatch(r"([lb])(\d{1,2})", key)
    if match is None:
        return ""
    return f"{match[2]}楼" if match[1] == "l" else f"地下{match[2]}层"
