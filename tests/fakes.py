"""Small stand-ins that remember what they were asked."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterator, Sequence

import numpy as np

from assistant.model import Answer, AnswerEvent, Citation, Handling, Mode, Question, Triage
from assistant.triage.entities import Entity
from assistant.triage.matters import Matter
from knowledge.measure import Estimate
from knowledge.model import Viewer


class HashingEmbedder(Estimate):
    """Bags of character pairs as vectors: near texts are near, no model is needed."""

    name = "hashing-64"
    dimensions = 64

    def embed_queries(self, texts: Sequence[str]) -> np.ndarray:
        return np.array([self._vector(text) for text in texts], dtype=np.float32).reshape(-1, self.dimensions)

    embed_passages = embed_queries

    def _vector(self, text: str) -> np.ndarray:
        vector = np.full(self.dimensions, 1e-3)
        for pair in itertools.pairwise(text):
            digest = hashlib.blake2b("".join(pair).encode("utf-8", "replace"), digest_size=2).digest()
            vector[int.from_bytes(digest, "big") % self.dimensions] += 1
        return vector / np.linalg.norm(vector)


class FakeAnswerer:
    """Answers every question with the passage it was given, and remembers the questions."""

    def __init__(self, passage_id: str = "p1", quote: str = "闭店时间是22:00。") -> None:
        self.questions: list[Question] = []
        self._passage_id = passage_id
        self._quote = quote

    def answer(self, question: Question) -> Answer:
        self.questions.append(question)
        citation = Citation(
            1,
            "D1",
            "营业时间",
            "V1",
            "一、时间",
            self._quote,
            f"/api/passages/{self._passage_id}",
            self._passage_id,
        )
        return Answer(
            answer=f"{self._quote}[1]",
            handling=Handling.ANSWER,
            citations=(citation,),
            conversation_id=question.conversation_id or f"c{len(self.questions)}",
            language="zh-Hans",
            confidence=0.9,
            mode=Mode.EXTRACTIVE,
        )

    def stream(self, question: Question) -> Iterator[AnswerEvent]:
        answer = self.answer(question)
        for character in answer.answer:
            yield AnswerEvent(text=character)
        yield AnswerEvent(done=answer)


class BreakingAnswerer:
    """Fails with a text that must never reach a caller."""

    def answer(self, question: Question) -> Answer:
        raise RuntimeError("inside: /secret/path")

    def stream(self, question: Question) -> Iterator[AnswerEvent]:
        yield AnswerEvent(text="开头")
        raise RuntimeError("inside: /secret/path")


class FakeTriager:
    """Finds everything a plain enquiry."""

    def judge(self, message: str, viewer: Viewer) -> Triage:
        return Triage("咨询", "停车", "P3", "cs_store", (), "fake")

    def entities(self, message: str) -> tuple[Entity, ...]:
        return ()

    def matters(self, message: str, viewer: Viewer) -> list[Matter]:
        return [Matter(message, self.judge(message, viewer), ())]


class SharingReranker:
    """Judges a text by how many of the question's characters it has, and remembers what it was shown."""

    def __init__(self, depth: int = 20) -> None:
        self.depth = depth
        self.shown: list[str] = []

    def relevances(self, query: str, texts: Sequence[str]) -> list[float]:
        self.shown += texts
        return [sum(char in text for char in query) / max(len(query), 1) for text in texts]
