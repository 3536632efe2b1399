"""Retrieval sets: a folder of documents ingested into a home of its own, and questions searched in it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from ui.desk import Desk
from ui.evaluation.outcome import Outcome, Result

DEPTH = 10  # passages asked for, and places that count for MRR@10
Item = dict[str, Any]
ENTITY = "entity"
Tell = Callable[[int, int, str], None]


def write_documents(items: Iterable[Item], folder: Path) -> None:
    """One Markdown file a document, named by its id."""
    for item in items:
        text = item["text"]
        title = item.get("title") or ""
        heading = f"# {title}\n\n" if title and not text.lstrip().startswith("#") else ""
        (folder / f"{stem(item['doc'])}.md").write_text(heading + text, encoding="utf-8")


def stem(name: str) -> str:
    """A document's name without folder and ending."""
    name = name.replace("\\", "/").rsplit("/", 1)[-1]
    return name.removesuffix(".md").removesuffix(".txt")


def entity_items(folder: Path) -> list[Item]:
    """The pairs of entity_queries.json, where there are some, as questions."""
    path = folder / "entity_queries.json"
    pairs = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else []
    return [
        {"id": f"entity{n}", "question": question, "gold_doc": [doc], "answerable": True, "kind": ENTITY}
        for n, (question, doc) in enumerate(pairs, 1)
    ]


def run_questions(desk: Desk, name: str, items: Sequence[Item], tell: Tell) -> Result:
    """R@1, R@5 and MRR@10 over the answerable questions, AUROC of `answerable` over all."""
    outcomes, ranks, scores = [], [], []
    for number, item in enumerate(items, 1):
        began = time.perf_counter()
        found = desk.ask("POST", "/api/search", {"query": item["question"][:500], "k": DEPTH}, role="staff")
        seconds = time.perf_counter() - began
        place = rank(found["hits"], _listed(item.get("gold_doc")))
        scores.append((found["answerable"], bool(item.get("answerable", True))))
        if item.get("answerable", True):
            if item.get("kind") != ENTITY:  # names and numbers are another task; they are told by kind
                ranks.append(place)
            outcomes.append(_outcome(item, place, seconds))
        tell(number, len(items), "")
    return Result(name, tuple(outcomes), _figures(ranks, scores))


def rank(hits: Sequence[Item], gold: Sequence[str]) -> int:
    """The place of the first right document among the documents found, 0 when it is not there."""
    documents = list(dict.fromkeys(stem(hit["source"]) for hit in hits))
    wanted = {stem(name) for name in gold}
    return next((place for place, document in enumerate(documents, 1) if document in wanted), 0)


def auroc(scores: Sequence[tuple[float, bool]]) -> float | None:
    """How often an answerable question scores above an unanswerable one; None without both kinds."""
    yes = [score for score, answerable in scores if answerable]
    no = [score for score, answerable in scores if not answerable]
    if not yes or not no:
        return None
    wins = sum((a > b) + 0.5 * (a == b) for a in yes for b in no)
    return wins / (len(yes) * len(no))


def _figures(ranks: Sequence[int], scores: Sequence[tuple[float, bool]]) -> dict[str, float]:
    count = len(ranks) or 1
    figures = {
        "R@1": sum(place == 1 for place in ranks) / count,
        "R@5": sum(1 <= place <= 5 for place in ranks) / count,
        "MRR@10": sum(1 / place for place in ranks if 1 <= place <= DEPTH) / count,
    }
    area = auroc(scores)
    if area is not None:
        figures["AUROC"] = area
    return {name: round(value, 4) for name, value in figures.items()}


def _outcome(item: Item, place: int, seconds: float) -> Outcome:
    reasons = (
        () if place == 1 else (f"right document at place {place}" if place else "right document not found",)
    )
    kind = item.get("kind") or item.get("lang") or "question"
    return Outcome(str(item["id"]), kind, item["question"], reasons, {"in first 5": 1 <= place <= 5}, seconds)


def _listed(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value or ())
