"""Events that a notice has in a table: whether one is still on, and what is on on a day."""

from collections.abc import Iterator
from datetime import datetime

import pytest

from knowledge.text import fold
from tests.house import House, fresh, opened

NOTICE = """# 商场须知

## 近期活动

| 活动 | 时间 | 地点 |
|---|---|---|
| 秋日木偶展 | 2026年11月1日–11月15日 | L1中庭 |
| 鹿鸣茶会 | 2026年11月20日–11月25日 | L2 |
| 冬夜灯会 | 2026年12月4日–12月20日 | 北广场 |
| 陶艺体验课 | 2026年11月21日、22日、28日 | L3 |
| 亲子朗读 | 每周六 15:00 | L4 |
"""
SHOPS = "店名,楼层,业态,营业时间\n鹿鸣,L2,茶饮,10:00-22:00\n白鸟,L1,书店,10:00-22:00\n"


@pytest.fixture(scope="module")
def mall(tmp_path_factory, ingested_home) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("events") / "public"
    folder.mkdir()
    (folder / "商场须知.md").write_text(NOTICE, "utf-8")
    (folder / "店铺.csv").write_text(SHOPS, "utf-8")
    with opened(fresh(folder.parent / "home", ingested_home)) as house:
        assert house.atrium.ingest.run([folder]).exit_code == 0
        yield house


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("木偶展还有吗", "已于11月15日结束"),
        ("灯会开始了吗", "从12月4日起"),
        ("鹿鸣茶会今天有没有", "到11月25日为止"),  # and no shop of that name
        ("12月10号灯会有吗", "到12月20日为止"),
        ("11月24号有陶艺体验课吗", "11月24日没有"),
        ("11月28号有陶艺体验课吗", "到11月28日为止"),
    ],
)
def test_whether_an_event_is_on_is_said_first_with_its_day(mall, question, said):
    answer = mall.ask(question, as_of=datetime.fromisoformat("2026-11-21T15:00:00+08:00"))
    assert said in answer.answer.splitlines()[0]


def test_what_is_on_today_are_the_rows_of_today(mall):
    text = mall.ask("今天有什么活动").answer
    assert "鹿鸣茶会" in text
    assert "木偶展" not in text
    assert "灯会" not in text


def test_a_shop_that_an_event_is_called_after_is_still_found(mall):
    assert "L2" in mall.ask("有没有鹿鸣").answer.splitlines()[0]


RIVERSIDE = """# 秋季活动一览

| 序号 | 活动 | 日期 | 时间 | 状态 |
|---|---|---|---|---|
| 1 | 会员日 | 9月2日-11月25日 每周三 | 全天 | 进行中 |
| 2 | 桂花市集 | 10月16日-18日、23日-25日 | 14:00-21:00 | |
| 3 | 领养日 | 原10月17日(六),延期至10月24日(六) | 13:00 | 延期 |
| 4 | 亲子朗读 | 每周六 | 15:00 | |
| 5 | 汉服走秀 | 10月17日 | 15:00 | 取消 |
"""


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("这周末有啥活动", {"桂花市集", "亲子朗读"}),
        ("下周末有什么活动", {"桂花市集", "亲子朗读", "领养日"}),
        ("10月21号有什么活动", {"会员日"}),
    ],
)
def test_a_numbered_table_tells_what_is_on_on_the_days_that_are_meant(
    tmp_path, ingested_home, question, names
):
    folder = tmp_path / "public"
    folder.mkdir()
    (folder / "秋季活动一览.md").write_text(RIVERSIDE, "utf-8")
    with opened(fresh(tmp_path / "home", ingested_home)) as house:
        assert house.atrium.ingest.run([folder]).exit_code == 0
        text = house.ask(question, as_of=datetime.fromisoformat("2026-10-15T14:20:00+08:00")).answer
    assert {
        name for name in ("会员日", "桂花市集", "领养日", "亲子朗读", "汉服走秀") if name in text
    } == names


PAGE = """<html><head><title>活动及门票</title></head><body><main><h2>最新活动</h2>
<div class="card"><h3>售票中<br>欖球賽</h3><ul><li>日期：2026年11月21日</li><li>時間：19:00</li><li>地點：主場館</li></ul></div>
<div class="card"><h3>睇波派對</h3><ul><li>日期：2026年11月22日</li><li>地點：青年運動場</li></ul></div>
<div class="card"><h3>冬季演唱會</h3><ul><li>日期：2026年12月6及7日</li><li>時間：18:00</li><li>地點：主場館</li></ul></div>
<div class="card"><h3>去年音樂節</h3><ul><li>日期：2025年12月6日</li><li>地點：主場館</li></ul></div>
</main></body></html>"""


@pytest.fixture(scope="module")
def stadium(tmp_path_factory, ingested_home) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("cards") / "public"
    folder.mkdir()
    (folder / "events.html").write_text(PAGE, "utf-8")
    with opened(fresh(folder.parent / "home", ingested_home)) as house:
        assert house.atrium.ingest.run([folder]).exit_code == 0
        yield house


@pytest.mark.parametrize(
    ("questions", "names"),
    [
        (["今晚有咩睇？"], {"欖球賽"}),
        (["今晚有什么节目", "那明天呢"], {"睇波派對"}),
        (["呢個週末有咩睇"], {"欖球賽", "睇波派對"}),
        (["anything on tonight?"], {"欖球賽"}),
        (["12月7号有什么演出"], {"冬季演唱會"}),
        (["下个月有什么活动"], {"冬季演唱會"}),
        (["11月30号有什么表演"], {"冬季演唱會"}),  # none on that day: the next
    ],
)
def test_the_cards_of_a_page_tell_what_is_on_with_their_names(stadium, questions, names):
    said = fold(stadium.talk(*questions).answer)
    every = ("欖球賽", "睇波派對", "冬季演唱會", "去年音樂節")
    assert {name for name in every if fold(name) in said} == names


def test_whether_there_is_room_for_a_car_is_not_asked_of_an_event(stadium):
    assert "欖球賽" not in stadium.ask("睇欖球賽有冇車位泊").answer.splitlines()[0]
