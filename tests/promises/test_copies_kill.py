"""Power may fail in the middle of an approval: nothing that was said is lost, and nothing is half done."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.copies import Act, CopyStore, State, Wanted
from assistant.copies.moves import after
from tests.copies import TODAY
from tests.promises.test_kill import ROOT

ROUNDS = 12


def started(home: Path, *more: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.promises.copies_child", str(home), *more]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def lines(child: subprocess.Popen[str], most: int = 10**9) -> list[list[str]]:
    """What the child said, killed after so many lines."""
    said = []
    with child:
        assert child.stdout
        for line in child.stdout:
            said.append(line.rstrip("\n").split(" "))
            if len(said) == most:
                child.kill()
    return [one for one in said if len(one) == 5]


def whole(home: Path) -> dict[str, list[str]]:
    """Every piece as it stands, after it is clear that none is half of anything."""
    store = CopyStore(home / "copies.db")
    found = {}
    for copy in (one for some in store.each(Wanted(), TODAY) for one in some):
        history, revisions = store.history(copy.id), store.revisions(copy.id)
        state = State.DRAFT
        for event in history[1:]:
            assert event.before is state
            state = after(event.act, state)
            assert event.after is state
        assert (copy.state, copy.turn) == (state, len(history))
        assert [one.revision for one in revisions] == list(range(1, copy.revision + 1))
        assert (revisions[-1].title, revisions[-1].body) == (copy.title, copy.body)
        is_approved = any(event.act is Act.APPROVED for event in history)
        assert bool(copy.approver) is bool(copy.approved_at) is is_approved
        assert len(store.proofs([copy.id])[copy.id]) == (1 if is_approved else 0)
        assert len(copy.sources) == (2 if is_approved else 1)  # the proof is a source from then on
        found[copy.id] = [copy.id, copy.state.value, str(copy.revision), str(copy.turn), copy.owner]
    store.close()
    return found


def test_what_was_acknowledged_stands_after_a_kill_and_nothing_is_half_done(tmp_path):
    dice, said = random.Random(5), {}
    for _ in range(ROUNDS):
        said |= {line[0]: line for line in lines(started(tmp_path), dice.randrange(1, 40))}
        standing = whole(tmp_path)
        for copy_id, line in said.items():
            assert int(standing[copy_id][3]) - int(line[3]) in (0, 1)  # the act in whose middle it was killed
            if standing[copy_id][3] == line[3]:
                assert standing[copy_id] == line
        assert len(standing) - len(said) <= 1
        said |= standing  # an act that came through unsaid may not be lost either


@pytest.mark.parametrize("act", ["submit", "return", "edit", "approve", "own"])
def test_an_act_that_died_before_its_commit_never_happened(tmp_path, act):
    [*_, last] = lines(started(tmp_path, "die", act))
    assert whole(tmp_path)[last[0]] == last
