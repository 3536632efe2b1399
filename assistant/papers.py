"""What the papers say to a question: searched, judged, quoted; and that nothing was found is an answer too."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant import certainty, comparison, extractive, support, versions
from assistant.asked import Asked
from assistant.desks import Desks
from assistant.english import lead_in, row
from assistant.excerpts import Excerpt
from assistant.focus import Focus, focus
from assistant.journal import Journal
from assistant.language import ENGLISH
from assistant.model import Handling
from assistant.opening import day_line
from assistant.phrases import Phrases
from assistant.reckoning import reckoned
from assistant.reply import Line, Reply
from assistant.rows import rows_of_type
from assistant.verdict import verdict
from knowledge.hours import rules_in
from knowledge.library import Library
from knowledge.model import Hit

_SHOWN = 8  # passages that a language model may write from
_REPORT = re.compile(r"(\S{2,6}?)(?:的|那场|那次|活动)?(?:复盘|总结报告)")
_ANY_REPORT = re.compile(r"这|那|哪|所有|全部|上次|最近|历次|看看|一下|有没有")
_IS_LIVE = re.compile(r"实时|剩余|余量|现场公示")
_ASKS_LIVE = re.compile(
    r"还有(?:空|车)?[位票货券]|排队|等位|车位|空位|座位|名额|还剩|剩[余几多]|余量|库存|(?<![a-z])(?:left|queue|wait|in stock)(?![a-z])"
)
_SO_FAR = re.compile(r"到(?:现在|目前|今天)|截[至止]|目前为止|迄今|至今|so far")
_OF_THE_HOURS = re.compile(r"闭店|关门|打烊|开店|开门|广播|清场|送货|卸货")


class Papers:
    """Answers out of the documents that a viewer may read."""

    def __init__(self, library: Library, journal: Journal, desks: Desks, phrases: Phrases) -> None:
        self._library = library
        self._journal = journal
        self._desks = desks
        self._phrases = phrases

    def reply(self, asked: Asked) -> Reply | None:
        """Search, then quote; None when nothing is near enough."""
        ranked = extractive.rank(asked.found.hits, asked.need, asked.today, asked.staff)
        if not self._is_supported(asked, ranked):
            return None
        about = focus(asked.full, ranked)
        chosen = extractive.choose(ranked, asked.need, about=about)
        ended = versions.ended([part.hit for part in chosen])
        if ended:
            chosen = chosen[:2]
        lines = [
            *_introduced(asked, chosen),
            *ended,
            *self._ruling(asked, ranked),
            *self._quoted(asked, chosen, ranked, about),
            *self._hours_beside(asked),
        ]
        reply = Reply(Handling.ANSWER, tuple(lines), asked.found.answerable, hits=tuple(ranked[:_SHOWN]))
        return self._hedged(asked, reply)

    def reports_named(self, asked: Asked) -> bool:
        """Whether the question names an occasion that a readable report is about."""
        reports = self._library.documents_of_type("replay", asked.question.viewer, asked.question.as_of)
        return any(comparison.event_of(report) in asked.full for report in reports)

    def _is_supported(self, asked: Asked, ranked: list[Hit]) -> bool:
        if not ranked or asked.found.answerable < certainty.REFUSED or asked.missing:
            return False
        if self._no_such_report(asked) or (asked.signals.live_data and _SO_FAR.search(asked.text)):
            return False
        return not support.is_of_another_year(asked.need.year, asked.found.hits)

    def _no_such_report(self, asked: Asked) -> bool:
        """Whether a report is asked for by an occasion that no report is about."""
        named = _REPORT.search(asked.text)
        if named is None or not asked.staff or _ANY_REPORT.search(named[1]):
            return False
        return not self.reports_named(asked)

    def _quoted(
        self, asked: Asked, chosen: Sequence[Excerpt], ranked: Sequence[Hit], about: Focus
    ) -> list[Line]:
        """The chosen parts; a sum that was asked for, or yes or no, comes first where they say so."""
        lines = [_labelled(part, asked) for part in chosen]
        if asked.english:
            return lines
        if found := reckoned(asked.full, ranked, about):
            return [found, *lines]
        said = verdict(asked.full, chosen, about)
        if said is None:
            return lines
        place = chosen.index(said.part)
        first = replace(lines[place], text=said.words + lines[place].text)
        return [first, *lines[:place], *lines[place + 1 :]]

    def _ruling(self, asked: Asked, ranked: list[Hit]) -> list[Line]:
        """Which version holds, when the question has an old one in mind."""
        hit = versions.first_with_past(ranked)
        if hit is None:
            return []
        question, leads = asked.question, hit.document.doc_id == ranked[0].document.doc_id
        return versions.note(
            hit, asked.full, asked.need, self._library, question.viewer, question.as_of, leads
        )

    def _hours_beside(self, asked: Asked) -> list[Line]:
        """The mall's hours on a named day, where an answer is reckoned from them."""
        if not asked.need.days or not _OF_THE_HOURS.search(asked.full):
            return []
        rules = rules_in(rows_of_type(self._library, asked, "hours"))
        line = day_line(asked.need.days[0], asked.today, rules, asked.english)
        return [line] if line else []

    def _hedged(self, asked: Asked, reply: Reply) -> Reply:
        """Live figures, hearsay and what is hardly found are answered by what the papers say, and said to be no more."""
        signals = asked.signals
        live = signals.live_data and (
            reply.confidence < certainty.SURE
            or _ASKS_LIVE.search(asked.text)
            or _IS_LIVE.search(reply.lines[0].text)
        )
        doubtful = reply.confidence < certainty.DOUBTFUL
        key = "live_data" if live else "rumour" if signals.rumour else "nearest" if doubtful else ""
        if not key:
            return reply
        own = Line(self._phrases.say(key, asked.language))
        if live and doubtful:  # the nearest rule has nothing to do with it
            return Reply(Handling.PARTIAL, (own,), reply.confidence)
        return replace(reply, handling=Handling.PARTIAL, lines=(own, *reply.lines), hits=())

    def unknown(self, asked: Asked) -> Reply:
        """That nothing was found is an answer too: what was looked for, and the desk that may know."""
        desk_id = "it_kb" if asked.staff else asked.triage.desk
        desk = self._desks[asked.triage.desk].called(asked.language)
        key = "live_data" if asked.signals.live_data else "unknown_staff" if asked.staff else "unknown"
        topic = "、".join(asked.missing) or asked.question.message[:40]
        text = self._phrases.say(key, asked.language, topic=topic, desk=desk)
        ticket = self._journal.open_ticket(asked.conversation_id, desk_id, "P3", asked.question.message)
        return Reply(Handling.UNKNOWN, (Line(text),), 0.1, tickets=(ticket,))


def _introduced(asked: Asked, chosen: Sequence[Excerpt]) -> list[Line]:
    """What an English reader is told before a quotation in Chinese."""
    chinese = [part.text for part in chosen if _is_chinese(part) and part.hit.passage.kind != "row"]
    return [Line(lead_in(chinese))] if asked.english and chinese else []


def _labelled(part: Excerpt, asked: Asked) -> Line:
    line = part.line()
    if asked.english and part.hit.passage.kind == "row" and _is_chinese(part):
        line = replace(line, text=row(part.text))
    return replace(line, text=versions.label(part.hit, asked.today) + line.text)


def _is_chinese(part: Excerpt) -> bool:
    return part.hit.passage.language != ENGLISH
