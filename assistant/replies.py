"""What to say to a message: the ways to answer it, tried in order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from assistant import comparison, extractive, support, versions
from assistant.asked import Asked
from assistant.desks import Desks
from assistant.emergency import Emergencies
from assistant.handoff import handoff
from assistant.journal import Journal
from assistant.lookup import Lookup, is_about_presence
from assistant.model import Handling, MallProfile
from assistant.need import read
from assistant.opening import asks_opening, day_line, opening_reply
from assistant.phrases import Phrases
from assistant.reply import Line, Reply, Source, quoted
from assistant.triage import Triager
from knowledge.hours import rules_in
from knowledge.library import Library
from knowledge.model import Document, Hit, Passage, Shop

_THRESHOLD = 0.15  # of Found.answerable; below it nothing was found
_STAFF_STEPS = 260  # characters of the mall's own procedure in an emergency: short enough to act on
_SHOWN = 8  # passages that a language model may write from
_SURE = 0.5  # of Found.answerable; how sure the documents must be to speak beside a person
_FOR_A_PERSON = ("投诉", "求助", "交易", "建议", "表扬", "商务")
_COMPLAINS = re.compile(
    r"投诉|举报|态度|骂|凶|赔|道歉|差评|没.{0,2}人管|有人管|12315|维权|曝光|律师|起诉|太差|脏|坏了|(?<![抵折])扣|(?<!最)多收"
    r"|不给|不让|泄露|宣传|开线|等了|排了|排老?半天"
)
_SETTLED = 0.8  # of Found.answerable: a question of its own, even after an emergency
_FLOOR = re.compile(r"[BL]\d")
_REPORT = re.compile(r"(\S{2,6}?)(?:的|那场|那次|活动)?(?:复盘|总结报告)")
_ANY_REPORT = re.compile(r"这|那|哪|所有|全部|上次|最近|历次|看看|一下|有没有")
_ASKS_WHEN = re.compile(r"(?:多久|什么时候|几时|何时|多长时间).{0,6}(?:回|联系|处理|答复|解决|来)|有结果")
_IS_THERE = re.compile(r"^.{0,4}有(?:没有)?.{1,8}(?:吗|没|么|嘛)?[?？]?$")
_SALES = re.compile(r"卖[了得过].{0,6}(?:多少|几|好|万|差)|哪[个家]卖得|销量|营业额|销售额|流水")
_THANKS = re.compile(r"^(?:谢谢|多谢|谢了|唔该|thanks|thank you).{0,8}$", re.I)
_FOUND_AGAIN = re.compile(r"(?:孩子|小孩|娃|老人|人|宝宝).{0,4}找到[了啦]|没事[了啦]")
_IS_OVER = re.compile(
    r"找到了|找到啦|没事了|没事啦|解决了|虚惊|误报|已经好了|不用了|谢谢|(?:found|ok now|thank)", re.I
)
_IS_LIVE = re.compile(r"实时|剩余|余量|现场公示")
_IS_QUESTION = re.compile(
    r"吗|不[?？]?$|怎么|如何|能不能|可以|哪|多久|几|什么|多少|谁|[?？]$|how|where|what|can i", re.I
)
_OF_THE_HOURS = re.compile(r"闭店|关门|打烊|开店|开门|广播|清场|送货|卸货")
_CALM = ("media", "crowd")  # urgent for staff, but no danger to life: a person takes over


class Replies:
    """Urgency first, tables before prose, and nothing found is a reply too."""

    def __init__(
        self,
        library: Library,
        journal: Journal,
        triager: Triager,
        desks: Desks,
        phrases: Phrases,
        emergencies: Emergencies,
        profile: Callable[[], MallProfile],
    ) -> None:
        """`profile` is read at each message: an ingest may change the mall's hotline."""
        self._library = library
        self._journal = journal
        self._triager = triager
        self._desks = desks
        self._phrases = phrases
        self._emergencies = emergencies
        self._profile = profile

    def to(self, asked: Asked) -> Reply:
        """The reply of the first way that has one; search comes last."""
        ways = (
            self._emergency,
            self._after_an_emergency,
            self._refusal,
            self._small_talk,
            self._handoff,
            self._directory,
            self._opening,
            self._comparison,
        )
        for way in ways:
            reply = way(asked)
            if reply is not None:
                return reply
        return self._searched(asked)

    # -- ways to answer, in order ----------------------------------------------------------------

    def _emergency(self, asked: Asked) -> Reply | None:
        """Urgency first, by rules: a shopper reads whom to call, staff their own procedure."""
        if asked.triage.priority != "P0":
            return None
        kind = asked.triage.subject
        facts = {} if asked.staff else {"aed": self._aed(asked)}
        texts = self._emergencies.lines(kind, self._profile(), asked.language, asked.staff, facts)
        steps = self._procedure(asked, kind) if asked.staff else []
        lines = (*(Line(text) for text in texts), *steps)
        handling = Handling.HANDOFF if kind in _CALM else Handling.EMERGENCY
        ticket = self._journal.open_ticket(
            asked.conversation_id, asked.triage.desk, "P0", asked.question.message
        )
        return Reply(handling, lines, 1.0, topic=asked.text, tickets=(ticket,))

    def _after_an_emergency(self, asked: Asked) -> Reply | None:
        """What follows a report of an emergency belongs to it, until it is over or something else is asked."""
        if not asked.turns or asked.turns[-1].handling != Handling.EMERGENCY.value:
            return None
        if _IS_OVER.search(asked.text):
            return self._said("emergency_over", asked, Handling.ANSWER)
        before = self._triager.judge(asked.topic, asked.question.viewer)
        if asked.staff or before.priority != "P0" or asked.search_alone.answerable >= _SETTLED:
            return None
        return self._emergency(replace(asked, triage=before, text=asked.topic))

    def _procedure(self, asked: Asked, kind: str) -> list[Line]:
        """The mall's own steps for this kind of emergency, cited."""
        query = f"{asked.text} {self._emergencies.staff_query(kind)}"
        ranked = extractive.rank(asked.find(query).hits, read(query, asked.today), asked.today, True)
        internal = [hit for hit in ranked if hit.document.doc_type == "sop"] or ranked
        return [
            quoted(hit)
            for hit in extractive.choose(internal, replace(extractive.TASTE, characters=_STAFF_STEPS))
        ]

    def _aed(self, asked: Asked) -> str:
        """Where the AEDs are, out of the facilities table; empty when no row says so."""
        for passage, _ in self._rows_of_type(asked, "facility"):
            cells = dict(cell.split(": ", 1) for cell in passage.text.split("; ") if ": " in cell)
            if any("AED" in value for value in cells.values()):
                places = cells.get("位置", "")
                return ", ".join(_FLOOR.findall(places)) if asked.english else places
        return ""

    def _refusal(self, asked: Asked) -> Reply | None:
        kind = asked.signals.out_of_scope
        if not kind and asked.shops and _SALES.search(asked.text):
            kind = "brand_sales"
        if kind == "brand_sales" and asked.staff and not asked.shops and self._reports_named(asked):
            return None  # the mall's own total stands in its report
        return self._said(f"refuse_{kind}", asked, Handling.REFUSE) if kind else None

    def _small_talk(self, asked: Asked) -> Reply | None:
        signals = asked.signals
        if _FOUND_AGAIN.search(asked.text) and not _IS_QUESTION.search(asked.text):
            return self._said("emergency_over", asked, Handling.ANSWER)
        spoken = {
            "identity": signals.identity,
            "greeting": signals.greeting,
            "thanks": signals.thanks or bool(_THANKS.search(asked.text)),
        }
        key = next((key for key, holds in spoken.items() if holds), None)
        return self._said(key, asked, Handling.ANSWER) if key else None

    def _handoff(self, asked: Asked) -> Reply | None:
        """A shopper's matter goes to a desk; advice that the documents are sure of comes along."""
        triage = asked.triage
        if self._waits_for_a_person(asked):
            triage = self._triager.judge(asked.topic, asked.question.viewer)
        if asked.staff or triage.intent not in _FOR_A_PERSON or self._can_be_told(asked):
            return None
        if triage.intent == "求助" and (shops := self._directory(asked)):
            return shops
        ticket = self._journal.open_ticket(
            asked.conversation_id, triage.desk, triage.priority, asked.question.message
        )
        said = handoff(triage, self._desks, self._phrases, asked.language, bool(asked.shops), ticket.id)
        lines = (Line(said), *self._advice(asked))
        return Reply(Handling.HANDOFF, lines, 0.9, topic=asked.text, tickets=(ticket,))

    def _waits_for_a_person(self, asked: Asked) -> bool:
        """多久回我? after a handoff asks for the promise that was made."""
        before = asked.turns[-1].handling if asked.turns else ""
        return before == Handling.HANDOFF.value and bool(_ASKS_WHEN.search(asked.text))

    def _can_be_told(self, asked: Asked) -> bool:
        """What the documents settle needs no person: a doubt that a rule answers, a question how to."""
        if asked.triage.intent == "建议" and _IS_THERE.search(asked.text):
            return True
        if asked.shops and _IS_QUESTION.search(asked.text) and is_about_presence(asked.text):
            return True
        if self._waits_for_a_person(asked):
            return False
        if asked.found.answerable < _SURE or asked.missing or asked.triage.priority == "P1":
            return False
        if asked.triage.intent == "投诉":
            return not _COMPLAINS.search(asked.text)
        return asked.triage.intent in ("求助", "交易") and bool(_IS_QUESTION.search(asked.text))

    def _advice(self, asked: Asked) -> list[Line]:
        if asked.found.answerable < _SURE or asked.missing:
            return []
        ranked = extractive.rank(asked.found.hits, asked.need, asked.today)
        return [quoted(hit) for hit in ranked[:1] if hit.document.doc_type != "directory"]

    def _directory(self, asked: Asked) -> Reply | None:
        reply = self._lookup(asked).reply(asked.full, asked.need, asked.question.as_of, asked.english)
        return replace(reply, topic=asked.full) if reply else None

    def _lookup(self, asked: Asked) -> Lookup:
        return Lookup(
            asked.directory, self._row_of(asked), lambda: rules_in(self._rows_of_type(asked, "hours"))
        )

    def _row_of(self, asked: Asked) -> Callable[[Shop], Source | None]:
        """The directory row behind a shop, if this viewer may read it."""
        question = asked.question

        def source(shop: Shop) -> Source | None:
            found = self._library.passage(shop.passage_id, question.viewer, question.as_of)
            return Source(*found) if found else None

        return source

    def _opening(self, asked: Asked) -> Reply | None:
        if not asks_opening(asked.full):
            return None
        rules = rules_in(self._rows_of_type(asked, "hours"))
        return opening_reply(asked.need, asked.today, rules, asked.english)

    def _reports_named(self, asked: Asked) -> bool:
        """Whether the question names an occasion that a readable report is about."""
        reports = self._library.documents_of_type("replay", asked.question.viewer, asked.question.as_of)
        return any(comparison.event_of(report) in asked.full for report in reports)

    def _no_such_report(self, asked: Asked) -> bool:
        """Whether a report is asked for by an occasion that no report is about."""
        named = _REPORT.search(asked.text)
        if named is None or not asked.staff or _ANY_REPORT.search(named[1]):
            return False
        return not self._reports_named(asked)

    def _hours_beside(self, asked: Asked) -> list[Line]:
        """The mall's hours on a named day, where an answer is reckoned from them."""
        if not asked.need.days or not _OF_THE_HOURS.search(asked.full):
            return []
        rules = rules_in(self._rows_of_type(asked, "hours"))
        line = day_line(asked.need.days[0], asked.today, rules, asked.english)
        return [line] if line else []

    def _comparison(self, asked: Asked) -> Reply | None:
        if not comparison.asks_to_compare(asked.text, asked.topic):
            return None
        figures = comparison.figures_of(self._rows_of_type(asked, "replay"))
        return comparison.compare(asked.text, asked.topic, figures)

    def _searched(self, asked: Asked) -> Reply:
        """Search, then quote; nothing near enough is an answer too."""
        ranked = extractive.rank(asked.found.hits, asked.need, asked.today, asked.staff)
        if not self._is_supported(asked, ranked):
            return self._absent(asked) or self._unknown(asked)
        chosen = extractive.choose(ranked)
        ended = versions.ended(chosen)
        if ended:
            chosen = chosen[:2]
        lines = [
            *ended,
            *self._ruling(asked, ranked),
            *(self._labelled(hit, asked.today) for hit in chosen),
            *self._hours_beside(asked),
        ]
        reply = Reply(Handling.ANSWER, tuple(lines), asked.found.answerable, hits=tuple(ranked[:_SHOWN]))
        return self._hedged(asked, reply)

    def _is_supported(self, asked: Asked, ranked: list[Hit]) -> bool:
        if not ranked or asked.found.answerable < _THRESHOLD or asked.missing:
            return False
        if self._no_such_report(asked):
            return False
        if support.is_of_another_year(asked.need.year, asked.found.hits):
            return False
        if asked.found.answerable >= _SURE or not asked.need.kinds & {"place", "who"}:
            return True
        return not support.speaks_of_nothing(asked.full, ranked[:8])

    def _ruling(self, asked: Asked, ranked: list[Hit]) -> list[Line]:
        """Which version holds, when the question has an old one in mind."""
        hit = versions.first_with_past(ranked)
        if hit is None:
            return []
        question = asked.question
        return versions.note(hit, asked.full, asked.need, self._library, question.viewer, question.as_of)

    def _labelled(self, hit: Hit, today: date) -> Line:
        line = quoted(hit)
        return replace(line, text=versions.label(hit, today) + line.text)

    def _hedged(self, asked: Asked, reply: Reply) -> Reply:
        """Live figures and hearsay are answered by what the rules say, and said to be no more than that."""
        signals = asked.signals
        live = signals.live_data and (reply.confidence < _SURE or _IS_LIVE.search(reply.lines[0].text))
        key = "live_data" if live else "rumour" if signals.rumour else ""
        if not key:
            return reply
        own = Line(self._phrases.say(key, asked.language))
        return replace(reply, handling=Handling.PARTIAL, lines=(own, *reply.lines), hits=())

    def _absent(self, asked: Asked) -> Reply | None:
        """A shop that is asked for by a name that stands nowhere, with shops of its kind."""
        names = (
            self._lookup(asked).absent(name, asked.full, asked.question.as_of, asked.english)
            for name in asked.missing
        )
        lookup = self._lookup(asked)
        return next(filter(None, names), None) or lookup.none_of_kind(
            asked.full, asked.need, asked.question.as_of, asked.english
        )

    def _unknown(self, asked: Asked) -> Reply:
        desk_id = "it_kb" if asked.staff else asked.triage.desk
        desk = self._desks[asked.triage.desk].called(asked.language)
        key = "unknown_staff" if asked.staff else "unknown"
        topic = "、".join(asked.missing) or asked.question.message[:40]
        text = self._phrases.say(key, asked.language, topic=topic, desk=desk)
        ticket = self._journal.open_ticket(asked.conversation_id, desk_id, "P3", asked.question.message)
        return Reply(Handling.UNKNOWN, (Line(text),), 0.1, tickets=(ticket,))

    def _rows_of_type(self, asked: Asked, doc_type: str) -> Iterator[tuple[Passage, Document]]:
        """The table rows of documents of one type that are in force and readable for this viewer."""
        viewer, as_of = asked.question.viewer, asked.question.as_of
        for document in self._library.documents_of_type(doc_type, viewer, as_of):
            for passage in self._library.passages(document.doc_id, viewer, as_of):
                if passage.kind == "row":
                    yield passage, document

    def _said(self, key: str, asked: Asked, handling: Handling) -> Reply:
        return Reply(handling, (Line(self._phrases.say(key, asked.language)),), 0.9)
