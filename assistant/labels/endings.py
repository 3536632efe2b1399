"""Endings: how a conversation came out, how well it went, and what the papers lacked."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from assistant.journal import Opinion, Turn
from assistant.labels.model import Evidence, Gap, Label, Outcome, Quality, Source
from assistant.labels.rules import Rules
from assistant.labels.said import Said
from assistant.model import Handling

_SURE, _LIKELY = 1.0, 0.7
_IT_KB = "it_kb"  # who keeps the knowledge base
_COUNTERS = ("", "cs_store", "cs_hq", "brand", "security")  # those that write no papers
_OPEN = (Handling.UNKNOWN, Handling.CLARIFY)


def outcome_of(turns: Sequence[Turn], outdated: Sequence[str] = (), with_person: bool = False) -> Outcome:
    """How it ended. Small talk alone has no outcome: nothing was asked."""
    documents = {doc_id for turn in turns for doc_id in turn.documents}
    documents |= {str(one["doc_id"]) for turn in turns for one in turn.citations if one.get("doc_id")}
    found = _ended(turns, with_person)
    label = None
    if found:
        value, turn = found
        label = Label(value, _SURE, (Evidence(turn.n, "", Source.JOURNAL, turn.handling),))
    return Outcome(label, len(documents), tuple(outdated))


def _ended(turns: Sequence[Turn], with_person: bool) -> tuple[str, Turn] | None:
    by = {handling: [turn for turn in turns if turn.handling == handling.value] for handling in Handling}
    if by[Handling.EMERGENCY]:
        return "紧急", by[Handling.EMERGENCY][0]
    if by[Handling.HANDOFF] or (with_person and turns):
        return "转人工", (by[Handling.HANDOFF] or list(turns))[-1]
    answered = [turn for turn in by[Handling.ANSWER] if turn.citations or turn.documents]
    missed = by[Handling.UNKNOWN]
    if by[Handling.PARTIAL] or (answered and missed):
        return "部分", (by[Handling.PARTIAL] or missed)[-1]
    if answered:
        return "已答(有依据)", answered[-1]
    if by[Handling.REFUSE]:
        return "拒答", by[Handling.REFUSE][-1]
    left = [turn for handling in _OPEN for turn in by[handling]]
    return ("未答", left[-1]) if left else None


def quality_of(turns: Sequence[Turn], opinions: Sequence[Opinion], rewritten: bool = False) -> Quality:
    return Quality(
        first_seconds=turns[0].seconds if turns else 0.0,
        turns=len(turns),
        thumbs_up=sum(one.helpful for one in opinions),
        thumbs_down=sum(not one.helpful for one in opinions),
        rewritten=rewritten,
    )


def gap_of(
    turns: Sequence[Said],
    rules: Rules,
    opinions: Sequence[Opinion] = (),
    outdated: Sequence[str] = (),
    is_live: Sequence[int] = (),
) -> Gap:
    """What the papers lacked: the surest sign of the whole conversation.

    `is_live` are turns that asked for what no paper can have, such as the queue at this minute.
    """
    words = rules.gap
    for kind, pattern in (("冲突", words.conflict), ("过期", words.outdated)):
        for said in turns:
            if match := pattern.search(said.text):
                quoted = said.quoted(match.start(), match.end())
                return _gap(kind, said.turn, _LIKELY, quoted, Source.RULE)
    if outdated:
        cited = next((said.turn for said in turns if set(outdated) & _cited(said.turn)), turns[0].turn)
        return _gap("过期", cited, _SURE, "", Source.JOURNAL)
    for before, said in pairwise(turns):
        answered = before.turn.handling in (Handling.ANSWER, Handling.PARTIAL) and before.turn.citations
        if answered and (match := words.unclear.search(said.text)):
            quoted = said.quoted(match.start(), match.end())
            return _gap("表述不清", before.turn, _LIKELY, quoted, Source.RULE)
    for said in turns:
        if said.turn.handling == Handling.UNKNOWN and said.turn.n not in is_live:
            return _gap("缺失", said.turn, _SURE, said.whole(), Source.JOURNAL)
    return _unhelpful(turns, rules, opinions) or Gap()


def _unhelpful(turns: Sequence[Said], rules: Rules, opinions: Sequence[Opinion]) -> Gap | None:
    """A thumb down whose reason says that the answer was not understood, or was old."""
    by_turn = {said.turn.n: said for said in turns}
    for one in opinions:
        said = by_turn.get(one.turn) or (turns[-1] if turns else None)
        if one.helpful or said is None or not one.reason:
            continue
        if rules.gap.unclear.search(one.reason):
            return _gap("表述不清", said.turn, _LIKELY, "", Source.JOURNAL)
        if rules.gap.outdated.search(one.reason):
            return _gap("过期", said.turn, _LIKELY, "", Source.JOURNAL)
    return None


def _gap(kind: str, turn: Turn, confidence: float, words: str, source: Source) -> Gap:
    desk = _IT_KB if turn.desk in _COUNTERS else turn.desk
    return Gap(Label(kind, confidence, (Evidence(turn.n, words, source, turn.handling),)), desk)


def _cited(turn: Turn) -> set[str]:
    return {str(one.get("doc_id", "")) for one in turn.citations}
