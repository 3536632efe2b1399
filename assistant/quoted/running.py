"""An occasion that is on now: what comes of it is counted nowhere in the papers yet."""

from __future__ import annotations

import re

from assistant.asking.asked import Asked
from assistant.quoted.comparison import spoken_of
from assistant.quoted.events import is_about, names_event, year_of
from knowledge.library import Library
from knowledge.model import Document

# 核销了多少张券了, 目前来了多少人; how many there are in all is written in the rules.
_SO_FAR = re.compile(
    r"(?:到|截[至止]到?)(?:现在|目前|今天|此刻|这会儿?)|目前|迄今|至今|现在|这会儿|今天|昨天|已经"
    r"|(?:多少|几)[^,。?]{0,6}了(?=$|[,。?啊呀])|[一-鿿]了(?:多少|几)|进展|战况|势头|so far"
)
_RATE = re.compile(r"[一-鿿]{2}率|客单价|(?<![a-z])rate(?![a-z])")
_PAST = re.compile(r"去年|前年|上年|上[一]?[届次回]|20\d\d|历年|往年")
_OF_THE_RULES = re.compile(r"能|可以|限|每人|一共|总共|总量|规定")


def is_running(asked: Asked, library: Library) -> bool:
    """Whether staff ask what came of an occasion that is on now, and no report is of this year."""
    text = asked.text
    if not asked.staff or not (spoken_of(text) or _RATE.search(text)) or not _SO_FAR.search(text):
        return False
    if _PAST.search(text) or _OF_THE_RULES.search(text):
        return False
    question = asked.question
    named = [
        report
        for report in library.documents_of_type("replay", question.viewer, question.as_of)
        if names_event(report, asked.full)
    ]
    if any((year_of(report) or asked.today.year) >= asked.today.year for report in named):
        return False
    campaigns = library.documents_of_type("campaign", question.viewer, question.as_of)
    return any(_is_on(one, asked) and is_about(one, asked.full) for one in campaigns)


def _is_on(campaign: Document, asked: Asked) -> bool:
    ends, begins = campaign.effective_to, campaign.effective_from
    return ends is not None and ends >= asked.today and (begins is None or begins <= asked.today)
