"""A channel is known by its id and by the names that people give it, wherever one is named."""

import pytest

from assistant.drafting.channels import UnknownChannel, channel, channels, names_of, spelled
from ui.batches.terms import Terms

NAMES = [
    ("小红书", "xiaohongshu"), ("XHS", "xiaohongshu"), ("小红书 笔记", "xiaohongshu"), ("抖音口播", "douyin"),
    ("社群", "wechat_group"), ("微信群", "wechat_group"), ("朋友圈", "wechat_moments"), ("小程序", "miniprogram"),
    ("详情页", "miniprogram"), ("短信", "sms"), ("review_reply", "dianping"), ("点评回复", "dianping"),
    ("Review-Reply", "dianping"), ("koc_brief", "koc"), ("KOC任务", "koc"), ("KOC 任务", "koc"), ("達人任務書", "koc"),
    ("faq", "faq"), ("FAQ", "faq"), ("问答", "faq"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "id_"), NAMES)
def test_a_channel_is_known_by_the_names_that_people_give_it(name, id_):
    assert channel(name).id == id_
    assert Terms.of(channels()).channels[name] == id_


def test_no_two_channels_share_a_name():
    told = [spelled(name) for one in channels().values() for name in {one.id, one.name, *one.also}]
    assert len(set(told)) == len(names_of(channels()))
    owners = {
        (spelled(name), one.id) for one in channels().values() for name in (one.id, one.name, *one.also)
    }
    assert len(owners) == len({name for name, _ in owners})


@pytest.mark.parametrize("name", ["微博", "tiktok", "", "群", "xiaohongshu2"])
def test_an_unknown_channel_is_refused_with_those_that_are_known(name):
    with pytest.raises(UnknownChannel, match=r"小红书\(xiaohongshu\).*大众点评回复\(dianping\)"):
        channel(name)
    assert name not in Terms.of(channels()).channels
