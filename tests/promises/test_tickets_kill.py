"""Power may fail in the middle of an act: no ticket that was told of is lost, and none is half of anything."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.tickets import Act, Seal, State, Wanted
from tests.promises.test_copies_kill import lines
from tests.promises.test_kill import ROOT
from tests.tickets import NOW, room

ROUNDS = 8
_WRITES = {Act.COMMENTED, Act.WAITED, Act.RESOLVED, Act.REOPENED, Act.ASSIGNED, Act.DISMISSED}


def started(home: Path, *more: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.promises.tickets_child", str(home), *more]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def whole(home: Path) -> dict[str, list[str]]:
    """Every ticket as it stands, after it is clear that none is half of anything."""
    desk, found = room(home), {}
    for ticket in desk.store.each(Wanted(), NOW, {}):
        sealed = [Seal.at(home).open(ticket.id, one) for one in desk.store.contacts(ticket.id)]
        assert all("13812345678" in one.words for one in sealed)
        history = desk.store.history(ticket.id)
        states = [event.after for event in history]
        assert [event.before for event in history] == [None, *states[:-1]]
        assert (ticket.state, ticket.turn) == (states[-1], len(history))
        written = sum(event.act in _WRITES for event in history)
        assert len(desk.store.comments(ticket.id)) == written
        assert len(sealed) == written + 1
        assert ticket.reopened == sum(event.act is Act.REOPENED for event in history)
        assert bool(ticket.resolved_at) is (ticket.state is State.RESOLVED)
        found[ticket.id] = [
            ticket.id,
            ticket.state.value,
            str(ticket.turn),
            ticket.desk,
            str(ticket.reopened),
        ]
    desk.service.close()
    return found


def test_what_was_acknowledged_stands_after_a_kill_and_nothing_is_half_done(tmp_path):
    dice, said = random.Random(6), {}
    for _ in range(ROUNDS):
        said |= {line[0]: line for line in lines(started(tmp_path), dice.randrange(1, 40))}
        standing = whole(tmp_path)
        for ticket_id, line in said.items():
            assert int(standing[ticket_id][2]) - int(line[2]) in (
                0,
                1,
            )  # the act in whose middle it was killed
            if standing[ticket_id][2] == line[2]:
                assert standing[ticket_id] == line
        assert len(standing) - len(said) <= 1
        said |= standing  # an act that came through unsaid may not be lost either


@pytest.mark.parametrize("act", ["take", "comment", "wait", "resolve", "reopen", "assign", "dismiss"])
def test_an_act_that_died_before_its_commit_never_happened(tmp_path, act):
    [*_, last] = lines(started(tmp_path, "die", act))
    assert whole(tmp_path)[last[0]] == last
