"""A person: whose matter it is, who is there, what is promised, and what can be told without one."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.asking.asked import Asked
from assistant.asking.facilities import asks_for_a_loan, looks_for
from assistant.desks import Desks
from assistant.handoff import answers, handoff
from assistant.handover.persons import Persons, Sought, Wanted
from assistant.model import Handling, Ticket, Triage
from assistant.phrases import Phrases
from assistant.quoted import certainty, ranking
from assistant.quoted.demanded import demand_of
from assistant.quoted.excerpts import Excerpt
from assistant.quoted.nouns import nouns_of
from assistant.quoted.quotations import quotations
from assistant.quoted.things import speaks_of_nothing
from assistant.reply import Line, Reply, quoted
from assistant.shops.asking import names_only_kinds
from assistant.shops.wanted import is_about_presence
from assistant.tickets import Counter, matter
from assistant.triage import Triager
from assistant.ways.tables import Tables
from assistant.ways.tone import COMPLAINS, DISPLEASED, IS_QUESTION
from knowledge.directory import is_shop_row
from knowledge.model import Hit
from knowledge.text import fold

_FOR_A_PERSON = ("投诉", "求助", "交易", "建议", "表扬", "商务")
_FOR_A_TALK = ("投诉", "求助", "交易")  # of these, what somebody who is there may settle at once
_TELLS_DESK = ("投诉", "求助")  # that the desk knows is worth a moment's wait
_ASKS_WHEN = re.compile(r"(?:多久|什么时候|几时|何时|多长时间).{0,6}(?:回|联系|处理|答复|解决|来)|有结果")
_WHETHER_TRUE = re.compile(
    r"真的假的|真的[吗么嘛]|是真的|是不是真|真假|有这回事|有没有这事|骗人的?[吧吗]|is (?:it|that|this) true",
    re.I,
)
_BORROWS = re.compile(r"借(?!口|此|鉴|贷)|租用|(?<![a-z])(?:borrow|lend|lent)")
_WISHES_TO_BORROW = re.compile(
    r"(?:想|要|打算)(?:租?借|租用)|(?<![a-z])(?:want|need|like) to borrow(?![a-z])"
)
_WITHOUT_POWER = re.compile(
    r"(?:手机|电话|平板)[^,。!?]{0,3}[没冇]电|(?<![a-z])phone (?:is |has )?(?:dead|died|out of (?:battery|power))"
)
_CHARGES = re.compile(r"手机充电|充电宝|充电线|power ?bank|phone charg")
_OF_LOST = re.compile(
    r"失物|招领|遗失|遗落|丢失|认领|拾[到得获]|捡|落在|挂失|补办|(?<![a-z])(?:lost|found|left behind)(?![a-z])"
)
_ON_COMPLAINTS = re.compile(r"投诉|意见|(?<![a-z])(?:complain|feedback)")
_NEAREST = 2  # hits of which one lends what is asked for
_ANYBODY = "人工"  # the subject of who wants a person and says not for what
_IS_THERE = re.compile(r"^.{0,4}有(?:没有)?.{1,8}(?:吗|没|么|嘛)?[?？]?$")


class ByPerson:
    """A shopper's matter goes to a desk; advice that the documents are sure of comes along."""

    def __init__(
        self,
        counter: Counter,
        triager: Triager,
        desks: Desks,
        phrases: Phrases,
        tables: Tables,
        persons: Persons | None,
    ) -> None:
        """Without `persons` a matter is only filed."""
        self._counter = counter
        self._triager = triager
        self._desks = desks
        self._phrases = phrases
        self._tables = tables
        self._persons = persons

    def handed_over(self, asked: Asked) -> Reply | None:
        """A shopper's matter goes to a desk; a question that only resembles one is first put to the papers."""
        return None if self.is_perhaps_one(asked) else self.handed_over_anyhow(asked)

    def is_perhaps_one(self, asked: Asked) -> bool:
        """Whether a message asks something, presses nobody, and only examples that it resembles make it a matter."""
        triage = asked.triage
        if asked.staff or triage.intent not in _FOR_A_PERSON or triage.priority in ("P0", "P1"):
            return False
        if COMPLAINS.search(asked.text) or DISPLEASED.search(asked.text):
            return False
        return self._triager.asks(asked.text) and not self._triager.knows(asked.text, triage.intent)

    def is_hearsay_untold(self, asked: Asked) -> bool:
        """Whether a complaint asks if what somebody said of it is true, which is a person's to say where no paper does."""
        complains = asked.triage.intent == "投诉" and self._triager.knows(asked.text, "投诉")
        return complains and not asked.staff and _asks_whether_true(asked)

    def handed_over_anyhow(self, asked: Asked, is_untold: bool = False) -> Reply | None:
        """A shopper's matter goes to a desk; advice that the documents are sure of comes along.

        Where the papers tell nothing (`is_untold`) a doubt that they might settle goes there, too.
        """
        triage = asked.triage
        if self._waits_for_a_person(asked):
            triage = self._triager.judge(asked.topic, asked.question.viewer)
        if asked.staff or triage.intent not in _FOR_A_PERSON or (not is_untold and self._can_be_told(asked)):
            return None
        if triage.intent == "求助" and (shops := self._tables.shops(asked)):
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
        if self._is_praise(asked):
            return False
        if asked.signals.live_data and not self._triager.knows(asked.text, asked.triage.intent):
            return True  # how long the queue is wants no desk, whatever it resembles
        if asked.triage.intent == "建议" and (
            _IS_THERE.search(asked.text) or names_only_kinds(fold(asked.text))
        ):
            return True
        if asked.shops and IS_QUESTION.search(asked.text) and is_about_presence(asked.text):
            return True
        if _only_looks_for_a_shop(asked):
            return True
        if self._waits_for_a_person(asked):
            return False
        if _asks_whether_true(asked):
            return True
        if self._asks_a_detail(asked):
            return True
        if _asks_to_borrow(asked) or _looks_for_a_thing_of_the_house(asked):
            return True
        if asked.found.answerable < certainty.SURE or asked.missing or asked.triage.priority == "P1":
            return False
        if asked.triage.intent == "投诉":
            return not self._triager.complains(asked.text) and not COMPLAINS.search(asked.text)
        asks = IS_QUESTION.search(asked.text) is not None or self._triager.asks(asked.text)
        if asked.triage.subject == "失物" and not _tells_of_lost_things(asked):
            return False  # when the bus goes settles nothing for who left a bag on it
        return asked.triage.intent in ("求助", "交易") and asks

    def _is_praise(self, asked: Asked) -> bool:
        """Whether a rule knows a message for praise that asks nothing: what was lent or found is told as its reason."""
        return self._triager.knows(asked.text, "表扬") and not self._triager.asks(asked.text)

    def _asks_a_detail(self, asked: Asked) -> bool:
        """Whether a message that sounds displeased asks for a plain value and complains of nothing: wifi密码多少呀 连不上."""
        asks = asked.triage.intent == "投诉" and asked.triage.priority not in ("P0", "P1")
        asks = asks and self._triager.asks(asked.text) and demand_of(asked).value is not None
        return asks and not COMPLAINS.search(asked.text) and not DISPLEASED.search(asked.text)

    def _advice(self, asked: Asked) -> list[Line]:
        if asked.triage.subject == _ANYBODY and asked.full != asked.text:
            return []  # what was asked before was answered, or could not be
        if asked.found.answerable < certainty.SURE or asked.missing:
            return []
        ranked = ranking.rank(asked.found.hits, asked.need, asked.today)
        if asked.triage.intent == "投诉":  # how to complain is said before what only resembles the complaint
            ranked = sorted(ranked[:_NEAREST], key=lambda hit: not _ON_COMPLAINTS.search(_heading(hit)))
        best = [hit for hit in ranked[:1] if not is_shop_row(hit.document, hit.passage)]
        excerpts = [Excerpt(hit, hit.passage.text) for hit in best]
        if asked.english:
            return quotations(asked, excerpts)
        known = any(asked.search.knows(noun, asked.question.as_of) for noun in nouns_of(asked.full))
        if known and speaks_of_nothing(asked, excerpts):
            return []  # 电梯坏了 is not told how goods are returned
        return [quoted(hit) for hit in best]


def _asks_whether_true(asked: Asked) -> bool:
    """Whether a message tells what somebody is said to have said, and asks if it is so."""
    return asked.signals.rumour and _WHETHER_TRUE.search(asked.text) is not None


def _heading(hit: Hit) -> str:
    return fold(" ".join(hit.passage.section[-1:]))


def _tells_of_lost_things(asked: Asked) -> bool:
    """Whether what is nearest speaks of what was lost or found at all."""
    near = (f"{_heading(hit)} {fold(hit.passage.text)}" for hit in asked.found.hits[:_NEAREST])
    return any(_OF_LOST.search(text) for text in near)


def _looks_for_a_thing_of_the_house(asked: Asked) -> bool:
    """Whether a thing of the house is looked for that a paper tells of, and nothing is complained of: 找个地方喂奶."""
    asks = looks_for(asked.text) or (asked.triage.intent == "建议" and IS_QUESTION.search(asked.text))
    looks = asked.facilities and asks and not asked.missing
    is_open = asked.triage.priority not in ("P0", "P1") and not COMPLAINS.search(asked.text)
    return bool(looks) and is_open and not DISPLEASED.search(asked.text)


def _only_looks_for_a_shop(asked: Asked) -> bool:
    """Whether a message is a shop's name and that it is looked for: 找星展银行 is no matter of business."""
    rest = fold(asked.text)
    for mention in asked.shops:
        rest = rest.replace(mention.matched, "")
    return bool(asked.shops) and _LOOKS_FOR.fullmatch(rest.strip(" ,.。?？!！")) is not None


_LOOKS_FOR = re.compile(r"我?(?:[要想]|想要)?(?:找|去|到)?")


def _asks_to_borrow(asked: Asked) -> bool:
    """Whether a message asks where or how to borrow, or wishes to, and what is nearest lends: 想借个推车, 去哪借; or has a phone without power, which is charged there."""
    hits = asked.found.hits[:_NEAREST]
    if asked.triage.intent == "求助" and asks_for_a_loan(asked.text) and _is_lent_by_nobody(asked):
        return True  # that no paper lends it is told, and nobody is sent for
    if asked.triage.intent == "求助" and _WITHOUT_POWER.search(fold(asked.text)):
        return any(_CHARGES.search(fold(hit.passage.text)) for hit in hits)
    asks = IS_QUESTION.search(asked.text) or _WISHES_TO_BORROW.search(fold(asked.text))
    if not (asked.triage.intent == "求助" and _BORROWS.search(asked.text) and asks):
        return False
    return asked.found.answerable >= certainty.REFUSED and any(
        _BORROWS.search(hit.passage.text) for hit in hits
    )


def _is_lent_by_nobody(asked: Asked) -> bool:
    return bool(asked.missing) or asked.found.answerable < certainty.REFUSED
