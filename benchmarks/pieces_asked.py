"""What is asked of pieces: questions about one paragraph of many, and conversations that name the papers to cite."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import own_packages  # noqa: F401

from knowledge.model import Hit, Role, Viewer
from knowledge.text import fold
from ui.evaluation.normalise import flat
from ui.evaluation.sets import read_lines

TOGETHER = 8  # documents of a set in one file
RUN = 16  # characters in common that are no accident
WHOLE_ENOUGH = 0.85  # of a paragraph that is the answer; where it was cut, RUN characters are not counted
STAFF, SHOPPER = Viewer(Role.STAFF), Viewer()


@dataclass(frozen=True)
class Question:
    """`is_right` judges one piece of a hit, `is_answered` what stands in several pieces together."""

    text: str
    is_right: Callable[[Hit], bool]
    is_answered: Callable[[Sequence[Hit]], bool]
    viewer: Viewer = STAFF
    as_of: datetime | None = None


@dataclass(frozen=True)
class Task:
    """A folder to ingest and what is asked of it."""

    name: str
    folder: Path
    questions: list[Question]


def joined_task(folder: Path, passing: Path, most: int | None) -> Task:
    """A retrieval set with its documents written out, several to a file."""
    documents = list(read_lines(folder / "docs.jsonl"))[:most]
    files = passing / folder.name
    files.mkdir(parents=True)
    place: dict[str, tuple[str, str]] = {}
    for at in range(0, len(documents), TOGETHER):
        some = documents[at : at + TOGETHER]
        name = f"{folder.name}-{at // TOGETHER + 1:03}.md"
        parts = [_headed(document) for document in some]
        place |= {document["doc"]: (name, text) for document, (_, text) in zip(some, parts, strict=True)}
        content = "\n\n".join(f"## {heading}\n\n{text}" if heading else text for heading, text in parts)
        (files / name).write_text(f"# 汇编 {at // TOGETHER + 1}\n\n{content}\n", encoding="utf-8")
    asked = [item for item in read_lines(folder / "questions.jsonl") if item.get("answerable", True)]
    asked = [item for item in asked if item["gold_doc"][0] in place][: 2 * most if most else None]
    return Task(
        folder.name, files, [_paragraph_question(item, *place[item["gold_doc"][0]]) for item in asked]
    )


def _headed(document: dict[str, Any]) -> tuple[str, str]:
    """A document's heading and what stands under it."""
    text = re.sub(r"^# .*\n+", "", document["text"])
    named = re.match(r"《(.+?)》", text)
    return document.get("title") or (named[1] if named else ""), text


def _paragraph_question(item: dict[str, Any], source: str, paragraph: str) -> Question:
    wanted = _shingles(paragraph)
    answers = [_bare(answer) for answer in item.get("gold_answers") or ()]

    def is_right(hit: Hit) -> bool:
        found = _shingles(hit.passage.text)
        return hit.document.source == source and len(found & wanted) * 2 >= min(len(found), len(wanted))

    def is_answered(hits: Sequence[Hit]) -> bool:
        there = [hit.passage.text for hit in hits if hit.document.source == source]
        if not answers:
            return len(wanted & set().union(*map(_shingles, there))) >= WHOLE_ENOUGH * len(wanted)
        texts = [_bare(text) for text in there if _shingles(text) & wanted]
        return any(answer in text for answer in answers for text in texts)

    return Question(item["question"], is_right, is_answered)


def _shingles(text: str) -> set[str]:
    bare = _bare(text)
    return {bare[at : at + RUN] for at in range(max(1, len(bare) - RUN + 1))}


def _bare(text: str) -> str:
    return re.sub(r"\W", "", fold(text))


def mall_task(folder: Path, asked: Path) -> Task:
    """The opening turns that are to be answered from papers which they name."""
    firsts = [(conversation, conversation["turns"][0]) for conversation in read_lines(asked)]
    return Task(
        folder.name,
        folder,
        [
            _mall_question(turn, conversation)
            for conversation, turn in firsts
            if turn["handling"][0] == "answer" and turn.get("cite") and turn.get("must")
        ],
    )


def _mall_question(turn: dict[str, Any], conversation: dict[str, Any]) -> Question:
    groups = [[group] if isinstance(group, str) else group for group in turn["must"]]

    def is_cited(hit: Hit) -> bool:
        name = flat(f"{hit.document.doc_id} {hit.document.title} {hit.document.version}")
        return any(re.search(pattern, name) for pattern in turn["cite"])

    def says(hits: Sequence[Hit]) -> list[bool]:
        text = "\n".join(flat(hit.passage.text) for hit in hits if is_cited(hit))
        return [any(re.search(pattern, text) for pattern in group) for group in groups]

    viewer = STAFF if conversation["mode"] == "staff" else SHOPPER
    as_of = datetime.fromisoformat(conversation["as_of"])
    return Question(
        turn["message"], lambda hit: any(says([hit])), lambda hits: all(says(hits)), viewer, as_of
    )
