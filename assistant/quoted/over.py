"""What stands under a heading with the days of its occasion, once they are over: 金秋会员周（10/17—10/25）."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.reply import Line, Source
from knowledge.model import Hit, Standing
from knowledge.writing.calendar import term_in

_DATES = re.compile(r"\s*[(（][^()（）]*\d[^()（）]*[)）]\s*")
# The one day behind the name of a paper is that of its issue: 店铺目录（2026-11-15）.
_OF_A_PAPER = re.compile(
    r"(?:目录|名[录单册]|清单|一览表?|表|规则|细则|规定|须知|通知|公告|制度|规程|手册|指南|章程|标准|说明|价目)$"
    r"|(?<![a-z])(?:directory|list|guide|rules|notice|manual|handbook)$",
    re.I,
)


def over_by_heading(chosen: Sequence[Hit], day: date, english: bool = False) -> list[Line]:
    """That the occasion which the best passage stands under was over by a day; nothing where no heading dates it."""
    if not chosen or chosen[0].standing is not Standing.IN_FORCE or not chosen[0].passage.section:
        return []
    heading = chosen[0].passage.section[-1]
    term = term_in(heading, chosen[0].document.effective_from or day)
    if term is None or term[1] >= day or not _DATES.search(heading):
        return []
    name, last = _DATES.sub("", heading).strip(), term[1]
    if term[0] == last and _OF_A_PAPER.search(name):
        return []
    said = f"已经结束：{name}到{last.month}月{last.day}日为止，下面的不再适用。"
    if english:
        said = f"This is over: it ended on {last.isoformat()}, and what follows no longer applies."
    return [Line(said, (Source(chosen[0].passage, chosen[0].document),))]
