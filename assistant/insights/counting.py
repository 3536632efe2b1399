"""How each metric is counted: one function a metric, from the facts of one conversation or one ticket. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from assistant.insights.facts import Facts, TicketFact

Pair = tuple[int, int]  # what one conversation or ticket adds to numerator and denominator

NEGATIVE = "负"  # the polarity, as labels write it
NO_CAUSE = "未说明"
_OPEN_ENDS = frozenset({"unknown", "partial", "handoff", "emergency"})


def was_handed_over(facts: Facts) -> bool:
    return bool(facts.tickets) or facts.thread is not None or "handoff" in facts.handlings


def was_self_served(facts: Facts) -> bool:
    return "answer" in facts.handlings and not (facts.handlings & _OPEN_ENDS) and not was_handed_over(facts)


def gap_of(facts: Facts) -> tuple[str, str]:
    """Kind and desk of what the papers lack, empty where they lack nothing. Labels come first."""
    if facts.label is not None:
        return facts.label.gap, facts.label.gap_desk
    gap = next((ticket for ticket in facts.tickets if ticket.is_gap), None)
    if gap or "unknown" in facts.handlings:
        return "缺失", gap.desk if gap else facts.desk
    return "", ""


def _had(handling: str) -> Callable[[Facts], Pair]:
    return lambda facts: (int(handling in facts.handlings), 1)


def _negative(facts: Facts) -> Pair:
    said = facts.label.polarity if facts.label else ""
    return int(said == NEGATIVE), int(bool(said))


def _waits(facts: Facts) -> Pair:
    if facts.thread is None:
        return 0, 0
    return int(facts.thread.answered_at is None), 1


# Of one conversation.
BY_CONVERSATION: Mapping[str, Callable[[Facts], Pair]] = {
    "conversations": lambda facts: (1, 0),
    "turns": lambda facts: (facts.turns, 0),
    "self_service": lambda facts: (int(was_self_served(facts)), 1),
    "hand_over": lambda facts: (int(was_handed_over(facts)), 1),
    "unanswered": _had("unknown"),
    "partial": _had("partial"),
    "clarify": _had("clarify"),
    "refusal": _had("refuse"),
    "emergencies": lambda facts: (int("emergency" in facts.handlings), 0),
    "person_unanswered": _waits,
    "satisfaction": lambda facts: (facts.thumbs_up, facts.thumbs_up + facts.thumbs_down),
    "rated": lambda facts: (int(facts.thumbs_up + facts.thumbs_down > 0), 1),
    "negative": _negative,
    "outdated": lambda facts: (facts.outdated, 0),
    "gaps": lambda facts: (int(bool(gap_of(facts)[0])), 0),
}


def _late(late: Callable[[TicketFact], bool]) -> Callable[[TicketFact], Pair]:
    return lambda ticket: (int(ticket.is_counted and late(ticket)), int(ticket.is_counted))


# Of one ticket, with the day and place of its conversation and a desk of its own.
BY_TICKET: Mapping[str, Callable[[TicketFact], Pair]] = {
    "tickets": lambda ticket: (int(ticket.is_counted), 0),
    "late_response": _late(lambda ticket: ticket.is_late_response),
    "late_resolution": _late(lambda ticket: ticket.is_late_resolution),
    "reopened": lambda ticket: (
        int(ticket.is_counted and ticket.was_reopened),
        int(ticket.is_counted and (ticket.was_resolved or ticket.was_reopened)),
    ),
}


def _minutes(facts: Facts) -> tuple[float, ...]:
    minutes = facts.thread.minutes if facts.thread else None
    return () if minutes is None else (minutes,)


# The values of which a median or a percentile is taken.
VALUES: Mapping[str, Callable[[Facts], tuple[float, ...]]] = {
    "first_word_median": lambda facts: facts.seconds,
    "first_word_p95": lambda facts: facts.seconds,
    "person_median": _minutes,
}


def _emotions(facts: Facts) -> tuple[tuple[str, str], ...]:
    label = facts.label
    return ((label.emotion, label.cause or NO_CAUSE),) if label and label.emotion else ()


def _gap_kinds(facts: Facts) -> tuple[tuple[str, str], ...]:
    kind, desk = gap_of(facts)
    return ((kind, desk),) if kind else ()


# The entries of a list in which one conversation counts, once each.
ENTRIES: Mapping[str, Callable[[Facts], tuple[tuple[str, str], ...]]] = {
    "topics": lambda facts: tuple(dict.fromkeys(facts.topics)),
    "emotions": _emotions,
    "gap_kinds": _gap_kinds,
}
