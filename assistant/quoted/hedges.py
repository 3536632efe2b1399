"""What is said of an answer that may not be all of it: live figures, hearsay, the nearest that there is."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.asking.asked import Asked
from assistant.model import Handling
from assistant.phrases import Phrases
from assistant.quoted import certainty
from assistant.quoted.discussed import goes_on_in_its_paper
from assistant.quoted.limits import holds_for
from assistant.quoted.reports import reports_named
from assistant.quoted.unanswered import Gap
from assistant.quoted.values import all_are_quoted, names_a_rare_figure
from assistant.reply import Line, Reply
from knowledge.library import Library
from knowledge.text import fold
from knowledge.writing.calendar import occasion_in
from knowledge.writing.names import forms_of

_IS_LIVE = re.compile(r"实时|剩余|余量|现场公示")
_ASKS_LIVE = re.compile(
    r"还有(?:没有|冇)?(?:空|车)?[位票货券]|排队|等位|[要得][排等](?:多久|多长|几|多少)|[排等](?:紧|着|位|队)*(?:几|多少|好多)多?(?:张|围|个)?[桌台枱位号]|车位|空位|座位|名额|多[唔不]多人|人[唔不]?多|还剩|剩[余几多]|余量|库存|(?<![a-z])(?:(?:free|empty|vacant|available|open) (?:\w+ )?(?:spaces?|spots?|bays?|seats?|tables?|chargers?)|left|queue|wait|in stock|busy|crowded|packed)(?![a-z])"
)
_ASKS_WHAT_IT_IS = re.compile(r"(?:什么|啥|咩)(?:情况|回事|意思)|怎么回事|为(?:什么|啥|咩)|点解")
_OVER = "【已于"  # see versions.label
SO_FAR = re.compile(r"(?:到|截[至止]到?)(?:现在|目前|今天|此刻|这会儿?)|目前(?:为止)?|迄今|至今|so far")


class Hedges:
    """Answers out of papers, with what must be said before them."""

    def __init__(self, library: Library, phrases: Phrases) -> None:
        self._library = library
        self._phrases = phrases

    def hedged(self, asked: Asked, reply: Reply, is_settled: bool = False, gap: Gap | None = None) -> Reply:
        """Live figures, hearsay and what is hardly found are answered by what the papers say, and said to be no more.

        So is what they do not state (`gap`).
        """
        signals = asked.signals
        is_live = _IS_LIVE.search(reply.lines[0].text)
        live = signals.live_data and (
            reply.confidence < certainty.SURE or _ASKS_LIVE.search(asked.text) or is_live
        )
        live = live and (not _is_of_a_day_to_come(asked) or _ASKS_LIVE.search(asked.text))
        # 双11收银排队归谁改 asks of then
        live = live and not (asked.staff and reports_named(self._library, asked))
        live = live or (is_live and SO_FAR.search(asked.text))
        if live and (over := [line for line in reply.lines if line.text.startswith(_OVER)]):
            rest = tuple(line for line in reply.lines if line not in over)  # of what is over nothing is left
            return replace(reply, lines=(*over, *rest))
        doubtful = (
            not is_settled
            and reply.confidence < certainty.DOUBTFUL
            and not (
                goes_on_in_its_paper(asked, reply)
                or _is_found_alone(asked, reply)
                or (reply.hits and names_a_rare_figure(asked, reply.hits[0]))
                or (reply.hits and asked.is_of_facility_told_by(reply.hits[0]))
                or _is_ruled(asked, reply)
            )
        )
        # 听说明天会响警铃?是啥情况 asks what it is about, and the notice says it.
        is_told = _ASKS_WHAT_IT_IS.search(asked.text) and reply.confidence >= certainty.STATED
        heard = signals.rumour and not is_settled and not (is_told or all_are_quoted(asked, reply))
        key = (
            "live_data"
            if live
            else "rumour"
            if heard
            else "nearest"
            if doubtful
            else "not_stated"
            if gap
            else ""
        )
        if not key:
            return reply
        own = Line(self._phrases.say(key, asked.language, topic=gap.topic if gap else ""))
        if live and (
            doubtful
            or not _speaks_of_the_shop(asked, reply)
            or (not is_live and reply.confidence < certainty.SURE and _ASKS_LIVE.search(asked.text))
        ):  # the nearest rule has nothing to do with it
            return Reply(Handling.PARTIAL, (own,), reply.confidence)
        # Staff ask which of two figures holds.
        settled = asked.staff and key == "rumour" and reply.confidence >= certainty.SURE
        handling = Handling.ANSWER if settled else Handling.PARTIAL
        return replace(reply, handling=handling, lines=(own, *reply.lines), hits=())


def _is_of_a_day_to_come(asked: Asked) -> bool:
    """Whether a message names a later day, of which nothing is left or gone yet: 国庆还有满额礼吗."""
    days = asked.need.days or occasion_in(asked.text, asked.today)
    return any(day > asked.today for day in days)


def _speaks_of_the_shop(asked: Asked, reply: Reply) -> bool:
    """Whether a line names a shop that is asked about; true where none is."""
    names = [form for mention in asked.named for form in (mention.matched, *forms_of(mention.shop))]
    said = fold(" ".join(line.text for line in reply.lines))
    return not names or any(name in said for name in names)


def _is_ruled(asked: Asked, reply: Reply) -> bool:
    """Whether what is quoted first to staff gives the limit within which the amount lies that they ask about."""
    first = reply.lines[0].sources[:1] if reply.lines else ()
    return asked.staff and any(holds_for(asked.need.amounts, one.passage.text) for one in first)


def _is_found_alone(asked: Asked, reply: Reply) -> bool:
    """Whether the question of a message that also tells something finds the same paper by itself, and surely."""
    question, mark, told = asked.text.partition("?")
    if not mark or not told.strip(" ?!。"):
        return False
    found = asked.find(question)
    cited = {source.document.doc_id for line in reply.lines for source in line.sources}
    return found.answerable >= certainty.CLEAR and found.hits[0].document.doc_id in cited
