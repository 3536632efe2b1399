"""The office: what people do with copy, each act by the rules of its moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from assistant.copies import checking, moves
from assistant.copies.difference import distance
from assistant.copies.evidence import as_source, lasting, proven
from assistant.copies.judging import Judge
from assistant.copies.model import (
    Act,
    Copy,
    Event,
    NewCopy,
    Overtaken,
    Person,
    Proof,
    Refused,
    Source,
    State,
    Tick,
)
from assistant.copies.saving import first_draft, pinned
from assistant.copies.store import CopyStore


class CopyOffice:
    """One for each request. `judge` judges at the moment asked about; `now` is the real time, for the records.

    Every act raises NoSuchCopy or Refused, and then nothing has happened.
    """

    def __init__(self, store: CopyStore, judge: Judge, now: datetime) -> None:
        self._store = store
        self._judge = judge
        self._papers = judge.papers
        self._now = now

    def save(self, new: NewCopy, who: Person) -> Copy:
        """Keeps a first draft. Raises Refused or UnknownChannel."""
        copy = first_draft(new, self._papers, who, self._now, self._judge.channels)
        self._store.add(copy, self._event(copy, Act.SAVED, None, who))
        return copy

    def edit(
        self,
        copy_id: str,
        title: str,
        body: str,
        revision: int,
        who: Person,
        sources: Sequence[Source] | None = None,
        steps: Sequence[str] | None = None,
    ) -> Copy:
        """A new revision. The same text again is none, and changes nothing."""
        copy = self._ready(copy_id, Act.EDITED, revision)
        edited = replace(
            copy,
            title=title,
            body=body,
            sources=copy.sources if sources is None else (*_named(copy), *pinned(sources, self._papers)),
            steps=copy.steps if steps is None else tuple(steps),
        )
        if edited == copy:
            return copy
        return self._moved(copy, replace(edited, revision=copy.revision + 1), Act.EDITED, who)

    def submit(self, copy_id: str, who: Person, revision: int | None = None, comment: str = "") -> Copy:
        """Asks for approval. A text that the rules block is not taken."""
        copy = self._ready(copy_id, Act.SUBMITTED, revision)
        _refuse(self._judge.against(copy, self._judge.verdict(copy)))
        return self._moved(copy, copy, Act.SUBMITTED, who, comment)

    def approve(
        self,
        copy_id: str,
        revision: int,
        ticks: Sequence[Tick],
        who: Person,
        expires_on: date | None = None,
        comment: str = "",
    ) -> Copy:
        """Approves the text that was looked at, with a proof for each finding that asks for one.

        An approved text whose sources or rules have changed may be approved again. It lasts until
        `expires_on`, at most until the first of its sources and proofs ends.
        """
        copy = self._to_approve(copy_id, revision)
        _refuse(moves.own_work(who, self._hands(copy_id)))
        _refuse("" if all(map(self._papers.may_read, copy.documents)) else moves.UNREADABLE)
        verdict = self._judge.verdict(copy)
        _refuse(self._judge.against(copy, verdict))
        given = [
            proven(copy, finding, tick, self._papers, self._judge.today, who, self._now)
            for finding, tick in checking.answered(verdict, ticks)
        ]
        approved = self._approved(copy, given, who, expires_on)
        until = approved.expires_on.isoformat() if approved.expires_on else None
        detail = {"expires_on": until, "proofs": len(given)}
        return self._moved(copy, approved, Act.APPROVED, who, comment, detail, given)

    def return_(self, copy_id: str, who: Person, comment: str, revision: int | None = None) -> Copy:
        """Gives it back with what is to be changed."""
        _refuse("" if comment.strip() else moves.COMMENT_MISSING)
        copy = self._ready(copy_id, Act.RETURNED, revision)
        return self._moved(copy, copy, Act.RETURNED, who, comment)

    def withdraw(self, copy_id: str, who: Person, comment: str = "", revision: int | None = None) -> Copy:
        """Takes it out for good; the archive keeps it."""
        copy = self._ready(copy_id, Act.WITHDRAWN, revision)
        return self._moved(copy, copy, Act.WITHDRAWN, who, comment)

    def own(self, copy_id: str, name: str, who: Person, revision: int | None = None) -> Copy:
        """A person answers for an approved text as its author, and the AI label goes."""
        copy = self._ready(copy_id, Act.OWNED, revision)
        _refuse("".join(self._judge.shown(copy).reasons))
        owned = replace(copy, owner=name, owned_at=self._now)
        return self._moved(copy, owned, Act.OWNED, who, detail={"owner": name})

    # -- the parts -------------------------------------------------------------------------------

    def _ready(self, copy_id: str, act: Act, revision: int | None) -> Copy:
        """The piece, when this may be done with the text that was looked at."""
        copy = self._judge.find(copy_id)
        history = self._store.history(copy_id)
        _refuse(moves.wrong_state(copy, act, self._judge.today, history[-1]))
        if revision is not None and revision != copy.revision:
            raise Overtaken(moves.other_revision(revision, self._store.revisions(copy_id)[-1]))
        return copy

    def _to_approve(self, copy_id: str, revision: int) -> Copy:
        """What waits for approval, or an approved text that is not final any more."""
        copy = self._judge.find(copy_id)
        is_approved = copy.state_on(self._judge.today) is State.APPROVED
        if is_approved and copy.revision == revision and self._judge.shown(copy).reasons:
            return copy
        return self._ready(copy_id, Act.APPROVED, revision)

    def _hands(self, copy_id: str) -> list[Person]:
        submitted = (event.who for event in self._store.history(copy_id) if event.act is Act.SUBMITTED)
        return [*(one.who for one in self._store.revisions(copy_id)), *submitted]

    def _approved(self, copy: Copy, given: Sequence[Proof], who: Person, until: date | None) -> Copy:
        """The piece as the approval makes it, its sources as they stand now."""
        kept = (source for source in copy.sources if not source.is_proof)
        cited = pinned((*kept, *map(as_source, given)), self._papers)
        copy = replace(copy, sources=cited)
        return replace(
            copy,
            approver=who,
            approved_at=self._now,
            expires_on=lasting(copy, until, given, self._papers, self._judge.today),
            owner="",
            owned_at=None,
            distance=distance(self._store.revisions(copy.id)[0].text, copy.text),
            checked_with=self._judge.edition,
            checked_as="",
        )

    def _moved(
        self,
        copy: Copy,
        after: Copy,
        act: Act,
        who: Person,
        comment: str = "",
        detail: dict[str, Any] | None = None,
        given: Sequence[Proof] = (),
    ) -> Copy:
        after = replace(after, state=moves.after(act, copy.state))
        event = self._event(after, act, copy.state, who, comment, detail)
        try:
            return self._store.change(copy, after, event, given)
        except Overtaken:
            self._ready(copy.id, act, copy.revision)  # says who was first, where the state tells
            raise

    def _event(
        self,
        copy: Copy,
        act: Act,
        before: State | None,
        who: Person,
        comment: str = "",
        detail: dict[str, Any] | None = None,
    ) -> Event:
        at, told = self._now, detail or {}
        return Event(copy.id, act, before, copy.state, copy.revision, who, at, comment.strip(), told)


def _refuse(why: str) -> None:
    if why:
        raise Refused(why)


def _named(copy: Copy) -> list[Source]:
    """The product sheet and the campaign paper, which an edit does not take away."""
    return [one for one in copy.sources if one.doc_id in (copy.product, copy.campaign) and not one.locator]
