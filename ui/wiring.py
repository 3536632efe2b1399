"""The one place where parts are chosen and put together."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from assistant.answering import Answerer
from assistant.asked import Reader
from assistant.compliance import ComplianceChecker
from assistant.compliance.likeness import CopyLikeness
from assistant.compliance.overlay import Overlay
from assistant.copies import CopyStore
from assistant.desks import Desks
from assistant.drafting import Drafter
from assistant.drafting.house_channels import FILE as CHANNELS_FILE
from assistant.drafting.house_channels import HouseChannels
from assistant.emergency import Emergencies
from assistant.generating import Generator
from assistant.handover import Line, Telling, ThreadStore
from assistant.handover.suggestions import Practice, no_practice
from assistant.journal import Journal
from assistant.llms import Deadlines, LanguageModel, open_model
from assistant.model import MallProfile, Question
from assistant.phrases import Phrases
from assistant.replies import Replies
from assistant.tickets import Clocks, Counter, Seal, ServiceDesk, TicketStore
from assistant.triage import Triager
from ingest.pipeline import Ingest
from knowledge.encoders import CrossEncoderReranker
from knowledge.hours import opening_on, rules_in
from knowledge.library import Library
from knowledge.model import Viewer
from knowledge.rerank import Reranker
from knowledge.trading import Span, spans_on
from ui.clock import zone
from ui.doors import open_doors
from ui.keys import Keys
from ui.papers import ViewersPapers
from ui.settings import Settings
from ui.workroom import Parts, Progress, open_ingest, open_library


@dataclass(frozen=True)
class Atrium:
    """Everything that answers, wired."""

    settings: Settings
    library: Library
    answerer: Answerer
    checker: ComplianceChecker
    triager: Triager
    journal: Journal
    copies: CopyStore
    tickets: ServiceDesk
    persons: Line  # between shoppers and the desks
    keys: Keys
    ingest: Ingest
    practice: Practice = no_practice  # good replies that were kept to questions like one
    model: LanguageModel | None = None  # writes answers and copy; None: quoted answers, templates

    @property
    def profile(self) -> MallProfile:
        """What the library knows of the mall now; an ingest may change it."""
        return mall_profile(self.library)

    def drafter(self, viewer: Viewer, as_of: datetime) -> Drafter:
        """A drafter over the papers that this viewer may read at this moment."""
        papers = ViewersPapers(self.library, viewer, as_of)
        return Drafter(
            self.checker,
            papers,
            self.profile,
            channels=self.channels,
            model=self.model,
            recent=self.copies,
            shops=self.library.directory(viewer, as_of) if self.model else None,
        )

    @property
    def channels(self) -> HouseChannels:
        """The shipped channels with the house's own, as its file says now."""
        return HouseChannels.read(self.settings.home / CHANNELS_FILE)

    def close(self) -> None:
        self.journal.close()
        self.copies.close()
        self.tickets.close()
        self.persons.store.close()
        self.library.close()


def build(settings: Settings, progress: Progress | None = None, parts: Parts | None = None) -> Atrium:
    """Opens the house under `settings.home`, whole unless `parts` leaves some out.

    Raises IndexMismatch or ModelUnavailable.
    """
    library = open_library(settings, progress, parts=parts, reranker=_reranker(settings))
    journal = Journal(settings.home / "journal.db", lambda: [mall_profile(library).hotline])
    desks = Desks.load()
    tickets = _service_desk(library, desks, settings)
    journal.hand_over_tickets(tickets.adopt)
    tickets.sweep()
    # Urgency must not wait for the network: a remote embedder does not judge.
    local = None if settings.embedding.startswith("openai:") else library.embedder
    model = _model(settings)
    triager = Triager(desks, lambda: _tenants(library, settings), local, settings.home / "triage")
    persons = _line(library, triager, tickets, settings)
    generator = Generator(model) if model else None
    return Atrium(
        settings=settings,
        library=library,
        answerer=_answerer(library, triager, journal, desks, tickets, generator, persons),
        checker=ComplianceChecker(
            rules=Overlay(settings.home),
            names=lambda: _tenants(library, settings),
            likeness=CopyLikeness.load(local) if local else None,
        ),
        triager=triager,
        journal=journal,
        copies=CopyStore(settings.home / "copies.db"),
        tickets=tickets,
        persons=persons,
        keys=Keys(open_doors(settings.home)),
        ingest=open_ingest(library),
        model=model,
    )


def _reranker(settings: Settings) -> Reranker | None:
    """What looks at the best hits again; None without a setting that names it."""
    if not settings.reranker:
        return None
    return CrossEncoderReranker(settings.reranker, settings.reranker_depth)


def _model(settings: Settings) -> LanguageModel | None:
    """The configured language model behind its breaker, one for answers and copy; None without one."""
    if not settings.has_llm:
        return None
    model = open_model(
        settings.llm_base_url,
        settings.llm_model,
        settings.llm_api_key.get_secret_value(),
        provider=settings.llm_provider,
        max_tokens=settings.llm_max_tokens,
        deadlines=Deadlines.within(settings.llm_seconds),
    )
    threading.Thread(target=model.prepare, daemon=True).start()  # seconds, not before the first answer
    return model


def _service_desk(library: Library, desks: Desks, settings: Settings) -> ServiceDesk:
    """The tickets under the home, their clocks by the mall's own hours."""

    def zone_now() -> ZoneInfo:
        return zone(mall_profile(library).timezone)

    def mall(day: date) -> Sequence[Span] | None:
        return mall_spans(library, day, zone_now())

    def known() -> list[str]:
        return [mall_profile(library).hotline]

    return ServiceDesk(
        TicketStore(settings.home / "tickets.db"),
        Clocks.load(desks, zone_now, mall),
        Seal.at(settings.home),
        known,
        settings.ticket_days,
    )


def _line(library: Library, triager: Triager, tickets: ServiceDesk, settings: Settings) -> Line:
    """What goes between shoppers and persons, under the home."""

    def profile() -> MallProfile:
        return mall_profile(library)

    def is_urgent(question: Question) -> bool:
        return triager.judge(question.message, question.viewer).priority == "P0"

    telling = Telling(Phrases.load(profile), tickets.clocks)
    store = ThreadStore(settings.home / "threads.db")
    return Line(store, tickets, telling, is_urgent, lambda: [profile().hotline])


def mall_spans(library: Library, day: date, timezone: ZoneInfo) -> Sequence[Span] | None:
    """When the mall is open on a day by what everybody may read; None where the library does not tell."""
    noon = datetime.combine(day, time(12), timezone)
    everybody = Viewer()
    rows = (
        (passage, document)
        for document in library.documents_of_type("hours", everybody, noon)
        for passage in library.passages(document.doc_id, everybody, noon)
    )
    rule = opening_on(day, rules_in(rows))
    return spans_on(f"{rule.opens}-{rule.closes}", day) if rule else None


def _answerer(
    library: Library,
    triager: Triager,
    journal: Journal,
    desks: Desks,
    counter: Counter,
    generator: Generator | None,
    persons: Line | None = None,
) -> Answerer:
    def profile() -> MallProfile:
        return mall_profile(library)

    reader = Reader(library, triager, journal)
    phrases, emergencies = Phrases.load(profile), Emergencies.load()
    replies = Replies(library, counter, triager, desks, phrases, emergencies, profile, persons)
    return Answerer(reader, replies, journal, generator)


def _tenants(library: Library, settings: Settings) -> list[str]:
    """The shops that anybody may know of: what a message is judged by must not tell of others."""
    now = settings.clock or datetime.now().astimezone()
    return [shop.name for shop in library.directory(Viewer(), now).shops]


_PROFILE = ("name", "name_en", "hotline", "service_desk", "service_desk_en", "timezone", "sms_signature")


def mall_profile(library: Library) -> MallProfile:
    """The mall's own description of itself; empty for a house that was told nothing."""
    told = {key: str(value) for key, value in library.profile().items()}
    known = {name: told.pop(name) for name in _PROFILE if told.get(name)}
    return MallProfile(**known, extra=told)


def open_keys(settings: Settings) -> Keys:
    """The keys of a house, for commands that need nothing else."""
    return Keys(open_doors(settings.home))
