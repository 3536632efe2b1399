"""Papers that say nearly the same are named to a person; versions of one paper are not."""

import random
import time

import pytest

from ingest.known import Known, text_marks
from ingest.likeness import ALIKE, Likenesses, signature
from knowledge.model import Document, Passage, Publication, Visibility

_HANZI = "商场停车会员活动规则服务台顾客时间楼层费用积分优惠说明登记处理安全通道电梯广播员工商户"


def _text(seed: int, size: int = 1500) -> str:
    chosen = random.Random(seed)
    return "".join(chosen.choice(_HANZI) + chr(0x4E00 + chosen.randrange(2000)) for _ in range(size // 2))


def _changed(text: str, places: int) -> str:
    chosen, letters = random.Random(7), list(text)
    for place in chosen.sample(range(len(letters)), places):
        letters[place] = "改"
    return "".join(letters)


def _share(one: str, other: str) -> float:
    known = Likenesses()
    known.add("one", signature([one]))
    return next((share for _, share in known.alike(signature([other]), 0.0)), 0.0)


def _document(doc_id: str, text: str, **fields: object) -> Document:
    document = Document(doc_id, doc_id, f"{doc_id}.docx", doc_id, **fields)  # type: ignore[arg-type]
    marks = text_marks(Publication(document, (Passage(f"{doc_id}:0", doc_id, 0, text),), ()))
    document.extra.update(marks)
    return document


@pytest.mark.parametrize("places", [0, 10, 25, 50])
def test_the_share_is_that_of_the_runs_of_characters_in_common(places: int) -> None:
    errors = []
    for seed in range(8):
        one = _text(seed)
        other = _changed(one, places)
        a, b = ({text[at : at + 5] for at in range(len(text) - 4)} for text in (one, other))
        errors.append(_share(one, other) - len(a & b) / len(a | b))
    assert abs(sum(errors) / len(errors)) < 0.03
    assert max(map(abs, errors)) < 0.15


def test_blanks_marks_width_and_script_do_not_count() -> None:
    plain = "停车场入场后前30分钟免费,超过部分每小时5元,每24小时封顶40元。" * 8
    changed = "停車場 入場後前３０分鐘免費；超過部分每小時５元\n每24小時封頂40元" * 8
    assert _share(plain, changed) == 1.0


def test_a_short_text_is_not_compared() -> None:
    assert signature(["今日停电一小时"]) == ""


def test_a_thousand_documents_are_compared_without_comparing_each_with_each() -> None:
    signs = [signature([_text(seed, 400)]) for seed in range(1000)]
    known = Likenesses()
    started = time.process_time()
    found = 0
    for number, sign in enumerate(signs):
        found += len(known.alike(sign))
        known.add(str(number), sign)
    assert time.process_time() - started < 5  # comparing each with each takes minutes
    assert found == 0
    assert [key for key, _ in known.alike(signs[500])] == ["500"]


def test_an_internal_copy_of_a_public_paper_is_told_with_who_sees_which() -> None:
    text = _text(1)
    known = Known({})
    known.add(_document("P", text, visibility=Visibility.PUBLIC))
    (told,) = known.near_doubles(_document("I", _changed(text, 8)))
    assert "P.docx" in told
    assert "P is public" in told
    assert "I is internal" in told
    assert int(told.split("%")[0]) >= ALIKE * 100


def test_a_changed_paper_is_no_double_of_itself_and_a_withdrawn_one_is_forgotten() -> None:
    text = _text(2)
    known = Known({})
    first = _document("P", text)
    known.add(first)
    assert known.near_doubles(_document("P", _changed(text, 5))) == ()
    known.drop(first)
    assert known.near_doubles(_document("Q", text)) == ()


@pytest.mark.parametrize(
    ("one", "other", "is_told"),
    [
        ({"extra": {"family": "停车规则", "edition": "V3"}}, {"extra": {"family": "停车规则", "edition": "V4"}}, False),
        ({"extra": {"family": "排班表", "edition": "2026-10"}}, {"extra": {"family": "排班表", "edition": "2026-11"}}, False),
        ({"extra": {"family": "停车规则", "edition": "V3"}}, {"extra": {"family": "停车规则", "edition": "V3"}}, True),
        ({"extra": {"family": "", "edition": "V3"}}, {"extra": {"family": "", "edition": "V4"}}, True),
        ({}, {"supersedes": ("A",)}, False),
        ({"supersedes": ("B",)}, {}, False),
        ({}, {}, True),
    ],
)  # fmt: skip
def test_versions_of_a_paper_are_no_doubles(one: dict, other: dict, is_told: bool) -> None:
    text = _text(3)
    known = Known({})
    known.add(_document("A", text, **one))
    assert bool(known.near_doubles(_document("B", _changed(text, 6), **other))) == is_told


def test_a_restricted_papers_name_is_not_told() -> None:
    text = _text(4)
    known = Known({})
    known.add(_document("裁员方案", text, visibility=Visibility.RESTRICTED))
    (told,) = known.near_doubles(_document("B", text))
    assert "裁员方案.docx" not in told


def test_many_doubles_end_in_their_number() -> None:
    text = _text(5)
    known = Known({})
    for number in range(6):
        known.add(_document(f"D{number}", _changed(text, 3) + str(number)))
    told = known.near_doubles(_document("X", text))
    assert len(told) == 4
    assert told[-1].startswith("3 more")
