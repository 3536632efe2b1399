"""What the papers do not say, as askers met it: the journal read on, clustered, and added up."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

import numpy as np

from assistant.copies import Person
from assistant.feedback import chosen, latest
from assistant.gaps.clusters import Clusters
from assistant.gaps.evidence import in_vain, is_answered, kind_of, owner_of
from assistant.gaps.model import Asked, Closing, Gap, NoSuchGap, State, Why
from assistant.gaps.store import GapStore, Member
from assistant.journal import Journal, Opinion, Turn
from assistant.masking import masked
from knowledge.embedding import Embedder
from knowledge.sqlite import stamp

_AT_ONCE = 256  # questions embedded together
_READ = 2_000  # turns of the journal at a time
_SHOWN = 200  # characters of a question in a list
NO_GAP = "没有这个知识缺口,或其中的问题都已删除。"

Opinions = dict[tuple[str, int], Opinion]  # the last on each turn, by conversation and turn


class Gaps:
    """Reads the journal on at each look; nothing is asked of whoever answers."""

    def __init__(self, store: GapStore, journal: Journal, embedder: Embedder) -> None:
        self._store = store
        self._journal = journal
        self._embedder = embedder
        self._lock = threading.Lock()

    def close(self) -> None:
        self._store.close()

    def all(self, over: Collection[str] = ()) -> list[Gap]:
        """Every gap that has a question, the most asked first; `over` are documents that were replaced or have ended."""
        with self._lock:
            found = self._read_on()
        return sorted(self._gaps(found, over), key=lambda gap: (-len(gap.asked), gap.first_asked, gap.id))

    def one(self, gap_id: str, over: Collection[str] = ()) -> Gap:
        """Raises NoSuchGap."""
        gap = next((gap for gap in self.all(over) if gap.id == gap_id), None)
        if gap is None:
            raise NoSuchGap(NO_GAP)
        return gap

    def close_gap(self, gap_id: str, note: str, by: str, ref: str, who: Person, now: datetime) -> None:
        """Says that a gap is filled. Asked in vain again it is open again, asked and answered it is mended. Raises NoSuchGap."""
        self.one(gap_id)
        self._store.close_gap(_number(gap_id), Closing(gap_id, who, now, masked(note), by, ref))

    def forget(self, conversation_id: str) -> None:
        """Takes a conversation's questions out at once; what the journal has no more goes at the next look anyway."""
        with self._lock:
            mine = [one for one in self._store.members() if one.conversation_id == conversation_id]
            self._store.forget([(one.turn, one.conversation_id) for one in mine])

    # -- reading the journal on ------------------------------------------------------------------

    def _read_on(self) -> list[Member]:
        until, embedder = self._store.read_until()
        members = self._still_there(self._store.members())
        if embedder != self._embedder.name:
            members = self._embedded_anew(members)
        opinions = latest(self._journal.opinions())
        late = self._disliked(opinions, {(one.turn, one.conversation_id) for one in members})
        while True:
            turns = self._journal.turns_after(until, _READ)
            until = max([until, *map(_stamp, turns)])
            members += self._taken_in([*late, *turns], members, opinions, until)
            if len(turns) < _READ:
                return members
            late = []

    def _taken_in(
        self, turns: Sequence[Turn], members: Sequence[Member], opinions: Opinions, until: str
    ) -> list[Member]:
        """What of these turns belongs to a gap, kept together with how far the journal was read."""
        closed = self._closed_at()
        known = {(one.turn, one.conversation_id) for one in members}
        fresh = {(turn.n, turn.conversation_id): turn for turn in turns}
        wanted = [
            (turn, why)
            for key, turn in sorted(fresh.items())
            if key not in known
            and (
                (why := in_vain(turn, opinions.get((turn.conversation_id, turn.n))))
                or _may_be_mended(turn, closed)
            )
        ]
        new = self._placed(members, wanted, closed)
        if fresh:
            self._store.add(new, until, self._embedder.name)
        return new

    def _still_there(self, members: list[Member]) -> list[Member]:
        """Without those whose turns were erased, which are forgotten here too."""
        there = {
            (turn.n, turn.conversation_id)
            for turn in self._journal.turns_numbered([one.turn for one in members])
        }
        gone = [key for one in members if (key := (one.turn, one.conversation_id)) not in there]
        if gone:
            self._store.forget(gone)
        return [one for one in members if (one.turn, one.conversation_id) in there]

    def _embedded_anew(self, members: list[Member]) -> list[Member]:
        """The members by another embedding model; each stays in its gap."""
        turns = {turn.n: turn for turn in self._journal.turns_numbered([one.turn for one in members])}
        vectors = self._embedded([turns[one.turn] for one in members])
        anew = [replace(one, vector=vector) for one, vector in zip(members, vectors, strict=True)]
        self._store.add(anew, self._store.read_until()[0], self._embedder.name)
        return anew

    def _disliked(self, opinions: Opinions, known: Collection[tuple[int, str]]) -> list[Turn]:
        """Turns that somebody disliked after they were read."""
        late = [
            n
            for (conversation, n), one in opinions.items()
            if n and not one.helpful and (n, conversation) not in known
        ]
        return [
            turn for turn in self._journal.turns_numbered(late) if (turn.conversation_id, turn.n) in opinions
        ]

    def _closed_at(self) -> dict[int, datetime]:
        return {gap: closings[-1].at for gap, closings in self._store.closings().items()}

    def _placed(
        self,
        members: Sequence[Member],
        wanted: Sequence[tuple[Turn, Why | None]],
        closed: dict[int, datetime],
    ) -> list[Member]:
        """New members, one after the other: each joins the nearest gap, or begins one if it was asked in vain."""
        clusters, numbers = self._clusters(members)
        new: list[Member] = []
        following = self._store.next_gap()
        for (turn, why), vector in zip(wanted, self._embedded([turn for turn, _ in wanted]), strict=True):
            at = clusters.nearest(vector)
            if why is None:
                is_mended = at is not None and numbers[at] in closed and _at(turn) > closed[numbers[at]]
                if is_mended and at is not None:
                    new.append(Member(turn.n, turn.conversation_id, numbers[at], "", vector))
                continue
            if at is None:
                numbers.append(following)
                following += 1
            at = clusters.join(at, vector)
            new.append(Member(turn.n, turn.conversation_id, numbers[at], why.value, vector))
        return new

    def _clusters(self, members: Sequence[Member]) -> tuple[Clusters, list[int]]:
        """The clusters as they stand, and the gap's number of each."""
        clusters, numbers = Clusters(self._embedder.dimensions), []
        places: dict[int, int] = {}
        for one in members:
            if one.why:
                place = clusters.join(places.get(one.gap), one.vector)
                if one.gap not in places:
                    places[one.gap] = place
                    numbers.append(one.gap)
        return clusters, numbers

    def _embedded(self, turns: Sequence[Turn]) -> np.ndarray:
        if not turns:
            return np.zeros((0, self._embedder.dimensions), np.float32)
        texts = [turn.topic or turn.message for turn in turns]
        distinct = list(dict.fromkeys(texts))
        parts = [
            self._embedder.embed_queries(distinct[start : start + _AT_ONCE])
            for start in range(0, len(distinct), _AT_ONCE)
        ]
        made = dict(zip(distinct, np.concatenate(parts).astype(np.float32), strict=True))
        return np.stack([made[text] for text in texts])

    # -- adding up -------------------------------------------------------------------------------

    def _gaps(self, members: Sequence[Member], over: Collection[str]) -> Iterable[Gap]:
        turns = {turn.n: turn for turn in self._journal.turns_numbered([one.turn for one in members])}
        opinions, closings = latest(self._journal.opinions()), self._store.closings()
        by_gap: dict[int, list[Member]] = defaultdict(list)
        for one in members:
            by_gap[one.gap].append(one)
        for number, own in by_gap.items():
            asked = [_asked(one, turns[one.turn], opinions) for one in own]
            vain = [one for one in asked if one.why]
            if not vain:
                continue
            vectors = np.stack([member.vector for member, one in zip(own, asked, strict=True) if one.why])
            middle = int(np.argmax(vectors @ vectors.sum(axis=0)))
            yield Gap(
                id=f"G{number}",
                question=" ".join(vain[middle].turn.message.split())[:_SHOWN],
                kind=kind_of(vain, over),
                state=_state(vain, closings.get(number, ()), bool(len(asked) - len(vain))),
                asked=tuple(vain),
                answered=tuple(one for one in asked if not one.why),
                owner=owner_of(vain),
                closings=tuple(closings.get(number, ())),
            )


def _asked(member: Member, turn: Turn, opinions: Opinions) -> Asked:
    """A member as it stands now: an answer that mended a gap may have been disliked since."""
    opinion = opinions.get((turn.conversation_id, turn.n))
    given = chosen(opinion) if opinion and not opinion.helpful else ()
    return Asked(turn, Why(member.why) if member.why else in_vain(turn, opinion), given)


def _state(vain: Sequence[Asked], closings: Sequence[Closing], is_answered_since: bool) -> State:
    if not closings:
        return State.OPEN
    if any(_at(one.turn) > closings[-1].at for one in vain):
        return State.REOPENED
    return State.MENDED if is_answered_since else State.CLOSED


def _may_be_mended(turn: Turn, closed: dict[int, datetime]) -> bool:
    """Whether an answered question may be that of a gap that was closed before it."""
    return is_answered(turn) and any(_at(turn) > at for at in closed.values())


def _at(turn: Turn) -> datetime:
    assert turn.at is not None  # of a turn that the journal keeps
    return turn.at


def _stamp(turn: Turn) -> str:
    return stamp(_at(turn))


def _number(gap_id: str) -> int:
    return int(gap_id.removeprefix("G"))  # of a gap that was found by it
