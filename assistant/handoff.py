"""Handoff: a matter goes to a person; what that person needs, and when an answer can be expected."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.desks import Desks
from assistant.handover.persons import Sought
from assistant.language import ENGLISH, to_script
from assistant.model import Triage
from assistant.phrases import Phrases


@dataclass(frozen=True, slots=True)
class _Manner:
    """How a kind of matter is opened and what is asked for; empty: nothing."""

    opening: str
    ask: str
    promises: bool = True


_MANNERS = {
    "投诉": _Manner("handoff.sorry", "handoff.ask"),
    "求助": _Manner("handoff.help", "handoff.ask_place"),
    "交易": _Manner("handoff.failure", "handoff.ask_payment"),
    "建议": _Manner("handoff.suggestion", "", promises=False),
    "表扬": _Manner("handoff.praise", "", promises=False),
    "商务": _Manner("handoff.business", "handoff.ask_business"),
}
_SUBJECT_OPENS = {"人工": "handoff.person"}
_SUBJECT_ASKS = {"人工": "handoff.ask_matter", "失物": "handoff.ask_item", "失窃": "handoff.ask_item"}
_ABOUT_A_SHOP = {"服务态度", "商品质量", "等候", "价格/标价", "活动不符", "预付卡", "宣传不实", "投诉升级"}


def handoff(
    triage: Triage,
    desks: Desks,
    phrases: Phrases,
    language: str,
    shop_named: bool = False,
    ticket: str = "",
    closed_until: str = "",
    sought: Sought | None = None,
) -> str:
    """The words of a handover: an apology or thanks, what to add, the promised first response, whom to call.

    A ticket number is mentioned only when one is given; nobody is said to have been told. `closed_until`, where the
    desk is closed now, is by when it answers first. `sought` is what came of looking for a person: a place in a queue
    stands in the stead of the promise, and that nobody is there is said to who asked for one.
    """
    manner = _MANNERS.get(triage.intent, _MANNERS["投诉"])
    for_a_person = triage.subject in _SUBJECT_OPENS
    pressing = triage.priority == "P1" and triage.intent == "投诉"
    opening = _SUBJECT_OPENS.get(triage.subject, manner.opening)
    keys = ["handoff.pressing" if pressing else opening, _what_to_ask(triage, manner, shop_named)]
    parts = [phrases.say(key, language) for key in keys if key]
    last = ""  # what may be asked of the assistant meanwhile
    if sought and for_a_person:
        parts, last = [sought.text, sought.prompt], "" if sought.is_there else parts[-1]
    elif sought and sought.is_there:
        parts.append(sought.text)
    if manner.promises and not (sought and sought.is_there):
        parts.append(_promise(triage, desks, phrases, language))
        if closed_until:
            parts.append(phrases.say("handoff.closed", language, promise=closed_until))
    if triage.intent == "投诉" and "brand" in (triage.desk, *triage.second_desks):
        parts.append(phrases.say("handoff.brand", language))
    if ticket:
        parts.append(phrases.say("handoff.ticket", language, ticket=ticket))
    if not for_a_person or (sought and not sought.is_there):
        parts.append(phrases.say("handoff.contact", language))
    return (" " if language == ENGLISH else "").join(filter(None, (*parts, last)))


def _what_to_ask(triage: Triage, manner: _Manner, shop_named: bool) -> str:
    if triage.subject in _SUBJECT_ASKS:
        return _SUBJECT_ASKS[triage.subject]
    if triage.intent == "投诉" and not shop_named and triage.subject in _ABOUT_A_SHOP:
        return "handoff.ask_shop"
    return manner.ask


def answers(triage: Triage) -> str:
    """The desk that answers the customer: a shop does so through the service desk, whose promise is the mall's own."""
    return "cs_store" if triage.desk == "brand" else triage.desk


def _promise(triage: Triage, desks: Desks, phrases: Phrases, language: str) -> str:
    desk = desks[answers(triage)]
    hours = desk.hours_en if language == ENGLISH else desk.hours
    return phrases.say(
        "handoff.promise",
        language,
        desk=desk.called(language),
        promise=desks.promise(desk.id, triage.priority, language),
        hours=to_script(hours, language),
    )
