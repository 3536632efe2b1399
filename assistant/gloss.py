"""Chinese clauses of mall papers told in English word by word, put in English order as far as set words show it.

No translation in the full sense: it is short and without articles. What it says of figures, conditions, who and until
when is what the Chinese says, for every word with a meaning is told; where too many words are not known, nothing is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.language import to_script
from assistant.lexicon import pattern_of_words, units, words
from knowledge.writing.numerals import number

_HAN = re.compile(r"[㐀-鿿]")
_UNKNOWN = 0.2  # of the Chinese characters of a text that may stay as they are
_DENIES = re.compile(r"[不未无勿禁非没]")  # with one of these among what is not known, nothing is told
_NUMBER = re.compile(
    r"^\s*(?:\d+(?:\.\d+)+[.、]?(?=\s)|\d+[.、)）](?!\d)|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[)）])\s*"
)
_SENTENCE = re.compile(r"[。；;！!？?\n]+")
# A question of a list of them says nothing: 问：有没有轮椅？
_QUESTION = re.compile(
    r"(?:^|(?<=[。；;！!？?\n]))[^。；;！!？?\n]*(?:[？?]|(?<=[吗呢])(?=\s*(?:$|\n)))|(?m:^\s*问[：:][^\n]*$)"
)
_CLAUSE = re.compile(r"((?<!\d)[，,]|[，,](?!\d)|：|(?<!\d):|:(?!\d)|——)")
_MARKS = str.maketrans("（）“”、【】《》—", '()"",()""-')
_MONTHS = ("", "Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")
_FLOOR = re.compile(r"(?P<under>地下|负)?(?P<n>[一二三四五六七八九十]+|\d+)[层楼]")
_DATE = re.compile(r"(?:(?P<y>20\d\d)年)?(?P<m>\d{1,2})月(?P<d>\d{1,2})[日号]")
_CLOCK = re.compile(r"(?P<h>\d{1,2})[:：](?P<min>\d\d)")
_FIGURE = r"(?:\d[\d,]*(?:\.\d+)?)"
_HAN_FIGURE = r"(?:[一二两三四五六七八九十]{1,3})"
_RATE = re.compile(rf"(?P<n>{_FIGURE})元[/／每](?P<per>小时|半小时|天|度|次|人|件|张|分钟|月)")
_WEEKDAY = re.compile(r"(?P<each>每)?(?:周|星期|礼拜)(?P<day>[一二三四五六日天])")
_DAYS = dict(
    zip(
        "一二三四五六日天",
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Sunday"],
        strict=True,
    )
)
_ORDINAL = re.compile(r"第(?P<n>[一二三四五六七八九十百]+|\d+)(?P<of>步|部分|条|款|项|次|名|天)?")
_ORDERED = {
    "步": "step {}",
    "部分": "part {}",
    "条": "article {}",
    "款": "paragraph {}",
    "项": "item {}",
    "次": "time {}",
    "天": "day {}",
}
_SPAN = re.compile(r"[至到–—~-]")
_HONG_KONG = re.compile(r"(?:港币|港元|港幣|HK\$)\s*(\d[\d,]*(?:\.\d+)?)元?")
_HONG_KONG_MONEY = re.compile(r"HK\$\d[\d,]*(?:\.\d+)?")
_PHONE = re.compile(r"\d{3,4}-\d{3,4}-?\d*")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9\-]*")
_PUNCTUATION = re.compile(r"[^㐀-鿿A-Za-z0-9]")
_BEGINS = ("满", "达到", "达")  # of a least amount


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a clause, what it does there, and its English."""

    kind: str
    english: str


def gloss(text: str) -> str:
    """A Chinese text in English words; empty where too much of it is not known, or a denial would be lost."""
    simple = _HONG_KONG.sub(r"HK$\1", to_script(text, "zh-Hans"))
    sentences = [one for one in _SENTENCE.split(_QUESTION.sub(" ", simple)) if one.strip()]
    told: list[str] = []
    lost = 0
    for sentence in sentences:
        clauses = [
            tokens(_NUMBER.sub("", part) if not n else part) for n, part in enumerate(_CLAUSE.split(sentence))
        ]
        left = "".join(token.english for clause in clauses for token in clause if token.kind == "unknown")
        if _DENIES.search(left):
            return ""
        lost += len(_HAN.findall(left))
        told.append(_spaced("".join(_written(clause) for clause in clauses)))
    if not told or lost > _UNKNOWN * sum(len(_HAN.findall(one)) for one in sentences):
        return ""
    return ". ".join(one[:1].upper() + one[1:] for one in told if one) + "."


def tokens(clause: str) -> list[Token]:
    """The words of a clause: figures with their units, known words longest first, and what is left."""
    found: list[Token] = []
    place = 0
    while place < len(clause):
        token, length = _next(clause, place, found[-1].kind if found else "")
        if token.kind == "unknown" and found and found[-1].kind == "unknown":
            found[-1] = Token("unknown", found[-1].english + token.english)
        elif token.english or token.kind == "if":
            found.append(token)
        place += length
    return found


def _next(clause: str, at: int, before: str) -> tuple[Token, int]:
    """The token at a place, after one of the kind `before`, and its length in the clause."""
    figure, length = _span(clause, at)
    known = pattern_of_words().match(clause, at)
    if figure and (known is None or length > len(known[0])):
        return Token("figure", figure), length
    if known:
        if known[0] == "的" and at + 1 == len(clause.rstrip()):
            return Token("if", ""), 1
        if known[0] == "会" and at + 1 == len(
            clause.rstrip()
        ):  # what a name ends in does not say what will be
            return Token("unknown", "会"), 1
        return _chosen(known[0], before), len(known[0])
    if latin := _LATIN.match(clause, at):
        return Token("noun", latin[0]), len(latin[0])
    if _PUNCTUATION.match(clause[at]):
        return Token("mark", clause[at].translate(_MARKS)), 1
    return Token("unknown", clause[at]), 1


def _chosen(han: str, before: str) -> Token:
    """What a known word is here: a doing after must, not and with; and as with, where nothing stands before it to add to."""
    may_be = words()[han]
    word = may_be[0]
    if before in ("modal", "neg", "post"):
        word = next((one for one in may_be if one.kind == "verb"), word)
    if word.english == "and" and han in "与和跟同" and before in ("", "modal", "neg", "adj", "mark"):
        return Token("prep", "with")
    return Token(word.kind, word.english)


def _span(clause: str, at: int) -> tuple[str, int]:
    """A figure, or one to another: 10:00至21:00."""
    first, length = _figure(clause, at)
    if first and (to := _SPAN.match(clause, at + length)):
        second, more = _figure(clause, at + length + 1)
        if second:
            return f"{first} to {second}", length + len(to[0]) + more
    return first, length


def _figure(clause: str, at: int) -> tuple[str, int]:
    """What stands here as a date, floor, rate, span or figure with its unit, in English; and how long it is."""
    begin = next((word for word in _BEGINS if clause.startswith(word, at)), "")
    if begin:
        said, length = _figure(clause, at + len(begin))
        return (f"{said} or more", length + len(begin)) if said else ("", 0)
    if match := _HONG_KONG_MONEY.match(clause, at):
        return match[0], len(match[0])
    if match := _PHONE.match(clause, at):
        return match[0], len(match[0])
    if match := _ORDINAL.match(clause, at):
        n = match["n"] if match["n"].isdigit() else f"{int(number(match['n']))}"
        return _ORDERED.get(match["of"] or "", "no. {}").format(n), len(match[0])
    if match := _DATE.match(clause, at):
        year = f" {match['y']}" if match["y"] else ""
        return f"{int(match['d'])} {_MONTHS[int(match['m'])]}{year}", len(match[0])
    if match := _WEEKDAY.match(clause, at):
        return f"{'every ' if match['each'] else ''}{_DAYS[match['day']]}", len(match[0])
    if match := _CLOCK.match(clause, at):
        return f"{int(match['h']):02d}:{match['min']}", len(match[0])
    if match := _RATE.match(clause, at):
        return f"CNY {match['n']} per {_one(match['per'])}", len(match[0])
    if (match := _FLOOR.match(clause, at)) and match["n"] != "两":
        n = match["n"] if match["n"].isdigit() else f"{int(number(match['n']))}"
        return (f"basement {n}" if match["under"] else f"floor {n}"), len(match[0])
    return _counted(clause, at)


def _counted(clause: str, at: int) -> tuple[str, int]:
    unit = "|".join(sorted(map(re.escape, units()), key=len, reverse=True))
    match = re.compile(
        rf"(?P<n>{_FIGURE}|{_HAN_FIGURE})(?P<more>多|余)?(?P<wan>万)?(?P<half>半)?(?P<unit>{unit})"
    ).match(clause, at)
    if match is None:
        bare = re.compile(rf"{_FIGURE}(?:万)?%?").match(clause, at)
        return (_value(bare[0]), len(bare[0])) if bare else ("", 0)
    value = match["n"] if match["n"][0].isdigit() else f"{int(number(match['n']))}"
    value = _value(value + (match["wan"] or "")) + (".5" if match["half"] else "")
    said = units()[match["unit"]].format(value)
    return (re.sub(r"s$", "", said) if value == "1" and said[0].isdigit() else said), len(match[0])


def _value(written: str) -> str:
    if not written.endswith("万"):
        return written
    return f"{Decimal(written[:-1].replace(',', '')) * 10_000:,.0f}"


def _one(unit: str) -> str:
    told = units().get(unit, "{}").replace("{}", "").strip().rstrip("s")
    return told or {"半小时": "half hour", "件": "item", "张": "sheet", "月": "month"}.get(unit, unit)


def _written(clause: Sequence[Token]) -> str:
    """A clause in English order: what is said of when, where and with what goes behind what is done."""
    is_case = bool(clause) and clause[-1].kind == "if"
    said = _in_order(_acting(_before([token for token in clause if token.kind != "if"])))
    text = " ".join(token.english for token in said)
    return f"if {text} " if is_case and text else f"{text} "


def _before(said: Sequence[Token]) -> list[Token]:
    """Words that follow what they limit, in front of it: 15分钟内 is within 15 minutes."""
    out: list[Token] = []
    for token in said:
        if token.kind != "post":
            out.append(token)
            continue
        start = _limited(out, token.english)
        limited, out = " ".join(one.english for one in out[start:]), out[:start]
        if token.english in ("or more", "or less"):
            out.append(Token("figure", f"{limited} {token.english}"))
            continue
        if token.english == "from" and out and out[-1].english == "from":
            out.pop()
        since = out[-1] if out and out[-1].kind == "time" else None
        is_length = bool(re.search(r"\d|hour|minute", limited))
        if token.english == "within" and since and re.match("after|from", since.english):
            out[-1] = Token("time", f"within {limited} {since.english}")
        elif token.english == "within" and is_length and out and out[-1].kind == "verb":
            out[-1] = Token("time", f"within {limited} of {out[-1].english}")
        else:
            said_so = "inside" if token.english == "within" and not is_length else token.english
            out.append(Token("time" if said_so else "noun", f"{said_so} {limited}".strip()))
    return _durations(out)


def _limited(out: Sequence[Token], by: str) -> int:
    """Where in a clause begins what the word behind it limits: the last word, with the figure or the only noun before it."""
    if not out or out[-1].kind not in ("noun", "verb", "figure", "unknown", "adj"):
        return len(out)
    start = len(out) - 1
    if by == "except":
        while start and out[start - 1].kind in ("noun", "verb", "figure", "unknown", "adj", "conj"):
            start -= 1
        return start
    last, before = out[start], out[start - 1] if start else None
    if before is None or last.kind == "figure":
        return start
    if last.kind == "noun" and before.kind in ("figure", "unknown"):
        return start - 1
    return start - 1 if last.kind == "verb" and start == 1 and before.kind in ("noun", "verb") else start


def _durations(said: Sequence[Token]) -> list[Token]:
    """闭馆前20分钟 is 20 minutes before closing, 提前6小时 6 hours in advance."""
    out: list[Token] = []
    for token in said:
        is_length = re.search(r"(?:minute|hour|day|month|year|week)s?$|^half an hour$", token.english)
        last = out[-1] if out else None
        if is_length and last and last.kind == "time" and re.match("before|after", last.english):
            out[-1] = Token("time", f"{token.english} {last.english}")
        elif is_length and last and last.english == "in advance":
            out[-1] = Token("time", f"{token.english} in advance")
        else:
            out.append(token)
    return out


def _acting(said: Sequence[Token]) -> list[Token]:
    """Who does it, in front of must: 须由家长陪同 is that a parent must accompany."""
    out: list[Token] = []
    place = 0
    while place < len(said):
        token = said[place]
        if token.kind != "modal" or token.english != "by":
            out.append(token)
            place += 1
            continue
        modal = [out.pop()] if out and out[-1].kind in ("modal", "neg") else []
        place += 1
        if out and out[-1].kind != "mark":
            out.append(Token("mark", ":"))
        while place < len(said) and said[place].kind in ("noun", "unknown", "figure", "conj"):
            out.append(said[place])
            place += 1
        out += modal or [Token("modal", "to")]
    return out


def _in_order(said: Sequence[Token]) -> list[Token]:
    """The clause with its times, places and means behind the verb that they stand before."""
    out: list[Token] = []
    held: list[Token] = []
    place = 0
    while place < len(said):
        token = said[place]
        if (
            token.kind == "prep"
            and place + 1 < len(said)
            and said[place + 1].kind == "time"
            and token.english != "from"
        ):
            place += 1
            continue
        if token.kind == "prep" and _is_followed_by_verb(said, place):
            held.append(token)
            place += 1
            while place < len(said) and said[place].kind not in (
                "verb",
                "modal",
                "neg",
                "prep",
                "time",
                "mark",
            ):
                held.append(said[place])
                place += 1
            continue
        if token.kind == "mark":  # what is said of one of several stays with it
            out, held = [*out, *held], []
        is_held = token.kind == "time" and out and out[-1].kind in ("modal", "neg")
        (held if is_held and _is_followed_by_verb(said, place) else out).append(token)
        place += 1
    return [*out, *held]


def _is_followed_by_verb(said: Sequence[Token], place: int) -> bool:
    return any(token.kind == "verb" for token in said[place + 1 :])


def _spaced(text: str) -> str:
    text = text.replace("，", ",").replace("：", ":").replace("——", "-")
    text = re.sub(r"\s+", " ", text).strip(" ,:")
    text = re.sub(r" +([,:;)])", r"\1", text)
    text = re.sub(r"\( +", "(", text)
    text = re.sub(r"([,:;])(?=[^\s\d/])", r"\1 ", text)
    text = re.sub(r"(\S) ([-–~]) (\S)", r"\1–\3", text)
    text = re.sub(r"([,:]) ?:", r"\1", text)
    return re.sub(r" / ", "/", text)
