"""What to say to a message: the ways to answer it, tried in order."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.asking import several
from assistant.asking.asked import Asked
from assistant.curated import CuratedAnswers
from assistant.desks import Desks
from assistant.emergency import Emergencies
from assistant.handover.persons import Persons
from assistant.model import Handling, MallProfile
from assistant.phrases import Phrases
from assistant.quoted.daily_sums import daily_sum
from assistant.quoted.event_rows import of_an_event
from assistant.quoted.free import what_is_free
from assistant.quoted.goings import what_is_on
from assistant.quoted.kind_priced import price_of_a_kind
from assistant.quoted.labelled import of_a_label
from assistant.quoted.old_figures import figure_of_before
from assistant.quoted.papers import Papers
from assistant.quoted.running import is_running
from assistant.quoted.tallies import tally
from assistant.quoted.terms import of_its_term
from assistant.quoted.unanswered import Unanswered
from assistant.reply import Reply
from assistant.tickets import Counter
from assistant.triage import Triager
from assistant.ways.accounts import of_an_account
from assistant.ways.corrected import Corrected
from assistant.ways.courtesy import Courtesy
from assistant.ways.danger import Danger
from assistant.ways.persons import ByPerson
from assistant.ways.reports import Reports
from assistant.ways.rosters import on_duty
from assistant.ways.tables import Tables
from assistant.ways.tariffs import of_a_tariff
from knowledge.library import Library

_TELLS = (Handling.ANSWER, Handling.REFUSE, Handling.EMERGENCY)


class Replies:
    """Urgency first, tables before prose, and nothing found is a reply too."""

    def __init__(
        self,
        library: Library,
        counter: Counter,
        triager: Triager,
        desks: Desks,
        phrases: Phrases,
        emergencies: Emergencies,
        profile: Callable[[], MallProfile],
        persons: Persons | None = None,
        curated: CuratedAnswers | None = None,
    ) -> None:
        """`profile` is read at each message: an ingest may change the mall's hotline. Without `persons` a matter is only
        filed; `curated` is what staff corrected.
        """
        self._phrases = phrases
        self._unanswered = Unanswered(library, counter, desks, phrases)
        self._papers = Papers(library, phrases, self._unanswered)
        tables = Tables(library, self._unanswered)
        reports = Reports(library)
        danger = Danger(library, counter, triager, desks, phrases, emergencies, profile, tables, self._papers)
        courtesy = Courtesy(triager, phrases, library)
        self._person = ByPerson(counter, triager, desks, phrases, tables, persons)
        self._ways: tuple[Callable[[Asked], Reply | None], ...] = (
            danger.reported,
            danger.after_a_report,
            courtesy.refusal,
            courtesy.small_talk,
            lambda asked: of_an_account(asked, phrases),
            Corrected(curated, triager).reply,
            lambda asked: on_duty(asked, library),
            courtesy.not_ours,
            self._papers.no_such_paper,
            lambda asked: figure_of_before(asked, library),
            reports.periods,
            reports.budgets,
            reports.parts,
            lambda asked: daily_sum(asked, library),
            lambda asked: tally(asked, library),
            tables.sum,
            lambda asked: of_a_tariff(asked, library),
            self._person.handed_over,
            what_is_free,
            lambda asked: what_is_on(asked, library, self._unanswered),
            lambda asked: self._unanswered.live(asked) if is_running(asked, library) else None,
            lambda asked: of_an_event(asked, library),
            lambda asked: of_its_term(asked, library),
            tables.unwritten,
            tables.timetable,
            tables.shops,
            tables.opening,
            reports.comparison,
            tables.by_remark,
            lambda asked: price_of_a_kind(asked, library, phrases),
            lambda asked: of_a_label(asked, library, phrases),
            courtesy.says_nothing,
            courtesy.line,
            danger.procedure_in_english,
            self._papers.reply,
            danger.procedure,
            tables.absent,
        )

    def together(self, asked: Asked, parts: Sequence[Asked], replies: Sequence[Reply]) -> Reply:
        """One reply to a message of several questions."""
        return several.together(
            [part.question.message for part in parts],
            replies,
            self._phrases,
            asked.language,
            parts[-1].full,
        )

    def to(self, asked: Asked) -> Reply:
        """The reply of the first way that has one; search comes last, and a person where it is no answer to what may be theirs."""
        reply = next(filter(None, (way(asked) for way in self._ways)), None)
        is_told = reply is not None and reply.handling in _TELLS
        if not is_told and self._person.is_perhaps_one(asked):
            reply = self._person.handed_over_anyhow(asked) or reply
        if not is_told and self._person.is_hearsay_untold(asked):
            reply = self._person.handed_over_anyhow(asked, is_untold=True) or reply
        return reply or self._unanswered.unknown(asked)
