"""Likeness to examples: a second ear beside the rules."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from assistant.desks import Desks
from assistant.triage import Triager
from assistant.triage.likeness import Likeness, Resemblance, fit
from assistant.triage.wording import Notation, normalise
from knowledge.errors import InvalidSetting, ModelUnavailable
from knowledge.measure import Estimate
from knowledge.model import Viewer

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


class Always:
    """A likeness that finds the same in every message."""

    def __init__(self, seems: Resemblance) -> None:
        self.judge = lambda text: seems


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


def test_an_example_left_out_is_judged_as_by_a_model_that_never_saw_it() -> None:
    likeness = Likeness(EXAMPLES)
    text, label, seems = likeness.left_out()[0]
    assert (text, label) == ("仓库烧起来了", "fire")
    assert seems.emergency < likeness.judge(text).emergency


def test_the_closed_form_equals_fitting_anew_without_the_example() -> None:
    rows = np.random.default_rng(7).normal(size=(9, 30))
    kernel, targets = rows @ rows.T, np.where(np.arange(9)[:, None] % 2, 1.0, -1.0)
    bias = targets.mean(axis=0)
    kept = np.arange(1, 9)
    weights = np.linalg.solve(kernel[np.ix_(kept, kept)] + 0.5 * np.eye(8), targets[kept] - bias)
    assert fit(kernel, targets).left_out[0] == pytest.approx(kernel[0, kept] @ weights + bias)


def test_likeness_overrules_a_rule_only_where_it_finds_it_unlikely() -> None:
    triager = Triager(Desks.load())
    sure = Resemblance(-1.0, "fire", "表扬", 0.5, True, {"表扬": 0.5, "咨询": -0.9})
    unsure = replace(sure, scores={"表扬": 0.5, "咨询": -0.2})
    for seems, intent in ((sure, "表扬"), (unsure, "咨询"), (replace(sure, sharp=False), "咨询")):
        triager._likeness = Always(seems)  # type: ignore[assignment]
        assert triager.judge("停车场那位大哥", Viewer()).intent == intent


def test_what_only_likeness_tells_goes_to_the_desk_it_is_about() -> None:
    triager = Triager(Desks.load())
    complaint = Resemblance(-1.0, "fire", "投诉", 0.5, True, {"投诉": 0.5})
    triager._likeness = Always(complaint)  # type: ignore[assignment]
    desks = {
        text: triager.judge(text, Viewer()).desk for text in ("那边的灯黑乎乎", "杆子就是不动", "就那样吧")
    }
    assert desks == {"那边的灯黑乎乎": "property", "杆子就是不动": "parking", "就那样吧": "cs_store"}


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
