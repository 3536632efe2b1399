"""The one place where parts are chosen and put together."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from assistant.answering import Answerer
from assistant.asking.reader import Reader
from assistant.compliance import ComplianceChecker
from assistant.compliance.likeness import CopyLikeness
from assistant.compliance.overlay import Overlay
from assistant.copies import CopyStore
from assistant.curated import CuratedAnswers, CuratedStore
from assistant.desks import Desks
from assistant.emergency import Emergencies
from assistant.gaps import Gaps, GapStore
from assistant.grounding.generating import Generator
from assistant.handover import Line, Telling, ThreadStore
from assistant.journal import Journal
from assistant.labels import Labeller, LabelLikeness, LabelOffice, LabelStore
from assistant.labels.citing import Citing
from assistant.llms import Deadlines, LanguageModel, open_model
from assistant.llms.allowance import Allowance
from assistant.llms.purse import Purse
from assistant.model import MallProfile, Question
from assistant.phrases import Phrases
from assistant.replies import Replies
from assistant.tickets import Alarm, Clocks, Counter, Person, Seal, ServiceDesk, TicketStore
from assistant.triage import Triager
from assistant.triage.opinion import ModelOpinions
from knowledge.directory import Directory
from knowledge.embedding import Embedder
from knowledge.encoders import CrossEncoderReranker, first_of
from knowledge.encoders.recent import RecentQueries
from knowledge.library import Library
from knowledge.model import Viewer
from knowledge.rerank import Reranker
from knowledge.writing.hours import opening_on, rules_in
from knowledge.writing.spans import Span
from knowledge.writing.trading import spans_on
from ui.accounts.passwords import Passwords
from ui.accounts.store import Accounts
from ui.accounts.tries import Tries
from ui.atrium import Atrium
from ui.audit.record import Audit
from ui.background.workroom import Parts, Progress, open_ingest, open_library
from ui.clock import zone
from ui.deliveries import Courier, HookBook, Outbox
from ui.deliveries.posting import Poster
from ui.entry.doors import open_doors
from ui.entry.keys import Keys
from ui.profile import Profile, mall_profile
from ui.settings import Settings, load_settings


def build(settings: Settings, progress: Progress | None = None, parts: Parts | None = None) -> Atrium:
    """Opens the house under `settings.home`, whole unless `parts` leaves some out.

    Raises IndexMismatch or ModelUnavailable.
    """
    library = open_library(settings, progress, parts=parts, reranker=_reranker(settings))
    told = Profile(library, settings)
    journal = Journal(settings.home / "journal.db", lambda: [told().hotline])
    desks = Desks.load()
    deliveries = _courier(settings, desks)
    tickets = _service_desk(library, desks, settings, deliveries)
    journal.hand_over_tickets(tickets.adopt)
    tickets.sweep()
    # Urgency must not wait for the network: a remote embedder does not judge.
    local = None if settings.embedding.startswith("openai:") else RecentQueries(library.embedder)
    alone = first_of(library.embedder)  # what was fitted to its vectors
    model = _model(settings)
    triager = Triager(
        desks,
        lambda: _tenants(library, settings),
        local,
        settings.home / "triage",
        opinions=ModelOpinions(model, desks) if model else None,
    )
    persons = _line(library, triager, tickets, settings)
    curated = CuratedAnswers(CuratedStore(settings.home / "curated.db"), library)
    generator = Generator(model) if model else None
    labels = _labels(library, journal, tickets, persons.store, local, settings)
    labels.sweep()
    return Atrium(
        settings=settings,
        library=library,
        answerer=_answerer(library, triager, journal, desks, tickets, generator, persons, curated, told),
        checker=ComplianceChecker(
            rules=Overlay(settings.home),
            names=lambda: _tenants(library, settings),
            likeness=CopyLikeness.load(RecentQueries(alone)) if local else None,
        ),
        triager=triager,
        journal=journal,
        labels=labels,
        copies=CopyStore(settings.home / "copies.db"),
        tickets=tickets,
        persons=persons,
        curated=curated,
        gaps=Gaps(GapStore(settings.home / "gaps.db"), journal, alone),
        deliveries=deliveries,
        keys=Keys(open_doors(settings.home)),
        ingest=open_ingest(library),
        model=model,
        told=told,
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
    house, each = settings.limits.llm_tokens_a_day, settings.limits.llm_tokens_a_day_each
    if not (house or each):
        return model
    purse = Purse(settings.home / "spent.db", house, each)
    return Allowance(model, purse, settings.llm_max_tokens)


def _courier(settings: Settings, desks: Desks) -> Courier:
    """What reaches the desks' robots; it tells nobody anything until it is begun."""
    book = HookBook(settings.home, [desk.id for desk in desks])
    return Courier(Outbox(settings.home / "deliveries.db"), book, Poster(), settings.public_url)


def _service_desk(
    library: Library, desks: Desks, settings: Settings, alarm: Alarm | None = None
) -> ServiceDesk:
    """The tickets under the home, their clocks by the mall's own hours."""

    def zone_now() -> ZoneInfo:
        return zone(mall_profile(library).timezone)

    def mall(day: date) -> Sequence[Span] | None:
        return mall_spans(library, day, zone_now())

    profile = Profile(library, settings)

    def known() -> list[str]:
        return [profile().hotline]

    return ServiceDesk(
        TicketStore(settings.home / "tickets.db"),
        Clocks.load(desks, zone_now, mall),
        Seal.at(settings.home),
        known,
        settings.ticket_days,
        alarm,
    )


def _line(library: Library, triager: Triager, tickets: ServiceDesk, settings: Settings) -> Line:
    """What goes between shoppers and persons, under the home."""
    profile = Profile(library, settings)

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


def _labels(
    library: Library,
    journal: Journal,
    tickets: ServiceDesk,
    threads: ThreadStore,
    embedder: Embedder | None,
    settings: Settings,
) -> LabelOffice:
    """The labels of the journal's conversations, by the shops that anybody may know of."""

    def directory() -> Directory:
        return library.directory(Viewer(), settings.clock or datetime.now().astimezone())

    def forget_tickets(conversation_id: str, who: Person) -> list[str]:
        now = datetime.now(UTC)
        return tickets.office(now, now).forget(conversation_id, who)

    return LabelOffice(
        LabelStore(settings.home / "labels.db"),
        Labeller(LabelLikeness.load(embedder, settings.home / "labels"), directory),
        journal,
        Citing(library).outdated,
        forget_tickets,
        lambda conversation_id: int(threads.erase(conversation_id)),
        threads,
        settings.conversation_days,
    )


def _answerer(
    library: Library,
    triager: Triager,
    journal: Journal,
    desks: Desks,
    counter: Counter,
    generator: Generator | None,
    persons: Line | None = None,
    curated: CuratedAnswers | None = None,
    profile: Callable[[], MallProfile] | None = None,
) -> Answerer:
    profile = profile or (lambda: mall_profile(library))
    reader = Reader(library, triager, journal)
    phrases, emergencies = Phrases.load(profile), Emergencies.load()
    replies = Replies(library, counter, triager, desks, phrases, emergencies, profile, persons, curated)
    return Answerer(reader, replies, journal, generator)


def _tenants(library: Library, settings: Settings) -> list[str]:
    """The shops that anybody may know of: what a message is judged by must not tell of others."""
    now = settings.clock or datetime.now().astimezone()
    return [shop.name for shop in library.directory(Viewer(), now).shops]


def open_keys(settings: Settings) -> Keys:
    """The keys of a house, for commands that need nothing else."""
    return Keys(open_doors(settings.home))


def open_accounts(settings: Settings) -> Accounts:
    """The accounts of a house, for commands that need nothing else."""
    engine = open_doors(settings.home)
    return Accounts(engine, Passwords(), Tries(engine, settings.limits.passwords_an_hour))


def open_audit(settings: Settings | None = None) -> Audit:
    """The audit record of a house, by its settings or the environment's."""
    settings = settings or load_settings()
    return Audit(settings.home, settings.audit_anchor)
