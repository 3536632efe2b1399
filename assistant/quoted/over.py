"""What stands under a heading with the days of its occasion, once they are over: 金秋会员周（10/17—10/25）."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.reply import Line, Source
from knowledge.model import Hit, Standing
from knowledge.writing.calendar import term_in

_DATES = re.compile(r"\s*[(（][^()（）]*\d[^()（）]*[)）]\s*")


def over_by_heading(chosen: Sequence[Hit], day: date, english: bool = False) -> list[Line]:
    """That the occasion which the best passage stands under was over by a day; nothing where no heading dates it."""
    if not chosen or chosen[0].standing is not Standing.IN_FORCE or not chosen[0].passage.section:
        return []
    heading = chosen[0].passage.section[-1]
    term = term_in(heading, chosen[0].document.effective_from or day)
    if term is None or term[1] >= day or not _DATES.search(heading):
        return []
    name, last = _DATES.sub("", heading).strip(), term[1]
    said = f"已经结束：{name}到{last.month}月{last.day}日为止，下面的不再适用。"
    if english:
        said = f"This is over: it ended on {last.isoformat()}, and what follows no longer applies."
    return [Line(said, (Source(chosen[0].passage, chosen[0].document),))]
