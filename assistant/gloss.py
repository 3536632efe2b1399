"""Chinese clauses of mall papers told in English word by word, put in English order as far as set words show it.

No translation in the full sense: it is short and without articles. What it says of figures, conditions, who and until
when is what the Chinese says, for every word with a meaning is told; where too many words are not known, nothing is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.language import to_script
from assistant.tokens import Token, tokens
from assistant.word_order import in_english_order

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
# Money that is no yuan, with its sign before the figure.
_MONEY = tuple(
    (re.compile(rf"(?:{written})\s*(\d[\d,]*(?:\.\d+)?)元?"), rf"{sign}\1")
    for written, sign in (
        (r"港币|港元|HK\$", "HK$"),
        (r"新?台币|NT\$", "NT$"),
        (r"澳门[币元]|葡币|MOP\$?", "MOP$"),
    )
)


def gloss(text: str) -> str:
    """A Chinese text in English words; empty where too much of it is not known, or a denial would be lost."""
    simple = to_script(text, "zh-Hans")
    for written, signed in _MONEY:
        simple = written.sub(signed, simple)
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


def _written(clause: Sequence[Token]) -> str:
    """A clause in English order: what is said of when, where and with what goes behind what is done."""
    is_case = bool(clause) and clause[-1].kind == "if"
    said = in_english_order([token for token in clause if token.kind != "if"])
    text = " ".join(token.english for token in said)
    return f"if {text} " if is_case and text else f"{text} "


def _spaced(text: str) -> str:
    text = text.replace("，", ",").replace("：", ":").replace("——", "-")
    text = re.sub(r"\s+", " ", text).strip(" ,:")
    text = re.sub(r" +([,:;)])", r"\1", text)
    text = re.sub(r"\( +", "(", text)
    text = re.sub(r"([,:;])(?=[^\s\d/])", r"\1 ", text)
    text = re.sub(r"(\S) ([-–~]) (\S)", r"\1–\3", text)
    text = re.sub(r"([,:]) ?:", r"\1", text)
    return re.sub(r" / ", "/", text)
