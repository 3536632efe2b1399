"""Retrieval sets: a folder of documents ingested into a home of its own, and questions searched in it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from ui.desk import Desk
from ui.evaluation.measures import auroc, mrr_at, ndcg_at, recall_at, refused_at
from ui.evaluation.outcome import Outcome, Result

DEPTH = 10  # passages asked for, and places that count
KEPT = 0.95  # of the answerable questions, where it is told how many others can be refused
REFUSED = f"refused@{KEPT:.0%}"
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
    """How well the answerable questions' documents are found; AUROC of `answerable` over all questions."""
    outcomes, ranked, scores = [], [], []
    for number, item in enumerate(items, 1):
        began = time.perf_counter()
        found = desk.ask("POST", "/api/search", {"query": item["question"][:500], "k": DEPTH}, role="staff")
        seconds = time.perf_counter() - began
        gold = _listed(item.get("gold_doc"))
        right = places(found["hits"], gold)
        scores.append((found["answerable"], bool(item.get("answerable", True))))
        if item.get("answerable", True):
            if item.get("kind") != ENTITY:  # names and numbers are another task; they are told by kind
                ranked.append((right, len(gold)))
            outcomes.append(_outcome(item, right[0] if right else 0, seconds))
        tell(number, len(items), "")
    return Result(name, tuple(outcomes), figures(ranked, scores))


def places(hits: Sequence[Item], gold: Sequence[str]) -> list[int]:
    """The places of the right documents among the documents found, in order; empty when none is there."""
    documents = list(dict.fromkeys(stem(hit["source"]) for hit in hits))
    wanted = {stem(name) for name in gold}
    return [place for place, document in enumerate(documents, 1) if document in wanted]


def rank(hits: Sequence[Item], gold: Sequence[str]) -> int:
    """The place of the first right document among the documents found, 0 when it is not there."""
    return next(iter(places(hits, gold)), 0)


def figures(
    ranked: Sequence[tuple[Sequence[int], int]], scores: Sequence[tuple[float, bool]]
) -> dict[str, float]:
    """The measures of a set. `ranked`: the places of a question's right documents, and their number.

    `scores`: how sure the search was of having found something, and whether there is something to find.
    """
    firsts = [right[0] if right else 0 for right, _ in ranked]
    measured: dict[str, float | None] = {f"R@{k}": recall_at(k, firsts) for k in (1, 5, 10)}
    measured |= {"MRR@10": mrr_at(DEPTH, firsts), "nDCG@10": ndcg_at(DEPTH, ranked)}
    measured |= {"AUROC": auroc(scores), REFUSED: refused_at(KEPT, scores)}
    return {name: round(value, 4) for name, value in measured.items() if value is not None}


def _outcome(item: Item, place: int, seconds: float) -> Outcome:
    reasons = (
        () if place == 1 else (f"right document at place {place}" if place else "right document not found",)
    )
    language, topics = item.get("lang") or "", tuple(item.get("tags") or ())
    kind = item.get("kind") or language or "question"
    return Outcome(str(item["id"]), kind, item["question"], reasons, {}, seconds, language, topics)


def _listed(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value or ())
