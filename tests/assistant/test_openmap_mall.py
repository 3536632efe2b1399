"""A mall whose directory is OpenStreetMap's, and whose new shops are cards on a page, asked as a shopper would."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest

from tests.directories.making import FOLDER
from tests.house import House, fresh, opened

PAGE = """<html><body><h1>New shops</h1><div>
<div class="card"><h3>山楂铺 Hawthorn</h3><p>楼层 Floor: 2/F 220 号铺</p><p>电话 Tel: 3000 0001</p></div>
<div class="card"><h3>Tern</h3><p>楼层 Floor: B1 层 B116 号铺</p><p>电话 Tel: 3000 0002</p></div>
<div class="card"><h3>松果 Pinecone</h3><p>楼层 Floor: G/F G23 号铺</p><p>电话 Tel: 3000 0003</p></div>
</div></body></html>"""


@pytest.fixture(scope="module")
def mall(tmp_path_factory, ingested_home) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("openmap") / "public"
    folder.mkdir()
    shutil.copy(FOLDER / "openmap.csv", folder / "pois.csv")
    (folder / "new.html").write_text(PAGE, "utf-8")
    with opened(fresh(folder.parent / "home", ingested_home)) as house:
        report = house.atrium.ingest.run([folder])
        assert report.exit_code == 0, report.to_json()
        yield house


SAID = {
    "晴灣麵家可以打包嗎": ["可以外帶", "B1層"],
    "does Bay Noodles have vegetarian food?": ["has no vegetarian food"],
    "Is Kite & Co wheelchair accessible?": ["The directory does not say anything about wheelchair access"],
    "哪些店收八达通": ["晴湾面家"],
    "洗手间在哪几层": ["B1", "2/F"],
    "Which floors have ATMs?": ["G/F", "Harbour Bank"],
    "G/F有什么服装店": ["Lumo 柳木"],
    "1/F有什么服装店": ["Lumo 柳木"],
    "What time does Kite & Co close on 20 December?": ["on 2026-12-20: 10:00–22:00"],
    "晴湾面家12月25日开吗": ["12月25日（周五）休息"],
    "两家Dawn Mart哪家关得晚": ["Dawn Mart（B1层 B20）"],
    "哪家Dawn Mart是通宵的": ["B20", "24小时"],
    "Is the bookshop open at 9am on Monday?": ["Not open at", "10:00–21:00"],
    "Which convenience store is open at 11:30 tonight?": ["open at 23:30", "B20"],
    "松果电话": ["3000 0003"],
}


@pytest.mark.parametrize(("asked", "said"), SAID.items())
def test_a_shopper_is_told_what_the_data_say(mall, asked, said):
    answer = mall.ask(asked)
    assert answer.handling.value == "answer", answer.answer
    assert all(part in answer.answer for part in said), answer.answer


def test_the_other_branch_is_left_out_where_one_is_meant(mall):
    assert "3/F" not in mall.ask("哪家Dawn Mart是通宵的").answer


def test_what_is_borrowed_is_not_told_of_by_who_may_enter(mall):
    assert "Toilets" not in mall.ask("哪里有轮椅借").answer


def test_a_list_tells_marks_only_where_they_are_asked_for(mall):
    assert "Octopus" not in mall.ask("B1有什么餐厅").answer
