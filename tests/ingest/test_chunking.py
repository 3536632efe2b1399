"""Pieces: small enough to quote, whole enough to stand alone."""

import re
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.cutting.chunking import Piece, pieces_of
from ingest.cutting.sentences import cut
from ingest.cutting.sizes import GROUP, WHOLE, Ruler
from ingest.model import Section
from knowledge.measure import Estimate

SENTENCE = "轻艇水球是一项由两队对垒的球类运动，每队派出五名球员作赛，用特定的轻艇在指定的场地上比赛。"
INTRO = "以下情况不予退换："


def _texts(*sections: Section) -> list[str]:
    return [piece.text for piece in pieces_of(sections)]


def _of(*lines: str) -> list[str]:
    return _texts(Section("\n".join(lines)))


def _size(text: str) -> int:
    return Estimate().count_tokens([text])[0]


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)


# -- clauses and lists ---------------------------------------------------------------------------


def test_a_clause_is_a_piece() -> None:
    for mark in ("1.{}", "第{}条", "{}.", "({})", "2.1.{}"):
        clauses = [f"{mark.format(n)} 普通客诉应在{n}个工作日内结案，并回访顾客本人。" for n in range(1, 5)]
        assert _of(*clauses) == clauses
        assert {piece.kind for piece in pieces_of([Section("\n".join(clauses))])} == {"clause"}


def test_very_short_neighbours_join_and_stay_in_order() -> None:
    assert _of("需要带的东西：", "会员码", "小票", "付款记录") == ["需要带的东西：\n会员码\n小票\n付款记录"]


def test_short_lines_under_different_headings_stay_apart() -> None:
    assert _texts(Section("甲", ("一",)), Section("乙", ("二",))) == ["甲", "乙"]


def test_a_short_list_stays_with_the_line_that_introduces_it() -> None:
    items = [f"({n}) 第{n}类商品已经拆封并且使用过的；" for n in range(1, 5)]
    assert _of(
        "3.1 退换货在七日内办理。", f"3.2 {INTRO}", *items, "3.3 退款原路返回，三个工作日内到账。"
    ) == [
        "3.1 退换货在七日内办理。",
        "\n".join((f"3.2 {INTRO}", *items)),
        "3.3 退款原路返回，三个工作日内到账。",
    ]


def test_each_piece_of_a_long_list_says_what_the_list_is_of() -> None:
    items = [f"({n}) {SENTENCE}{SENTENCE}" for n in range(1, 6)]
    texts = _of(INTRO, *items, "收银台当天核对，次日报财务。")
    assert texts == [*(f"{INTRO}\n{item}" for item in items), "收银台当天核对，次日报财务。"]


def test_a_list_without_numbers_ends_where_its_punctuation_does() -> None:
    items = [f"第{n}类商品，包括它的配件、赠品和包装在内，凡已经拆封的；" for n in range(1, 12)]
    texts = _of(INTRO, *items, "生鲜。", SENTENCE)
    assert len(texts) > 2
    assert all(text.startswith(f"{INTRO}\n") for text in texts[:-1])
    assert texts[-2].endswith("生鲜。")
    assert texts[-1] == SENTENCE
    assert _of(INTRO, *items, "生鲜。", "办理地点在一层总服务台旁边的退换货柜台")[-1].startswith("办理地点")


def test_a_long_paragraph_under_an_introducing_line_leaves_room_for_it() -> None:
    lead = f"{SENTENCE[:-1]}："
    texts = _of(lead, "".join(f"第{n}场在{SENTENCE}" for n in range(20)))
    assert len(texts) > 4
    assert all(text.startswith(f"{lead}\n") for text in texts)
    assert WHOLE - 30 < max(map(_size, texts)) <= WHOLE


def test_an_introducing_line_does_not_swallow_the_next_clause() -> None:
    texts = _of("第三条 会员权益分为三级，详情如下表所示：", "第四条 积分每年十二月三十一日清零，不顺延。")
    assert texts[-1].startswith("第四条")


def test_what_stands_under_an_item_stays_under_it() -> None:
    lines = (INTRO, "1. 贴身衣物：", "a) 内衣", "b) 袜子", "2. 生鲜食品")
    assert _of(*lines) == ["\n".join(lines)]


def test_an_exception_stays_with_its_rule() -> None:
    rule, exception = "2.3 折扣商品一律不退，只换同款商品。", "但有质量问题的除外，凭小票七日内办理。"
    assert _of(rule, exception, "2.4 换货以一次为限，运费由顾客承担。")[0] == f"{rule}\n{exception}"
    assert _of(rule, f"2.4 上述规定对会员日商品不适用，{SENTENCE}")[0].startswith(f"{rule}\n2.4")


def test_an_exception_in_a_long_paragraph_is_not_cut_from_its_rule() -> None:
    text = "".join(f"第{n}场在{SENTENCE}但雨天除外，届时改在室内进行。" for n in range(12))
    for whole in range(90, WHOLE, 7):
        pieces = cut(text, Ruler(Estimate()), whole)
        assert len(pieces) > 2
        assert not any(piece.startswith("但") for piece in pieces)


def test_an_exception_that_does_not_fit_stands_alone() -> None:
    rule, exception = f"2.3 {SENTENCE * 4}", f"但雨天除外，{SENTENCE}"
    assert _of(rule, exception) == [rule, exception]


def test_the_short_steps_of_one_procedure_stand_together() -> None:
    steps = ["第一步，到服务台登记。", "第二步，领取并检查童车。", "第三步，当天归还。"]
    assert _of(*steps) == ["\n".join(steps)]
    long = [f"第{n}步，{SENTENCE}{SENTENCE}" for n in "一二三"]
    assert _of(*long) == long


# -- long text -----------------------------------------------------------------------------------


def test_an_encyclopaedia_page_of_500_characters_gives_two_to_four_pieces() -> None:
    page = "".join(f"{number}年{SENTENCE}" for number in range(1990, 2001))
    texts = _of(page)
    assert len(page) > 500
    assert 2 <= len(set(texts)) <= 4
    assert "".join(texts) == page


def test_a_line_of_a_hundred_thousand_characters_is_cut_quickly() -> None:
    for line in (
        "商场导览与服务说明" * 11_112,
        "a" * 100_000,
        "x9" * 50_000,
        "1楼2楼" * 25_000,
        "。" * 100_000,
    ):
        began = time.process_time()
        texts = _of(line)
        assert time.process_time() - began < 5
        assert all(_size(text) <= WHOLE for text in texts)


def test_english_without_blanks_and_mixed_scripts_are_cut_to_size() -> None:
    for line in ("Parkingisfreefortwohours," * 400, "停车parking免費ฟรี🎈" * 300):
        texts = cut(line, Ruler(Estimate()), WHOLE)
        assert all(_size(text) <= WHOLE for text in texts)
        assert "".join(texts) == line


# -- what always holds ---------------------------------------------------------------------------

_LINE = st.text(alphabet="甲乙丙a1 。，.;：\n(“”但①第一条、", max_size=700)


@given(st.lists(_LINE, max_size=4))
@settings(deadline=None)
def test_no_piece_is_too_long_and_nothing_is_lost(texts: list[str]) -> None:
    pieces = pieces_of(Section(text, (str(number),)) for number, text in enumerate(texts))
    assert all(_size(piece.text) <= WHOLE for piece in pieces)
    joined = {char for piece in pieces for char in piece.text if char.isalnum()}
    assert joined == {char for text in texts for char in text if char.isalnum()}


_WORDS = st.text(alphabet="商场顾客服务台会员积分停车规则说明，。；", min_size=8, max_size=60)
_MARKED = st.sampled_from(("", "", "2.1 ", "(三) ", "第五条 ", "① ", "3. "))


@st.composite
def _papers(draw: st.DrawFn) -> list[str]:
    """Lines that all differ, some of them introducing others."""
    lines = draw(st.lists(st.tuples(_MARKED, _WORDS, st.sampled_from(("", "。", "；", "："))), max_size=25))
    return [f"{mark}甲{number}乙{words}{end}" for number, (mark, words, end) in enumerate(lines)]


@given(_papers())
@settings(deadline=None)
def test_in_order_the_pieces_are_the_text_with_only_introducing_lines_twice(lines: list[str]) -> None:
    pieces = pieces_of([Section("\n".join(lines))])
    assert _bare("".join(_unled(pieces))) == _bare("".join(lines))
    assert all(_size(piece.text) <= WHOLE for piece in pieces)


def _unled(pieces: list[Piece]) -> list[str]:
    """The pieces' texts, without an introducing line that the piece before began with too."""
    texts, before = [], ""
    for piece in pieces:
        lead, line, rest = piece.text.partition("\n")
        texts.append(rest if line and lead.endswith("：") and lead == before else piece.text)
        before = lead
    return texts


def test_nothing_stands_twice() -> None:
    lead = "秋雨一下，鞋柜里最怕水的那双往往正好穿在脚上。"
    assert _texts(Section(lead), Section(lead, ("正文",))) == [lead]


def test_a_group_is_smaller_than_a_whole() -> None:
    assert GROUP <= WHOLE


def test_a_paragraph_in_two_languages_is_a_piece_in_each() -> None:
    assert _of(
        "傘須於兩日內歸還,逾期扣除按金。Return umbrellas within two days or the deposit is kept.",
        "不設找贖。No change is given.",
    ) == [
        "傘須於兩日內歸還,逾期扣除按金。\n不設找贖。",
        "Return umbrellas within two days or the deposit is kept.\nNo change is given.",
    ]
