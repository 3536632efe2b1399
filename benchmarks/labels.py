"""Labels against what a person gave: precision and recall of each kind, on the set that the rules were made on and on
the one that was not looked at.

    python -m benchmarks.labels [--embedding builtin | none] [--set dev] [--shown 20]
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.desks import Desks
from assistant.journal import Turn
from assistant.labels.labeller import Labeller
from assistant.labels.likeness import LabelLikeness
from assistant.labels.model import Kind, Labels
from assistant.triage import Triager
from benchmarks.label_sets import SETS, Talk, shops, talks
from knowledge.directory import Directory
from knowledge.encoders import open_embedder
from knowledge.encoders.recent import RecentQueries
from knowledge.model import Viewer

KINDS = (
    Kind.NEEDS, Kind.POLARITY, Kind.EMOTION, Kind.CAUSE, Kind.PREFERENCES, Kind.STAGE, Kind.FORMATS, Kind.FLOORS,
    Kind.GAP,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Score:
    right: int
    given: int
    wanted: int

    def __str__(self) -> str:
        precision = self.right / self.given if self.given else 1.0
        recall = self.right / self.wanted if self.wanted else 1.0
        return f"precision {precision:.2f} ({self.right}/{self.given})  recall {recall:.2f} ({self.right}/{self.wanted})"


class Bench:
    """A triager and a labeller over the invented mall."""

    def __init__(self, embedding: str) -> None:
        embedder = None if embedding == "none" else RecentQueries(open_embedder(embedding))
        mall = shops()
        directory = Directory(mall)
        self._triager = Triager(Desks.load(), lambda: [shop.name for shop in mall], embedder)
        self._labeller = Labeller(LabelLikeness.load(embedder), lambda: directory)
        self.seconds: list[float] = []

    def labels(self, talk: Talk) -> Labels:
        turns = [
            self._turn(n, said, how)
            for n, (said, how) in enumerate(zip(talk.said, talk.handled, strict=True), 1)
        ]
        began = time.process_time()
        labels = self._labeller.labelled(turns)
        self.seconds.append((time.process_time() - began) / len(turns))
        return labels

    def _turn(self, n: int, said: str, how: str) -> Turn:
        triage = self._triager.judge(said, Viewer())
        cited = ({"doc_id": "paper"},) if how == "answer" else ()
        return Turn(
            said, said, "", how, n=n, intent=triage.intent, subject=triage.subject, priority=triage.priority,
            desk=triage.desk, citations=cited,
        )  # fmt: skip


def wanted(talk: Talk, kind: Kind) -> set[str]:
    """What a person gave; the mood follows from the emotion."""
    if kind is Kind.POLARITY:
        from assistant.labels.taxonomy import polarities

        return {polarities()[one] for one in talk.labels.get("emotion", ())}
    return set(talk.labels.get("prefs" if kind is Kind.PREFERENCES else kind.value, ()))


def given(labels: Labels, kind: Kind) -> set[str]:
    if kind is Kind.PREFERENCES:
        return {f"{label.about}:{label.value}" for label in labels.preferences}
    return set(labels.values(kind))


def score(bench: Bench, name: str) -> tuple[dict[Kind, Score], list[str]]:
    """The scores of a set, and a line for every label that was wrong."""
    counts = {kind: Counter[str]() for kind in KINDS}
    wrong: list[str] = []
    for talk in talks(name):
        labels = bench.labels(talk)
        for kind in KINDS:
            want, have = wanted(talk, kind), given(labels, kind)
            counts[kind] += Counter(right=len(want & have), given=len(have), wanted=len(want))
            wrong += _wrong(talk, kind, want, have)
    return {
        kind: Score(count["right"], count["given"], count["wanted"]) for kind, count in counts.items()
    }, wrong


def _wrong(talk: Talk, kind: Kind, want: set[str], have: set[str]) -> Iterator[str]:
    if want != have:
        yield f"{kind.value}: {' | '.join(talk.said)}  missing {sorted(want - have)}  extra {sorted(have - want)}"


def main() -> None:
    """Prints the figures, and of the set that is developed on what was wrong."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--embedding", default="builtin")
    parser.add_argument("--set", choices=SETS, default=None)
    parser.add_argument("--shown", type=int, default=0, help="wrong labels to print")
    asked = parser.parse_args()
    bench = Bench(asked.embedding)
    for name in [asked.set] if asked.set else SETS:
        scores, wrong = score(bench, name)
        print(f"{name}: {len(talks(name))} conversations")
        for kind, one in scores.items():
            print(f"  {kind.value:12} {one}")
        for line in wrong[: asked.shown]:
            print(f"    {line}")
    times = sorted(bench.seconds)
    print(f"CPU a turn: median {1000 * times[len(times) // 2]:.1f} ms, at most {1000 * times[-1]:.1f} ms")


if __name__ == "__main__":
    main()
