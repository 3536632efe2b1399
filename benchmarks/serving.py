"""How soon the demo answers, how fast, and in how much memory: the real server, started as a user would.

    .venv/bin/python benchmarks/serving.py [--runs 3] [--skip-unprepared] [--questions 60]

Each run starts `atrium serve --demo` on a fresh home and a free port, asks its questions one after
another, stops the server, and starts it again on the same home. Printed are medians of the runs:

    cold, model unprepared   from the start of the process to /readyz, with an empty model cache
    cold, model prepared     the same with the model built before; the documents are read
    warm                     the same with the documents read before
    answer p50, p95          of POST /api/chat, extractive, one question at a time, over loopback
    memory                   VmRSS of the server with its children: at the end of the questions, and
                             the highest seen while the documents were read
    CPU                      seconds of processor time used until ready; holds on a busy machine too
"""

from __future__ import annotations

import argparse
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import own_packages  # noqa: F401
from processes import cpu_seconds, megabytes, watched

from ui.home import server_note

ATRIUM = (sys.executable, "-m", "ui.cli")  # what the command `atrium` runs
PATIENCE = 600  # seconds until a start is given up

# Questions as shoppers put them: shops, floors, hours, rules, follow-ups without context, other languages.
QUESTIONS = """
地下停车场怎么收费?
今天几点关门?
周六营业到几点?
母婴室在哪里?
有没有可以租轮椅的地方?
洗手间怎么走?
儿童乐园在几楼?
三楼有什么女装店?
哪家店可以带狗进去?
有什么亲子餐厅?
咖啡店在哪?
电影院几点开门?
会员积分怎么算?
积分可以抵停车费吗?
积分什么时候过期?
会员等级怎么升级?
消费多少可以停车两小时?
新能源车有充电桩吗?
充电的时候停车还收费吗?
周年庆满减怎么参加?
满减券可以和会员折扣一起用吗?
抽奖一共有什么奖品?
亲子活动怎么报名?
圣诞树什么时候亮灯?
东西丢了怎么找回来?
捡到一个钱包交给谁?
买的衣服可以退吗?
七天无理由退货包括内衣吗?
没有小票可以退货吗?
怎么开发票?
哪里可以充电宝?
寄存行李要钱吗?
宠物可以进商场吗?
地铁站从哪个口出来近?
有没有日料?
火锅店在几楼?
珠宝店都有哪些?
运动品牌在哪一层?
哪里能买到手机壳?
超市营业时间?
停車場點收費?
會員積分會唔會過期?
请问服务台电话是多少?
Where is the nearest toilet?
What time do you close today?
Is there a lost and found?
How much is parking?
Can I bring my dog?
Where can I find a pharmacy?
商场有医务室吗?
吸烟区在哪里?
商场有没有免费无线网络?
生日当天会员有什么优惠?
外卖可以送到店里吗?
怎么注册会员?
礼品卡可以退吗?
明天下雨活动还办吗?
附近有酒店吗?
电梯坏了怎么办?
谢谢你
""".strip().splitlines()


@dataclass
class Run:
    """Seconds, milliseconds and megabytes of one run."""

    unprepared: float | None = None
    cold: float = 0.0
    cold_cpu: float = 0.0
    warm: float = 0.0
    warm_cpu: float = 0.0
    answers: list[float] = field(default_factory=list)
    resident: float = 0.0
    peak: float = 0.0


def main() -> None:
    arguments = _arguments()
    with tempfile.TemporaryDirectory(prefix="atrium-bench-") as passing:
        folder = Path(passing)
        runs = [measure(folder / f"run-{n}", arguments) for n in range(arguments.runs)]
    report(runs)


def measure(folder: Path, arguments: argparse.Namespace) -> Run:
    run = Run()
    if not arguments.skip_unprepared:
        with started(folder / "first", folder / "empty-cache") as server:
            run.unprepared = server.ready()
    with started(folder / "home") as server, watched(server.memory) as peak:
        run.cold, run.cold_cpu = server.ready(), server.cpu()
    run.peak = peak[0]
    with started(folder / "home") as server:
        run.warm, run.warm_cpu = server.ready(), server.cpu()
        run.answers = list(server.answers(QUESTIONS[: arguments.questions]))
        run.resident = server.memory()
    return run


class Server:
    """A running demo server, seen from outside."""

    def __init__(self, process: subprocess.Popen, home: Path, began: float) -> None:
        self._process = process
        self._home = home
        self._began = began
        self._url = ""

    @property
    def url(self) -> str:
        """Known once it is ready."""
        return self._url

    def ready(self) -> float:
        """Seconds from the start of the process until /readyz answers 200."""
        with httpx.Client(trust_env=False, timeout=10) as client:
            while time.monotonic() - self._began < PATIENCE:
                if self._process.poll() is not None:
                    raise SystemExit(f"The server ended with code {self._process.returncode}.")
                if self._says_ready(client):
                    return time.monotonic() - self._began
                time.sleep(0.05)
        raise SystemExit(f"The server was not ready within {PATIENCE} seconds.")

    def _says_ready(self, client: httpx.Client) -> bool:
        note = server_note(self._home)
        if note is None:
            return False
        self._url = note.url
        try:
            return client.get(f"{note.url}/readyz").status_code == 200
        except httpx.HTTPError:
            return False

    def answers(self, questions: list[str]) -> Iterator[float]:
        """Milliseconds of each answer; the first question only warms up."""
        with httpx.Client(base_url=self._url, trust_env=False, timeout=60) as client:
            client.post("/api/chat", json={"message": questions[0]})
            for question in questions:
                began = time.perf_counter()
                response = client.post("/api/chat", json={"message": question})
                yield 1000 * (time.perf_counter() - began)
                response.raise_for_status()

    def memory(self) -> float:
        """Megabytes that the server and its children hold now."""
        return megabytes(self._process.pid)

    def cpu(self) -> float:
        """Seconds of processor time that the server and its children have used so far."""
        return cpu_seconds(self._process.pid)


@contextmanager
def started(
    home: Path, model_cache: Path | None = None, settings: Mapping[str, str] | None = None
) -> Iterator[Server]:
    """A demo server on a free port, with these settings and no other; ended with SIGINT, as by Ctrl-C."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ATRIUM_")}
    environment |= {"ATRIUM_HOME": str(home), **(settings or {})}
    if model_cache:
        environment["ATRIUM_MODEL_CACHE"] = str(model_cache)
    began = time.monotonic()
    process = subprocess.Popen(
        [*ATRIUM, "serve", "--demo", "--port", "0"], env=environment, stdout=subprocess.DEVNULL
    )
    try:
        yield Server(process, home, began)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=60)


def report(runs: list[Run]) -> None:
    """The medians of the runs, and over how many."""
    answers = [sorted(run.answers) for run in runs]
    rows = [
        ("cold, model unprepared", [run.unprepared for run in runs if run.unprepared], "s"),
        ("cold, model prepared", [run.cold for run in runs], "s"),
        ("  its CPU", [run.cold_cpu for run in runs], "s"),
        ("warm", [run.warm for run in runs], "s"),
        ("  its CPU", [run.warm_cpu for run in runs], "s"),
        ("answer p50", [statistics.median(times) for times in answers], "ms"),
        ("answer p95", [times[int(0.95 * (len(times) - 1))] for times in answers], "ms"),
        ("memory, serving", [run.resident for run in runs], "MB"),
        ("memory, highest while reading", [run.peak for run in runs], "MB"),
    ]
    load = os.getloadavg()[1]
    print(f"medians of {len(runs)} runs, {os.cpu_count()} cores, load average {load:.1f} at the end")
    for name, values, unit in rows:
        if values:
            print(f"{name:<32}{statistics.median(values):>8.1f} {unit:<3} ({_span(values)})")


def _span(values: list[float]) -> str:
    return f"{min(values):.1f}–{max(values):.1f}"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=sys.modules["__main__"].__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--questions", type=int, default=len(QUESTIONS), help="only the first N")
    parser.add_argument("--skip-unprepared", action="store_true", help="leave the empty model cache out")
    return parser.parse_args()


if __name__ == "__main__":
    main()
