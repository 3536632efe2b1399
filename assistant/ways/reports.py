"""What staff ask of the figures of reports: side by side, by month, by day or floor, against a target."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from assistant.asking.asked import Asked
from assistant.asking.wording import plain
from assistant.english import cell, things_in
from assistant.model import Handling
from assistant.quoted import asked_figures, comparison, grids, trends, unnamed, year_before
from assistant.quoted.breakdown import of_parts
from assistant.quoted.budgets import asks_of_costs, costs_of, of_budgets
from assistant.quoted.contrast import asks_gap
from assistant.quoted.events import in_their_names
from assistant.quoted.interpreter import row_in_english
from assistant.quoted.parts import Part, parts_of, totals_of
from assistant.quoted.replay_words import asks
from assistant.quoted.reported import Figure, days_counted, figures_of, figures_told
from assistant.quoted.reports import untold_part
from assistant.quoted.rows import passages_of, rows_near, rows_of_type
from assistant.reckoning import of_reports, says, targets
from assistant.reply import Line, Reply, Source, spoken
from knowledge.library import Library
from knowledge.model import Document, Passage
from knowledge.text import fold


class Reports:
    """The figures of reports, quoted and reckoned with."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def comparison(self, asked: Asked) -> Reply | None:
        """A figure out of the figures of reports, or those of several side by side; the whole is none by floor or brand."""
        if untold_part(self._library, asked, asked.found.hits):
            return None
        rows = self._figures(asked)
        if comparison.asks_daily(asked.text):
            rows = [row if row.days else replace(row, days=self._days(row, asked)) for row in rows]
        events = {figure.event for figure in rows}

        def said(text: str) -> str:
            return in_their_names(_in_chinese(asked, text), events)

        figures = comparison.of_the_years(rows, said(asked.full), asked.today)
        text, topic = said(asked.text), said(asked.topic)
        meant = self._events_meant(asked, text, figures)
        if len(meant) > 1:
            return self._of_each(asked, text, meant, figures)
        text, full = "".join((*meant, text)), "".join((*meant, asked.full))
        earlier = [said(plain(turn.message)) for turn in asked.turns]
        if whole := comparison.over_several(text, earlier, figures):
            text, topic = whole, ""
        if figures and (found := of_reports(text, topic, figures, _says(asked.english))):
            shown = [
                Line(row_in_english(one.passage.text) if asked.english else spoken(one.passage), (one,))
                for one in {one.passage.passage_id: one for one in found.sources}.values()
            ]
            return Reply(Handling.ANSWER, (found.line(), *shown), 0.9, topic=full)
        if risen := year_before.on_the_year_before(text, topic, figures, asked.english):
            return replace(risen, topic=full)
        if grown := year_before.growth_rows(text, topic, figures):
            return Reply(Handling.ANSWER, tuple(_row(one.source, asked) for one in grown), 0.9, topic=full)
        if untold := self._no_year_before(asked, year_before.without_year_before(text, topic, rows)):
            return untold
        if untold := self._no_target(asked, targets.without_target(text, topic, figures)):
            return untold
        reached = targets.reached_by_each(text, figures, _says(asked.english))
        if reached and not asks_gap(text):
            shown = [Line(spoken(one.passage), (one,)) for one in reached.sources]
            return Reply(Handling.ANSWER, (reached.line(), *shown), 0.9, topic=full)
        if comparison.asks_to_compare(text, topic) and (
            compared := comparison.compare(text, topic, figures, asked.today.year, asked.english)
        ):
            return replace(compared, lines=(*compared.lines, *([reached.line()] if reached else [])))
        if alone := comparison.told_alone(text, topic, figures, asked.english):
            return alone
        own = [one for one in comparison.named(text, topic, figures) if not one.column]
        if not own or not (asked.english or meant):
            return None
        return Reply(Handling.ANSWER, tuple(_row(one.source, asked) for one in own), 0.9, topic=full)

    def _events_meant(self, asked: Asked, text: str, figures: Sequence[Figure]) -> list[str]:
        """The events that staff mean who name none, of a mall's figures and not of a shop's."""
        if not asked.staff or asked.shops:
            return []
        return unnamed.events_meant(text, (asked.topic, *(turn.message for turn in asked.turns)), figures)

    def _of_each(
        self, asked: Asked, text: str, events: Sequence[str], figures: Sequence[Figure]
    ) -> Reply | None:
        """What a message asks for that names no event, of each event that has it: its figures, and what was asked of these."""
        say = _says(asked.english)
        told = fold(text)
        meant = comparison.of_events(told, events, figures)
        lines = list(comparison.table(meant, asked.english))
        if targets.asks_whether_met(told) or asks("against_target", told):
            lines += [Line(targets.whether_met(one, say), (one.source,)) for one in meant]
        if year_before.asks_year_before(told):
            earlier = [one for one in meant if one.earlier]
            if not earlier:
                return None
            lines += year_before.lines_of(earlier, asked.english)
        return Reply(Handling.ANSWER, tuple(lines), 0.9, topic=asked.full)

    def _no_target(self, asked: Asked, figure: Figure | None) -> Reply | None:
        """That a report has no target for a figure, where no passage of it tells the share that was reached."""
        if figure is None:
            return None
        paper = passages_of(self._library, asked, figure.source.document)
        if any(targets.tells_what_was_reached(one.text) for one in paper):
            return None
        values = {"event": figure.event, "name": figure.metric, "result": figure.value}
        said = Line(_says(asked.english)("target_none", **values), (figure.source,))
        return Reply(Handling.PARTIAL, (said,), 0.9, topic=asked.full)

    def _no_year_before(self, asked: Asked, figure: Figure | None) -> Reply | None:
        """That a report has no figure of the year before, where no passage of it speaks of that year's."""
        if figure is None:
            return None
        paper = passages_of(self._library, asked, figure.source.document)
        if any(year_before.tells_year_before(one.text, figure.metric) for one in paper):
            return None
        values = {"event": figure.event, "name": figure.metric, "result": figure.value}
        said = Line(_says(asked.english)("year_before_none", **values), (figure.source,))
        return Reply(Handling.PARTIAL, (said,), 0.9, topic=asked.full)

    def periods(self, asked: Asked) -> Reply | None:
        """What staff ask of figures by month or year: by how much a category rose on the same month of the year before."""
        if not asked.staff or not asked_figures.asks_of_periods(asked.text, asked.topic):
            return None
        rows = grids.grid_rows(rows_near(self._library, asked))
        if asked.shops:  # what a shop sells in a month is not told, nor is all in all what was asked for
            rows = [row for row in rows if not row.metric]
        text, topic = _in_chinese(asked, asked.text), _in_chinese(asked, asked.topic)
        return trends.of_periods(text, topic, rows, asked.today, asked.english)

    def budgets(self, asked: Asked) -> Reply | None:
        """Whether an event kept to its budget, by which items it did not, or what it cost, as staff ask.

        Reports tell it, or the papers near the question, of an event that is still on.
        """
        if not asked.staff:
            return None
        reported = self._costs(asked, rows_of_type(self._library, asked, "replay"))
        if reported or not asks_of_costs(asked.text, asked.topic):
            return reported
        return self._costs(asked, rows_near(self._library, asked))

    @staticmethod
    def _costs(asked: Asked, rows: Iterable[tuple[Passage, Document]]) -> Reply | None:
        costs = costs_of(rows)
        events = {one.event for one in costs}
        text, topic = (in_their_names(_in_chinese(asked, one), events) for one in (asked.text, asked.topic))
        return of_budgets(text, topic, costs, asked.english) if costs else None

    def parts(self, asked: Asked) -> Reply | None:
        """What staff ask of a report's figures by day, floor or kind of shop: what share of all a floor had."""
        rows = self._parts(asked) if asked.staff else []
        if not rows:
            return None
        events = {row.event for row in rows}
        text, topic = (in_their_names(_in_chinese(asked, one), events) for one in (asked.text, asked.topic))
        return of_parts(text, topic, rows, lambda doc_id: self._notes(asked, doc_id), asked.english)

    def _notes(self, asked: Asked, doc_id: str) -> list[Source]:
        """What a paper says beside its tables."""
        viewer, as_of = asked.question.viewer, asked.question.as_of
        papers = self._library.documents_of_type("replay", viewer, as_of)
        return [
            Source(passage, paper)
            for paper in papers
            if paper.doc_id == doc_id
            for passage in passages_of(self._library, asked, paper)
            if passage.kind != "row"
        ]

    def _figures(self, asked: Asked) -> list[Figure]:
        """The figures of all reports: of their tables, or of the sentences of one that has no table."""
        viewer, as_of = asked.question.viewer, asked.question.as_of
        rows = figures_of(rows_of_type(self._library, asked, "replay"))
        in_tables = {row.source.document.doc_id for row in rows}
        told = [
            (passage, report)
            for report in self._library.documents_of_type("replay", viewer, as_of)
            if report.doc_id not in in_tables
            for passage in self._library.passages(report.doc_id, viewer, as_of)
        ]
        figures = [*rows, *figures_told(told)]
        known = {(one.source.document.doc_id, one.metric) for one in figures}
        totals = totals_of(self._parts(asked))
        return [*figures, *(one for one in totals if (one.source.document.doc_id, one.metric) not in known)]

    def _parts(self, asked: Asked) -> list[Part]:
        return parts_of(rows_of_type(self._library, asked, "replay"))

    def _days(self, figure: Figure, asked: Asked) -> int:
        """The days that the report of a figure says it counts."""
        question = asked.question
        report = figure.source.document.doc_id
        return days_counted(self._library.passages(report, question.viewer, question.as_of))


def _row(source: Source, asked: Asked) -> Line:
    """A row as it stands, in the language of the reply."""
    row = source.passage
    return Line(row_in_english(row.text) if asked.english else spoken(row), (source,))


def _says(english: bool) -> Callable[..., str]:
    """Says a sum over the figures of reports, their labels in the language of the reply."""
    say = says(english)
    if not english:
        return say
    return lambda key, **values: say(key, **{name: cell(str(value)) for name, value in values.items()}) + " "


def _in_chinese(asked: Asked, text: str) -> str:
    """A text with the Chinese words for what an English one names."""
    return " ".join((text, *things_in(text))) if asked.english else text
