"""Danger: what is reported now, what follows a report, and what staff ask about it."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from sqlalchemy.exc import OperationalError

from assistant.asking.asked import Asked
from assistant.asking.need import read
from assistant.asking.wording import plain
from assistant.desks import Desks
from assistant.emergency import Emergencies
from assistant.language import is_chinese
from assistant.model import Handling, MallProfile
from assistant.phrases import Phrases
from assistant.quoted import certainty, extractive, ranking
from assistant.quoted.nouns import own_nouns
from assistant.quoted.papers import Papers
from assistant.quoted.rows import rows_of_type
from assistant.quoted.taste import TASTE
from assistant.reply import Line, Reply
from assistant.shops.opening import asks_opening
from assistant.tickets import Counter, matter
from assistant.triage import Triager
from assistant.ways.said import said
from assistant.ways.tables import Tables
from knowledge.library import Library
from knowledge.model import Hit
from knowledge.text import fold
from knowledge.writing.floors import keys_in

log = logging.getLogger(__name__)

_BESIDE = 2  # lines of an answer under the first line of an emergency
_STAFF_STEPS = {
    False: 260,
    True: 80,
}  # characters of the mall's own procedure, and of it in Chinese for an English reader
_FLOOR = re.compile(r"[BL]\d")
# AED：L1客服中心、L4冰场入口; 就近取AED（L1客服中心）; AED设在1楼服务台.
_AED = re.compile(
    r"(?:AED|除颤仪)(?:[（(](?:AED|[^（）()]{0,8}除颤[^（）()]{0,4})[)）])?(?:急救)?(?:设备|机|箱|点)?"
    r"(?:(?:所在)?(?:位置|地点|分布|点位)?[:：]|; ?(?:位置|地点|所在)[^:：]{0,4}[:：]|[^，。；;\n:：（(]{0,4}?(?:位于|[设放装存](?:置|备)?[在于])|[（(])"
    r"\s*([^。；;\n（）()]{2,60})"
)
# AEDs are at the counter, outside the cinema on Level 2; An AED is kept beside the lifts on Level 1.
_AED_IN_ENGLISH = re.compile(
    r"(?<![A-Za-z])AEDs? (?:(?:is|are|can be found) )?(?:located |available |kept |placed |found |installed )?"
    r"((?:at|on|in|outside|inside|near|beside|next to|by) [^.;\n]{2,160})"
)
_IS_OVER = re.compile(
    r"找(?:到|着|回来?)[一-鿿]{0,4}?[了啦]|(?:回来|出来)[了啦]|没事[了啦]|解决了|虚惊|误报|已经好了|不用了|谢谢|(?:found|ok now|thank|false alarm|all good)",
    re.I,
)
# 还没找到，谢谢 and 找到了吗: it is not over.
_GOES_ON = re.compile(
    r"是不是找|(?:没有?|未|不)(?:能|有)?(?:找|回来|出来|见到|解决)|找不(?:到|着|见)|找(?:到|着|回)[一-鿿]{0,4}?[吗么没]"
    r"|(?<![a-z])(?:still (?:missing|looking|not)|(?:not|never|[a-z]+n't) (?:been )?(?:find|found|back))(?![a-z])",
    re.I,
)
# What was said was no report: 不是报警, 开玩笑的, just kidding; and 我是说排队, where it speaks of nothing that concerns the report.
_TAKES_BACK = re.compile(
    r"(?:开|说|讲)(?:个|句)?(?:玩笑|笑)|逗你|闹着玩|打个比方|夸张的?说法"
    r"|不是(?:真的?|在?报警|报案|求救|困住|着火|走失|走丢|出事)|没(?:有)?(?:真的?)?(?:出事|着火|走丢|晕倒?|困住|受伤)"
    r"|(?<![a-z])(?:just kidding|kidding|joking|figure of speech|not (?:literally|an? emergency))(?![a-z])"
)
_MEANS_OTHERWISE = re.compile(
    r"我(?:的意思)?是(?:说|指|讲)|我(?:说|指|讲)的是|我的意思|哈哈|(?<![a-z])(?:lol|haha\w*|i (?:just |only )?mean[t]?)(?![a-z])"
)
_IN_EARNEST = re.compile(
    r"救|快来|来人|不是(?:开玩笑|玩笑|闹着玩)|没(?:在)?开玩笑|(?<![a-z])(?:help|not (?:kidding|joking))", re.I
)
_HELP_MAY_BE_FOUND = ("missing", "medical", "food")  # else: away from danger first, and nothing beside it
_CALM = ("media", "crowd")  # urgent for staff, but no danger to life: a person takes over


class Danger:
    """Urgency first, by rules: a shopper reads whom to call, staff their own procedure."""

    def __init__(
        self,
        library: Library,
        counter: Counter,
        triager: Triager,
        desks: Desks,
        phrases: Phrases,
        emergencies: Emergencies,
        profile: Callable[[], MallProfile],
        tables: Tables,
        papers: Papers,
    ) -> None:
        """`profile` is read at each message: an ingest may change the mall's hotline."""
        self._library = library
        self._counter = counter
        self._triager = triager
        self._desks = desks
        self._phrases = phrases
        self._emergencies = emergencies
        self._profile = profile
        self._tables = tables
        self._papers = papers

    def reported(self, asked: Asked) -> Reply | None:
        """Urgency first, by rules: a shopper reads whom to call, staff their own procedure."""
        if asked.triage.priority != "P0":
            return None
        kind = asked.triage.subject
        facts = {"aed": self._aed(asked)} if kind == "medical" else {}
        texts = self._emergencies.lines(kind, self._profile(), asked.language, asked.staff, facts)
        steps = self._steps(asked, kind) if asked.staff else []
        handling = Handling.HANDOFF if kind in _CALM else Handling.EMERGENCY
        if steps and kind in _CALM:  # whom to turn to is the mall's own to say, and no life waits for it
            texts = []
        lines = (*(Line(text) for text in texts), *steps)
        try:
            ticket = self._counter.open_ticket(matter(asked, priority="P0"))
        except OperationalError:  # a full disk keeps nobody from being told whom to call
            log.exception("The ticket of an emergency could not be filed.")
            return Reply(handling, lines, 1.0, topic=asked.text)

        def told() -> str:
            desk = self._desks[ticket.desk].called(asked.language)
            return self._emergencies.told(desk, asked.language) if self._counter.told(ticket) else ""

        return Reply(handling, lines, 1.0, topic=asked.text, tickets=(ticket,), after=told)

    def after_a_report(self, asked: Asked) -> Reply | None:
        """What follows a report of an emergency belongs to it, until it is over or something else is asked."""
        if not asked.turns or asked.turns[-1].handling != Handling.EMERGENCY.value:
            return None
        said_plainly = plain(asked.question.message)
        if _IS_OVER.search(said_plainly) and not _GOES_ON.search(said_plainly):
            if asked.text != said_plainly and self._asks_for_itself(asked):
                return None  # all is well again, and another matter is asked
            return said(self._phrases, "emergency_over", asked)
        concerned = self._emergencies.concerns(asked.text)
        if _takes_back(asked.question.message, concerned):
            rest = _TAKES_BACK.sub(" ", fold(asked.question.message)).strip(" ,，。!呢的啊吧")
            asks = self._triager.asks(rest) or own_nouns(rest)
            return None if asks else said(self._phrases, "emergency_over", asked)
        before = self._triager.judge(asked.topic, asked.question.viewer)
        if before.priority != "P0":
            return None
        if asked.staff:  # who asks in English finds little in Chinese papers, and the procedure is at hand
            return self._procedure_of(asked, before.subject) if asked.english and concerned else None
        if not concerned and self._asks_for_itself(asked):
            return None
        told = self.reported(replace(asked, triage=before, text=asked.topic))
        safe = before.subject in _HELP_MAY_BE_FOUND
        beside = self._told_beside(asked) if concerned and safe and told else None
        if told is None or beside is None:
            return told
        return replace(told, lines=(told.lines[0], *beside.lines[:_BESIDE]))

    def procedure(self, asked: Asked) -> Reply | None:
        """What the mall's own procedure says, to staff who ask about a kind of emergency that nobody reports."""
        kind = self._triager.kind_spoken_of(asked.text) if asked.staff else ""
        return self._procedure_of(asked, kind) if kind else None

    def procedure_in_english(self, asked: Asked) -> Reply | None:
        """Who asks in English about a kind of emergency reads what counts first in English, and no search comes before."""
        return self.procedure(asked) if asked.english else None

    def _asks_for_itself(self, asked: Asked) -> bool:
        """Whether a message is a question with a thing of its own, or names a shop."""
        if asked.shops or asks_opening(asked.text):
            return True
        if asked.search_alone.answerable >= certainty.CERTAIN:
            return True
        return self._triager.asks(asked.text) and bool(own_nouns(asked.text))

    def _told_beside(self, asked: Asked) -> Reply | None:
        """What tables and papers say to a question about the emergency itself: 服务台在哪, 能看监控吗."""
        if not self._triager.asks(asked.text):
            return None
        if reply := self._tables.shops(asked):
            return reply
        speaks = asked.search_alone.answerable >= certainty.SURE and own_nouns(asked.text)
        return self._papers.reply(asked) if speaks else None

    def _steps(self, asked: Asked, kind: str) -> list[Line]:
        """The mall's own steps for this kind of emergency, cited; none of another kind, however near."""
        rescue = self._profile().rescue
        query = f"{asked.text} {self._emergencies.staff_query(kind, rescue)}"
        ranked = ranking.rank(asked.find(query).hits, read(query, asked.today), asked.today, True)
        own = [hit for hit in ranked if self._emergencies.is_on(kind, _heading_and_text(hit))]
        internal = [hit for hit in own if hit.document.doc_type == "sop"] or own
        taste = replace(TASTE, characters=_STAFF_STEPS[asked.english])
        steps = [part.line() for part in extractive.choose(internal, read(query, asked.today), taste)]
        if asked.english and any(is_chinese(line.text) for line in steps):
            steps.insert(0, Line(self._phrases.say("procedure", asked.language)))
        return steps

    def _procedure_of(self, asked: Asked, kind: str) -> Reply | None:
        steps = self._steps(asked, kind)
        if steps and asked.english:
            header = self._emergencies.staff_header(kind, asked.language, self._profile().rescue)
            steps.insert(0, Line(header))
        return Reply(Handling.ANSWER, tuple(steps), certainty.SURE, topic=asked.full) if steps else None

    def _aed(self, asked: Asked) -> str:
        """Where the AEDs are, out of the facilities table; empty when no row says so."""
        for passage, _ in rows_of_type(self._library, asked, "facility"):
            cells = dict(cell.split(": ", 1) for cell in passage.text.split("; ") if ": " in cell)
            if any("AED" in value for value in cells.values()):
                places = cells.get("位置", "")
                return ", ".join(_FLOOR.findall(places)) if asked.english else places
        places = aed_places(
            passage.text
            for passage, _ in self._library.saying(
                ("AED", "除颤"), asked.question.viewer, asked.question.as_of
            )
        )
        return ", ".join(_FLOOR.findall(places)) if asked.english and is_chinese(places) else places


def aed_places(texts: Iterable[str]) -> str:
    """Where the AEDs are, as a list of facilities or a sentence of any paper has it; empty where none names a floor."""
    texts = tuple(texts)
    found = (
        match[1].strip(" ，,、")
        for pattern in (_AED, _AED_IN_ENGLISH)
        for text in texts
        for match in pattern.finditer(text)
    )
    return next((places for places in found if keys_in(fold(places))), "")


def _heading_and_text(hit: Hit) -> str:
    return " ".join((hit.document.title, *hit.passage.section, hit.passage.text))


def _takes_back(message: str, concerned: bool) -> bool:
    """Whether somebody says that no emergency was meant, and calls for no help."""
    text = fold(message)
    meant = _TAKES_BACK.search(text) or (not concerned and _MEANS_OTHERWISE.search(text))
    return bool(meant) and not _IN_EARNEST.search(text)
