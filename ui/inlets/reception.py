"""The reception: takes what came in by a channel, has it answered once, and sees that the answer arrives."""

from __future__ import annotations

import logging
import threading
import time
from collections import Counter
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.language import ENGLISH, HANS, follow
from assistant.model import Answer
from assistant.phrases import Phrases
from assistant.tickets import Seal
from knowledge.model import Role
from ui.asking import Asking
from ui.auth import Means, Principal
from ui.conversations import UnknownConversation
from ui.entry.rates import TooOften
from ui.entry.signing import Signer
from ui.inlets.book import InletBook
from ui.inlets.model import Heard, Inlet, Silence, Sort, Words
from ui.inlets.pushing import NotPushed, Pusher
from ui.inlets.register import Entry, Register, State
from ui.inlets.texts import plain
from ui.schemas.fields import readable

if TYPE_CHECKING:
    from ui.lobby import Lobby

log = logging.getLogger(__name__)

LONGEST = 500  # characters of a question
_TURNS = 64  # senders that are answered at once, each one's messages in order
_HOUR = 3600.0
_TALK = 12 * _HOUR  # a sender's conversation goes on for so long after their last message
_CALLS = 3  # times that the platforms ask, five seconds each
_PATIENT, _OVERTIME = 4.2, 5.5  # seconds that a call is held: to be in time; or on purpose, to be asked again


@dataclass(frozen=True, slots=True)
class Spoken:
    """What is said: as a text for a chat, and as the whole answer where one was made."""

    text: str
    answer: Answer | None = None


@dataclass(frozen=True, slots=True)
class Patience:
    tries: int = 8
    first: float = 2.0
    longest: float = 1800.0
    looks: float = 2.0

    def after(self, tries: int) -> float:
        return min(self.first * 3**tries, self.longest)


class Reception:
    """One for a house. Everybody who comes in here is a shopper, whoever the other house says they are."""

    def __init__(self, lobby: Lobby, pusher: Pusher | None = None, patience: Patience | None = None) -> None:
        home = lobby.settings.home
        self.book = InletBook(home)
        self._lobby = lobby
        self._patience = patience or Patience()
        self._signer = Signer.at(home)
        self._register = Register(home, Seal.at(home))
        self._pusher = pusher or Pusher()
        self._pool = ThreadPoolExecutor(8, thread_name_prefix="inlet")
        self._lock = threading.Lock()
        self._turns = [threading.Lock() for _ in range(_TURNS)]
        self._under_way: dict[int, Future[Spoken]] = {}
        self._calls: Counter[int] = Counter()
        self._wake = threading.Event()
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None
        self._words: Words = Silence()

    def begin(self, words: Words | None = None) -> None:
        """From now on answers follow later where they must, and what persons say; first what an end of the server left over."""
        if self._thread is not None:
            return
        self._words = words or Silence()
        self._register.begin_at(self._words.latest())
        for entry in self._register.left_over():
            inlet = self.book.get(entry.inlet)
            if inlet and inlet.pushes and entry.person:
                self._register.late(entry.number)
                if entry.state is State.HEARD:
                    self._start(inlet, entry)
        self._thread = threading.Thread(target=self._work, name="reception", daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._ended.set()
        self._wake.set()
        if self._thread:
            self._thread.join(10)
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._pusher.close()
        self._register.close()

    # -- what came in ----------------------------------------------------------------------------

    def take(self, inlet: Inlet, heard: Heard) -> tuple[Entry, Future[Spoken], bool]:
        """The message's entry, what will be said to it, and whether it is new. Each message is answered once.

        Raises TooOften.
        """
        sender = self._hashed(inlet, heard.sender)
        with self._lock:
            entry, is_new = self._register.take(
                inlet.name, heard.message_id, sender, heard.sender, heard.text, time.time()
            )
            if under_way := self._under_way.get(entry.number):
                return entry, under_way, False
            if entry.state is not State.HEARD:
                said: Future[Spoken] = Future()
                said.set_result(Spoken(entry.text))
                return entry, said, False
            # Not answered and not under way: new, or left over from before a restart.
            if is_new:
                self._admit(inlet, entry)
            return entry, self._start(inlet, entry), True

    def said_at_once(self, heard: Heard) -> str | None:
        """What is said to a message that nobody has to think about; None for a question."""
        if heard.sort is Sort.NOTHING:
            return ""
        if heard.sort is Sort.JOINED:
            return self._both("inlet.welcome")
        text = readable(heard.text)
        if heard.sort is Sort.UNREAD or not text:
            return self._both("inlet.unread")
        if len(text) > LONGEST:
            return self._phrases.say("inlet.long", follow(text[:LONGEST]))
        return None

    def too_often(self, heard: Heard) -> str:
        return self._phrases.say("inlet.often", follow(heard.text[:LONGEST]))

    def seconds_for(self, inlet: Inlet, entry: Entry) -> float:
        """How long a call is held. Where no answer can follow later, the platform's own repeats are used up first."""
        with self._lock:
            self._calls[entry.number] += 1
            if len(self._calls) > 10_000:
                self._calls.clear()
            return _PATIENT if inlet.pushes or self._calls[entry.number] >= _CALLS else _OVERTIME

    def overdue(self, inlet: Inlet, heard: Heard, entry: Entry) -> str | None:
        """What is said where the answer is not there in time: nothing, since it follows; or to ask again. None: hang up."""
        if inlet.pushes:
            self._register.late(entry.number)
            self._wake.set()
            return ""
        if self._calls[entry.number] >= _CALLS:
            return self._phrases.say("inlet.later", follow(heard.text[:LONGEST]))
        return None

    def handed_out(self, entry: Entry) -> None:
        """The reply went in the same breath."""
        self._register.done(entry.number)

    # -- answering -------------------------------------------------------------------------------

    def _start(self, inlet: Inlet, entry: Entry) -> Future[Spoken]:
        future = self._pool.submit(self._answer, inlet, entry)
        self._under_way[entry.number] = future
        return future

    def _answer(self, inlet: Inlet, entry: Entry) -> Spoken:
        try:
            with self._turns[int(entry.sender[:8], 16) % _TURNS]:
                answer = self._asked(inlet, entry)
                text = plain(answer, self._lobby.settings.public_url)
                self._register.answered(entry, text, answer.conversation_id, time.time())
            self._wake.set()
            return Spoken(text, answer)
        except Exception:
            log.exception("A message of the channel %s could not be answered.", inlet.name)
            said = self._phrases.say("inlet.failed", follow(entry.text[:LONGEST]))
            self._register.answered(entry, said, "", time.time())
            return Spoken(said)
        finally:
            with self._lock:
                self._under_way.pop(entry.number, None)

    def _asked(self, inlet: Inlet, entry: Entry) -> Answer:
        since = time.time() - _TALK
        conversation = self._register.conversation(inlet.name, entry.sender, since) or None
        try:
            return self._asking(inlet, entry, conversation).answer()
        except UnknownConversation:  # it was deleted meanwhile
            return self._asking(inlet, entry, None).answer()

    def _asking(self, inlet: Inlet, entry: Entry, conversation: str | None) -> Asking:
        return Asking(
            self._lobby,
            self._principal(inlet, entry),
            readable(entry.text),
            self._lobby.clock.now(),
            conversation,
            channel=inlet.channel,
            mall=inlet.mall,
            listens=inlet.pushes,  # only there what a person says can arrive
            key=f"{inlet.name} {entry.message_id}"[:100],
        )

    def _admit(self, inlet: Inlet, entry: Entry) -> None:
        try:
            self._lobby.rates.admit(self._principal(inlet, entry), f"inlet {inlet.name}")
        except TooOften:
            self._register.dropped(entry.number)
            raise

    @staticmethod
    def _principal(inlet: Inlet, entry: Entry) -> Principal:
        return Principal(Role.SHOPPER, Means.COOKIE, f"{inlet.name}:{entry.sender}")

    def _hashed(self, inlet: Inlet, sender: str) -> str:
        """The same for the same sender of the same channel; nobody without the house's secret finds the sender by it."""
        return self._signer.sign(f"inlet {inlet.name} {sender}").rpartition(".")[2][:32]

    @property
    def _phrases(self) -> Phrases:
        return Phrases.load(lambda: self._lobby.atrium.profile)

    def _both(self, key: str) -> str:
        return "\n".join(self._phrases.say(key, language) for language in (HANS, ENGLISH))

    # -- what follows later ----------------------------------------------------------------------

    def _work(self) -> None:
        swept = 0.0
        while not self._ended.is_set():
            try:
                now = time.time()
                while words := self._words.since(self._register.read_to):
                    self._register.owe(words, now)
                for entry in self._register.unsent(now):
                    self._push(entry)
                if now - swept > _HOUR:
                    swept = now
                    self._register.sweep(now)
            except Exception:  # a disk that is full for a while ends no thread
                log.exception("Answers to channels could not be sent; they are again in a moment.")
                self._ended.wait(5)
            self._wake.wait(self._patience.looks)
            self._wake.clear()

    def _push(self, entry: Entry) -> None:
        inlet = self.book.get(entry.inlet)
        if inlet is None or not inlet.pushes or not entry.person:
            self._register.dropped(entry.number)
            return
        try:
            self._pusher.push(inlet, entry.person, entry.text)
        except NotPushed as error:
            log.warning("Channel %s: an answer was not taken: %s", inlet.name, error)
            if error.final or entry.tries + 1 >= self._patience.tries:
                self._register.dropped(entry.number)
            else:
                self._register.put_off(entry.number, time.time() + self._patience.after(entry.tries))
            return
        self._register.done(entry.number)
