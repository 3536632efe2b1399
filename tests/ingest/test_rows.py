"""A row's pieces: each says whose row it is and what its values are."""

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.cutting.chunking import pieces_of
from ingest.cutting.sizes import ROW, WHOLE
from ingest.grids import Cell, plain
from ingest.model import Section
from ingest.tables import read_table, row_text
from knowledge.measure import Estimate


def _row(columns: dict[str, str]) -> list[str]:
    return [piece.text for piece in pieces_of([Section(row_text(columns), kind="row", columns=columns)])]


def _sizes(texts: list[str]) -> list[int]:
    return Estimate().count_tokens(texts)


def test_a_row_is_a_piece_and_a_long_one_repeats_what_names_it() -> None:
    columns = {"铺位号": "L4-06", "甲": "长" * 165, "乙": "话" * 165, "丙": "短"}
    texts = _row(columns)
    assert len(texts) == 2
    assert all(piece.startswith("铺位号: L4-06; ") for piece in texts)
    assert texts[-1].endswith("丙: 短")
    assert _row({"铺位号": "L4-06", "甲": "长" * 200}) == ["铺位号: L4-06; 甲: " + "长" * 200]


def test_a_running_number_does_not_name_a_row() -> None:
    texts = _row({"序号": "17", "品牌": "禾也", "甲": "长" * 250, "乙": "话" * 150})
    assert len(texts) > 1
    assert all(piece.startswith("品牌: 禾也; ") for piece in texts)
    assert "序号: 17" in texts[0]


def test_a_long_value_repeats_its_header_in_each_part() -> None:
    value = "".join(f"第{n}款规定了停车的时间和费用。" for n in range(60))
    texts = _row({"条目": "停车", "规定": value})
    assert len(texts) > 2
    assert all(text.startswith("条目: 停车; 规定: 第") for text in texts)
    assert "".join(text.removeprefix("条目: 停车; 规定: ") for text in texts) == value


def test_a_long_header_leaves_room_for_its_value() -> None:
    header = "停车场每月停放的车辆按照楼层和时段分别统计的说明" * 3
    texts = _row({"条目": "停车", header: "".join(f"第{n}款规定了停车的时间和费用。" for n in range(60))})
    assert len(texts) > 4
    assert max(_sizes(texts)) <= WHOLE
    assert all(text.startswith(f"条目: 停车; {header}: 第") for text in texts)


def test_sixty_columns_are_all_there_and_fit() -> None:
    columns = {"店铺": "禾也咖啡"} | {f"指标{n}": f"{n * 37}万元" for n in range(59)}
    texts = _row(columns)
    assert max(_sizes(texts)) <= ROW
    assert all(text.startswith("店铺: 禾也咖啡; ") for text in texts)
    for header, value in columns.items():
        assert sum(f"{header}: {value}" in text.split("; ") for text in texts) == (
            len(texts) if header == "店铺" else 1
        )


def test_every_part_of_a_long_row_carries_all_levels_of_its_header() -> None:
    def merged(text: str, row: int, column: int, width: int) -> list[Cell]:
        return [Cell(text, (row, column))] * width

    top = [Cell("门店", (0, 0)), *merged("2026年", 0, 1, 2), *merged("2025年", 0, 3, 2)]
    below = [Cell("门店", (0, 0)), *(Cell(f"{half}半年说明", (1, n)) for n, half in enumerate("上下上下", 1))]
    body = [Cell("禾也", (2, 0)), *(Cell(f"第{n}段" + "话" * 120, (2, n)) for n in range(1, 5))]
    sections = read_table([top, below, body], row_name=lambda row: f"R{row + 1}")
    texts = [piece.text for piece in pieces_of(sections)]
    assert len(texts) == 4
    for text, header in zip(texts, ("2026年/上", "2026年/下", "2025年/上", "2025年/下"), strict=True):
        assert text.startswith(f"门店: 禾也; {header}半年说明: 第")
    assert {piece.row for piece in pieces_of(sections)} == {"R3"}


def test_ditto_is_what_stands_above_it() -> None:
    body = [
        ("时段", "负责人", "电话"),
        ("早班", "前台", "5550"),
        ("晚班", "同上", "〃"),
        ("夜班", "保安", "同上"),
    ]
    sections = read_table(plain(body), row_name=lambda row: f"R{row + 1}")
    assert [section.text for section in sections] == [
        "时段: 早班; 负责人: 前台; 电话: 5550",
        "时段: 晚班; 负责人: 前台; 电话: 5550",
        "时段: 夜班; 负责人: 保安; 电话: 5550",
    ]


_TEXTS = st.text(alphabet="商场顾客停车a1 ，。", max_size=260)


@given(
    st.dictionaries(st.text(alphabet="甲乙丙丁", min_size=1, max_size=90), _TEXTS, min_size=1, max_size=30)
)
@settings(deadline=None)
def test_no_part_of_a_row_is_too_long_and_nothing_is_lost(columns: dict[str, str]) -> None:
    texts = _row(columns)
    assert all(size <= (ROW if len(texts) == 1 else WHOLE) for size in _sizes(texts))
    said = "".join("".join(texts).split())
    for value in columns.values():
        for word in value.replace("。", "，").split("，"):
            if "".join(word.split()).isalpha() and len(word) < 20:
                assert "".join(word.split()) in said


def test_a_sentence_alone_under_a_table_is_no_row_of_it() -> None:
    rows = [
        ["对象", "条件", "减免"],
        ["会员", "绑定车牌", "2小时"],
        ["每日合计不超过5小时。", "", ""],
        ["来宾", "", ""],
    ]
    found = [(section.kind, section.text) for section in read_table(plain(rows), row_name=str)]
    assert found[1:] == [("prose", "每日合计不超过5小时。"), ("row", "对象: 来宾")]


def test_a_header_of_four_columns_over_one_row_is_a_header():
    rows = [["时段", "首小时", "之后每小时", "24小时封顶"], ["每天", "8元", "6元", "50元"]]
    (section,) = read_table(plain(rows), row_name=str)
    assert section.text == "时段: 每天; 首小时: 8元; 之后每小时: 6元; 24小时封顶: 50元"


def test_names_and_values_in_four_columns_are_pairs_still():
    rows = [["面积", "100㎡", "楼层", "L3"], ["租期", "36个月", "免租期", "2个月"]]
    assert read_table(plain(rows), row_name=str)[1].text == "租期: 36个月; 免租期: 2个月"


def test_sentences_in_the_cells_of_one_column_are_lines_of_a_text():
    grid = plain([["票售出后恕不退换。"], ["售票处在七楼。"], ["外来食物不得带入。"]])
    sections = read_table(grid, row_name=str)
    assert [(one.kind, one.text) for one in sections] == [
        ("prose", "票售出后恕不退换。"),
        ("prose", "售票处在七楼。"),
        ("prose", "外来食物不得带入。"),
    ]


def test_a_short_cell_over_a_column_is_its_header():
    sections = read_table(plain([["赠品"], ["帆布袋"], ["保温杯"]]), row_name=str)
    assert [one.text for one in sections] == ["赠品: 帆布袋", "赠品: 保温杯"]


def test_a_long_cell_alone_in_a_wide_table_is_a_note_of_it():
    rows = [
        ["类别", "周一至周四", "周五至周日"],
        ["成人", "110", "120"],
        ["星期二优惠日：全场划一80元（公众假期及前夕、巨幕厅除外）", "", ""],
    ]
    (row, note) = read_table(plain(rows), row_name=str)
    assert (row.kind, note.kind) == ("row", "prose")
    assert note.text.startswith("星期二优惠日")


def test_days_that_head_every_row_name_no_columns() -> None:
    rows = [["12月5、6日", "手作集市", "11:00–19:00"], ["12月12日(周六)", "搭建", "不开放"]]
    read = read_table(plain(rows), row_name=str)
    assert [one.text for one in read] == ["12月5、6日; 手作集市; 11:00–19:00", "12月12日(周六); 搭建; 不开放"]


def test_days_over_columns_are_their_names() -> None:
    rows = [["岗位", "12月5日", "12月6日"], ["总台", "甲", "乙"]]
    (row,) = read_table(plain(rows), row_name=str)
    assert row.text == "岗位: 总台; 12月5日: 甲; 12月6日: 乙"
