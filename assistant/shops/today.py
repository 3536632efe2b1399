"""What a greeting tells of the day: until when the mall is open, and the names of what goes on."""

from __future__ import annotations

import re
from datetime import date, datetime

from assistant.language import ENGLISH, is_chinese, to_script
from assistant.shops.opening import day_line
from knowledge.library import Library
from knowledge.model import Document, Viewer
from knowledge.writing.hours import rules_in
from knowledge.writing.posted import rules_posted

_TYPES = ("campaign", "lottery")
_MOST = 3  # names
# What a paper's title says of the paper and not of the occasion.
_OF_PAPERS = re.compile(r"(?:的?(?:规则|细则|说明|须知|通知|公告|预告|方案|介绍|海报))+(?:[((].{0,12}[))])?$")


def hours_today(library: Library, viewer: Viewer, at: datetime, language: str) -> str:
    """The sentence of the mall's hours on the day of `at`; empty where no paper says them."""
    rows = (
        (passage, paper)
        for paper in library.documents_of_type("hours", viewer, at)
        for passage in library.passages(paper.doc_id, viewer, at)
    )
    rules = rules_in(rows) or rules_posted(library.posted(viewer, at))
    line = day_line(at.date(), at.date(), rules, language == ENGLISH)
    return to_script(line.text, language) if line else ""


def going_on(library: Library, viewer: Viewer, at: datetime, language: str) -> list[str]:
    """Names of what the papers of these days are about, what ends first before the rest.

    A reader of English is told only names that are not Chinese.
    """
    papers = [paper for kind in _TYPES for paper in library.documents_of_type(kind, viewer, at)]
    names = [_name(paper) for paper in sorted(papers, key=_ends) if _ends(paper) >= at.date()]
    told = [name for name in dict.fromkeys(names) if name and not (language == ENGLISH and is_chinese(name))]
    return [to_script(name, language) for name in told[:_MOST]]


def _ends(paper: Document) -> date:
    return paper.effective_to or date.max


def _name(paper: Document) -> str:
    return _OF_PAPERS.sub("", paper.title).strip()
