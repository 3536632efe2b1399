"""Cuts fall where a reader would pause, and never inside what is one thing."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.cutting.atoms import atoms_of
from ingest.cutting.sentences import cut, sentences_of
from ingest.cutting.sizes import WHOLE, Ruler
from knowledge.measure import Estimate

ONE_THING = (
    "1,299.00元",
    "¥1,299",
    "CNY 5.50",
    "3个工作日",
    "40.5元/小时",
    "百分之二十",
    "15%",
    "2026年11月20日至29日",
    "2026-11-20 ~ 2026-11-29",
    "11月20日10:00至11月29日22:30",
    "10:00–22:30",
    "400-000-0188",
    "+86 138 0013 8000",
    "(021) 5555 1234",
    "service@mall.example.com",
    "https://mall.example.com/a?b=1&c=2",
    "L4-06",
    "三十元",
    "1.5kg",
    "500 ml",
)


def _ruler() -> Ruler:
    return Ruler(Estimate())


def _cut(text: str, whole: int = WHOLE) -> list[str]:
    return cut(text, _ruler(), whole)


def test_a_cut_falls_only_where_a_sentence_ends() -> None:
    text = "".join(
        f"第{n}条规定封顶40.5元，时间为10:00至22:30，超出部分另计；顾客可以询问服务台。" for n in range(30)
    )
    texts = _cut(text)
    assert "".join(texts) == text
    assert all(piece[-1] in "。；" for piece in texts)


def test_english_is_cut_at_sentences_too() -> None:
    text = " ".join(
        f"Parking costs CNY 5.50 per hour on level B{n} and lift No. {n} is nearby." for n in range(30)
    )
    texts = _cut(text)
    assert len(texts) > 2
    assert all(piece.endswith("nearby.") for piece in texts)
    assert " ".join(texts) == text


def test_an_abbreviation_does_not_end_a_sentence() -> None:
    assert sentences_of("Ask Mr. Li at lift No. B2 now. He helps.") == [
        "Ask Mr. Li at lift No. B2 now. ",
        "He helps.",
    ]


def test_a_quotation_is_not_cut() -> None:
    quoted = "他说：“先救人。再报警。”然后离开。"
    assert [text for text in _cut(quoted * 30) if text.count("“") != text.count("”")] == []


def test_parts_are_of_about_equal_size() -> None:
    text = "".join(f"第{n}句话说的是停车规则，与别的无关。" for n in range(100))
    sizes = Estimate().count_tokens(_cut(text))
    assert max(sizes) - min(sizes) < WHOLE / 4


@pytest.mark.parametrize("thing", ONE_THING)
def test_one_thing_is_one_atom(thing: str) -> None:
    spread = f"凡顾客{thing}，"
    assert any(thing in atom for atom in atoms_of(spread))


# Up to four hanzi behind a number are its unit, so what stands nearer to the next one makes one thing of both.
_FILLER = st.text(alphabet="商场顾客服务台会员停车规则", min_size=5, max_size=40)
_MARK = st.sampled_from(("", "，", "。", "、", " ", "；"))
_TEXT = st.lists(st.tuples(_FILLER, st.sampled_from(ONE_THING), _MARK), min_size=1, max_size=30)


@given(_TEXT, st.integers(48, WHOLE))
@settings(deadline=None, max_examples=150)
def test_no_cut_falls_inside_one_thing(parts: list[tuple[str, str, str]], whole: int) -> None:
    text = "".join(f"{filler}{thing}{mark}" for filler, thing, mark in parts)
    things: list[tuple[int, int]] = []
    at = 0
    for filler, thing, mark in parts:
        things.append((at + len(filler), at + len(filler) + len(thing)))
        at += len(filler) + len(thing) + len(mark)
    for place in _cuts(text, _cut(text, whole)):
        assert not any(start < place < end for start, end in things), text[place - 20 : place + 20]


@given(_TEXT, st.integers(96, WHOLE))
@settings(deadline=None)
def test_a_sentence_that_fits_is_not_cut(parts: list[tuple[str, str, str]], whole: int) -> None:
    text = "".join(f"{filler}{thing}{mark}" for filler, thing, mark in parts)
    ends = {0}
    for sentence in sentences_of(text):
        ends.add(max(ends) + len(sentence))
    sizes = Estimate().count_tokens(sentences_of(text))
    if max(sizes) <= whole:
        for place in _cuts(text, _cut(text, whole)):
            assert any(text[min(place, end) : max(place, end)].strip() == "" for end in ends)


def _cuts(text: str, pieces: list[str]) -> list[int]:
    """Where the text was cut; fails when the pieces are not the text."""
    places, at = [], 0
    for piece in pieces:
        start = text.index(piece, at)
        assert text[at:start].strip() == ""
        places.append(start)
        at = start + len(piece)
    assert text[at:].strip() == ""
    return places[1:]


@given(st.text(max_size=400), st.integers(20, 60))
@settings(deadline=None)
def test_any_text_is_cut_to_size_and_kept(text: str, whole: int) -> None:
    pieces = _cut(text, whole)
    assert all(size <= whole for size in Estimate().count_tokens(pieces))
    assert "".join("".join(pieces).split()) == "".join(text.split())
    assert all(first or last for first, last in pairwise(pieces))


class _Squares:
    """A vocabulary in which two texts together take more tokens than apart."""

    longest = 512

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(text) ** 2 for text in texts]


def test_a_text_larger_than_its_sentences_together_is_cut_all_the_same() -> None:
    assert cut("甲乙丙丁。甲乙丙戊。", Ruler(_Squares()), 60) == ["甲乙丙丁。", "甲乙丙戊。"]


@given(st.text(max_size=300))
def test_atoms_and_sentences_are_the_text(text: str) -> None:
    assert "".join(atoms_of(text)) == text
    assert "".join(sentences_of(text)) == text
