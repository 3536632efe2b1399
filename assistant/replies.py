"""What to say to a message: the ways to answer it, tried in order."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.asking import several
from assistant.asking.asked import Asked
from assistant.asking.moments import moment_in
from assistant.asking.need import read
from assistant.curated import CuratedAnswers
from assistant.desks import Desks
from assistant.emergency import Emergencies
from assistant.english import as_a_wish, things_in
from assistant.handoff import answers, handoff
from assistant.handover.persons import Persons, Sought, Wanted
from assistant.language import is_chinese
from assistant.model import Handling, MallProfile, Ticket, Triage
from assistant.phrases import Phrases
from assistant.quoted import certainty, comparison, extractive, support
from assistant.quoted.free import what_is_free
from assistant.quoted.goings import what_is_on
from assistant.quoted.interpreter import row_in_english
from assistant.quoted.papers import Papers
from assistant.quoted.procedure import asks_for_steps
from assistant.quoted.rows import rows_of_type
from assistant.quoted.unanswered import Unanswered
from assistant.reckoning import Asking, of_reports, reckoned, says
from assistant.reply import Line, Reply, Source, quoted, spoken
from assistant.shops.lookup import Lookup, is_about_presence
from assistant.shops.opening import asks_opening, opening_reply
from assistant.tickets import Counter, matter
from assistant.triage import Triager
from knowledge.hours import rules_in
from knowledge.library import Library
from knowledge.model import Shop

_BESIDE = 2  # lines of an answer under the first line of an emergency
_STAFF_STEPS = {
    False: 260,
    True: 80,
}  # characters of the mall's own procedure, and of it in Chinese for an English reader
_FOR_A_PERSON = ("投诉", "求助", "交易", "建议", "表扬", "商务")
_FOR_A_TALK = ("投诉", "求助", "交易")  # of these, what somebody who is there may settle at once
_TELLS_DESK = ("投诉", "求助")  # that the desk knows is worth a moment's wait
_TOLD_TO_A_PERSON = ("投诉", "建议", "表扬")
_COMPLAINS = re.compile(
    r"投诉|举报|态度|骂|凶|赔|道歉|差评|没.{0,2}人管|有人管|12315|维权|曝光|律师|起诉|太差|脏|坏了|(?<![抵折])扣|(?<!最)多收"
    r"|不给|不让|泄露|宣传|开线|等了|排了|排老?半天"
)
_FLOOR = re.compile(r"[BL]\d")
_ASKS_WHEN = re.compile(r"(?:多久|什么时候|几时|何时|多长时间).{0,6}(?:回|联系|处理|答复|解决|来)|有结果")
_IS_THERE = re.compile(r"^.{0,4}有(?:没有)?.{1,8}(?:吗|没|么|嘛)?[?？]?$")
_SALES = re.compile(r"卖[了得过].{0,6}(?:多少|几|好|万|差)|哪[个家]卖得|销量|营业额|销售额|流水")
# What staff may tell somebody who wants it of them: a question about the rule, no request for the thing.
_WHETHER_TO_TELL = re.compile(
    r"(?:让|要|叫|求|托|请|找|问)我们?[^。?]{0,16}(?:能|可以|可不可以|该不该)[^。?]{0,3}(?:给|报|说|讲|告诉|发|查|念)[^。?]{0,3}[吗不么嘛?]"
    r"|(?:能|可以|能不能|可不可以|该不该|要不要)(?:给|告诉|报给|发给)(?:他|她|对方|人家|客人|家属|商户)?[吗不么嘛?]?$"
)
_THANKS = re.compile(r"^(?:谢谢|多谢|谢了|唔该|thanks|thank you).{0,8}$", re.I)
_FOUND_AGAIN = re.compile(r"(?:孩子|小孩|娃|老人|人|宝宝).{0,4}找到[了啦]|没事[了啦]")
_IS_OVER = re.compile(
    r"找到[了啦]|没事[了啦]|解决了|虚惊|误报|已经好了|不用了|谢谢|(?:found|ok now|thank|false alarm|all good)",
    re.I,
)
_IS_QUESTION = re.compile(
    r"吗|不[?？]?$|怎么|如何|能不能|可以|哪|多久|几|什么|多少|谁|有没有|有无|是不是|可否|[?？]$|how|where|what|can i|is there|do you",
    re.I,
)
_TELLS = re.compile(
    r"^(?:我|我们|你|你们|俺|咱).{3,}(?:了|啦|啊|呀|呢|哦|的)?[!。~]*$|(?:太|真|好).{1,6}(?:了|啦|啊|呀)[!。~]*$|^(?:i|we|you|this|that|it)(?:'m|'re|'s)? "
)
_ORDERS = re.compile(
    r"把.{1,20}(?:给|发|告诉)|(?:发|给|告诉|帮)我|(?<![a-z])(?:give|send|show|tell) (?:me|us)(?![a-z])"
)
_SOMETHING_FOUND = re.compile(
    r"(?<![a-z])(?:found|picked up|handed in|turned in) (?:a|an|the|some|my|this|it)(?![a-z])"
)
_NOT_RECKONED = ("投诉", "紧急", "表扬")
_RULES_SHOWN = 2  # passages quoted below a sum
_HELP_MAY_BE_FOUND = ("missing", "medical", "food")  # else: away from danger first, and nothing beside it
_CALM = ("media", "crowd")  # urgent for staff, but no danger to life: a person takes over


class Replies:
    """Urgency first, tables before prose, and nothing found is a reply too."""

    def __init__(
        self,
        library: Library,
        counter: Counter,
        triager: Triager,
        desks: Desks,
        phrases: Phrases,
        emergencies: Emergencies,
        profile: Callable[[], MallProfile],
        persons: Persons | None = None,
        curated: CuratedAnswers | None = None,
    ) -> None:
        """`profile` is read at each message: an ingest may change the mall's hotline. Without `persons` a matter is only
        filed; `curated` is what staff corrected.
        """
        self._curated = curated
        self._library = library
        self._counter = counter
        self._triager = triager
        self._desks = desks
        self._phrases = phrases
        self._emergencies = emergencies
        self._profile = profile
        self._persons = persons
        self._unanswered = Unanswered(library, counter, desks, phrases)
        self._papers = Papers(library, phrases, self._unanswered)

    def together(self, asked: Asked, parts: Sequence[Asked], replies: Sequence[Reply]) -> Reply:
        """One reply to a message of several questions."""
        return several.together(
            [part.question.message for part in parts],
            replies,
            self._phrases,
            asked.language,
            parts[-1].full,
        )

    def to(self, asked: Asked) -> Reply:
        """The reply of the first way that has one; search comes last."""
        ways = (
            self._emergency,
            self._after_an_emergency,
            self._refusal,
            self._small_talk,
            self._answered_by_hand,
            self._not_ours,
            self._sum,
            self._handoff,
            what_is_free,
            self._going_on,
            self._unwritten,
            self._directory,
            self._opening,
            self._comparison,
            self._says_nothing,
            self._procedure_in_english,
            self._papers.reply,
            self._procedure_asked,
            self._absent,
        )
        for way in ways:
            reply = way(asked)
            if reply is not None:
                return reply
        return self._unanswered.unknown(asked)

    # -- ways to answer, in order ----------------------------------------------------------------

    def _emergency(self, asked: Asked) -> Reply | None:
        """Urgency first, by rules: a shopper reads whom to call, staff their own procedure."""
        if asked.triage.priority != "P0":
            return None
        kind = asked.triage.subject
        facts = {"aed": self._aed(asked)} if kind == "medical" else {}
        texts = self._emergencies.lines(kind, self._profile(), asked.language, asked.staff, facts)
        steps = self._procedure(asked, kind) if asked.staff else []
        handling = Handling.HANDOFF if kind in _CALM else Handling.EMERGENCY
        ticket = self._counter.open_ticket(matter(asked, priority="P0"))
        lines = (*(Line(text) for text in texts), *steps)

        def told() -> str:
            desk = self._desks[ticket.desk].called(asked.language)
            return self._emergencies.told(desk, asked.language) if self._counter.told(ticket) else ""

        return Reply(handling, lines, 1.0, topic=asked.text, tickets=(ticket,), after=told)

    def _after_an_emergency(self, asked: Asked) -> Reply | None:
        """What follows a report of an emergency belongs to it, until it is over or something else is asked."""
        if not asked.turns or asked.turns[-1].handling != Handling.EMERGENCY.value:
            return None
        if _IS_OVER.search(asked.text):
            return self._said("emergency_over", asked, Handling.ANSWER)
        before = self._triager.judge(asked.topic, asked.question.viewer)
        concerned = self._emergencies.concerns(asked.text)
        if before.priority != "P0":
            return None
        if asked.staff:  # who asks in English finds little in Chinese papers, and the procedure is at hand
            return self._procedure_of(asked, before.subject) if asked.english and concerned else None
        if not concerned and self._asks_for_itself(asked):
            return None
        told = self._emergency(replace(asked, triage=before, text=asked.topic))
        safe = before.subject in _HELP_MAY_BE_FOUND
        beside = self._told_beside(asked) if concerned and safe and told else None
        if told is None or beside is None:
            return told
        return replace(told, lines=(told.lines[0], *beside.lines[:_BESIDE]))

    def _asks_for_itself(self, asked: Asked) -> bool:
        """Whether a message is a question with a thing of its own, or names a shop."""
        if asked.shops or asks_opening(asked.text):
            return True
        if asked.search_alone.answerable >= certainty.CERTAIN:
            return True
        return self._triager.asks(asked.text) and bool(support.own_nouns(asked.text))

    def _told_beside(self, asked: Asked) -> Reply | None:
        """What tables and papers say to a question about the emergency itself: 服务台在哪, 能看监控吗."""
        if not self._triager.asks(asked.text):
            return None
        if reply := self._directory(asked):
            return reply
        speaks = asked.search_alone.answerable >= certainty.SURE and support.own_nouns(asked.text)
        return self._papers.reply(asked) if speaks else None

    def _procedure(self, asked: Asked, kind: str) -> list[Line]:
        """The mall's own steps for this kind of emergency, cited."""
        query = f"{asked.text} {self._emergencies.staff_query(kind)}"
        ranked = extractive.rank(asked.find(query).hits, read(query, asked.today), asked.today, True)
        internal = [hit for hit in ranked if hit.document.doc_type == "sop"] or ranked
        taste = replace(extractive.TASTE, characters=_STAFF_STEPS[asked.english])
        steps = [part.line() for part in extractive.choose(internal, read(query, asked.today), taste)]
        if asked.english and any(is_chinese(line.text) for line in steps):
            steps.insert(0, Line(self._phrases.say("procedure", asked.language)))
        return steps

    def _procedure_asked(self, asked: Asked) -> Reply | None:
        """What the mall's own procedure says, to staff who ask about a kind of emergency that nobody reports."""
        kind = self._triager.kind_spoken_of(asked.text) if asked.staff else ""
        return self._procedure_of(asked, kind) if kind else None

    def _procedure_in_english(self, asked: Asked) -> Reply | None:
        """Who asks in English about a kind of emergency reads what counts first in English, and no search comes before."""
        return self._procedure_asked(asked) if asked.english else None

    def _procedure_of(self, asked: Asked, kind: str) -> Reply | None:
        steps = self._procedure(asked, kind)
        if steps and asked.english:
            steps.insert(0, Line(self._emergencies.staff_header(kind, asked.language)))
        return Reply(Handling.ANSWER, tuple(steps), certainty.SURE, topic=asked.full) if steps else None

    def _aed(self, asked: Asked) -> str:
        """Where the AEDs are, out of the facilities table; empty when no row says so."""
        for passage, _ in rows_of_type(self._library, asked, "facility"):
            cells = dict(cell.split(": ", 1) for cell in passage.text.split("; ") if ": " in cell)
            if any("AED" in value for value in cells.values()):
                places = cells.get("位置", "")
                return ", ".join(_FLOOR.findall(places)) if asked.english else places
        return ""

    def _refusal(self, asked: Asked) -> Reply | None:
        kind = asked.signals.out_of_scope
        if not kind and asked.shops and _SALES.search(asked.text):
            kind = "brand_sales"
        if kind == "brand_sales" and asked.staff and not asked.shops and self._papers.reports_named(asked):
            return None  # the mall's own total stands in its report
        if kind == "privacy" and asked.staff and _WHETHER_TO_TELL.search(asked.text):
            kind = "" if asked.search_alone.answerable >= certainty.SURE else kind  # the rule is asked for
        if kind == "offtopic" and asked.staff and asked.search_alone.answerable >= certainty.CLEAR:
            return None  # 动火作业 is no homework where the house's papers speak of it
        return self._said(f"refuse_{kind}", asked, Handling.REFUSE) if kind else None

    def _answered_by_hand(self, asked: Asked) -> Reply | None:
        """What staff corrected and published, to whoever asks the same; a grave matter of a shopper goes to a person first."""
        if (
            self._curated is None
            or self._curated.is_empty
            or (not asked.staff and asked.triage.priority == "P1")
        ):
            return None
        question = asked.question
        found = self._curated.best(asked.full, question.viewer, question.as_of, asked.directory, asked.vector)
        answer = found.answer(asked.english) if found else ""
        if found is None or not answer or not self._asks_alike(asked, found.entry.wording.question):
            return None
        line = Line(answer, (Source(*found.opened(question.viewer), answer),))
        return Reply(Handling.ANSWER, (line,), round(found.likeness, 3), topic=asked.full)

    def _asks_alike(self, asked: Asked, question: str) -> bool:
        """A question is not answered by what was said of a complaint or a wish, nor those by what answers a question."""
        entry = self._triager.judge(question, asked.question.viewer).intent
        asks, complains = self._triager.asks(asked.text), _COMPLAINS.search(asked.text)
        if (
            asked.triage.intent in _TOLD_TO_A_PERSON
            and asked.triage.intent != entry
            and (complains or not asks)
        ):
            return False
        return asked.staff or asks or not self._triager.asks(question)

    def _not_ours(self, asked: Asked) -> Reply | None:
        """Another mall, and what concerns only the colleague who asks, are no matter of the mall's papers."""
        if support.is_about_another_mall(asked.text, asked.search, asked.question.as_of):
            return self._said("elsewhere", asked, Handling.UNKNOWN)
        of_staff = support.is_about_employment(asked.text, asked.search, asked.question.as_of)
        if asked.staff and (of_staff or support.is_about_own_work(asked.text)):
            return self._said("own_work", asked, Handling.UNKNOWN)
        return None

    def _small_talk(self, asked: Asked) -> Reply | None:
        signals = asked.signals
        if _FOUND_AGAIN.search(asked.text) and not _IS_QUESTION.search(asked.text):
            return self._said("emergency_over", asked, Handling.ANSWER)
        spoken = {
            "identity": signals.identity,
            "greeting": signals.greeting,
            "thanks": signals.thanks or bool(_THANKS.search(asked.text)),
            "goodbye": signals.goodbye,
            "languages": signals.languages,
            "noted": signals.noted,
        }
        key = next((key for key, holds in spoken.items() if holds), None)
        return replace(self._said(key, asked, Handling.ANSWER), small_talk=True) if key else None

    def _going_on(self, asked: Asked) -> Reply | None:
        return what_is_on(asked, self._library)

    def _sum(self, asked: Asked) -> Reply | None:
        """A sum that a rule settles, and the rule below it; complaints go to a person."""
        if asked.triage.intent in _NOT_RECKONED and _COMPLAINS.search(asked.text):
            return None
        asking = Asking(
            asked.text,
            lambda words: asked.find(words).hits,
            asked.today,
            asked.directory,
            self._row_of(asked),
            asked.english,
        )
        found = reckoned(asking, asked.topic)
        if found is None:
            return None
        said, topic = found
        rules = [one for one in said.sources if one.document.doc_type != "directory"][:_RULES_SHOWN]
        if asked.english:  # the steps tell the rule, and the sum cites it
            rules = [one for one in rules if not is_chinese(one.passage.text)]
        lines = [Line(spoken(one.passage), (one,)) for one in rules]
        return Reply(Handling.ANSWER, (said.line(), *lines), 0.95, topic=topic)

    def _handoff(self, asked: Asked) -> Reply | None:
        """A shopper's matter goes to a desk; advice that the documents are sure of comes along."""
        triage = asked.triage
        if self._waits_for_a_person(asked):
            triage = self._triager.judge(asked.topic, asked.question.viewer)
        if asked.staff or triage.intent not in _FOR_A_PERSON or self._can_be_told(asked):
            return None
        if triage.intent == "求助" and (shops := self._directory(asked)):
            return shops
        ticket = self._counter.open_ticket(matter(replace(asked, triage=triage)))
        closed = self._counter.promised(
            answers(triage), triage.priority, asked.question.as_of, asked.language
        )
        sought = self._sought(asked, triage, ticket)
        is_told = triage.intent in _TELLS_DESK and not closed and self._counter.told(ticket)
        said = handoff(
            triage,
            self._desks,
            self._phrases,
            asked.language,
            bool(asked.shops),
            ticket.id,
            closed,
            sought,
            ticket.desk if is_told else "",
        )
        lines = (Line(said), *self._advice(asked))
        return Reply(Handling.HANDOFF, lines, 0.9, topic=asked.text, tickets=(ticket,))

    def _sought(self, asked: Asked, triage: Triage, ticket: Ticket) -> Sought | None:
        """Somebody who is there for the matter now; None where nobody was looked for."""
        question = asked.question
        if self._persons is None or not question.listener or triage.intent not in _FOR_A_TALK:
            return None
        return self._persons.seek(
            Wanted(
                asked.conversation_id,
                ticket,
                asked.language,
                question.as_of,
                question.channel,
                question.mall,
                question.listener,
            )
        )

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
        if asked.found.answerable < certainty.SURE or asked.missing or asked.triage.priority == "P1":
            return False
        if asked.triage.intent == "投诉":
            return not _COMPLAINS.search(asked.text)
        return asked.triage.intent in ("求助", "交易") and bool(_IS_QUESTION.search(asked.text))

    def _advice(self, asked: Asked) -> list[Line]:
        if asked.found.answerable < certainty.SURE or asked.missing:
            return []
        ranked = extractive.rank(asked.found.hits, asked.need, asked.today)
        return [quoted(hit) for hit in ranked[:1] if hit.document.doc_type != "directory"]

    def _unwritten(self, asked: Asked) -> Reply | None:
        """That nobody writes down what is asked for; what the directory says of the shops beside it."""
        reply = self._unanswered.unwritten(asked)
        beside = self._directory(asked) if reply and not asked.need.days else None
        if not reply or not beside:
            return reply
        return replace(reply, handling=Handling.PARTIAL, lines=(*reply.lines, *beside.lines), tickets=())

    def _directory(self, asked: Asked) -> Reply | None:
        if asked.of_an_item or asks_for_steps(asked.full):
            return None
        if support.hidden_nouns(asked.text, asked.search, asked.question.as_of):
            return None  # the order of the directory is no ranking
        if asked.english and _SOMETHING_FOUND.search(asked.text):
            return None  # a ring that was found is not looked for at a jeweller's
        if untold := self._unanswered.untold_of_shop(asked):
            return untold
        text = as_a_wish(asked.full) if asked.english else asked.full
        reply = self._lookup(asked).reply(text, asked.need, asked.question.as_of, asked.english)
        return replace(reply, topic=asked.full) if reply else None

    def _lookup(self, asked: Asked) -> Lookup:
        return Lookup(
            asked.directory,
            self._row_of(asked),
            lambda: rules_in(rows_of_type(self._library, asked, "hours")),
        )

    def _row_of(self, asked: Asked) -> Callable[[Shop], Source | None]:
        """The directory row behind a shop, if this viewer may read it."""
        question = asked.question

        def source(shop: Shop) -> Source | None:
            found = self._library.passage(shop.passage_id, question.viewer, question.as_of)
            return Source(*found) if found else None

        return source

    def _opening(self, asked: Asked) -> Reply | None:
        if not asks_opening(asked.full) or asks_for_steps(asked.full):
            return None
        rules = rules_in(rows_of_type(self._library, asked, "hours"))
        day = next(iter(asked.need.days), asked.today)
        named = moment_in(asked.full, asked.question.as_of, day)
        at = named.at if named and not named.is_guessed and not named.is_now else None
        return opening_reply(asked.need, asked.today, rules, asked.english, at)

    def _comparison(self, asked: Asked) -> Reply | None:
        figures = comparison.figures_of(rows_of_type(self._library, asked, "replay"))
        if figures and (found := of_reports(asked.text, asked.topic, figures, says(asked.english))):
            rows = [Line(spoken(one.passage), (one,)) for one in found.sources]
            return Reply(Handling.ANSWER, (found.line(), *rows), 0.9, topic=asked.full)
        text, topic = _in_chinese(asked, asked.text), _in_chinese(asked, asked.topic)
        if comparison.asks_to_compare(text, topic) and (
            compared := comparison.compare(text, topic, figures, asked.today.year, asked.english)
        ):
            return compared
        if not asked.english or not (own := comparison.named(text, topic, figures)):
            return None
        rows = [Line(row_in_english(figure.source.passage.text), (figure.source,)) for figure in own]
        return Reply(Handling.ANSWER, tuple(rows), 0.9, topic=asked.full)

    def _says_nothing(self, asked: Asked) -> Reply | None:
        """A shopper tells something that is no question, and that the papers hardly speak of: what is wanted?"""
        if asked.staff or asked.need.kinds or not _TELLS.search(asked.text) or self._triager.asks(asked.text):
            return None
        if _ORDERS.search(asked.text):
            return None
        if asked.search_alone.answerable >= certainty.SURE:
            return None
        return self._said("clarify_open", asked, Handling.CLARIFY)

    def _absent(self, asked: Asked) -> Reply | None:
        """A shop that is asked for by a name that stands nowhere, with shops of its kind."""
        if support.hidden_nouns(asked.text, asked.search, asked.question.as_of):
            return None
        lookup, as_of = self._lookup(asked), asked.question.as_of
        names = (lookup.absent(name, asked.full, as_of, asked.english) for name in asked.missing)
        return next(filter(None, names), None) or lookup.none_of_kind(
            asked.full, asked.need, as_of, asked.english
        )

    def _said(self, key: str, asked: Asked, handling: Handling) -> Reply:
        found = certainty.NOTHING if handling is Handling.UNKNOWN else certainty.BY_RULE
        return Reply(handling, (Line(self._phrases.say(key, asked.language)),), found)


def _in_chinese(asked: Asked, text: str) -> str:
    """A text with the Chinese words for what an English one names."""
    return " ".join((text, *things_in(text))) if asked.english else text
