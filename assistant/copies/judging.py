"""How a piece of copy may be used at this moment: its state by the calendar, its rules, its sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.compliance import Verdict
from assistant.copies import checking, moves
from assistant.copies.labels import label_of, labelled
from assistant.copies.model import Copy, NoSuchCopy, Proof, Source, State
from assistant.copies.papers import Papers, changes, is_current
from assistant.copies.store import NO_COPY, CopyStore
from assistant.copies.wanted import Pin, Wanted
from assistant.drafting.channels import Channel, channels


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


class Judge:
    """Judges copy at one moment: `papers` are the house's then for one person, `today` is that moment's day.

    `edition` names the rules that `checker` checks by, `facts` are what every text may say of the mall,
    `known` the channels with the house's own.
    """

    def __init__(
        self,
        store: CopyStore,
        checker: checking.Checker,
        papers: Papers,
        edition: str,
        today: date,
        facts: Sequence[str] = (),
        known: Mapping[str, Channel] | None = None,
    ) -> None:
        self.papers = papers
        self.edition = edition
        self.today = today
        self._store = store
        self._checker = checker
        self._facts = tuple(facts)
        self.channels = channels() if known is None else known

    def find(self, copy_id: str) -> Copy:
        """Raises NoSuchCopy, also for a text that this person must not see."""
        copy = self._store.find(copy_id)
        if copy.approved_at is None and not self.may_read_all(copy):
            raise NoSuchCopy(NO_COPY)
        return copy

    def may_read_all(self, copy: Copy) -> bool:
        """Whether the person may know of all the papers that the text is made of; an approver's proofs are none."""
        return all(
            self.papers.may_read(one.doc_id) for one in copy.sources if one.doc_id and not one.is_proof
        )

    def verdict(self, copy: Copy) -> Verdict:
        """What the rules say of it now."""
        texts = [text for doc_id in copy.documents for text in self.papers.texts(doc_id)]
        quotes = [source.quote for source in copy.sources if source.quote and not source.doc_id]
        known = (*texts, *quotes, *copy.steps, *self._facts)
        channel = self.channels.get(copy.channel)
        form = channel.form if channel else copy.channel
        return checking.checked(self._checker, copy, form, known, self.today)

    def against(self, copy: Copy, verdict: Verdict) -> str:
        """What forbids the text whatever anybody ticks: a rule that blocks, its tag, a source that is over.

        New contents of a source are looked at by whoever approves, and its old proofs are given anew.
        """
        cited = (source for source in copy.sources if not source.is_proof)
        over = changes((one for one in cited if not is_current(one, self.papers)), self.papers)
        return _joined(checking.blocked(verdict), checking.shown_tag(copy), *over)

    def shown(self, copy: Copy) -> Shown:
        """How it may be used, judged anew by the rules."""
        if copy.state_on(self.today) is State.APPROVED:
            copy = replace(copy, checked_as=self._by_rules(copy, self._store.proofs([copy.id])[copy.id]))
        return self._shown(copy)

    def listed(self, found: Sequence[Copy]) -> list[Shown]:
        """The same for many. What the rules say is remembered until there are others, so that a list is quick."""
        noted = self._noted(found)
        return [self._shown(replace(one, checked_as=noted.get(one.id, one.checked_as))) for one in found]

    def page(self, wanted: Wanted, start: int, most: int) -> tuple[list[Shown], int]:
        """A stretch of a list, and how many there are."""
        changed = self.changed() if wanted.is_changed else ()
        found, count = self._store.page(wanted, self.today, changed, start, most)
        return self.listed(found), count

    def changed(self) -> list[Pin]:
        """The cited documents, as they were looked at, that are not any more what they were."""
        pins = (Source(doc_id, doc_id, sha256=sha256) for doc_id, sha256 in self._store.pins())
        return [(pin.doc_id, pin.sha256) for pin in pins if changes((pin,), self.papers)]

    def _shown(self, copy: Copy) -> Shown:
        state = copy.state_on(self.today)
        if state is not State.APPROVED:
            return Shown(copy, state, (moves.not_approved(state, copy),))
        return Shown(copy, state, tuple(filter(None, (copy.checked_as, *changes(copy.sources, self.papers)))))

    def _by_rules(self, copy: Copy, proofs: Sequence[Proof]) -> str:
        """Why the rules of this moment keep an approved text from being final; empty when they do not."""
        verdict = self.verdict(copy)
        of_this = [proof for proof in proofs if proof.revision == copy.revision]
        open_ones = checking.unproven(verdict, of_this, self.today)
        return _joined(checking.blocked(verdict), checking.shown_tag(copy), checking.lacking(open_ones))

    def _noted(self, found: Sequence[Copy]) -> dict[str, str]:
        stale = [one for one in found if one.state is State.APPROVED and one.checked_with != self.edition]
        if not stale:
            return {}
        proofs = self._store.proofs([copy.id for copy in stale])
        judged = [
            replace(one, checked_with=self.edition, checked_as=self._by_rules(one, proofs[one.id]))
            for one in stale
        ]
        self._store.note_checks(judged)
        return {copy.id: copy.checked_as for copy in judged}


def _joined(*reasons: str) -> str:
    return "".join(filter(None, reasons))
