"""What the papers say to a question: searched, judged, quoted; and that nothing was found is an answer too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from assistant.asking.asked import Asked
from assistant.model import Handling
from assistant.phrases import Phrases
from assistant.quoted import amended, certainty, extractive, ranking, versions
from assistant.quoted.another_time import is_of_another_month, is_of_another_year, tells_of_a_year
from assistant.quoted.aspects import left_out
from assistant.quoted.closings import of_that_closing
from assistant.quoted.discussed import names_a_figure_of_its_paper, of_its_paper
from assistant.quoted.drafts import about_draft, draft_meant
from assistant.quoted.embargo import until_when_untold
from assistant.quoted.excerpts import Excerpt
from assistant.quoted.focus import focus
from assistant.quoted.hedges import SO_FAR, Hedges
from assistant.quoted.heights import of_height
from assistant.quoted.hours import closing_of, hours_beside
from assistant.quoted.over import over_by_heading
from assistant.quoted.procedure import asks_for_steps, steps, without_days
from assistant.quoted.quotations import quotations, settling
from assistant.quoted.reports import figures_asked, no_such_report
from assistant.quoted.returns import returns_beside
from assistant.quoted.revisions import ruling, what_changed
from assistant.quoted.rows import passages_of
from assistant.quoted.season import of_that_feast, out_of_season
from assistant.quoted.series import names_none_of_its_series
from assistant.quoted.shop_rows import as_cards
from assistant.quoted.single_shops import without_single_shops
from assistant.quoted.their_words import in_their_words
from assistant.quoted.things import heads_a_passage, of_the_thing, speaks_of_nothing
from assistant.quoted.tiers import tier_line, without_other_tiers
from assistant.quoted.to_come import in_force_first
from assistant.quoted.unanswered import Unanswered
from assistant.quoted.values import names_a_rare_figure
from assistant.quoted.void import void_by_now
from assistant.reply import Line, Reply, spoken
from knowledge.bilingual import is_read_in_chinese
from knowledge.library import Library
from knowledge.model import Hit

_SHOWN = 8  # passages that a language model may write from


class Papers:
    """Answers out of the documents that a viewer may read."""

    def __init__(self, library: Library, phrases: Phrases, unanswered: Unanswered) -> None:
        self._library = library
        self._unanswered = unanswered
        self._phrases = phrases
        self._hedges = Hedges(library, phrases)

    def reply(self, asked: Asked) -> Reply | None:
        """Search, then quote; None when nothing is near enough."""
        if draft := draft_meant(asked):
            return Reply(Handling.ANSWER, tuple(about_draft(draft, asked)), certainty.CERTAIN)
        ranked = ranking.rank(asked.found.hits, asked.need, asked.today, asked.staff)
        ranked = of_that_feast(asked, of_its_paper(asked, ranked) or ranked)
        ranked = of_that_closing(ranked, closing_of(self._library, asked), next(iter(asked.need.days), None))
        ranked = without_single_shops(self._library, asked, in_force_first(ranked, asked))
        if changed := amended.told(self._library, asked, ranked):
            return self._answer(asked, changed, ())
        if not self._is_supported(asked, ranked):
            if void := void_by_now(asked):
                return self._answer(asked, quotations(asked, [void]), ())
            named = what_changed(self._library, asked, ranked, named=True)
            return self._answer(asked, named, ()) if named else None
        if in_order := self._in_order(asked, ranked):
            return self._hedges.hedged(
                asked, self._answer(asked, in_order, ())
            )  # all of them, in no other words
        if changed := what_changed(self._library, asked, ranked):
            return self._answer(asked, changed, ())
        if (denies := self._unanswered.denied(asked, ranked)) and (said := self._denied(asked, denies)):
            return said
        gap = self._unanswered.gap(asked, ranked)
        if gap and (instead := self._unanswered.instead(asked, gap)):
            return instead
        about = focus(in_their_words(asked, ranked), ranked)
        chosen = extractive.choose(ranked, asked.need, about=about)
        if gap and of_height(asked.full, chosen):
            gap = None  # what is so high may go by any name: 面包车
        if gap:
            chosen = of_the_thing(asked, chosen)
        doubts = gap is not None or asked.found.answerable < certainty.SURE
        if doubts and not asked.staff and speaks_of_nothing(asked, chosen, letters=gap is None):
            return self._unanswered.unknown(asked)
        best, day = [part.hit for part in chosen], next(iter(asked.need.days), asked.today)
        ended = versions.ended(best, asked.english)
        if over := over_by_heading(best, day, asked.english):
            ended, chosen = over, [part for part in chosen if part.hit.heading == best[0].heading]
        if ended:
            chosen = chosen[:2]
        season = [] if ended else out_of_season(asked, ranked)
        if season:  # of what cannot be had now the rest of the rules is not asked
            return self._hedges.hedged(asked, self._answer(asked, season, ranked), is_settled=True)
        tiers = tier_line(ranked, asked.need.amounts, asked.text) if asked.staff and not asked.english else []
        if tiers:
            chosen = without_other_tiers(chosen, tiers[0].sources[0].passage)
        settled = settling(asked, chosen, about)
        quoted = as_cards(self._library, asked, quotations(asked, chosen, None if gap else settled))
        lines = [
            *ended,
            *tiers,
            *returns_beside(self._library, asked, self._phrases),
            *self._in_another_tongue(asked, chosen),
            *ruling(self._library, asked, ranked),
            *amended.ruling(self._library, asked, ranked),
            *quoted[:1],
            *until_when_untold(self._library, asked, chosen),
            *quoted[1:],
            *quotations(asked, left_out(asked, chosen)),
            *self._coming(asked, chosen),
            *hours_beside(self._library, asked, chosen),
        ]
        return self._hedges.hedged(asked, self._answer(asked, lines, ranked), settled is not None, gap)

    def _denied(self, asked: Asked, denies: Hit) -> Reply | None:
        """That a paper says it has not what is asked for, after what other reports that are named have of it."""
        told = [] if asked.english else figures_asked(self._library, asked)
        own = [one for one in told if one.source.document.doc_id == denies.document.doc_id]
        if own and not any(one.metric.endswith("率") for one in own):
            return None  # 国庆发的券核销了多少 asks for what it has; a rate is of what it may not have
        lines = [Line(spoken(one.source.passage), (one.source,)) for one in told if one not in own]
        lines += quotations(asked, extractive.choose([denies], asked.need))
        return replace(self._answer(asked, lines, ()), handling=Handling.PARTIAL)

    def _answer(self, asked: Asked, lines: Sequence[Line], ranked: Sequence[Hit]) -> Reply:
        return Reply(Handling.ANSWER, tuple(lines), asked.found.answerable, hits=tuple(ranked[:_SHOWN]))

    def _in_another_tongue(self, asked: Asked, chosen: Sequence[Excerpt]) -> list[Line]:
        """That what follows is quoted in English, where a reader of Chinese gets nothing else."""
        if asked.english or any(is_read_in_chinese(part.text) for part in chosen):
            return []
        return [Line(self._phrases.say("in_english", asked.language))] if chosen else []

    def _coming(self, asked: Asked, chosen: Sequence[Excerpt]) -> list[Line]:
        hits = [part.hit for part in chosen]
        return versions.coming(
            hits, self._library, asked.question.viewer, asked.question.as_of, asked.english
        )

    def _is_supported(self, asked: Asked, ranked: list[Hit]) -> bool:
        if not ranked or asked.missing:
            return False
        if asked.found.answerable < certainty.REFUSED and not (
            names_a_figure_of_its_paper(asked, ranked[0])
            or names_a_rare_figure(asked, ranked[0])
            or of_its_paper(asked, ranked)
            or heads_a_passage(asked)
            or asked.is_of_facility_told_by(ranked[0])
        ):
            return False
        if no_such_report(self._library, asked) or (asked.signals.live_data and SO_FAR.search(asked.text)):
            return False
        return not (
            (
                is_of_another_year(asked.need.year, asked.found.hits)
                and not tells_of_a_year(ranked[0], asked.need.year)
            )
            or is_of_another_month(asked.text, asked.found.hits)
        )

    def no_such_paper(self, asked: Asked) -> Reply | None:
        """That there is none, where a paper is named by a number of a series that has no such number."""
        is_none = names_none_of_its_series(self._library, asked)
        return self._unanswered.unknown(asked) if is_none else None

    def _in_order(self, asked: Asked, ranked: Sequence[Hit]) -> list[Line]:
        """All steps of a procedure; on which day it is gone through does not choose the procedure."""
        if asked.need.days and asks_for_steps(asked.full):
            need = replace(asked.need, days=())
            hits = asked.find(without_days(asked.full)).hits
            ranked = ranking.rank(hits, need, asked.today, asked.staff)
        return steps(
            asked.full, ranked, partial(passages_of, self._library, asked), closing_of(self._library, asked)
        )
