"""A crowd of shoppers at once: the real server over loopback, each shopper with a cookie, streaming, with pauses.

    .venv/bin/python benchmarks/crowd.py [--shoppers 200] [--pause 10] [--seconds 60] [--model] [--home FOLDER]

Each shopper comes at a random moment of the first pause, asks a question, reads the stream to its end, and pauses
between half and one and a half of `--pause` seconds; `--pause 0` asks without one. `--model` sets up a model server that
thinks 0.3 s and says 20 pieces. `--home` is a home of the demo that was read in before and is copied. Printed are

    first word, whole     seconds from the question to the first piece, and to the end of the stream: p50, p95, most
    answers, refused      how many came whole; how many got 429 or 503, and whether each said when to come again
    errors                other statuses, streams that ended without `done`, connections that broke
    memory, CPU           VmRSS of the server with its children at its highest; processor time an answer, which holds
                          on a busy machine too
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import own_packages  # noqa: F401
from processes import watched
from serving import QUESTIONS, started

from tests.llm_servers import Reply, serving

LATEST = 30.0  # seconds after the end in which what was asked may still be answered
THOUGHT, PIECES = 0.3, 20


@dataclass
class Seen:
    """What the crowd saw. Seconds; `failed` counts by what went wrong."""

    first: list[float] = field(default_factory=list)
    whole: list[float] = field(default_factory=list)
    refused: int = 0
    without_hint: int = 0  # refusals that did not say when to come again
    failed: Counter[str] = field(default_factory=Counter)


async def crowd(url: str, shoppers: int, pause: float, seconds: float) -> Seen:
    seen, ends = Seen(), time.monotonic() + seconds
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=shoppers)
    async with httpx.AsyncClient(base_url=url, trust_env=False, timeout=LATEST, limits=limits) as line:
        dice = [random.Random(number) for number in range(shoppers)]
        await asyncio.gather(*(_shopper(line, one, pause, ends, seen) for one in dice))
    return seen


async def _shopper(
    line: httpx.AsyncClient, dice: random.Random, pause: float, ends: float, seen: Seen
) -> None:
    await asyncio.sleep(dice.uniform(0, max(pause, 1.0)))
    visit = await line.get("/widget")
    cookie = "; ".join(f"{name}={value}" for name, value in visit.cookies.items())
    line.cookies.clear()  # each shopper has their own, and not the client that they share
    while time.monotonic() < ends:
        await _ask(line, cookie, dice.choice(QUESTIONS), seen)
        await asyncio.sleep(dice.uniform(0.5, 1.5) * pause)


async def _ask(line: httpx.AsyncClient, cookie: str, question: str, seen: Seen) -> None:
    began, first, event = time.monotonic(), None, ""
    headers = {"Accept": "text/event-stream", "Cookie": cookie}
    try:
        async with line.stream(
            "POST", "/api/chat", json={"message": question, "channel": "widget"}, headers=headers
        ) as reply:
            if reply.status_code in (429, 503):
                seen.refused += 1
                seen.without_hint += "retry-after" not in reply.headers
                return
            if reply.status_code != 200:
                seen.failed[f"status {reply.status_code}"] += 1
                return
            async for row in reply.aiter_lines():
                if row.startswith("event: "):
                    event = row.removeprefix("event: ")
                    first = first or time.monotonic() - began
    except httpx.HTTPError as error:
        seen.failed[type(error).__name__] += 1
        return
    if event != "done" or first is None:
        seen.failed["cut off" if event != "error" else "error in the stream"] += 1
        return
    seen.first.append(first)
    seen.whole.append(time.monotonic() - began)


@contextmanager
def thinking() -> Iterator[dict[str, str]]:
    """The settings of a model server that lets one wait, then cites its first passage piece by piece."""

    def behave(reply: Reply) -> None:
        reply.script.wait(THOUGHT)
        reply.head()
        for _ in range(PIECES - 1):
            reply.text("请看")
        reply.text("[1]。")
        reply.finish()
        reply.done()

    with serving(behave) as (url, _script):
        yield {"ATRIUM_LLM_BASE_URL": url, "ATRIUM_LLM_MODEL": "thinking"}


def main() -> None:
    asked = _arguments()
    with tempfile.TemporaryDirectory(prefix="atrium-crowd-") as passing, _model(asked.model) as settings:
        home = Path(passing) / "home"
        if asked.home:
            shutil.copytree(asked.home, home, ignore=shutil.ignore_patterns("server.json", "lock"))
        with started(home, settings=settings) as server:
            server.ready()
            httpx.post(f"{server.url}/api/chat", json={"message": QUESTIONS[0]}, timeout=60, trust_env=False)
            before = server.cpu()
            with watched(server.memory) as peak:
                seen = asyncio.run(crowd(server.url, asked.shoppers, asked.pause, asked.seconds))
            used = server.cpu() - before
    report(asked, seen, peak[0], used)


def _model(is_wanted: bool):
    return thinking() if is_wanted else nullcontext({})


def report(asked: argparse.Namespace, seen: Seen, peak: float, used: float) -> None:
    with_model = "with a model" if asked.model else "without a model"
    print(
        f"{asked.shoppers} shoppers, pauses of {asked.pause:g} s, {asked.seconds:g} s, {with_model};"
        f" {os.cpu_count()} cores, load average {os.getloadavg()[0]:.1f} at the end"
    )
    for name, values in (("first word", seen.first), ("whole", seen.whole)):
        if values:
            rank = sorted(values)
            p50, p95 = (rank[int(share * (len(rank) - 1))] for share in (0.5, 0.95))
            print(f"{name:<12} p50 {p50:.2f} s  p95 {p95:.2f} s  most {rank[-1]:.2f} s")
    answers = len(seen.whole)
    print(
        f"answers {answers}, {answers / asked.seconds:.1f} a second; refused {seen.refused}, {seen.without_hint} of them without Retry-After"
    )
    print(f"errors  {seen.failed.total()} {dict(seen.failed) or ''}")
    print(f"memory  {peak:.0f} MB at most; CPU {1000 * used / max(answers, 1):.0f} ms an answer")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=sys.modules["__main__"].__doc__.splitlines()[0])
    parser.add_argument("--shoppers", type=int, default=200)
    parser.add_argument("--pause", type=float, default=10.0)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--model", action="store_true")
    parser.add_argument("--home", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    main()
