"""What stands ready before the knowledge does: keys, clock, rates, jobs. Requests pass through here."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError

from assistant.labels.clerk import Clerk
from assistant.rescue import Rescue, Said, rescue_of
from ui.accounts.oidc import SignOn
from ui.accounts.passwords import Passwords
from ui.accounts.setup import SetUp
from ui.accounts.store import Accounts
from ui.accounts.tries import Tries
from ui.atrium import Atrium
from ui.audit.record import Audit
from ui.auth import Doorkeeper, Means, Principal
from ui.background.ingesting import KINDS
from ui.background.jobs import Jobs
from ui.background.ledger import Ledger
from ui.background.watching import Watcher
from ui.batches.office import BatchOffice
from ui.clock import Clock, moment, zone
from ui.conversations import Conversations
from ui.desks.sheets import SheetReader
from ui.entry.doors import open_doors
from ui.entry.keys import Keys
from ui.entry.rates import Rates
from ui.entry.sessions import Sessions
from ui.entry.signing import Signer
from ui.inlets import Reception
from ui.inlets.persons import PersonsWords, waiting
from ui.operating import gauges
from ui.operating.metrics import Metrics
from ui.operating.readiness import Readiness, State
from ui.operating.rounds import look_round
from ui.operating.stagewatch import StageWatch
from ui.profile import numbers_set
from ui.settings import Settings
from ui.wire.problems import NotReady, Problem
from ui.wire.streams import Streams

if TYPE_CHECKING:
    from ui.operating.traces import Traces

# A part of Readiness; the others are told in ui/operating/rounds.py.
ASSISTANT = "assistant"
AUDIT = "audit"

log = logging.getLogger(__name__)


class Lobby:
    """Opens at once; the atrium behind it may follow later."""

    def __init__(self, settings: Settings, local_key: str = "") -> None:
        engine = open_doors(settings.home)
        self.settings = settings
        self.limits = settings.limits.loosened() if settings.demo else settings.limits
        self.keys = Keys(engine)
        self.sessions = Sessions(engine)
        self.accounts = Accounts(engine, Passwords(), Tries(engine, self.limits.passwords_an_hour))
        self.audit = Audit(settings.home, settings.audit_anchor)
        self.setup = SetUp(self.accounts)
        self.sign_on = SignOn(settings) if settings.has_oidc else None
        self.signer = Signer.at(settings.home)
        self.doorkeeper = Doorkeeper(self.keys, self.sessions, self.signer, local_key)
        self.rates = Rates(self.limits)
        self.conversations = Conversations(lambda: self.atrium.journal)
        self.jobs = Jobs(Ledger(settings.home), KINDS)
        self.batches = BatchOffice(settings)
        self.metrics = Metrics()
        self.streams = Streams()
        self.traces = _traces(settings)
        self.stages = StageWatch(self.metrics, self.traces)
        self.sheets = SheetReader(settings.home / "uploads", self.limits)
        self.readiness = Readiness()
        self.readiness.tell(ASSISTANT, State.STARTING, "getting ready")
        self._atrium: Atrium | None = None
        self.reception = Reception(self)
        self._watcher: Watcher | None = None
        self._clerk: Clerk | None = None
        gauges.enter(self)

    @property
    def behind(self) -> Atrium | None:
        """The atrium, whether or not questions can be answered now; None before one was let in."""
        return self._atrium

    @property
    def atrium(self) -> Atrium:
        """Raises NotReady until one has been let in and questions can be answered."""
        if self._atrium is None or not self.readiness.is_ready:
            raise NotReady
        return self._atrium

    def let_in(self, atrium: Atrium) -> None:
        """From now on questions are answered and jobs are worked on."""
        self._atrium = atrium
        self.jobs.begin(atrium)
        self.batches.begin(atrium)
        atrium.deliveries.begin(atrium.tickets, lambda: self.clock.now(), lambda: waiting(atrium.persons))
        look_round(self)
        self.readiness.tell(ASSISTANT, State.OK)
        self.reception.begin(PersonsWords(atrium.persons))  # what waits for an answer gets one only now

    def note_answer(self) -> None:
        """An answer is out: its conversation is labelled beside the next ones."""
        if self._clerk is not None:
            self._clerk.note()

    @property
    def rescue(self) -> Rescue:
        """Whom to ring in danger; before the papers can be read as the operator set it."""
        if self._atrium is None:
            return rescue_of(numbers_set(self.settings), Said(), "")
        return self._atrium.profile.rescue

    @property
    def clock(self) -> Clock:
        name = self._atrium.profile.timezone if self._atrium else "Asia/Shanghai"
        return Clock(zone(name), self.settings.clock)

    def asked_at(self, header: str | None, trusted: bool = False) -> datetime:
        """The moment a request speaks of; a header that is no moment is refused."""
        return self._moment(lambda: self.clock.asked(header, trusted), "X-Demo-Clock")

    def moment(self, text: str | None, otherwise: datetime) -> datetime:
        """The moment that a field names, if it names one."""
        return self._moment(lambda: moment(text, self.clock.timezone), "as_of") if text else otherwise

    @staticmethod
    def _moment(read, name: str) -> datetime:
        try:
            return read()
        except ValueError as error:
            raise Problem(422, f"{name}: {error}") from None

    def label(self) -> None:
        """From now on conversations are labelled beside the answers, and deleted when their time is over."""
        self._clerk = Clerk(self.atrium.labels)
        self._clerk.begin()

    def stands(self, principal: Principal) -> bool:
        """Whether somebody still has the role they came with: asked in the middle of what takes long."""
        if principal.means not in {Means.KEY, Means.LOGIN}:
            return True
        account_id = principal.id.removeprefix("account:")
        if account_id != principal.id:
            account = self.accounts.find(int(account_id))
            return account is not None and account.works and account.role is principal.role
        return any(
            key.works and key.role is principal.role for key in self.keys.all() if str(key.id) == principal.id
        )

    def retrieved(self, principal: Principal, how: str, documents: Sequence[str]) -> None:
        """Records which documents somebody of the house was shown. Answers go on when the record takes no writing."""
        if not principal.viewer.is_staff or not documents:
            return
        with self._degrading():
            self.audit.retrieved(principal, how, documents)

    def record_or_degrade(self, principal: Principal, act: str, about: str = "", **detail: str) -> None:
        """Records what happens also when the record takes no writing, such as a login."""
        with self._degrading():
            self.audit.record(principal, act, about, **detail)

    @contextmanager
    def _degrading(self) -> Iterator[None]:
        try:
            yield
        except (OSError, SQLAlchemyError):
            log.exception("Not recorded")
            self.readiness.tell(AUDIT, State.DEGRADED, "the record takes no writing")

    def watch(self) -> None:
        """Keeps up with the watched folders, if the settings name any."""
        folders = self.settings.watched_folders
        if folders:
            self._watcher = Watcher(folders, self._read_watched, polling=self.settings.watch_polling)
            self._watcher.start()

    def _read_watched(self, only: Sequence[str] | None) -> None:
        """To the job's end: what changes meanwhile is the next one's."""
        paths = [str(folder) for folder in self.settings.watched_folders]
        arguments = {"paths": paths, "prune": True, "only": only}
        self.jobs.submit("watch", arguments, asked_by="watch", join=True).ended.wait()

    def close(self) -> None:
        self.jobs.wind_down()
        self.batches.jobs.wind_down()
        if self._watcher is not None:
            self._watcher.close()
        if self._clerk is not None:
            self._clerk.close()
        self.reception.close()
        self.batches.close()
        self.jobs.close()
        self.audit.close()
        if self._atrium is not None:
            self._atrium.close()
        if self.traces is not None:
            self.traces.close()


def _traces(settings: Settings) -> Traces | None:
    if not settings.otel_endpoint:
        return None
    from ui.operating.traces import Traces  # seconds of imports that nobody else needs

    return Traces.sent_to(settings.otel_endpoint)
