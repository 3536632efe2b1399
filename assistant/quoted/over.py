"""What stands under a heading with the days of its occasion, once they are over: 金秋会员周（10/17—10/25）."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.reply import Line, Source
from knowledge.model import Document, Hit, Standing
from knowledge.text import fold
from knowledge.writing.calendar import term_in

_DATES = re.compile(r"\s*[(（]([^()（）]*\d[^()（）]*)[)）]\s*")
# A single day with one of these is when something began, was written or was counted: 2026年7月1日起执行, 2026-10-08更新.
_OF_THE_PAPER = re.compile(
    r"起|自|从|始|[生有]效|[执施实试]行|实施|启用|更新|[修制]订|修正|改版|版|发布|印发|公布|编[制写]?|制表|打印|导出|核对|盘点|截[至止]|统计|汇总|以来|(?:以|之)?前|"
    r"(?<![a-z])(?:from|since|as of|effective|updated|revised|issued|edition|version)(?![a-z])"
)
# The one day behind the name of a paper is that of its issue: 店铺目录（2026-11-15）.
_OF_A_PAPER = re.compile(
    r"(?:目录|名[录单册]|清单|一览表?|表|规则|细则|规定|须知|通知|公告|制度|规程|手册|指南|章程|标准|说明|价目)$"
    r"|(?<![a-z])(?:directory|list|guide|rules|notice|manual|handbook)$"
)
# Figures, minutes and books stay what they are when their days are over.
_RECORDS = re.compile(
    r"复盘|总结|报[告表]|[日周月季年快战]报|统计|台账|预算|决算|纪要|记录|明细|流水|数据|业绩|销售"
)


def over_by_heading(chosen: Sequence[Hit], day: date, english: bool = False) -> list[Line]:
    """That the occasion which the best passage stands under was over by a day; nothing where no heading dates it."""
    if not chosen or chosen[0].standing is not Standing.IN_FORCE or not chosen[0].passage.section:
        return []
    heading, document = chosen[0].passage.section[-1], chosen[0].document
    last = None if _is_record(document, heading) else _last_day(heading, document.effective_from or day)
    if last is None or last >= day:
        return []
    name = _DATES.sub("", heading).strip()
    said = f"已经结束：{name}到{last.month}月{last.day}日为止，下面的不再适用。"
    if english:
        said = f"This is over: it ended on {last.isoformat()}, and what follows no longer applies."
    return [Line(said, (Source(chosen[0].passage, document),))]


def _is_record(document: Document, heading: str) -> bool:
    return document.doc_type == "replay" or _RECORDS.search(fold(heading)) is not None


def _last_day(heading: str, today: date) -> date | None:
    """The last day of the occasion that a heading has in brackets; None for the day of an edition, or the first one."""
    term = term_in(heading, today)
    told = _DATES.search(heading)
    if term is None or told is None:
        return None
    name = fold(_DATES.sub("", heading)).strip()
    is_single = term[0] == term[1]
    return (
        None if is_single and (_OF_THE_PAPER.search(fold(told[1])) or _OF_A_PAPER.search(name)) else term[1]
    )
