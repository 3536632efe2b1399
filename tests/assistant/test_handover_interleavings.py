"""Shoppers, staff, absences and restarts in any order: no message and no state is lost or doubled."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from assistant.handover import Sender, State
from assistant.handover.moves import MOVES
from assistant.tickets import Hand, NotYours, Person, Refused
from tests.handover import desks

CONVERSATIONS = st.sampled_from(["c1", "c2"])
HANDS = [Hand(Person(f"key:{name}", name), frozenset({"cs_store", "parking"})) for name in "甲乙"]
WHO = st.sampled_from(HANDS)


class Interleavings(RuleBasedStateMachine):
    """What was acknowledged to somebody is remembered beside the file, and compared with it after each step."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.house = desks(Path(self.folder.name))
        self.told: dict[str, list[tuple[Sender, str]]] = {"c1": [], "c2": []}
        self.states = {"c1": State.ASSISTANT, "c2": State.ASSISTANT}
        self.count = 0

    def teardown(self) -> None:
        self.house.close()
        self.folder.cleanup()

    def fresh(self) -> str:
        self.count += 1
        return f"第{self.count}句"

    @rule(hand=WHO)
    def arrives(self, hand: Hand) -> None:
        self.house.arrives(hand)

    @rule(hand=WHO)
    def leaves(self, hand: Hand) -> None:
        self.house.staff(hand).leave()

    @rule(seconds=st.integers(1, 200))
    def time_goes_by(self, seconds: int) -> None:
        self.house.later(seconds=seconds)

    @rule()
    def restarts(self) -> None:
        self.house.restart()

    @rule(one=CONVERSATIONS)
    def asks(self, one: str) -> None:
        self.house.asks(one)
        self.stands(one)

    @rule(one=CONVERSATIONS, again=st.booleans())
    def writes(self, one: str, again: bool) -> None:
        text = self.fresh()
        first = self.house.writes(text, one, key=text)
        if first is not None:
            self.told[one].append((Sender.SHOPPER, text))
        if again and first is not None:
            repeated = self.house.writes(text, one, key=text)
            assert repeated is not None
            assert repeated.message == first.message
        self.stands(one)

    @rule(one=CONVERSATIONS)
    def goes_back(self, one: str) -> None:
        if self.house.store.find(one):
            self.house.line.go_back(one, self.house.moment)
            self.stands(one)

    @rule(one=CONVERSATIONS, hand=WHO)
    def takes(self, one: str, hand: Hand) -> None:
        self.tries(one, lambda: self.house.staff(hand).take(one))

    @rule(one=CONVERSATIONS, hand=WHO, again=st.booleans())
    def replies(self, one: str, hand: Hand, again: bool) -> None:
        text = self.fresh()
        if self.tries(one, lambda: self.house.replies(text, text, one, hand)):
            self.told[one].append((Sender.STAFF, text))
            if again:
                self.house.replies(text, text, one, hand)

    @rule(one=CONVERSATIONS, hand=WHO, words=st.booleans(), act=st.sampled_from(["give_back", "close"]))
    def ends(self, one: str, hand: Hand, words: bool, act: str) -> None:
        text = self.fresh() if words else ""
        if self.tries(one, lambda: getattr(self.house.staff(hand), act)(one, text)) and text:
            self.told[one].append((Sender.STAFF, text))

    @rule(one=CONVERSATIONS, hand=WHO, desk=st.sampled_from(["cs_store", "parking"]))
    def transfers(self, one: str, hand: Hand, desk: str) -> None:
        self.tries(one, lambda: self.house.staff(hand).transfer(one, desk))

    def tries(self, one: str, act) -> bool:
        """Whether it was done; what is refused changes nothing."""
        before = (self.house.store.find(one), self.house.said(one))
        if before[0] is None:
            return False
        try:
            act()
        except (Refused, NotYours):
            assert (self.house.store.find(one), self.house.said(one)) == before
            return False
        self.stands(one)
        return True

    def stands(self, one: str) -> None:
        thread = self.house.store.find(one)
        self.states[one] = thread.state if thread else State.ASSISTANT

    @invariant()
    def nothing_is_lost_or_doubled(self) -> None:
        for one, told in self.told.items():
            messages = self.house.store.messages(one)
            said = [(m.sender, m.text) for m in messages if m.sender is not Sender.NOTICE]
            assert said == told
            assert [m.n for m in messages] == list(range(1, len(messages) + 1))
            assert self.house.stands(one).state is self.states[one]

    @invariant()
    def the_history_leads_from_state_to_state_by_the_table(self) -> None:
        for one in self.told:
            before = State.ASSISTANT
            for event in self.house.store.history(one):
                assert (event.before or State.ASSISTANT) is before
                assert MOVES[event.act].ends[before] is event.after
                before = event.after
            assert before is self.states[one]

    @invariant()
    def somebody_has_it_exactly_while_it_is_with_a_person_and_a_ticket_always(self) -> None:
        for one in self.told:
            if thread := self.house.store.find(one):
                assert (thread.staff is not None) is (thread.state is State.WITH_PERSON)
                assert self.house.tickets.store.find(thread.ticket_id).conversation_id == one

    @invariant()
    def the_queue_counts_from_one(self) -> None:
        threads = [t for one in self.told if (t := self.house.store.find(one)) and t.state is State.WAITING]
        for desk in {thread.desk for thread in threads}:
            places = sorted(self.house.store.position(t) for t in threads if t.desk == desk)
            assert places == list(range(1, len(places) + 1))


TestInterleavings = Interleavings.TestCase
TestInterleavings.settings = settings(
    max_examples=8,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=True,
)
