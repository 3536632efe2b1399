"""The value that a question asks for: an amount, a time, a place, and of what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import rjieba

from assistant.asking.saying import says
from assistant.data import read_table
from knowledge.writing.numerals import in_digits

_SHORT_THING = 2  # characters of a thing that may stand right behind its number
# Words that count the same: 几个人 is answered by 20人 and 20名, 几回 by 4次, 几多架 by 8台.
_ALIKE = ("[个名位人]", "[次回遍趟]", "[个台架部辆把只件张套]", "[家间个处]")
_ANY_DEED = re.compile(r"[来去做搞弄办有开打用给是会要一个]")
# What stands for the answer itself, whatever the papers call it.
NO_THING = re.compile(
    r"单子|时段|消费|事儿|东东|[开关锁]门|打烊|地方|位置|数量|[上下]限|金额|部门|手续|流程|步骤|条件|要求|规定|规则|原因|结果|情况|办法|方式|内容|人数|次数|名额|商场"
    r"|比例|比率|百分比|经费|资金|地址|方位|名字|东西|资料|朋友圈|平时|周末|今天|明天|现在|楼层?|标准|区别|日期|特[点征]|铺位|福利|权益|好处|优惠|待遇|特权|事件|阶段|环节|花钱|毛病|干嘛|干啥|干什么|做啥|咋|现场|当场|门槛|^权"
)


@dataclass(frozen=True, slots=True)
class Value:
    """A kind of value that is asked for: what a sentence has that gives it, what only looks like it, what is counted."""

    has: str
    looks_like: str
    of: tuple[str, ...]
    # Of a thing that is there: where it is not stated, what is stated of the thing helps.
    is_detail: bool = False
    asked: str = ""  # the words that ask for it
    deed: str = ""  # what is done so often: how often it is fed tells nothing of how often it is repotted

    def is_in(self, sentence: str, heading: str = "") -> bool:
        """Whether a sentence gives it of what is counted, which a `heading` may name for all below."""
        rest = re.sub(self.looks_like, " ", sentence) if self.looks_like else sentence
        if self.deed and not any(letter in sentence for letter in self.deed):
            return False
        written = (rest, in_digits(rest))  # 工本费四十元, 不得超过二个月
        return any(re.search(self.has, one) for one in written) and all(
            says(heading + sentence, word) for word in self.of
        )


def value_in(text: str) -> Value | None:
    """The value that a plain question asks for; None where it asks for none."""
    row = asking_row(text)
    found = re.search(row["asks"], text) if row else None
    if not row or not found:
        return None
    groups = found.groupdict(default="")
    thing = groups.get("of", "")
    words = [word for word, _ in rjieba.tag(thing) if len(word) > 1]
    counted = tuple(word for word in words if not NO_THING.search(word))
    has = row["has"].replace("{unit}", _counting(groups.get("unit", ""), thing))
    return Value(
        has, "|".join(_looking_alike(row, text)), counted, row.get("detail", False), found[0], _deed(groups)
    )


def _deed(groups: dict[str, str]) -> str:
    """What a question asks to be done, without verbs that stand for any: 多久换一次, not 多久来一次."""
    return _ANY_DEED.sub("", groups.get("deed", ""))


def _looking_alike(row: dict[str, Any], text: str) -> Iterator[str]:
    """Patterns of what a row says to be no such value, and of what else an amount may be of that the text does not name."""
    if "not" in row:
        yield row["not"]
    others = [each for each in row.get("others", ()) if not re.search(each["of"], text)]
    yield from (each["said"] for each in others)


def _counting(unit: str, thing: str) -> str:
    """A pattern of what counts a thing in an answer: the words that count as its `unit` does, or the thing itself."""
    alike = _any_of(re.escape(unit))
    if alike and not thing and "个" in alike:
        return r"[\u4e00-\u9fff]"  # 盖几个 leaves out of what
    # 12章 is counted without a measure word
    return f"(?:{alike}|{re.escape(thing)})" if alike and 0 < len(thing) <= _SHORT_THING else alike


def _any_of(unit: str) -> str:
    """A pattern of the words that count as this one does; the unit itself where it counts its own."""
    alike = "".join(dict.fromkeys("".join(group.strip("[]") for group in _ALIKE if unit and unit in group)))
    if not alike:
        return unit
    # 一个 counts nothing but where it is asked so: 一个名称 is no machine
    return f"[{alike}]" if "个" in (unit, "") else f"(?:[{alike.replace('个', '')}]|(?<!一)个)"


def asking_row(text: str) -> dict[str, Any] | None:
    """The row of the table by which a text asks for a value."""
    return next((row for row in _rows() if re.search(row["asks"], text)), None)


@cache
def _rows() -> list[dict[str, Any]]:
    """The rows of the table, their patterns without the spaces that break their lines."""
    rows = read_table("demands.yaml")["asked"]
    return [{**row, "asks": row["asks"].replace(" |", "|")} for row in rows]
