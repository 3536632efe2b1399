"""A paper that another one calls by its day and its matter, having no title for it: 2025年3月1日公示的收费标准."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from knowledge.text import fold

# What papers that hold until they are repealed are called, at the end of their names.
PAPER = r"(?:标准|公示|公告|办法|规定|规则|制度|细则|章程|通知|须知|规程|流程|方案|手册|指引|守则|价目表|收费表|价格表|版本|文件)牌?"
_DAY = r"(20\d\d)[-./年]\s?(\d{1,2})[-./月]\s?(\d{1,2})日?"
_ISSUED = r"(?:公示|公布|发布|印发|颁布|施行|实施|执行|生效|下发|签发|张贴|公告|通过|修订)"
# The words between are the matter: none that make it a part of the paper.
CALLED = (
    rf"{_DAY}起?(?:{_ISSUED})?的?(?:(?!中[的有关]|关于|第|{PAPER}[中里的])[^,;。:《》\s]){{0,12}}?{PAPER}"
)
_PARTS = re.compile(rf"{_DAY}起?(?:{_ISSUED})?的?(?P<matter>.*?)(?:{PAPER})?")
_PAPERS = re.compile(PAPER)


@dataclass(frozen=True, slots=True)
class Dated:
    """A day of a paper, and the words for what it is about; no words where only 办法 or 公示 is said."""

    day: date
    matter: str

    def is_about(self, name: str) -> bool:
        """Whether all that is said of the matter stands in a paper's name: 停车收费 in 停车场收费公示."""
        return set(self.matter) <= set(fold(name))


def dated(called: str) -> Dated | None:
    """What a name such as 2025年3月1日公示的收费标准 says; None for one that begins with no day."""
    match = _PARTS.fullmatch(fold(called).strip())
    if match is None:
        return None
    try:
        return Dated(date(int(match[1]), int(match[2]), int(match[3])), match["matter"])
    except ValueError:
        return None


def matter_of(family: str) -> str:
    """What a family of papers is about: 停车场收费 of 停车场收费标准 and of 停车场收费公示."""
    return _PAPERS.sub("", family.rpartition("/")[2])


def is_one_matter(family: str, other: str) -> bool:
    """Whether two names of papers are about one matter, one of them perhaps more narrowly."""
    a, b = matter_of(family), matter_of(other)
    return len(min(a, b, key=len)) > 1 and (a in b or b in a)
