"""Yes or no, where the clause that is quoted says so of the very thing that was asked. Unclear says nothing.

A wrong yes costs more than none: the clause must speak of nearly all that the question names, on the same
side of a 没有, and no clause as near may say the opposite.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from assistant.asking.need import amounts_asked, amounts_in
from assistant.data import read_table
from assistant.grounding.figures import read
from assistant.grounding.numerals import plain
from assistant.quoted.excerpts import Excerpt
from assistant.quoted.focus import Focus
from assistant.quoted.limits import excludes
from knowledge.text import fold, is_cjk, tokens

_STATEMENT = re.compile(r"[。；;！!？?\n]")
_CLAUSE = re.compile(r"[，,：:]")
# Who may be told of a rule is no part of what it allows: (内部掌握,不得对顾客透露).
_CONFIDENTIAL = re.compile(r"[（(][^（()）]*(?:透露|外传|泄露|对外|保密|内部掌握)[^（()）]*[）)]")
_EXEMPT = re.compile(r"([一-鿿]{2,8})除外|除([一-鿿]{2,8}?)以?外")
_SAYS_A_LIMIT = re.compile(r"超过?|以[上下内]|不足|不到|多于|少于|高于|低于|[未不]满|满")
_OTHERS = re.compile(
    r"(?:朋友|老公|老婆|爱人|家人|同事|同学|别人|他人|亲戚|闺蜜|邻居|男友|女友|室友|爸妈?|妈妈?|儿子|女儿)(?:们)?的|(?:替|帮|代)(?:我?(?:朋友|老公|老婆|家人|同事|别人|爸|妈))|(?<![a-z])(?:my (?:wife|husband|friend|mum|mom|dad|colleague)|someone else|somebody else)(?:'s)?(?![a-z])"
)
_OF_OTHERS = re.compile(
    r"他人|别人|本人|家人|家属|亲友|朋友|代[领办取]|委托|转让|共[用享]|同行|陪同|(?<![a-z])(?:others?|someone|somebody|family|friends?|behalf|person)(?![a-z])"
)
_NEAR = 0.6  # of the question's words, by weight, that the statement or its heading must have
_NEAR_IN_ENGLISH = 0.5  # the same: its words have forms that do not agree, dog and dogs
_OPPOSITE = 0.65  # of the best statement's share, from which a statement that says the opposite counts
_OF_EVERY = 0.4  # likewise, of a question about all: that not all are is said of little else
_TELLING = 3  # characters of what is denied, of which a third must be asked about
_READ = 3  # parts that may decide
_PARTICLES = set("的了吗呢么嘛吧呀啊我你您他她它们就都也还在是有到把被给让请个和与跟不没能可以要需")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to say first, and which of the parts says so."""

    words: str
    part: Excerpt


@dataclass(frozen=True, slots=True)
class _Statement:
    part: Excerpt
    text: str
    share: float
    side: str  # yes, no, or empty

    def words(self, kind: dict[str, Any], question: str) -> str:
        """The limit of an amount is no condition more, when the amount was named and is past it."""
        conditional = re.search(_data()["conditional"][self.side], fold(self.text)) and not read(question)
        return kind["some" if conditional else "says"][self.side]


def verdict(question: str, parts: Sequence[Excerpt], about: Focus) -> Verdict | None:
    """The verdict of the first parts on a question that can be answered by yes or no."""
    text = fold(question)
    if settled := _of_sameness(text, parts) or _of_every(text, parts, about):
        return settled
    kind = kind_of(text)
    if kind is None or not re.search(_data()["closed"], text) or re.search(_data()["denies"], text):
        return None
    stated = [one for part in parts[:_READ] for one in _statements(part, kind, about)]
    near = sorted(stated, key=lambda one: one.share, reverse=True)
    enough = _NEAR_IN_ENGLISH if text.isascii() else _NEAR
    if not near or near[0].share < enough or not near[0].side:
        return None
    best = near[0]
    rivals = [one for one in near[1:] if one.share >= _OPPOSITE * best.share]
    if not _SAYS_A_LIMIT.search(text) and excludes(amounts_asked(text), best.text):
        return None  # 预算90000 is no matter of 预算超过10万元的
    if any(one.side and one.side != best.side for one in rivals) or not _is_of(text, best, kind):
        return None
    return Verdict(best.words(kind, text), best.part)


def kind_of(folded: str) -> dict[str, Any] | None:
    """The kind of yes or no that a folded question asks for: leave, need, or belonging; None where it asks for none."""
    if re.search(_data()["exists"], folded):
        return None
    return next((kind for kind in _data()["kinds"] if re.search(kind["asks"], folded)), None)


def _of_sameness(question: str, parts: Sequence[Excerpt]) -> Verdict | None:
    """一大一小也能半价? where the rule is for two of the same: 须同款同规格."""
    rule = _data()["sameness"]
    if not re.search(rule["differs"], question) or not re.search(rule["asks"], question):
        return None
    asked = _letters(re.sub(rule["differs"], "", question))
    for part in parts[:_READ]:
        demanded = re.search(rule["demands"], fold(part.text))
        if demanded and len(asked & _letters(fold(part.text))) * 2 >= len(asked):
            return Verdict(rule["says"].format(demanded=demanded[0]), part)
    return None


def _of_every(question: str, parts: Sequence[Excerpt], about: Focus) -> Verdict | None:
    """所有店都支持吗, where a clause about it says 不是每家店都有 or 只适用于 some."""
    rule = _data()["every"]
    if not re.search(rule["asks"], question):
        return None
    for part in parts[:_READ]:
        heading = set(tokens(part.hit.heading))
        for statement in _STATEMENT.split(part.text):
            denies = re.search(rule["denies"], fold(statement))
            if denies and about.of_words(heading | set(tokens(statement))) >= _OF_EVERY:
                return Verdict(rule["says_en" if question.isascii() else "says"], part)
    return None


def _statements(part: Excerpt, kind: dict[str, Any], about: Focus) -> Iterator[_Statement]:
    heading = set(tokens(part.hit.heading))
    for statement in _STATEMENT.split(part.text):
        if statement.strip():
            share = about.of_words(heading | set(tokens(statement)))
            yield _Statement(part, statement, share, _side(statement, kind, about))


def _side(statement: str, kind: dict[str, Any], about: Focus) -> str:
    """yes or no, when all clauses with such a word agree or one is clearly nearer to the question."""
    sides = []
    for clause in _CLAUSE.split(_CONFIDENTIAL.sub("", fold(statement))):
        if re.search(kind["no"], clause):
            sides.append((about.of_words(tokens(clause)), "no"))
            clause = re.sub(kind["no"], " ", clause)
        if re.search(kind["yes"], clause):
            sides.append((about.of_words(tokens(clause)), "yes"))
    if len({side for _, side in sides}) <= 1:
        return sides[0][1] if sides else ""
    (first, side), (second, other), *_ = sorted(sides, reverse=True)
    return side if side == other or first > second + 0.2 else ""


def _is_of(question: str, stated: _Statement, kind: dict[str, Any]) -> bool:
    """Whether the statement is about what was asked: the deed, the amounts, with or without."""
    statement = fold(stated.text)
    deed = _letters(re.split(kind["asks"], question)[-1])
    if deed and len(deed & _letters(statement)) * 2 < len(deed):
        return False
    if _OTHERS.search(question) and not _OF_OTHERS.search(statement):
        return False  # what a member may do is no answer to what somebody else may do with it
    lacks = _data()["lacks"]
    word = re.search(kind[stated.side], statement)
    condition = statement[: word.start()] if word else statement
    if bool(re.search(lacks, condition)) != bool(re.search(lacks, question)):
        return False
    if _is_exempt(question, stated) or (
        word and stated.side == "no" and _denies_more(question, statement[word.end() :])
    ):
        return False
    counted = {(figure.kind, figure.value) for figure in read(question)}
    there = {(figure.kind, figure.value) for figure in read(statement)}
    return counted <= there or _beyond(amounts_in(question), statement)


def _denies_more(question: str, denied: str) -> bool:
    """Whether what a statement denies is mostly not what was asked: 不可过夜存放 is no answer to whether bags can be left."""
    letters = _letters(_CLAUSE.split(denied)[0])
    return len(letters) >= _TELLING and len(letters & _letters(question)) * _TELLING < len(letters)


def _is_exempt(question: str, stated: _Statement) -> bool:
    """Whether what is asked about stands in an exception: 导盲犬除外."""
    exempt = "".join("".join(both) for both in _EXEMPT.findall(stated.part.text))
    return bool(set(tokens(exempt)) & set(tokens(question)))


def _beyond(asked: frozenset[tuple[str, str]], statement: str) -> bool:
    """Whether the one amount asked about is past the one limit of a statement: 3000元, 超过2,000元的."""
    said = plain(statement).replace(",", "")
    limits = re.findall(r"(超过|超|满|达到|不足|不满|低于)\s*(\d+(?:\.\d+)?)\s*(万?)", said)
    if len(limits) != 1 or len(asked) != 1:
        return False
    word, figure, scale = limits[0]
    value, limit = float(next(iter(asked))[0]), float(figure) * (10_000 if scale else 1)
    return value < limit if word in ("不足", "不满", "低于") else value > limit


def _letters(text: str) -> set[str]:
    return {char for char in text if is_cjk(char)} - _PARTICLES


@cache
def _data() -> dict[str, Any]:
    return read_table("verdicts.yaml")
