"""Figures of a quarter over a journal of many turns: how long they take, and whether they are what the rows say.

    .venv/bin/python benchmarks/insights.py                        100,000 turns, timed in CPU seconds
    .venv/bin/python benchmarks/insights.py --home HOME --day 2026-11-20 --days 7

With a home it recounts what is in its files with SQL of its own and compares every figure; the exit code is 1 when one
differs. The home is read while no server writes to it.
"""

from __future__ import annotations

import argparse
import json
import random
import sqlite3
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from recount import Recount, differences

from assistant.desks import Desks
from assistant.handover import ThreadStore
from assistant.insights import Gathering, Period, Simulated, Wanted, report
from assistant.insights.labelled import KeptLabels
from assistant.insights.threads import KeptThreads
from assistant.journal import Journal
from assistant.labels import LabelStore
from assistant.tickets import TicketStore

ZONE = ZoneInfo("Asia/Shanghai")
FIRST = date(2026, 7, 1)
DAYS = 92
HANDLINGS = ("answer",) * 14 + ("unknown", "partial", "handoff", "clarify", "refuse", "emergency")
CHANNELS = ("web", "miniapp", "group", "counter", "hotline")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--turns", type=int, default=100_000)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--day", type=date.fromisoformat, default=date(2026, 11, 20))
    parser.add_argument("--days", type=int, default=7)
    asked = parser.parse_args()
    if asked.home:
        return check(asked.home, Period(asked.day - timedelta(days=asked.days - 1), asked.day))
    with tempfile.TemporaryDirectory() as home:
        return measure(Path(home), asked.turns)


def check(home: Path, period: Period) -> int:
    """Every figure of a home against the recount."""
    gathering = _gathering(home)
    now = datetime.combine(period.last, datetime.max.time(), ZONE)
    found = 0
    for simulated in Simulated:
        told = report(gathering, period, now, Wanted(simulated=simulated))
        recount = Recount(home, period.first, period.last, ZONE, now, simulated.value)
        wrong = differences(told, recount)
        found += len(wrong)
        print(
            f"{simulated}: {told.figures['conversations'].numerator} conversations, {len(wrong)} differences"
        )
        print("\n".join(wrong))
    return int(found > 0)


def _gathering(home: Path) -> Gathering:
    return Gathering(
        Journal(home / "journal.db"),
        ZONE,
        TicketStore(home / "tickets.db"),
        KeptLabels(LabelStore(home / "labels.db")),
        KeptThreads(ThreadStore(home / "threads.db")),
    )


def measure(home: Path, turns: int) -> int:
    fill(home, turns)
    gathering = _gathering(home)
    period = Period(FIRST, FIRST + timedelta(days=DAYS - 1))
    now = datetime.combine(period.last, datetime.max.time(), ZONE)
    for name in ("cold", "warm"):
        began = time.process_time()
        told = report(gathering, period, now, Wanted())
        figures, days = told.figures, told.days
        parts = {one: told.by(one) for one in ("format", "floor", "channel", "mall", "language", "desk")}
        topics = told.trends("topics")
        took = time.process_time() - began
        print(
            f"{name}: {took:.2f} CPU s for {figures['turns'].numerator:,} turns in {figures['conversations'].numerator:,} "
            f"conversations, {len(days)} days, {sum(map(len, parts.values()))} parts, {len(topics)} topics"
        )
    return 0


def fill(home: Path, turns: int) -> None:
    """A quarter's journal: three turns a conversation, a tenth of them with a thumb; and its tickets."""
    Journal(home / "journal.db").close()
    LabelStore(home / "labels.db").close()
    TicketStore(home / "tickets.db").close()
    dice, desks = random.Random(7), [desk.id for desk in Desks.load()]
    talks, asked, thumbs, tickets, labels = [], [], [], [], []
    for number in range(-(-turns // 3)):
        began = datetime(FIRST.year, FIRST.month, FIRST.day, tzinfo=ZONE) + timedelta(
            seconds=dice.randrange(DAYS * 86_400)
        )
        one = f"talk-{number}"
        talks.append((one, "shopper", "shopper", dice.choice(CHANNELS), "", "zh-Hans", _stamp(began)))
        for later in range(3):
            at = _stamp(began + timedelta(minutes=later))
            cited = (
                f'[{{"doc_id": "D{dice.randrange(40)}", "title": "t", "version": "V1", "passage_id": "p"}}]'
            )
            asked.append((one, at, "shopper", "问" * 20, "问" * 20, "答" * 200, dice.choice(HANDLINGS), "[]", at, "咨询",
                          f"主题{dice.randrange(12)}", "P3", dice.choice(desks), "zh-Hans", "extractive", 0.9,
                          dice.random(), cited, "[]"))  # fmt: skip
        labels.append((one, _stamp(began), _stamp(began), _shown(dice)))
        if number % 10 == 0:
            thumbs.append((one, _stamp(began), dice.randrange(2), "", 0))
            tickets.append(_ticket(number, one, began, dice.choice(desks)))
    with sqlite3.connect(home / "journal.db") as file:
        file.executemany(f"INSERT INTO conversations VALUES ({_marks(7)})", talks)
        names = "conversation_id, at, role, message, topic, answer, handling, documents, as_of, intent, subject, priority, desk, language, mode, confidence, seconds, citations, tickets"
        file.executemany(f"INSERT INTO turns ({names}) VALUES ({_marks(19)})", asked)
        file.executemany(
            f"INSERT INTO feedback (conversation_id, at, helpful, reason, turn) VALUES ({_marks(5)})", thumbs
        )
    with sqlite3.connect(home / "labels.db") as file:
        names = "conversation_id, as_of, last_at, shown, told, version, role, channel, mall, language, turns, last_turn, is_settled, first"
        rest = ", '{}', 'v', 'shopper', 'web', '', 'zh-Hans', 3, 1, 1, ''"
        file.executemany(f"INSERT INTO labels ({names}) VALUES ({_marks(4)}{rest})", labels)
    with sqlite3.connect(home / "tickets.db") as file:
        names = "id, conversation_id, desk, opened_at, changed_at, respond_by, resolve_by, responded_at, state, turn, second_desks, priority, channel, role, language, intent, subject, entity, summary, words, is_gap, has_contact, has_consent, resolution, reopened, merged_into, searched"
        rest = ", 'taken', 1, '[]', 'P2', 'chat', 'shopper', 'zh-Hans', '投诉', '', '', '', '', 0, 0, 0, '', 0, '', ''"
        file.executemany(f"INSERT INTO tickets ({names}) VALUES ({_marks(8)}{rest})", tickets)


def _shown(dice: random.Random) -> str:
    """Labels as long as real ones."""

    def label(*values: str) -> dict[str, object]:
        evidence = [{"turn": 1, "words": "问" * 8, "source": "rule", "rule": "r", "score": 0.0}]
        return {"value": dice.choice(values), "confidence": 0.9, "evidence": evidence, "about": ""}

    return json.dumps(
        {
            "needs": [label("停车")], "polarity": label("正", "中", "负"), "emotion": label("平静", "生气", "失望"),
            "cause": label("等待", "价格"), "preferences": [label("餐饮")], "stage": label("随便看看"),
            "formats": [label("餐饮", "停车", "零售服饰")], "floors": [label("B1", "L1", "L2", "L3")],
            "channel": label("web"), "outcome": {"label": label("已答"), "documents": 1, "outdated": []},
            "quality": {"turns": 3}, "gap": {"label": label("缺失"), "desk": "it_kb"}, "version": "v", "corrected": [],
        }
    )  # fmt: skip


def _ticket(number: int, one: str, began: datetime, desk: str) -> tuple[str, ...]:
    moments = (
        began,
        began,
        began + timedelta(minutes=30),
        began + timedelta(days=3),
        began + timedelta(minutes=number % 60),
    )
    return (f"T{number}", one, desk, *map(_stamp, moments))


def _marks(many: int) -> str:
    return ", ".join("?" * many)


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


if __name__ == "__main__":
    sys.exit(main())
