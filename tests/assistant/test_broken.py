"""What is broken is mended by a shop; who complains of it goes to a desk."""

import pytest

from assistant.shops.broken import as_a_repair
from assistant.shops.kinds import kinds_in

BROKEN = """
手机屏碎了 | 修手机
手機螢幕摔碎咗點算 | 修手机
我的手机进水了怎么办 | 修手机
表不走了 | 修表
表带断了 | 修表
鞋开胶了 | 修鞋
高跟鞋跟断了 | 修鞋
包带断了 | 修鞋
裤子太长 | 改衣服
外套拉链坏了 | 改衣服
眼镜腿断了 | 眼镜
"""


@pytest.mark.parametrize("line", BROKEN.strip().splitlines())
def test_who_only_says_what_is_broken_wants_it_mended(line: str) -> None:
    message, kind = line.split(" | ")
    assert as_a_repair(message) != message
    assert kind in [found.name for found in kinds_in(as_a_repair(message))]


@pytest.mark.parametrize(
    "message",
    [
        "昨天买的鞋开胶了",
        "鞋开胶了你们赔吗",
        "才穿两天鞋就开胶了",
        "手机丢了",
        "手机没电了",
        "手机冒烟了",
        "玻璃碎了",
        "电梯坏了",
        "你们的大屏碎了",
        "裤子",
        "客人手机屏碎了要我们赔",
    ],
)
def test_complaints_losses_and_what_is_the_houses_stay_what_they_are(message: str) -> None:
    assert as_a_repair(message) == message
