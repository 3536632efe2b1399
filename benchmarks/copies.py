"""Processor time of lists, searches, exports and figures over many pieces of copy: the office over a real store.

.venv/bin/python benchmarks/copies.py [--copies 10000]
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from assistant.compliance import ComplianceChecker
from assistant.copies import CopyOffice, CopyStore, Judge, NewCopy, Paper, Person, State, Wanted, edition
from assistant.copies.figures import report
from assistant.copies.sheet import csv_of
from knowledge.model import Standing

CHANNELS = ("xiaohongshu", "douyin", "wechat_group", "wechat_moments", "miniprogram")
WORDS = [
    "下午茶",
    "周末",
    "桂花香",
    "现做",
    "路过",
    "坐一坐",
    "新口味",
    "中庭",
    "约上朋友",
    "散步",
    "歇一歇",
    "慢慢逛",
    "看看菜单",
    "换季",
    "灯光",
]
START = datetime(2026, 1, 1, 12, tzinfo=UTC)
WRITER, APPROVER = Person("key:1", "writer"), Person("key:2", "approver")


class Sheets:
    """Product sheets that are all in force."""

    def paper(self, doc_id: str) -> Paper | None:
        return Paper(doc_id, f"产品单{doc_id}", "V1", doc_id, Standing.IN_FORCE, None)

    def may_read(self, doc_id: str) -> bool:
        return True

    def texts(self, doc_id: str) -> Sequence[str]:
        return ("价格:22元",)


def main() -> None:
    arguments = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        store = CopyStore(Path(folder) / "copies.db")
        _fill(store, arguments.copies)
        judge = _judge(store)
        measured = {
            "first page of approved, rules looked at already": lambda: judge.page(
                Wanted(State.APPROVED), 0, 50
            ),
            "page in the middle": lambda: judge.page(Wanted(), arguments.copies // 2, 50),
            "two words": lambda: judge.page(Wanted(q="桂花香 散步"), 0, 50),
            "a channel and a tag": lambda: judge.page(Wanted(State.APPROVED, "douyin", "T2"), 0, 50),
            "sources that changed": lambda: judge.page(Wanted(is_changed=True), 0, 50),
            "figures": lambda: report(store.outcomes()),
            "what a guide's page counts": lambda: store.counts(Wanted(State.APPROVED), START.date()),
        }
        told = {name: _processor_ms(act) for name, act in measured.items()}
        newer = _judge(store, "another edition")
        told["first page after the rules changed"] = _processor_ms(
            lambda: newer.page(Wanted(State.APPROVED), 0, 50), rounds=1
        )
        told["export of all"] = _processor_ms(lambda: _export(judge, store), rounds=1)
        store.close()
    print(json.dumps({"copies": arguments.copies, "processor_ms": told}, ensure_ascii=False, indent=1))


def _fill(store: CopyStore, count: int) -> None:
    dice, judge = random.Random(1), _judge(store)
    for number in range(count):
        office = CopyOffice(store, judge, START + timedelta(minutes=30 * number))
        body = ",".join(dice.choices(WORDS, k=60)) + "。"
        new = NewCopy(
            dice.choice(CHANNELS), body, tag=f"T{dice.randint(1, 8)}", product=f"PS-{dice.randint(1, 100)}"
        )
        copy = office.save(new, WRITER)
        if number % 3 == 0:
            continue
        copy = store.change(copy, replace(copy, state=State.REVIEW), store.history(copy.id)[-1])
        approved = replace(
            copy, state=State.APPROVED, approver=APPROVER, approved_at=copy.changed_at, distance=0.0,
            checked_with=edition(),
        )  # fmt: skip
        store.change(copy, approved, store.history(copy.id)[-1])


def _judge(store: CopyStore, rules: str = "") -> Judge:
    now = START + timedelta(days=300)
    return Judge(store, ComplianceChecker(), Sheets(), rules or edition(), now.date())


def _export(judge: Judge, store: CopyStore) -> int:
    rows = ((shown, ()) for some in store.each(Wanted(), START.date()) for shown in judge.listed(some))
    return sum(len(line) for line in csv_of(rows, {}))


def _processor_ms(act: Callable[[], object], rounds: int = 7) -> float:
    taken = []
    for _ in range(rounds):
        begun = time.process_time()
        act()
        taken.append((time.process_time() - begun) * 1000)
    return round(statistics.median(taken), 1)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--copies", type=int, default=10_000)
    return parser.parse_args()


if __name__ == "__main__":
    main()
