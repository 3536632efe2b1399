"""In what standing a message wants its papers: in force, or another, where that is clearly what is meant."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from assistant.asking.finder import lifted
from assistant.quoted import certainty, support
from assistant.quoted.events import is_about
from knowledge.model import Found, Hit, Standing
from knowledge.text import fold

OCCASIONS = ("campaign", "lottery")
STILL = re.compile(
    r"还(?:能|可以|可|有|在|算|用|作数|让|没)|仲|现在|今天|过期|作废|失效|来得及|晚了|错过|结束|(?<![a-z])(?:still|expired?|too late|over|missed)(?![a-z])"
)
_CLEARLY = 1.0  # in units of the search score: how far a paper not in force must lead to be what was meant
_FAR = 2.5  # likewise: how far a rule to come must lead, where a paper in force answers too
_NAMED = 3.0  # added to the score of the paper of an offer that is named
_LATELY = 60  # days after its end in which people still ask for an occasion
_AHEAD = re.compile(r"新版|新规|新的|以后|将来|即将|下个?(?:月|季|年)|明年|改成|要改|调整|upcoming|will be")
_OFFER = re.compile(
    r"满(\d+)元?[立直]?减(\d+)|(?<!\d)(\d+) off (\d+)|cny (\d+) off (?:a single receipt of )?cny (\d+)"
)
_BY_NAME = re.compile(r"讨论稿|草案|未公开|内部方案|快报|归档|k\d{2}")


@dataclass(frozen=True)
class StandingMeant:
    """What a message says of when its papers hold."""

    text: str
    full: str  # the same, made whole with what was asked before
    year: int | None  # that it names
    today: date
    is_staff: bool

    def chosen(self, in_force: Found, every: Found) -> Found:
        """What is in force; or of `every` standing, where that is clearly what was meant (a campaign that ended)."""
        if planned := self._planned(in_force, every):
            return planned
        if over := self._offer_that_is_over(every):
            return over
        return every if self._means_another_paper(in_force, every) else in_force

    def others(self, every: Found, in_force: Found) -> Found:
        """A paper that was replaced speaks only where it is asked for by name; its successor is in force.

        A rule to come speaks only where what is to come is asked for, or nothing in force answers nearly as well.
        """
        if _BY_NAME.search(self.text):
            return every
        holding = {hit.document.doc_id for hit in in_force.hits}
        lead = every.hits[0].score - in_force.hits[0].score if every.hits and in_force.hits else _FAR
        is_answered = in_force.answerable >= certainty.SURE and lead < _FAR

        def waits(hit: Hit) -> bool:
            replaces = holding & set(hit.document.supersedes)
            is_rule = is_answered and hit.document.doc_type not in OCCASIONS
            return hit.standing is Standing.UPCOMING and bool(replaces or is_rule)

        ahead = _AHEAD.search(self.text)
        hits = tuple(
            hit for hit in every.hits if hit.standing is not Standing.SUPERSEDED and (ahead or not waits(hit))
        )
        return replace(every, hits=hits)

    def _means_another_paper(self, in_force: Found, every: Found) -> bool:
        best = every.hits[0] if every.hits else None
        if best is None:
            return False
        if self._is_of_the_year(in_force, every):
            return True
        marks = support.missing_marks(self.full, in_force.hits)
        if marks and not support.missing_marks(self.full, every.hits):
            return True
        if best.standing is Standing.IN_FORCE:
            return False
        if self._asks_whether_it_still_runs(best):
            return True
        rival = in_force.hits[0].score if in_force.hits else 0.0
        return _BY_NAME.search(self.text) is not None or best.score > rival + _CLEARLY

    def _planned(self, in_force: Found, every: Found) -> Found | None:
        """The paper of an occasion to come that staff name, in front, where no paper in force is about it: 双12的券有几张."""
        if not self.is_staff:
            return None
        ahead = {
            hit.document.doc_id
            for hit in every.hits
            if hit.standing in (Standing.EMBARGOED, Standing.UPCOMING)
            and hit.document.doc_type in OCCASIONS
            and is_about(hit.document, self.full)
        }
        if not ahead or any(is_about(hit.document, self.full) for hit in in_force.hits):
            return None
        hits = {hit.passage.passage_id: _NAMED for hit in every.hits if hit.document.doc_id in ahead}
        return lifted(every, hits)

    def _offer_that_is_over(self, every: Found) -> Found | None:
        """The paper of an occasion that ended lately in front, where its offer is named and asked for: 满300减50还能用吗."""
        named = _offers_in(self.text)
        if not named or not STILL.search(self.text):
            return None
        of_it = [
            hit
            for hit in every.hits
            if hit.document.doc_type in OCCASIONS and named & _offers_in(hit.passage.text)
        ]
        if not any(self._asks_whether_it_still_runs(hit) for hit in of_it) or any(
            hit.standing is Standing.IN_FORCE for hit in of_it
        ):
            return None
        papers = {hit.document.doc_id for hit in of_it if hit.standing is Standing.EXPIRED}
        return lifted(
            every, {hit.passage.passage_id: _NAMED for hit in every.hits if hit.document.doc_id in papers}
        )

    def _asks_whether_it_still_runs(self, best: Hit) -> bool:
        """Whether an occasion that ended lately leads what was found, and it is asked whether it can still be had."""
        over = best.document.effective_to
        if best.standing is not Standing.EXPIRED or best.document.doc_type not in OCCASIONS or over is None:
            return False
        return (self.today - over).days <= _LATELY and STILL.search(self.text) is not None

    def _is_of_the_year(self, in_force: Found, every: Found) -> bool:
        """Whether a paper that has ended speaks best of the past year that is named."""
        year = self.year
        if year is None or year >= self.today.year:
            return False
        ended = [hit for hit in every.hits if hit.standing is Standing.EXPIRED]
        own = [hit.score for hit in ended if str(year) in hit.document.title]
        rivals = [hit.score for hit in in_force.hits if str(year) in hit.document.title]
        return bool(own) and max(own) > max(rivals, default=0.0)


def _offers_in(text: str) -> set[tuple[str, ...]]:
    """The offers that a text names, by their figures: 300 and 50 of 满300减50."""
    return {tuple(sorted(filter(None, match.groups()))) for match in _OFFER.finditer(fold(text))}
