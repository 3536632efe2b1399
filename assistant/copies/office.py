"""The office: saves, edits, submits, approves, returns, withdraws and hands out copy, by the rules of the moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from assistant.compliance import Finding, Verdict
from assistant.copies import checking, moves
from assistant.copies.difference import distance
from assistant.copies.labels import label_of, labelled
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
from assistant.copies.papers import Papers, changes, last_day
from assistant.copies.saving import first_draft, pinned
from assistant.copies.store import CopyStore
from assistant.copies.wanted import Wanted
from knowledge.model import Standing


@dataclass(frozen=True, slots=True)
class Shown:
    """A piece of copy with its state by the calendar, and a sentence for each reason not to use it as final."""

    copy: Copy
    state: State
    reasons: tuple[str, ...] = ()

    @property
    def is_final(self) -> bool:
        return self.state is State.APPROVED and not self.reasons

    @property
    def text(self) -> str:
        """As it is copied: with the AI label until a person owns it."""
        return labelled(self.copy, self.is_final)

    @property
    def label(self) -> str:
        return label_of(self.copy, self.is_final)


class CopyOffice:
    """One for each request: `papers` are the house's at one moment for one person, `today` is that moment's day.

    `edition` names the rules that `checker` checks by, `facts` are what every text may say of the
    mall. `now` is the real time, which records are kept under.
    """

    def __init__(
        self,
        store: CopyStore,
        checker: checking.Checker,
        papers: Papers,
        edition: str,
        today: date,
        now: datetime,
        facts: Sequence[str] = (),
    ) -> None:
        self._store = store
        self._checker = checker
        self._papers = papers
        self._edition = edition
        self._today = today
        self._now = now
        self._facts = tuple(facts)

    # -- acts ------------------------------------------------------------------------------------

    def save(self, new: NewCopy, who: Person) -> Copy:
        """Keeps a first draft. Raises Refused or UnknownChannel."""
        copy = first_draft(new, self._papers, who, self._now)
        self._store.add(copy, self._event(copy, Act.SAVED, None, copy.state, who))
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
        """A new revision. The same text again is none, and changes nothing. Raises NoSuchCopy or Refused."""
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
        """Asks for approval. A text that the rules block is not taken. Raises NoSuchCopy or Refused."""
        copy = self._ready(copy_id, Act.SUBMITTED, revision)
        self._refuse(self._against(copy, self.verdict(copy)))
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
        `expires_on`, at most until the first of its sources and proofs ends. Raises NoSuchCopy or Refused.
        """
        copy = self._to_approve(copy_id, revision)
        self._refuse(moves.own_work(who, self._hands(copy_id)))
        self._refuse("" if all(map(self._papers.may_read, _documents(copy))) else moves.UNREADABLE)
        verdict = self.verdict(copy)
        self._refuse(self._against(copy, verdict))
        given = [self._proof(copy, each, tick, who) for each, tick in checking.answered(verdict, ticks)]
        cited = pinned((*copy.sources, *map(_as_source, given)), self._papers)
        lasting = self._last(expires_on, cited, given)
        first = self._store.revisions(copy_id)[0].text
        approved = replace(
            copy,
            approver=who,
            approved_at=self._now,
            expires_on=lasting,
            sources=cited,
            owner="",
            owned_at=None,
            distance=distance(first, copy.text),
            checked_with=self._edition,
            checked_as="",
        )
        detail = {"expires_on": lasting.isoformat() if lasting else None, "proofs": len(given)}
        return self._moved(copy, approved, Act.APPROVED, who, comment, detail, given)

    def return_(self, copy_id: str, who: Person, comment: str, revision: int | None = None) -> Copy:
        """Gives it back with what is to be changed. Raises NoSuchCopy or Refused."""
        self._refuse("" if comment.strip() else moves.COMMENT_MISSING)
        copy = self._ready(copy_id, Act.RETURNED, revision)
        return self._moved(copy, copy, Act.RETURNED, who, comment)

    def withdraw(self, copy_id: str, who: Person, comment: str = "", revision: int | None = None) -> Copy:
        """Takes it out for good; the archive keeps it. Raises NoSuchCopy or Refused."""
        copy = self._ready(copy_id, Act.WITHDRAWN, revision)
        return self._moved(copy, copy, Act.WITHDRAWN, who, comment)

    def own(self, copy_id: str, name: str, who: Person, revision: int | None = None) -> Copy:
        """A person answers for an approved text as its author, and the AI label goes. Raises NoSuchCopy or Refused."""
        copy = self._ready(copy_id, Act.OWNED, revision)
        self._refuse("".join(self.shown(copy).reasons))
        owned = replace(copy, owner=name, owned_at=self._now)
        return self._moved(copy, owned, Act.OWNED, who, detail={"owner": name})

    # -- reading ---------------------------------------------------------------------------------

    def shown(self, copy: Copy) -> Shown:
        """How it may be used at this moment, judged anew by the rules. What is not approved has no other reason."""
        state = copy.state_on(self._today)
        if state is not State.APPROVED:
            return Shown(copy, state, (_not_approved(state, copy),))
        proofs = self._store.proofs([copy.id])[copy.id]
        why = self._by_rules(copy, proofs)
        return Shown(copy, state, tuple(filter(None, (why, *changes(copy.sources, self._papers)))))

    def listed(self, found: Sequence[Copy]) -> list[Shown]:
        """The same for a list. What the rules say is remembered until there are others, so that a list is quick."""
        noted = self._noted(found)
        return [self._listed(replace(copy, checked_as=noted.get(copy.id, copy.checked_as))) for copy in found]

    def changed(self) -> list[tuple[str, str]]:
        """The cited documents, as they were looked at, that are not any more what they were."""
        pins = ((doc_id, Source(doc_id, doc_id, sha256=sha256)) for doc_id, sha256 in self._store.pins())
        return [(doc_id, pin.sha256) for doc_id, pin in pins if changes((pin,), self._papers)]

    def page(self, wanted: Wanted, start: int, most: int) -> tuple[list[Shown], int]:
        """A stretch of a list, and how many there are."""
        changed = self.changed() if wanted.is_changed else ()
        found, count = self._store.page(wanted, self._today, changed, start, most)
        return self.listed(found), count

    def verdict(self, copy: Copy) -> Verdict:
        """What the rules say of it now."""
        texts = [text for doc_id in _documents(copy) for text in self._papers.texts(doc_id)]
        quotes = [source.quote for source in copy.sources if source.quote and not source.doc_id]
        return checking.checked(
            self._checker, copy, (*texts, *quotes, *copy.steps, *self._facts), self._today
        )

    # -- the parts -------------------------------------------------------------------------------

    def _ready(self, copy_id: str, act: Act, revision: int | None) -> Copy:
        """The piece, when this may be done with the text that was looked at."""
        copy = self._store.find(copy_id)
        history = self._store.history(copy_id)
        self._refuse(moves.wrong_state(copy, act, self._today, history[-1]))
        if revision is not None and revision != copy.revision:
            last = self._store.revisions(copy_id)[-1]
            raise Overtaken(
                f"您看到的是第{revision}稿,{last.who.name}已在{last.at:%Y-%m-%d %H:%M}改成第{copy.revision}稿。请刷新后再操作。"
            )
        return copy

    def _to_approve(self, copy_id: str, revision: int) -> Copy:
        copy = self._store.find(copy_id)
        is_again = copy.state_on(self._today) is State.APPROVED and bool(self.shown(copy).reasons)
        if is_again and copy.revision == revision:
            return copy
        return self._ready(copy_id, Act.APPROVED, revision)

    def _hands(self, copy_id: str) -> list[Person]:
        submitted = (event.who for event in self._store.history(copy_id) if event.act is Act.SUBMITTED)
        return [*(one.who for one in self._store.revisions(copy_id)), *submitted]

    def _against(self, copy: Copy, verdict: Verdict) -> str:
        """What forbids the text whatever anybody ticks: a rule that blocks, its tag, a source that is over."""
        over = changes((source for source in copy.sources if not self._is_current(source)), self._papers)
        return "".join(filter(None, (checking.blocked(verdict), checking.shown_tag(copy), *over)))

    def _is_current(self, source: Source) -> bool:
        """Whether a source may still be built on; new contents are looked at and taken over by an approval."""
        paper = self._papers.paper(source.doc_id) if source.doc_id else None
        return not source.sha256 or (
            paper is not None and paper.standing in (Standing.IN_FORCE, Standing.UPCOMING)
        )

    def _proof(self, copy: Copy, finding: Finding, tick: Tick, who: Person) -> Proof:
        paper = self._papers.paper(tick.doc_id) if self._papers.may_read(tick.doc_id) else None
        if paper is None:
            raise Refused(f"没有找到编号为“{tick.doc_id[:40]}”的凭证文件,请检查编号。")
        if paper.standing is not Standing.IN_FORCE:
            raise Refused(f"《{paper.title}》现在不是现行文件,不能作凭证。")
        until = tick.valid_until or paper.ends_on
        if until and until < self._today:
            raise Refused(f"《{paper.title}》作为凭证的有效期已在{until}结束。")
        if until and paper.ends_on and until > paper.ends_on:
            raise Refused(f"《{paper.title}》在{paper.ends_on}失效,有效期不能晚于这一天。")
        return Proof(
            finding.rule_id,
            finding.span,
            finding.text,
            paper.doc_id,
            paper.title,
            paper.version,
            paper.sha256,
            until,
            copy.revision,
            who.name,
            self._now,
        )

    def _last(self, wanted: date | None, cited: Sequence[Source], given: Sequence[Proof]) -> date | None:
        """The approval's last day. Raises Refused for one that is over, or later than what it rests on."""
        ends = [(proof.valid_until, proof.title) for proof in given if proof.valid_until]
        first = min([*ends, *filter(None, [last_day(cited, self._papers)])], default=None)
        if wanted and wanted < self._today:
            raise Refused(f"有效期{wanted}已经过去了。")
        if wanted and first and wanted > first[0]:
            raise Refused(f"《{first[1]}》在{first[0]}到期,文案的有效期不能晚于这一天。")
        return wanted or (first[0] if first else None)

    def _by_rules(self, copy: Copy, proofs: Sequence[Proof]) -> str:
        """Why the rules of this moment keep an approved text from being final; empty when they do not."""
        verdict = self.verdict(copy)
        of_this = [proof for proof in proofs if proof.revision == copy.revision]
        return "".join(
            filter(
                None,
                (
                    checking.blocked(verdict),
                    checking.shown_tag(copy),
                    checking.lacking(checking.unproven(verdict, of_this, self._today)),
                ),
            )
        )

    def _noted(self, found: Sequence[Copy]) -> dict[str, str]:
        stale = [one for one in found if one.state is State.APPROVED and one.checked_with != self._edition]
        if not stale:
            return {}
        proofs = self._store.proofs([copy.id for copy in stale])
        noted = {copy.id: self._by_rules(copy, proofs[copy.id]) for copy in stale}
        self._store.note_checks(self._edition, noted)
        return noted

    def _listed(self, copy: Copy) -> Shown:
        state = copy.state_on(self._today)
        if state is not State.APPROVED:
            return Shown(copy, state, (_not_approved(state, copy),))
        why = (copy.checked_as, *changes(copy.sources, self._papers))
        return Shown(copy, state, tuple(filter(None, why)))

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
        event = self._event(after, act, copy.state, after.state, who, comment, detail)
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
        after: State,
        who: Person,
        comment: str = "",
        detail: dict[str, Any] | None = None,
    ) -> Event:
        return Event(
            copy.id, act, before, after, copy.revision, who, self._now, comment.strip(), detail or {}
        )

    @staticmethod
    def _refuse(why: str) -> None:
        if why:
            raise Refused(why)


def _not_approved(state: State, copy: Copy) -> str:
    if state is State.EXPIRED:
        return f"这份文案已在{copy.expires_on}过期。"
    return (
        f"这份文案现在是“{moves.CALLED[state]}”,还不能作为定稿使用。"
        if state is not State.WITHDRAWN
        else "这份文案已撤下。"
    )


def _documents(copy: Copy) -> list[str]:
    return list(dict.fromkeys(source.doc_id for source in copy.sources if source.doc_id))


def _named(copy: Copy) -> list[Source]:
    """The product sheet and the campaign paper, which an edit does not take away."""
    return [one for one in copy.sources if one.doc_id in (copy.product, copy.campaign) and not one.locator]


def _as_source(proof: Proof) -> Source:
    """A proof counts among the sources: when its document changes, the copy is to be looked at again."""
    return Source(proof.title, proof.doc_id, f"凭证 {proof.rule_id}")
