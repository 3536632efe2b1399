"""The office: what people do with curated answers, each act by the rules of its moment."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from assistant.copies import Person
from assistant.curated import moves
from assistant.curated.model import (
    Act,
    Entry,
    Event,
    NewEntry,
    NoSuchEntry,
    Origin,
    Overtaken,
    Refused,
    State,
    Wording,
)
from assistant.curated.sources import Sources
from assistant.curated.store import NO_ENTRY, CuratedStore
from assistant.masking import masked
from knowledge.model import Viewer


class CuratedOffice:
    """One for each request of one viewer. Days and papers are looked at `as_of`; `now` is the real time, for the records.

    `known` are numbers that the mall publishes; `is_urgent` tells an emergency's wording; `internal` finds words of
    an internal paper in a text. Every act raises NoSuchEntry or Refused, and then nothing has happened.
    """

    def __init__(
        self,
        store: CuratedStore,
        sources: Sources,
        viewer: Viewer,
        as_of: datetime,
        now: datetime,
        known: Collection[str],
        is_urgent: Callable[[str], bool],
        internal: Callable[[str], str],
    ) -> None:
        self._store = store
        self._sources = sources
        self._viewer = viewer
        self._as_of = as_of
        self._now = now
        self._known = known
        self._is_urgent = is_urgent
        self._internal = internal

    @property
    def today(self) -> date:
        return self._as_of.date()

    def find(self, entry_id: str) -> Entry:
        """An entry that the viewer may know of."""
        entry = self._store.find(entry_id)
        if not self._sources.may_know(entry, self._viewer):
            raise NoSuchEntry(NO_ENTRY)
        return entry

    def write(self, new: NewEntry, who: Person) -> Entry:
        """Keeps a correction as a draft, with personal data masked."""
        entry = Entry(
            id=f"QA{secrets.token_hex(4).upper()}",
            state=State.DRAFT,
            revision=1,
            turn=1,
            wording=self._masked(new.wording),
            visibility=new.visibility,
            origin=self._pinned(new.origin, new.wording.answer),
            valid_until=new.valid_until,
            owner=new.owner,
            is_best=new.is_best,
            conversation_id=new.conversation_id,
            turn_n=new.turn_n,
            author=who,
            created_at=self._now,
            changed_at=self._now,
        )
        self._store.add(entry, self._event(entry, Act.WRITTEN, None, who))
        return entry

    def edit(self, entry_id: str, new: NewEntry, who: Person, revision: int | None = None) -> Entry:
        """A new revision. The same again is none, and changes nothing."""
        entry = self._ready(entry_id, Act.EDITED, revision)
        edited = replace(
            entry,
            wording=self._masked(new.wording),
            visibility=new.visibility,
            origin=self._pinned(new.origin, new.wording.answer),
            valid_until=new.valid_until,
            owner=new.owner,
            is_best=new.is_best,
        )
        if edited == entry:
            return entry
        return self._moved(entry, replace(edited, revision=entry.revision + 1), Act.EDITED, who)

    def submit(self, entry_id: str, who: Person, revision: int | None = None, comment: str = "") -> Entry:
        """Asks somebody else to look at it: complete, and no emergency's wording."""
        entry = self._ready(entry_id, Act.SUBMITTED, revision)
        _refuse(moves.incomplete(entry, self.today))
        self._refuse_urgent(entry)
        return self._moved(entry, entry, Act.SUBMITTED, who, comment)

    def publish(
        self,
        entry_id: str,
        who: Person,
        revision: int | None = None,
        comment: str = "",
        *,
        is_confirmed: bool = False,
    ) -> Entry:
        """Publishes what somebody else wrote. What stands in an internal paper is public only when that is confirmed."""
        entry = self._ready(entry_id, Act.PUBLISHED, revision)
        _refuse(moves.own_work(who, self._hands(entry_id)))
        published = replace(
            self._looked_at(entry, is_confirmed),
            publisher=who,
            published_at=self._now,
        )
        detail = {"valid_until": str(entry.valid_until), "confirmed": published.is_confirmed}
        return self._moved(entry, published, Act.PUBLISHED, who, comment, detail)

    def renew(
        self,
        entry_id: str,
        until: date,
        who: Person,
        revision: int | None = None,
        comment: str = "",
        *,
        is_confirmed: bool = False,
        origin: Origin | None = None,
    ) -> Entry:
        """Goes on with a published answer, on its source as that is now (`origin`: on another). Not one's own."""
        entry = self._ready(entry_id, Act.RENEWED, revision)
        _refuse(moves.own_work(who, self._hands(entry_id)))
        kept = origin or replace(entry.origin, doc_id=self._current(entry.origin.doc_id))
        anew = replace(entry, valid_until=until, origin=self._pinned(kept, entry.wording.answer))
        renewed = self._looked_at(anew, is_confirmed or entry.is_confirmed)
        detail = {
            "valid_until": str(until),
            "confirmed": renewed.is_confirmed,
            "source": renewed.origin.doc_id,
        }
        return self._moved(entry, replace(renewed, publisher=who), Act.RENEWED, who, comment, detail)

    def return_(self, entry_id: str, who: Person, comment: str, revision: int | None = None) -> Entry:
        """Gives it back with what is to be changed."""
        _refuse("" if comment.strip() else moves.COMMENT_MISSING)
        entry = self._ready(entry_id, Act.RETURNED, revision)
        return self._moved(entry, entry, Act.RETURNED, who, comment)

    def withdraw(
        self,
        entry_id: str,
        who: Person,
        comment: str = "",
        revision: int | None = None,
        *,
        may_curate: bool = False,
    ) -> Entry:
        """Takes it out for good; the history keeps it. One that is published needs somebody who may publish."""
        entry = self._ready(entry_id, Act.WITHDRAWN, revision)
        _refuse(moves.FOR_CURATORS if entry.state is State.PUBLISHED and not may_curate else "")
        return self._moved(entry, entry, Act.WITHDRAWN, who, comment)

    # -- the parts -------------------------------------------------------------------------------

    def _ready(self, entry_id: str, act: Act, revision: int | None) -> Entry:
        """The entry, when this may be done with the text that was looked at."""
        entry = self.find(entry_id)
        _refuse(moves.wrong_state(entry, act, self.today, self._store.history(entry_id)[-1]))
        if revision is not None and revision != entry.revision:
            raise Overtaken(moves.other_revision(revision, self._store.revisions(entry_id)[-1]))
        return entry

    def _looked_at(self, entry: Entry, is_confirmed: bool) -> Entry:
        """The entry as whoever publishes it may let it out. Raises Refused."""
        _refuse(moves.incomplete(entry, self.today))
        self._refuse_urgent(entry)
        if entry.is_public and not is_confirmed:
            said = "\n".join((entry.wording.answer, entry.wording.answer_en))
            is_told = self._sources.is_public(entry.origin, self._as_of)
            _refuse("" if is_told else moves.INTERNAL_SOURCE)
            words = self._internal(said)
            _refuse(moves.INTERNAL_WORDS.format(words=words) if words else "")
        looked_at = replace(entry, is_confirmed=is_confirmed and entry.is_public)
        footing = self._sources.footing(looked_at, self._as_of)
        _refuse("" if footing.holds else f"{footing.review_due},不能据此答复。")
        return looked_at

    def _refuse_urgent(self, entry: Entry) -> None:
        asked = (*entry.wording.questions, entry.wording.question_en)
        _refuse(moves.URGENT if any(map(self._is_urgent, filter(None, asked))) else "")

    def _current(self, doc_id: str) -> str:
        return self._sources.current(doc_id, self._as_of) if doc_id else ""

    def _pinned(self, origin: Origin, answer: str) -> Origin:
        kept = replace(origin, statement=masked(origin.statement, self._known))
        return self._sources.pinned(kept, answer, self._viewer, self._as_of)

    def _masked(self, said: Wording) -> Wording:
        def kept(text: str) -> str:
            return masked(text.strip(), self._known)

        others = tuple(kept(one) for one in said.others if one.strip())
        return Wording(
            kept(said.question), kept(said.answer), others, kept(said.question_en), kept(said.answer_en)
        )

    def _hands(self, entry_id: str) -> list[Person]:
        submitted = (event.who for event in self._store.history(entry_id) if event.act is Act.SUBMITTED)
        return [*(one.who for one in self._store.revisions(entry_id)), *submitted]

    def _moved(
        self,
        entry: Entry,
        after: Entry,
        act: Act,
        who: Person,
        comment: str = "",
        detail: dict[str, Any] | None = None,
    ) -> Entry:
        after = replace(after, state=moves.after(act, entry.state))
        event = self._event(after, act, entry.state, who, comment, detail)
        try:
            return self._store.change(entry, after, event)
        except Overtaken:
            self._ready(entry.id, act, entry.revision)  # says who was first, where the state tells
            raise

    def _event(
        self,
        entry: Entry,
        act: Act,
        before: State | None,
        who: Person,
        comment: str = "",
        detail: dict[str, Any] | None = None,
    ) -> Event:
        told = masked(comment.strip(), self._known)
        return Event(entry.id, act, before, entry.state, entry.revision, who, self._now, told, detail or {})


def _refuse(why: str) -> None:
    if why:
        raise Refused(why)
