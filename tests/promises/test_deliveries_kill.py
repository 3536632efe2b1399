"""Power may fail at any moment: every ticket that was filed is told of, none twice, and its history says so once."""

from __future__ import annotations

import random
import re
import subprocess
import sys
import time
from collections import Counter

import pytest

from assistant.tickets import Act, Wanted
from tests.promises.deliveries_child import courier
from tests.promises.test_copies_kill import lines
from tests.promises.test_kill import ROOT
from tests.robots import playing
from tests.tickets import NOW, room
from ui.deliveries import State

ROUNDS = 5


@pytest.mark.slow
def test_every_ticket_is_told_of_after_a_kill_and_none_twice(tmp_path):
    dice = random.Random(7)
    down = dict.fromkeys(range(0, 400, 3))  # every third message is not taken

    def robot(_heard):
        return (503, b"", {}) if len(robots.heard) in down else {"errcode": 0}

    with playing(robot) as robots:
        taken = _taken(robots, robot)
        for _ in range(ROUNDS):
            command = [
                sys.executable,
                "-m",
                "tests.promises.deliveries_child",
                str(tmp_path),
                f"{robots.url}/x",
            ]
            lines(
                subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True), dice.randrange(3, 25)
            )
        desk, last = room(tmp_path), courier(tmp_path, f"{robots.url}/x")
        filed = [ticket.id for ticket in desk.store.each(Wanted(), NOW, {})]
        last.begin(desk.service, lambda: desk.moment)
        ends = time.monotonic() + 60
        while True:
            log = last.outbox.page(None, None, None, 0, 10_000)[0]
            done = len(log) == len(filed) and all(one.state is State.DELIVERED for one in log)
            if done and not last.outbox.unnoted():
                break
            assert time.monotonic() < ends
            time.sleep(0.05)
        last.close()
        told = Counter(taken())
        assert set(told) == set(filed)
        # A message whose reply the kill cut off was taken and is sent once more: one at most for each kill.
        assert sum(told.values()) - len(filed) <= ROUNDS
        for ticket_id in filed:
            noted = [event for event in desk.store.history(ticket_id) if event.act is Act.TOLD]
            assert len(noted) == 1
        desk.service.close()


def _taken(robots, robot):
    """The numbers of the tickets in the messages that were answered with 0."""
    numbers: list[str] = []

    def behave(heard):
        answer = robot(heard)
        if isinstance(answer, dict):
            numbers.append(re.search(r"T[0-9A-F]{8}", heard.body.decode())[0])
        return answer

    robots.behave = behave
    return lambda: numbers
