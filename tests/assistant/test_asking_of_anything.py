"""Messages that name nothing ask of what was spoken of."""

import pytest

from assistant.asking.conversation import asks_of_anything, lacks_what_was_told
from assistant.asking.spoken_shops import shops_in
from knowledge.directory import Directory
from knowledge.model import Shop


@pytest.mark.parametrize(
    "said", ["多少钱", "怎么收费", "能过夜吗", "几岁能玩", "能用多久", "什么时候恢复", "贵不贵", "有什么权益"]
)
def test_what_is_asked_of_any_thing_leans_on_what_was_spoken_of(said):
    assert asks_of_anything(said)


@pytest.mark.parametrize(
    "said", ["停车多少钱", "几点关门", "轮椅怎么收费", "什么时候有活动", "会员有什么权益"]
)
def test_what_names_its_thing_stands_alone(said):
    assert not asks_of_anything(said)


def test_who_has_not_what_the_answer_asks_for_goes_on():
    assert lacks_what_was_told("没有小票了怎么办", "请带小票和商品到原门店办理")
    assert lacks_what_was_told("没带身份证", "认领须本人持身份证")
    assert not lacks_what_was_told("没带伞怎么办", "请带小票和商品到原门店办理")


def test_a_shop_whose_name_begins_a_cell_of_a_row_is_not_what_the_line_is_about():
    shop = Shop(name="青禾", unit="L1-01", floor="L1")
    directory = Directory([shop])
    assert shops_in("不在L3层。青禾在L1层", directory) == [shop]
    assert not shops_in("奖项：一等奖，奖品：青禾礼盒，数量：1名", directory)
