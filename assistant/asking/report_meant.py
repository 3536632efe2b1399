"""The report spoken of: a short message about its figures or its points is asked of its event: 新会员几个, 改进谁负责."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.asking.conversation import is_short
from assistant.journal import Turn
from assistant.quoted.comparison import spoken_of, spoken_rates
from assistant.quoted.events import event_of, names_event, other_names
from knowledge.model import Document
from knowledge.text import fold
from knowledge.writing.occasions import names_an_occasion

_POINTS = re.compile(
    r"改[进善]|整改|问题|不足|亮点|教训|负责|谁(?:来)?(?:管|改|跟|办)|期限|目标|达标|达成率?|完成率|口径|分母|结果"
    r"|[率额量数]是?(?:多少|几)"
)
_YEAR = r"(?:20\d\d年?|去年|前年|今年)?的?"


def of_the_report(text: str, turns: Sequence[Turn], reports: Sequence[Document]) -> str:
    """A plain message with the event before it that was asked about, where the answer before quoted its report first."""
    if not turns or text.isascii() or not is_short(text) or names_an_occasion(text):
        return text
    before, said = turns[-1], fold(text)
    if any(names_event(report, said) for report in reports):
        return text
    own = next((one for one in reports if one.doc_id in before.documents[:1]), None)
    if own is None or not (_POINTS.search(said) or spoken_of(said) or spoken_rates(said)):
        return text
    asked = fold(f"{before.topic} {before.message}")
    others = {event_of(one) for one in reports if names_event(one, asked)}
    if len(others) != 1:
        return text  # of which of them is for the table of both to say
    called = "|".join(
        map(re.escape, sorted((event_of(own), *other_names(event_of(own))), key=len, reverse=True))
    )
    named = re.search(rf"{_YEAR}(?:{called})", asked)
    return f"{named[0]}{text}" if named else text
