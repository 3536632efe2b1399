"""How long shoppers waited for a person, from the real histories of threads."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from assistant.handover.model import Act, Event, Person, State, Thread
from assistant.handover.store import Change, ThreadStore
from assistant.insights.threads import KeptThreads

AT = datetime(2026, 11, 20, 4, tzinfo=UTC)
LI = Person("key:1", "李")


def told(tmp_path, *acts: tuple[Act, int]):
    """The fact of one thread with these acts, each so many minutes after AT."""
    store = ThreadStore(tmp_path / "threads.db")
    for act, minutes in acts:
        at = AT + timedelta(minutes=minutes)
        thread = Thread("c", State.WAITING, 1, "cs_store", "P3", "T1", "zh-Hans")
        event = Event("c", act, None, State.WAITING, LI, at, AT)
        store.act("c", lambda _before, thread=thread, event=event: Change(thread, event))
    found = KeptThreads(store).thread_facts(AT - timedelta(days=1)).get("c")
    assert not KeptThreads(store).thread_facts(AT + timedelta(days=1))
    store.close()
    return found


def test_a_wait_goes_from_asking_to_the_first_word_of_staff(tmp_path):
    found = told(tmp_path, (Act.ASKED, 0), (Act.SAID, 1), (Act.TAKEN, 2), (Act.REPLIED, 4), (Act.REPLIED, 9))
    assert found.minutes == 4


def test_nobody_wrote_yet(tmp_path):
    assert told(tmp_path, (Act.ASKED, 0), (Act.TAKEN, 2)).minutes is None


def test_who_asked_in_vain_waits_by_the_tickets_clock_and_for_no_person(tmp_path):
    assert told(tmp_path, (Act.MISSED, 0)) is None


def test_who_is_taken_up_unasked_waits_from_then(tmp_path):
    assert told(tmp_path, (Act.MISSED, 0), (Act.TAKEN, 30), (Act.REPLIED, 31)).minutes == 1
