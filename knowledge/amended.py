"""Papers as they hold at a moment for somebody: with the clauses that other papers have put in the place of their own.

Only what the viewer may read changes anything for them: a public rule that an internal notice changes goes on as it is
written for shoppers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from knowledge.amendments import Amendment
from knowledge.model import Change, Document, Hit, Passage, Standing, Viewer
from knowledge.standing import may_read

_REST = 1.0  # of its score what a notice says beside its changes counts less: that there are some, greetings
StandingOf = Callable[[Document], Standing]


class AsAmended:
    """The changes that one viewer may know of at one moment."""

    def __init__(
        self, known: Sequence[Amendment], viewer: Viewer, as_of: datetime, standing_of: StandingOf
    ) -> None:
        """`standing_of` gives where a paper stands at `as_of`."""
        self._of_notice: dict[str, list[Amendment]] = defaultdict(list)
        self._of_paper: dict[str, list[Amendment]] = defaultdict(list)
        self._waits: set[int] = set()
        self._gone: set[int] = set()
        for one in known:
            at, of_paper = standing_of(one.notice), standing_of(one.paper)
            if not may_read(viewer, one.notice, one.piece, at):
                continue
            if of_paper is Standing.SUPERSEDED:  # what changed an edition goes with it
                self._of_notice[one.piece.passage_id].append(one)
                self._gone.add(id(one))
                continue
            if not may_read(viewer, one.paper, one.piece, of_paper):
                continue
            if at is Standing.UPCOMING or (one.since and one.since > as_of.date()):
                self._waits.add(id(one))
                self._of_notice[one.piece.passage_id].append(one)
            elif at is Standing.IN_FORCE:
                self._of_notice[one.piece.passage_id].append(one)
                for passage_id in _touched(one):
                    self._of_paper[passage_id].append(one)
        self._over = {id(one) for some in self._of_paper.values() for one in _overtaken(some)} | self._gone

    def __bool__(self) -> bool:
        return bool(self._of_notice)

    def hits(self, found: Iterable[Hit], any_standing: bool) -> list[Hit]:
        """Hits as they hold, best first: what was found by its old words is answered by the new ones."""
        best: dict[tuple[str, str], Hit] = {}
        for hit in found:
            for one in self._of(hit, any_standing):
                key = (one.passage.passage_id, one.passage.text)
                if key not in best or best[key].score < one.score:
                    best[key] = one
        return sorted(best.values(), key=lambda hit: hit.score, reverse=True)

    def _of(self, hit: Hit, any_standing: bool) -> Iterable[Hit]:
        passage = hit.passage
        if passage.passage_id in self._of_notice:
            yield from self._pieces(hit, any_standing)
        elif changes := self._holding(passage.passage_id):
            text = _text_with(passage, changes)
            merged = [one for one in changes if one.is_merged]
            for one in changes:
                if not one.is_merged:
                    yield replace(hit, passage=one.piece, document=one.notice, change=_change(one))
            if text.strip():
                change = _change(merged[-1]) if merged else None
                yield replace(hit, passage=replace(passage, text=text), change=change)
        else:
            yield hit

    def _pieces(self, hit: Hit, any_standing: bool) -> Iterable[Hit]:
        """A passage of a notice as its single statements, and what else it says."""
        rest = hit.passage.text
        for one in self._of_notice[hit.passage.passage_id]:
            rest = rest.replace(one.piece.text, "")
            at = Standing.UPCOMING if id(one) in self._waits else hit.standing
            if id(one) in self._over or (at is Standing.UPCOMING and not any_standing):
                continue
            yield replace(hit, passage=one.piece, document=one.notice, standing=at, change=_change(one))
        if any(char.isalnum() for char in rest):
            yield replace(hit, passage=replace(hit.passage, text=_tidy(rest)), score=hit.score - _REST)

    def _holding(self, passage_id: str) -> list[Amendment]:
        return [one for one in self._of_paper.get(passage_id, ()) if id(one) not in self._over]

    def passages(self, contents: Sequence[Passage]) -> list[Passage]:
        """The passages of a paper as they hold: new words in place, without what was replaced as a whole."""
        found = []
        for passage in contents:
            text = _text_with(passage, self._holding(passage.passage_id))
            if text.strip():
                found.append(passage if text == passage.text else replace(passage, text=text))
        return found

    def of_paper(self, doc_id: str) -> list[Change]:
        """All that has changed a paper and counts by now, the oldest first."""
        known = {
            id(one): one for some in self._of_notice.values() for one in some if one.paper.doc_id == doc_id
        }
        return [_change(one) for key, one in known.items() if key not in self._over | self._waits]


def _touched(one: Amendment) -> list[str]:
    return list(dict.fromkeys([cut.where.passage_id for cut in one.cuts] or one.beside))


def _overtaken(some: Sequence[Amendment]) -> list[Amendment]:
    """Of the changes of one passage those whose stretch a later paper changes again as a whole."""
    return [
        one
        for place, one in enumerate(some)
        for later in some[place + 1 :]
        if later.notice.doc_id != one.notice.doc_id
        and not (later.is_merged and not one.is_merged)
        and any(_overlap(a.where, b.where) for a in one.cuts for b in later.cuts)
    ]


def _overlap(one, other) -> bool:
    return one.passage_id == other.passage_id and one.start < other.end and other.start < one.end


def _text_with(passage: Passage, changes: Sequence[Amendment]) -> str:
    cuts = [cut for one in changes for cut in one.cuts if cut.where.passage_id == passage.passage_id]
    text = passage.text
    for cut in sorted(cuts, key=lambda cut: cut.where.start, reverse=True):
        text = text[: cut.where.start] + cut.new + text[cut.where.end :]
    return text if not cuts else _tidy(text)


def _tidy(text: str) -> str:
    lines = [line.strip() for line in text.split("\n")]
    return "\n".join(line for line in lines if any(char.isalnum() for char in line) and not _is_ordinal(line))


def _is_ordinal(line: str) -> bool:
    return len(line) < 4 and line.rstrip("、.．)） ")[-1:].isalnum() and line[-1:] in "、.．)）"


def _change(one: Amendment) -> Change:
    where = tuple(cut.where for cut in one.cuts)
    return Change(one.clause, one.paper, one.notice, one.piece, one.since, where)
