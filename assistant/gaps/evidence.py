"""Which questions were asked in vain, and what that says of the papers. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from assistant.feedback import chosen, reasons
from assistant.gaps.model import Asked, Kind, Why
from assistant.journal import Opinion, Turn
from assistant.model import Handling
from assistant.quoted import certainty

_ANSWERED = {Handling.ANSWER.value, Handling.PARTIAL.value}
_INQUIRIES = ("咨询",)  # handed to a person though they ask for knowledge; a complaint asks for a person
_OF_WHY = {
    Why.UNANSWERED: Kind.MISSING,
    Why.HANDED_OVER: Kind.MISSING,
    Why.DOUBTFUL: Kind.UNCLEAR,
    Why.DISLIKED: Kind.CONFLICTING,
}
_OF_REASON = {
    "inaccurate": Kind.CONFLICTING,
    "outdated": Kind.OUTDATED,
    "unanswered": Kind.MISSING,
    "unclear": Kind.UNCLEAR,
}


def in_vain(turn: Turn, opinion: Opinion | None = None) -> Why | None:
    """Why a question counts as asked in vain; None where it does not."""
    if turn.handling == Handling.UNKNOWN.value:
        # Another mall, or one's own shifts: nothing that the papers lack, and no desk was asked.
        return None if not turn.tickets and turn.confidence <= certainty.NOTHING else Why.UNANSWERED
    if turn.handling == Handling.HANDOFF.value:
        return Why.HANDED_OVER if turn.intent in _INQUIRIES else None
    if turn.handling not in _ANSWERED:
        return None
    if turn.confidence < certainty.DOUBTFUL:
        return Why.DOUBTFUL
    return Why.DISLIKED if opinion is not None and tells_of_a_gap(opinion) else None


def tells_of_a_gap(opinion: Opinion) -> bool:
    """A thumb down tells of the papers unless its only reasons are of manner."""
    given = chosen(opinion)
    return not opinion.helpful and (not given or any(reasons()[one]["gap"] for one in given))


def is_answered(turn: Turn) -> bool:
    return turn.handling in _ANSWERED


def kind_of(asked: Iterable[Asked], over: Collection[str] = ()) -> Kind:
    """What most of the questions say; `over` are documents that were replaced or have ended since."""
    votes: Counter[Kind] = Counter()
    for one in asked:
        told = [_OF_REASON[reason] for reason in one.reasons if reason in _OF_REASON]
        if one.why is Why.DISLIKED and set(one.turn.documents) & set(over):
            told = [Kind.OUTDATED]
        votes.update(told or ([_OF_WHY[one.why]] if one.why else []))
    return max(Kind, key=lambda kind: votes[kind])


def owner_of(asked: Iterable[Asked]) -> str:
    """The desk that triage named most; of several the first by its id."""
    votes = Counter(one.turn.desk for one in asked if one.turn.desk)
    return min(votes, key=lambda desk: (-votes[desk], desk), default="")
