"""Hours of parking that an occasion gives for a day's spending, in its time: 活动期间当日消费满50元，免费停车3小时."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from assistant.grounding.numerals import plain
from assistant.reckoning.asking import Asking
from knowledge.model import Document, Hit
from knowledge.text import fold
from knowledge.writing.calendar import covers

_FOR_A_TIME = re.compile(r"活动期间|期间|周年|店庆|限时|节日?")
_GIVES = re.compile(
    r"满(\d+)元[,，]?(?:即?可?享?|送|赠|减免?|抵)?(?:免费)?(?:停车|泊车)(\d+)个?小时|满(\d+)元[,，]?(?:即?可)?(?:免费?|减免?|抵扣?|送)(?:停车|泊车)?(?:费)?(\d+)个?小时"
)
_THE_BETTER = re.compile(
    r"(?:取|按|以|择)[^,，。;；]{0,8}(?:多|高|优|长)[^,，。;；]{0,3}(?:一项|的|者|执行|计)?"
)
_NAMED = re.compile(r"《([^》]{2,40})》")


@dataclass(frozen=True, slots=True)
class Given:
    """Whole hours from `threshold` yuan on; `is_the_better`: the paper says that the better of it and the usual counts."""

    threshold: Decimal
    hours: int
    hit: Hit
    is_the_better: bool


def given(asking: Asking, hits: Sequence[Hit], spent: Decimal, day: date) -> Given | None:
    """The most that an occasion of that day gives for what was spent; None where none does."""
    reached = [
        one for hit in hits if _is_on(asking, hit, day) for one in _read(hit) if one.threshold <= spent
    ]
    return max(reached, key=lambda one: one.hours, default=None)


def _read(hit: Hit) -> Iterator[Given]:
    text = plain(hit.passage.text)
    if not _FOR_A_TIME.search(text):
        return
    for least, hours, other, others in _GIVES.findall(text):
        yield Given(Decimal(least or other), int(hours or others), hit, bool(_THE_BETTER.search(text)))


def _is_on(asking: Asking, hit: Hit, day: date) -> bool:
    """Whether the day is in the time of an occasion: as the passage writes it, or its paper, or the one that it changes."""
    if (written := covers(hit.passage.text, day, asking.today)) and not _NAMED.search(hit.passage.text):
        return written
    papers = [hit.document, *_changed(asking, hit)]
    ends = [paper.effective_to for paper in papers if paper.effective_to]
    begins = [paper.effective_from for paper in papers if paper.effective_from]
    return bool(ends) and day <= min(ends) and (not begins or max(begins) <= day)


def _changed(asking: Asking, hit: Hit) -> list[Document]:
    """The papers that a passage names in 《》, whatever their standing: their time is the occasion's."""
    titles = {fold(title) for title in _NAMED.findall(hit.passage.text)}
    found = [one.document for title in titles for one in asking.find(title)]
    return list({paper.doc_id: paper for paper in found if fold(paper.title) in titles}.values())
