"""Pieces: small enough to quote, whole enough to stand alone."""

from hypothesis import given
from hypothesis import strategies as st

from ingest.chunking import SHORT, pieces_of
from ingest.model import Section
from ingest.sentences import WHOLE, sentences_of, size_of

SENTENCE = (
    "轻艇水球是一项由两队对垒的球类运动\uff0c每队派出五名球员作赛\uff0c用特定的轻艇在指定的场地上比赛。"
)


def _texts(*sections: Section) -> list[str]:
    return [piece.text for piece in pieces_of(sections)]


def test_a_clause_is_a_piece() -> None:
    clauses = [f"1.{n} 普通客诉应在{n}个工作日内结案\uff0c并回访顾客本人。" for n in range(1, 5)]
    assert _texts(Section("\n".join(clauses))) == clauses
    assert {piece.kind for piece in pieces_of([Section("\n".join(clauses))])} == {"clause"}


def test_very_short_neighbours_join_and_stay_in_order() -> None:
    assert _texts(Section("需要带的东西\uff1a\n会员码\n小票\n付款记录")) == [
        "需要带的东西\uff1a\n会员码\n小票\n付款记录"
    ]


def test_short_lines_under_different_headings_stay_apart() -> None:
    assert _texts(Section("甲", ("一",)), Section("乙", ("二",))) == ["甲", "乙"]


def test_an_encyclopaedia_page_of_500_characters_gives_two_to_four_pieces() -> None:
    page = "".join(f"{number}年{SENTENCE}" for number in range(1990, 2001))
    texts = _texts(Section(page))
    assert len(page) > 500
    assert 2 <= len(set(texts)) <= 4
    assert "".join(texts) == page


def test_a_cut_falls_only_where_a_sentence_ends() -> None:
    text = "".join(
        f"第{n}条规定封顶40.5元\uff0c时间为10:00至22:30\uff0c超出部分另计\uff1b顾客可以询问服务台。"
        for n in range(30)
    )
    for piece in _texts(Section(text)):
        assert piece[-1] in "。\uff1b"
        assert size_of(piece) <= WHOLE


def test_english_is_cut_at_sentences_too() -> None:
    text = " ".join(
        f"Parking costs CNY 5.50 per hour on level B{n} and lift No. {n} is nearby." for n in range(20)
    )
    texts = _texts(Section(text))
    assert all(piece.endswith(".") for piece in texts)
    assert " ".join(texts) == text


def test_a_quotation_is_not_cut() -> None:
    quoted = "他说\uff1a“先救人。再报警。”然后离开。"
    assert sentences_of(quoted) == [quoted.removesuffix("然后离开。"), "然后离开。"]


def test_a_row_is_a_piece_and_a_long_one_repeats_what_names_it() -> None:
    columns = {"铺位号": "L4-06", "甲": "长" * 250, "乙": "话" * 250, "丙": "短"}
    text = "; ".join(f"{key}: {value}" for key, value in columns.items())
    texts = _texts(Section(text, kind="row", columns=columns))
    assert len(texts) == 2
    assert all(piece.startswith("铺位号: L4-06; ") for piece in texts)
    assert texts[-1].endswith("丙: 短")


def test_nothing_stands_twice() -> None:
    lead = "秋雨一下\uff0c鞋柜里最怕水的那双往往正好穿在脚上。"
    assert _texts(Section(lead), Section(lead, ("正文",))) == [lead]


@given(st.lists(st.text(alphabet="甲乙丙a1 。\uff0c.;\uff1a\n(“”", max_size=700), max_size=4))
def test_no_character_is_lost_and_no_piece_is_too_long(texts: list[str]) -> None:
    sections = [Section(text, (str(number),)) for number, text in enumerate(texts)]
    pieces = pieces_of(sections)
    assert all(size_of(piece.text) <= WHOLE + SHORT for piece in pieces)
    joined = {char for piece in pieces for char in piece.text if char.isalnum()}
    assert joined == {char for text in texts for char in text if char.isalnum()}
