"""The demo mall's own questions: what they cover, and that each can be judged."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from ui.evaluation.comparison import read_run
from ui.evaluation.normalise import flat
from ui.evaluation.sets import read_lines

ROOT = Path(__file__).parents[2]
ITEMS = list(read_lines(ROOT / "examples" / "questions" / "qilan.jsonl"))
TURNS = [turn for item in ITEMS for turn in item["turns"]]
HANDLINGS = {"answer", "clarify", "partial", "unknown", "handoff", "refuse", "emergency"}


def patterns(turn: dict) -> list[str]:
    groups = turn.get("must", [])
    fields = ("must_not", "cite", "cite_not", "version")
    return [one for group in groups for one in group] + [one for name in fields for one in turn.get(name, [])]


def test_every_conversation_has_its_own_id():
    assert max(Counter(item["id"] for item in ITEMS).values()) == 1


def test_both_roles_three_languages_every_handling_and_other_days_are_asked():
    assert {item["mode"] for item in ITEMS} == {"shopper", "staff"}
    assert {turn["lang"] for turn in TURNS} == {"zh-Hans", "zh-Hant", "en"}
    assert {turn["handling"][0] for turn in TURNS} == HANDLINGS
    assert len({item["as_of"][:10] for item in ITEMS}) >= 4
    assert sum(len(item["turns"]) > 1 for item in ITEMS) >= 5


def test_every_answer_that_is_wanted_has_facts_to_be_judged_by():
    bare = [turn["message"] for turn in TURNS if turn["handling"] == ["answer"] and not turn.get("must")]
    assert bare == []


def test_every_pattern_can_stand_in_a_folded_text():
    for turn in TURNS:
        for pattern in patterns(turn):
            re.compile(pattern)
            plain = re.sub(r"\\.|[\[\](){}?:|^$+*]", "", pattern)
            assert flat(plain) == plain, pattern


def test_the_stored_baseline_is_a_run_of_these_questions():
    [run] = read_run(ROOT / "benchmarks" / "baseline.json")
    names = {f"{item['id']}#{number}" for item in ITEMS for number in range(1, len(item["turns"]) + 1)}
    assert set(run["items"]) == names
    assert {"held", "claims", "refusal recall", "refusal AUROC", "nDCG@10"} <= run["measures"].keys()
