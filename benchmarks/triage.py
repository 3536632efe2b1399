"""Triage by its own examples, each left out in turn: what likeness alone hears, and the whole with its rules.

    python benchmarks/triage.py [--embedding builtin] [--shown 20]

Emergencies are the examples of a kind; 平常 and the intents must raise no alarm. An intent is right when it is the
example's label; what is 平常 has no label of an intent and is not counted there.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import own_packages  # noqa: F401

from assistant.desks import Desks
from assistant.model import Triage
from assistant.triage import Triager
from assistant.triage.likeness import KINDS, Likeness, Resemblance
from knowledge.encoders import open_embedder
from knowledge.model import Role, Viewer

_STAFF = Viewer(Role.STAFF)


@dataclass(frozen=True, slots=True)
class Judged:
    """An example's text, its label, whether an alarm was raised, and the intent."""

    text: str
    label: str
    alarm: bool
    intent: str


class LeftOut:
    """Stands in for the likeness: judges the example that is looked at by all the others."""

    def __init__(self, likeness: Likeness) -> None:
        self._judge: Callable[[str], Resemblance] = likeness.judge
        self.looked_at: Resemblance | None = None

    def judge(self, text: str) -> Resemblance:
        return self.looked_at or self._judge(text)


def by_likeness(likeness: Likeness) -> list[Judged]:
    """Every example as the others judge it, without a rule."""
    return [
        Judged(text, label, seems.emergency > 0, seems.intent) for text, label, seems in likeness.left_out()
    ]


def by_all(likeness: Likeness) -> list[Judged]:
    """Every example as rules and the other examples judge it together."""
    stand_in = LeftOut(likeness)
    triager = Triager(Desks.load(), likeness=stand_in)  # type: ignore[arg-type]
    found = []
    for text, label, seems in likeness.left_out():
        stand_in.looked_at = seems
        triage: Triage = triager.judge(text, _STAFF)
        found.append(Judged(text, label, triage.priority == "P0", triage.intent))
    return found


def figures(judged: Iterable[Judged]) -> dict[str, str]:
    """Emergencies heard, false alarms and right intents, each as a share and as counts."""
    judged = list(judged)
    dire = [one.alarm for one in judged if one.label in KINDS]
    calm = [one.alarm for one in judged if one.label not in KINDS]
    intents = [one.intent == one.label for one in judged if one.label not in KINDS and one.label != "平常"]
    rows = {"emergencies heard": dire, "false alarms": calm, "intents right": intents}
    return {
        name: f"{sum(hits) / max(len(hits), 1):.1%} ({sum(hits)}/{len(hits)})" for name, hits in rows.items()
    }


def main() -> None:
    """Prints the figures, by intent too, and some of what was misjudged."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--embedding", default="builtin")
    parser.add_argument("--shown", type=int, default=0, help="misjudged examples to print")
    asked = parser.parse_args()
    likeness = Likeness.load(open_embedder(asked.embedding))
    for name, judged in (("likeness alone", by_likeness(likeness)), ("rules and likeness", by_all(likeness))):
        print(name, figures(judged))
    wrong = [one for one in judged if one.label not in KINDS and one.label not in ("平常", one.intent)]
    print("taken for another intent", Counter(f"{one.label}→{one.intent}" for one in wrong).most_common(12))
    alarms = [one for one in judged if one.alarm != (one.label in KINDS)]
    for one in [*alarms, *wrong][: asked.shown]:
        print(f"  {one.label}: {one.text} → {one.intent}")


if __name__ == "__main__":
    main()
