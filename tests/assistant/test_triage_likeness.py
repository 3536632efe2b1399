"""Likeness to examples: a second ear beside the rules."""

from collections.abc import Sequence

import numpy as np
import pytest

from assistant.triage.likeness import Likeness
from assistant.triage.wording import Notation, normalise
from knowledge.errors import InvalidSetting, ModelUnavailable
from knowledge.measure import Estimate

EXAMPLES = {
    "fire": ["仓库烧起来了", "走廊都是烟", "厨房冒烟"],
    "missing": ["孩子不见了", "奶奶走丢了", "女儿找不到了"],
    "平常": ["火锅店在几楼", "孩子的帽子丢了", "奶奶想买鞋"],
    "咨询": ["几点关门", "停车怎么收费", "厕所在哪"],
}


class Letters(Estimate):
    """An embedder that remembers nothing and counts letters; it can be switched off."""

    name, dimensions, working = "letters", 64, True

    def embed_queries(self, texts: Sequence[str]) -> np.ndarray:
        if not self.working:
            raise ModelUnavailable("switched off")
        rows = np.full((len(texts), self.dimensions), 1e-3, dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for letter in text:
                row[ord(letter) % self.dimensions] += 1
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)

    embed_passages = embed_queries


def test_what_resembles_an_emergency_scores_above_what_does_not() -> None:
    likeness = Likeness(EXAMPLES)
    burning, hungry = likeness.judge("楼道都是烟"), likeness.judge("火锅几点关门")
    assert burning.kind == "fire"
    assert burning.emergency > hungry.emergency
    assert not burning.sharp


def test_sentence_vectors_join_in_and_their_failure_is_survived() -> None:
    embedder = Letters()
    likeness = Likeness(EXAMPLES, embedder)
    assert likeness.judge("走廊里都是烟").sharp
    embedder.working = False
    alone = likeness.judge("厨房着烟了")
    assert not alone.sharp
    assert alone.kind == "fire"


def test_the_same_examples_give_the_same_judgement() -> None:
    assert Likeness(EXAMPLES).judge("奶奶不见了") == Likeness(EXAMPLES).judge("奶奶不见了")


def test_decoration_between_characters_is_removed_and_words_stay_apart() -> None:
    assert normalise("孩 子·不＊见") == "孩子不见"
    assert normalise("my  KID\u200b is lost") == "my kid is lost"


def test_an_unknown_word_in_a_rule_is_named() -> None:
    with pytest.raises(InvalidSetting, match="nobody"):
        Notation({"kin": "妈妈"}).compile("<nobody>~4走丢")


def test_vectors_left_by_the_last_start_are_used_again_and_judge_the_same(tmp_path):
    first = Letters()
    judged = Likeness(EXAMPLES, first, tmp_path).judge("奶奶不见了")

    class Forgetful(Letters):
        def embed_queries(self, texts):
            assert len(texts) == 1, "the examples were embedded again"
            return super().embed_queries(texts)

    assert Likeness(EXAMPLES, Forgetful(), tmp_path).judge("奶奶不见了") == judged
    assert [path.suffix for path in tmp_path.iterdir()] == [".npy", ".npy"]
