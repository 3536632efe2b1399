"""Names that say at each shop of a list in which mall it lies, and names that go on in everyday words."""

import pytest

from ingest.branches import without_common_branch
from ingest.brandnames import other_names
from knowledge.model import Shop


def _named(*names: str) -> list[str]:
    return [shop.name for shop in without_common_branch([Shop("", name) for name in names])]


def test_a_branch_that_most_shops_share_is_left_out_and_any_other_stays():
    names = ["鹿鸣(云湖店)", "白鸟(云湖店)", "汀步(云湖店)", "拾光(云湖二楼店)"]
    assert _named(*names) == ["鹿鸣", "白鸟", "汀步", "拾光(云湖二楼店)"]


def test_a_branch_of_a_few_stays():
    names = ["鹿鸣(东区店)", "白鸟", "汀步", "拾光(东区店)"]
    assert _named(*names) == names


@pytest.mark.parametrize(
    ("name", "own"),
    [("云雀桥家庭中心", "云雀桥"), ("汀步川火锅馆", "汀步川"), ("林溪禾儿童摄影", "林溪禾")],
)
def test_a_name_that_goes_on_in_everyday_words_is_also_known_without_them(name, own):
    assert own in other_names(name)


@pytest.mark.parametrize("name", ["城市书房", "家庭中心", "中国建设银行"])
def test_a_name_of_everyday_words_alone_is_not_cut(name):
    assert not other_names(name)
