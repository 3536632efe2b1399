"""English questions to Chinese papers: the words to look for, and how a Chinese passage is introduced."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import cache

from assistant.data import read_table
from assistant.gloss import gloss
from assistant.grounding.figures import Figure, read
from assistant.lexicon import asked_for
from assistant.reply import question_and_answer
from knowledge.model import Document
from knowledge.text import fold
from knowledge.writing.currency import YUAN, sign_in

_IS_THERE = re.compile(
    r"(?<![a-z])(?:where(?:'s| is| are)|is there|are there|do you have|have you got|got)(?: the| an?| any| some)* (?=[a-z])"
)
_IN_THE_HOUSE = re.compile(
    r"(?:any |some )?(?P<thing>(?!(?:is|are|do|does|can|could|who|what|how|when|where|why|which|the)\b)[a-z' -]{3,30}?)(?: places?| shops?| stores?)? (?:in|inside|at) (?:the|this|your) (?:building|mall|tower|cent(?:re|er)|place)\W*",
    re.IGNORECASE,
)
SHOPPING_DAY = re.compile(r"(?<![a-z])double[- ]?(\d{1,2})(?!\d)")  # Double 11 is 双11
_CHINESE_SHOPPING_DAY = re.compile(r"双(\d{1,2})")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_TEN_THOUSANDS = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*万")
_MARKS = str.maketrans("，、；（）：", ",,;():")
_CODE = re.compile(r"[A-Za-z]{2,}-?\d+|V\d[\d.]*")
_YEAR = re.compile(r"20\d\d")
_YES_OR_NO = re.compile(r"(有|没有|可以|不可以|能|不能|是|不是)[,，。]\s*")
_MOST = 6  # figures that a lead-in names


def as_a_wish(text: str) -> str:
    """An English question whether or where there is something, put as a wish to find it: hotpot in the building?"""
    if bare := _IN_THE_HOUSE.fullmatch(text.strip()):
        return f"where can i find {bare['thing']}"
    return _IS_THERE.sub("where can i find ", text)


def things_in(text: str) -> list[str]:
    """The Chinese words of the things that an English text names, to search for besides its own."""
    things, pattern = _things()
    named = dict.fromkeys(pattern.findall(fold(text)))
    days = [f"双{day}" for day in SHOPPING_DAY.findall(fold(text))]
    return list(dict.fromkeys(days + [word for english in named for word in things[english].split()]))


def things_told(question: str, passages: Sequence[str]) -> list[str]:
    """For each thing that an English question names the word under which the first of these Chinese passages speaks of it.

    The first of its words, where none does: a thing that nobody speaks of is not known.
    """
    said = [fold(passage) for passage in passages]
    told: list[str] = [f"双{day}" for day in SHOPPING_DAY.findall(fold(question))]
    for thing in things_named(question):
        words = _things()[0][thing].split()
        told.append(next((word for text in said for word in words if fold(word) in text), words[0]))
    return list(dict.fromkeys(told))


def words_there(question: str, passages: Sequence[str]) -> list[str]:
    """All words for the things of an English question that stand in any of these Chinese passages."""
    said = fold(" ".join(passages))
    return [word for word in things_in(question) if fold(word) in said]


def words_for(text: str) -> list[str]:
    """The English words for the things that a Chinese text names, to search English papers for."""
    folded = fold(text)
    return list(
        dict.fromkeys(
            word for chinese, english in _english().items() if chinese in folded for word in english
        )
    )


@cache
def _english() -> dict[str, tuple[str, ...]]:
    """Chinese words, the longest first, and the English ones that mean them."""
    found: dict[str, list[str]] = {}
    for english, chinese in _things()[0].items():
        for word in chinese.split():
            found.setdefault(fold(word), []).append(english)
    return {word: tuple(found[word]) for word in sorted(found, key=len, reverse=True)}


def things_named(text: str) -> list[str]:
    """The things that an English text names, each once."""
    return list(dict.fromkeys(_things()[1].findall(fold(text))))


def speaks_of(passage: str, question: str) -> bool:
    """Whether an English passage names half of the things of an English question, by these words or others: pets, of a dog."""
    things, pattern = _things()
    asked = dict.fromkeys(pattern.findall(fold(question)))
    said = set(things_in(passage))
    named = [thing for thing in asked if not said.isdisjoint(things[thing].split())]
    return bool(named) and 2 * len(named) >= len(asked)


def common_things(passage: str, question: str) -> float:
    """How much of the things of an English question an English passage names, by these words or others.

    A thing counts for its words, top prize more than prize, and as far as what it stands for is there.
    """
    said = set(things_in(passage))
    return _weight(question, lambda word: word in said)


def common_with_chinese(passage: str, question: str) -> float:
    """The same of a Chinese passage."""
    said = fold(passage)
    return _weight(question, lambda word: fold(word) in said)


def _weight(question: str, is_said: Callable[[str], bool]) -> float:
    weight = 0.0
    for thing in things_named(question):
        words = _things()[0][thing].split()
        weight += len(thing.split()) * sum(map(is_said, words)) / len(words)
    return weight


def shared_things(passage: str, question: str) -> int:
    """How many of the things of an English question a Chinese passage speaks of, by any of their words."""
    things, pattern = _things()
    said = fold(passage)
    asked = dict.fromkeys(pattern.findall(fold(question)))
    days = [f"双{day}" for day in SHOPPING_DAY.findall(fold(question))]
    return sum(any(word in said for word in things[thing].split()) for thing in asked) + sum(
        day in said for day in days
    )


def lead_in(texts: Sequence[str], paper: str = "", verdict: str = "", duties: Sequence[str] = ()) -> str:
    """Says in English what follows in Chinese: yes or no, what is asked for, of which paper, what of, and its figures."""
    asks = f"{'; '.join(duties)}. " if duties else ""
    first = f"{verdict}{asks[:1].upper()}{asks[1:]}"
    whence = f" From {paper}." if paper else ""
    return f"{first}The mall's papers answer this in Chinese, quoted below.{whence}{_gist(texts)}"


def beside(text: str, paper: str) -> str:
    """Points to one more Chinese passage, by its paper, its things and its figures."""
    return f"See also {paper}, in Chinese.{_gist([text])}"


def whence(document: Document) -> str:
    """A paper as an English reader may call it: SOP-10 (cctv) V1.3, in force since 2026-04-01."""
    codes = _CODE.findall(document.title)
    told = "" if codes or _CHINESE_SHOPPING_DAY.search(document.title) else gloss(document.title).rstrip(".")
    days = [f"Double {day}" for day in _CHINESE_SHOPPING_DAY.findall(document.title)]
    things = [*days, *spoken_of(document.title)][:3]
    if things and (year := _YEAR.search(document.title)):
        things[0] = f"{year[0]} {things[0]}"
    if told and not _HAN.search(told):
        codes, things = [f"“{told}”"], []
    name = " ".join([*codes, f"({', '.join(things)})" if things else ""]).strip() or f"“{document.title}”"
    since = f", in force since {document.effective_from.isoformat()}" if document.effective_from else ""
    edition = cell(document.version)
    is_said = edition in codes or edition in things or _HAN.search(edition) or edition[:4].isdigit()
    return f"{name}{'' if is_said else f' {edition}'}{since}"


def _gist(texts: Sequence[str]) -> str:
    figures = list(dict.fromkeys(part for text in texts for part in figures_of(text)))[:_MOST]
    things = spoken_of(" ".join(texts))[:_MOST]
    about = f" It speaks of: {', '.join(things)}." if things else ""
    return about + (f" Figures in it: {', '.join(figures)}." if figures else "")


def spoken_of(text: str) -> list[str]:
    """The English words for what a Chinese text speaks of, in its order; of several for the same the first."""
    english: dict[str, str] = {}
    for word, chinese in _table()["things"].items():
        for one in chinese.split():
            if not word.startswith(("you ", "mall ")):  # you close is how it is asked, not what it is
                english.setdefault(one, word)
    pattern = re.compile("|".join(sorted(map(re.escape, english), key=len, reverse=True)))
    return list(dict.fromkeys(english[found] for found in pattern.findall(fold(text))))


def figures_of(text: str) -> list[str]:
    """The figures of a Chinese text as an English reader knows them."""
    figures = [said for figure in read(text) if (said := _in_english(figure))]
    return [said.replace(YUAN, sign_in(text)) for said in figures]


def _in_english(figure: Figure) -> str:
    """A figure as an English reader knows it; empty where it says nothing by itself."""
    value = figure.value
    if figure.kind == "floor":
        return str(value).upper()
    if figure.kind in ("phone", "unit"):
        return figure.written.upper()
    if isinstance(value, Decimal) and "工作日" in figure.written:
        return _counted(value, "working day")
    if isinstance(value, Decimal) and figure.kind in _WORDED:
        return _WORDED[figure.kind](value)
    if figure.kind == "date" and isinstance(value, tuple) and value[1] and value[2]:
        return "-".join(f"{part:02d}" for part in value if part)
    return ""


def _counted(value: Decimal, unit: str) -> str:
    return f"{value:f} {unit}{'' if value == 1 else 's'}"


_WORDED: dict[str, Callable[[Decimal], str]] = {
    "money": lambda value: f"CNY {value:f}" if value else "free",
    "minutes": lambda value: _counted(value / 60, "hour") if value % 60 == 0 else _counted(value, "minute"),
    "days": lambda value: _counted(value, "day"),
    "months": lambda value: _counted(value, "month"),
    "time": lambda value: f"{int(value) // 60:02d}:{int(value) % 60:02d}",
    "percent": lambda value: f"{value:f}%",
}


def row(text: str) -> str:
    """A Chinese table row with its headers in English, and those cells that a few words cover; a row of questions and answers as these, or not at all."""
    parts = [part.split(": ", 1) for part in text.rstrip("。").split("; ") if ": " in part]
    question, answer = question_and_answer((head, value) for head, value in parts)
    if question and answer:
        return _answered(question, answer)
    columns = _table()["columns"]
    said = [
        f"{columns.get(head.strip()) or gloss(head).rstrip('.') or head}: {cell(value)}"
        for head, value in parts
        if value.strip(" –—-")
    ]
    return "; ".join(said) + "." if said else text


def _answered(question: str, answer: str) -> str:
    """A question and its answer word for word; empty where a few words do not cover them."""
    asked, told = gloss(question).rstrip(".? "), gloss(_YES_OR_NO.sub("", answer))
    yes = _YES_OR_NO.match(answer)
    word = ("No, " if yes[1][0] in "不没" else "Yes, ") if yes else ""
    return (
        f"{asked}? {word}{told[:1].lower() + told[1:] if word and told[1:2].islower() else told}"
        if asked and told
        else ""
    )


def header(name: str) -> str:
    """The header of a column or the name of an item in English; empty where the table has no word for it."""
    return _table()["columns"].get(name.strip(), "")


def cell(text: str) -> str:
    """A cell of a table in English; as it is where a few words do not cover it."""
    words = _table()["cells"]
    pattern = re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)))
    counted = _TEN_THOUSANDS.sub(lambda match: f"{Decimal(match[1].replace(',', '')) * 10_000:,.0f}", text)
    english = pattern.sub(lambda match: f" {words[match[0]]} ", counted)
    if _HAN.search(english):
        return gloss(text).rstrip(".") or text
    spaced = re.sub(r"\s+", " ", english.translate(_MARKS)).strip()
    return re.sub(r" (?=[,;):.])|(?<=\() ", "", spaced).rstrip(".")


def cell_in(text: str, english: bool) -> str:
    """A cell of a table, in English for an English answer."""
    return cell(text) if english else text


@cache
def _words() -> frozenset[str]:
    return frozenset(word for said in _table()["things"] for word in fold(said).split())


def is_english(word: str) -> bool:
    """Whether a folded Latin word is one of those that English questions are asked with."""
    return word in _words()


@cache
def _table() -> dict[str, dict[str, str]]:
    loaded: dict[str, dict[str, str]] = read_table("english.yaml")
    return loaded


@cache
def _things() -> tuple[dict[str, str], re.Pattern[str]]:
    things = dict(_table()["things"])
    for name, chinese in asked_for().items():
        parts = () if name in things else name.split()  # cctv footage is cctv, too
        both = (things.get(name, ""), chinese, *(things.get(part, "") for part in parts))
        things[name] = " ".join(dict.fromkeys(" ".join(both).split()))
    longest_first = sorted(things, key=len, reverse=True)
    return things, re.compile(rf"(?<![a-z])({'|'.join(map(re.escape, longest_first))})s?(?![a-z])")
