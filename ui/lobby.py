"""What stands ready before the knowledge does: keys, clock, rates, jobs. Requests pass through here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ui.auth import Doorkeeper
from ui.batches.office import BatchOffice
from ui.clock import Clock, moment, zone
from ui.conversations import Conversations
from ui.doors import open_doors
from ui.ingesting import KINDS
from ui.jobs import Jobs
from ui.keys import Keys
from ui.ledger import Ledger
from ui.metrics import Metrics
from ui.problems import NotReady, Problem
from ui.rates import Rates
from ui.readiness import Readiness, State
from ui.sessions import Sessions
from ui.settings import Settings
from ui.sheets import SheetReader
from ui.signing import Signer
from ui.streams import Streams
from ui.watching import Watcher
from ui.wiring import Atrium

# Parts of Readiness.
ASSISTANT = "assistant"
LIBRARY = "library"
LANGUAGE_MODEL = "language model"


class Lobby:
    """Opens at once; the atrium behind it may follow later."""

    def __init__(self, settings: Settings, local_key: str = "") -> None:
        engine = open_doors(settings.home)
        self.settings = settings
        self.limits = settings.limits.loosened() if settings.demo else settings.limits
        self.keys = Keys(engine)
        self.sessions = Sessions(engine)
        self.doorkeeper = Doorkeeper(self.keys, self.sessions, Signer.at(settings.home), local_key)
        self.rates = Rates(self.limits)
        self.conversations = Conversations(lambda: self.atrium.journal)
        self.jobs = Jobs(Ledger(settings.home), KINDS)
        self.batches = BatchOffice(settings)
        self.metrics = Metrics()
        self.streams = Streams()
        self.sheets = SheetReader(settings.home / "uploads", self.limits)
        self.readiness = Readiness()
        self.readiness.tell(ASSISTANT, State.STARTING, "getting ready")
        self._atrium: Atrium | None = None
        self._watcher: Watcher | None = None

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
        self.readiness.tell(LIBRARY, *_library_state(atrium))
        model = self.settings.llm_model if self.settings.has_llm else "none: answers are extractive"
        self.readiness.tell(LANGUAGE_MODEL, State.OK, model)
        self.readiness.tell(ASSISTANT, State.OK)

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
        self.batches.close()
        self.jobs.close()
        if self._atrium is not None:
            self._atrium.close()


def _library_state(atrium: Atrium) -> tuple[State, str]:
    """An empty house answers, but knows nothing yet."""
    count = atrium.library.catalogue.count_passages()
    return (State.OK, f"{count} passages") if count else (State.DEGRADED, "empty: run atrium ingest PATH")
