"""How the house is reached, out of a page's labelled lines, and an emergency that is over or goes on."""

from collections.abc import Iterator

import pytest

from assistant.model import Handling
from knowledge.text import fold
from tests.house import STAFF, House, fresh, opened

PAGE = """<html><head><title>海天汇</title></head><body><main><h2>场地</h2><p>商场每天十点开门，二十二点关门，欢迎光临。</p>
<h2>联络资讯</h2><div><div class="c"><h3>地址</h3><p>天汇路18号</p></div><div class="c"><h3>電郵</h3><p>hi@haitian.example</p></div>
<div class="c"><h3>停车场</h3><p>B2、B3</p></div></div></main></body></html>"""
FEES = "# 场地收费\n\n| 设施 | 收费 | 每节 |\n|---|---|---|\n| 羽毛球 | 75元 | 1小时 |\n| 乒乓球 | 50元 | 1小时 |\n"


@pytest.fixture(scope="module")
def mall(tmp_path_factory, ingested_home) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("reached") / "public"
    folder.mkdir()
    (folder / "index.html").write_text(PAGE, "utf-8")
    (folder / "fees.md").write_text(FEES, "utf-8")
    with opened(fresh(folder.parent / "home", ingested_home)) as house:
        assert house.atrium.ingest.run([folder]).exit_code == 0
        yield house


def test_each_way_that_is_asked_for_is_told_by_its_own_line(mall):
    said = mall.ask("商场地址和电邮是什么", viewer=STAFF).answer
    assert "天汇路18号" in said
    assert "hi@haitian.example" in said
    assert "B2" not in said


def test_the_address_of_another_is_not_the_houses(mall):
    assert "天汇路" not in mall.ask("滙豐嘅地址").answer


def test_what_is_near_is_told_only_where_it_has_the_thing_that_is_asked(mall):
    said = mall.ask("停車場幾錢一個鐘").answer
    assert "75" not in said
    assert "50" not in said


@pytest.mark.parametrize(
    "said", ["搵返喇,多謝", "搵到佢喇", "不用了,人找到了", "佢自己返嚟咗", "found him, thanks"]
)
def test_an_emergency_is_over_when_the_child_is_found(mall, said):
    assert mall.talk("我個仔唔見咗", said).handling is Handling.ANSWER


@pytest.mark.parametrize("said", ["還沒找到，謝謝", "搵到未呀", "we haven't found him"])
def test_an_emergency_goes_on_while_the_child_is_not_found(mall, said):
    assert mall.talk("我個仔唔見咗", said).handling is Handling.EMERGENCY


def test_the_weather_is_asked_about_in_the_words_of_the_city(tmp_path, ingested_home):
    folder = tmp_path / "public"
    folder.mkdir()
    rules = "# 童樂園\n\n開放：每日 09:00–21:00\n\n不開放的天氣：八號或以上颱風信號；紅色或以上暴雨警告。\n"
    (folder / "playground.md").write_text(rules, "utf-8")
    with opened(fresh(tmp_path / "home", ingested_home)) as house:
        assert house.atrium.ingest.run([folder]).exit_code == 0
        assert fold("紅色或以上暴雨警告") in fold(house.talk("童樂園幾點開", "落紅雨會唔會照開").answer)
        assert fold("八號或以上") in fold(house.talk("童樂園幾點開", "三號風球呢").answer)
