"""A matter that is none of a mall's is told where the public papers surely tell it, and turned down elsewhere."""

from collections.abc import Iterator

import pytest

from assistant.model import Handling
from tests.house import SHOPPER, House, of_papers

BLACK_HOLE = """# M87黑洞

室女座星系团的M87星系中心有一个黑洞，距离地球约5500万光年，质量约为太阳的65亿倍。照片由八台射电望远镜拍摄。
"""


@pytest.fixture(scope="module")
def house(tmp_path_factory, ingested_home) -> Iterator[House]:
    papers = {"public/科普展.md": BLACK_HOLE}
    with of_papers(tmp_path_factory.mktemp("beyond"), papers, ingested_home) as house:
        yield house


def test_what_a_public_paper_tells_is_told(house: House) -> None:
    reply = house.ask("M87星系中心的黑洞距离地球有多远", SHOPPER)
    assert reply.handling is Handling.ANSWER
    assert "5500万光年" in reply.answer


@pytest.mark.parametrize("message", ["写一首关于黑洞的诗", "明天天气怎么样", "推荐只股票"])
def test_what_none_tells_is_turned_down(house: House, message: str) -> None:
    assert house.ask(message, SHOPPER).handling is Handling.REFUSE
