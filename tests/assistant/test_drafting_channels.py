"""Channels are data: a house adds and changes them in a file, and a faulty file changes nothing."""

import re
from pathlib import Path

import pytest

from assistant.compliance import ComplianceChecker
from assistant.drafting import Drafter, DraftRequest
from assistant.drafting.channels import FaultyChannel, UnknownChannel, channel_of, channels
from assistant.drafting.house_channels import HouseChannels
from tests.assistant.drafting_papers import DraftPapers
from tests.assistant.test_drafting_drafts import NOW, PROFILE

DOCS = Path(__file__).parents[2] / "docs" / "content.md"


def drafter(told: HouseChannels) -> Drafter:
    return Drafter(ComplianceChecker(), DraftPapers(), PROFILE, channels=told)


def ask(told, **request):
    return drafter(told).draft(DraftRequest(product="P1", as_of=NOW, **request))


def read(tmp_path, text):
    path = tmp_path / "channels.yaml"
    path.write_text(text, "utf-8")
    return HouseChannels.read(path)


def test_the_example_of_the_docs_makes_a_channel(tmp_path):
    """What docs/content.md says about adding a channel, done as it says."""
    section = DOCS.read_text("utf-8").split("## Channels of your own", 1)[1]
    example = re.search(r"```yaml\n(.*?)```", section, re.S)[1]
    told = read(tmp_path, example)
    assert told.problem == ""
    own = sorted(set(told.known) - set(channels()))
    assert own == ["screen", "weibo"]
    weibo, screen, sms = ask(told, channels=("weibo", "screen", "sms")).drafts
    assert weibo.channel == "weibo"
    assert len(weibo.body) <= 140
    assert "云朵米露" in weibo.body
    assert weibo.body.count("#") in (1, 2)
    assert screen.body.split("\n")[0] == "云朵米露"
    assert "18元" in screen.body
    assert len(sms.body) <= 67
    assert all(draft.status != "blocked" for draft in (weibo, screen, sms))


def test_without_a_file_the_shipped_channels_hold(tmp_path):
    told = HouseChannels.read(tmp_path / "channels.yaml")
    assert told.known == channels()
    assert told.problem == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("channels: [", "第1行"),
        ("a: 1", "channels:"),
        ("channels: {sms: {whole: viele}}", "whole要写一个大于0的整数"),
        ("channels: {sms: {whole: -3}}", "whole"),
        ("channels: {weibo: {whole: 140}}", "缺少name"),
        ("channels: {weibo: {name: 微博, whole: 140}}", "like"),
        ("channels: {weibo: {name: 微博, like: nowhere}}", "like"),
        ("channels: {sms: {colour: red}}", "不认识“colour”"),
        ("channels: {xiaohongshu: {topics: [5, 3]}}", "topics"),
        ("channels: {sms: {emoji: maybe}}", "emoji"),
        ("channels: {sms: 3}", "sms"),
        ("channels: {w: {name: 微博, like: sms, wording: {lines: [{say: ['{']}]}}}", "第1行"),
        ("channels: {w: {name: 微博, like: sms, wording: {lines: [{say: ['{name.__class__}']}]}}}", "第1行"),
        ("channels: {w: {name: 微博, like: sms, wording: {lines: [{say: ['{name:>999999999}']}]}}}", "第1行"),
    ],
)
def test_a_faulty_file_is_named_and_the_shipped_channels_hold(tmp_path, text, said):
    told = read(tmp_path, text)
    assert said in told.problem
    assert told.known == channels()
    reply = ask(told, channels=("sms",))
    assert reply.drafts[0].body
    assert reply.notes[0] == told.problem


FAULTY = (
    "# 自有渠道\nchannels:\n  screen: {name: 大屏, like: sms}\n  weibo:\n    name: 微博\n    like: nowhere\n"
)


def test_a_mistake_is_told_with_its_line_also_where_its_channel_is_asked_for(tmp_path):
    told = read(tmp_path, FAULTY)
    assert "channels.yaml没有生效" in told.problem
    assert "第4行起,渠道weibo" in told.problem
    with pytest.raises(UnknownChannel, match=r"没有渠道“screen”.*第4行起,渠道weibo"):
        ask(told, channels=("screen",))


def test_a_channel_says_how_many_selling_points_it_has(tmp_path):
    few = read(tmp_path, "channels: {wechat_group: {points: [1, 2]}}")
    [draft] = ask(few, channels=("wechat_group",)).drafts
    [plain] = ask(HouseChannels(), channels=("wechat_group",)).drafts
    assert len(draft.selling_points) == 2 < len(plain.selling_points)
    wanting = read(tmp_path, "channels: {wechat_group: {points: [9, 9]}}")
    [draft] = ask(wanting, channels=("wechat_group",)).drafts
    assert any(f"卖点只有{len(draft.selling_points)}条" in mark.why for mark in draft.rubric)


def test_a_file_in_another_encoding_is_named(tmp_path):
    path = tmp_path / "channels.yaml"
    path.write_bytes("channels: {weibo: {name: 微博}}".encode("gbk"))
    assert "UTF-8" in HouseChannels.read(path).problem


def test_a_changed_limit_holds_for_the_draft(tmp_path):
    told = read(tmp_path, "channels: {wechat_moments: {whole: 60, lines: 3}}")
    (draft,) = ask(told, channels=("wechat_moments",)).drafts
    assert len(draft.body) <= 60
    assert len(draft.body.split("\n")) <= 3


def test_a_channel_without_emoji_has_none(tmp_path):
    told = read(tmp_path, "channels: {wechat_group: {emoji: false}}")
    for seed in range(6):
        (draft,) = ask(told, channels=("wechat_group",), seed=seed).drafts
        assert not re.search(r"[\U0001f300-\U0001faff\u2600-\u27bf]", draft.body)


def test_the_rules_of_the_channel_it_is_like_hold_for_a_new_one(tmp_path):
    told = read(tmp_path, "channels: {mms: {name: 彩信, like: sms, whole: 300, signed: true}}")
    (draft,) = ask(told, channels=("mms",)).drafts
    assert draft.channel == "mms"
    assert draft.body.startswith("【云顶】")
    assert draft.body.endswith("拒收请回复R")


def test_an_unknown_channel_is_named_with_the_houses_own(tmp_path):
    told = read(tmp_path, "channels: {weibo: {name: 微博, like: wechat_group}}")
    with pytest.raises(UnknownChannel, match="weibo"):
        ask(told, channels=("tiktok",))


def test_a_row_says_what_is_wrong_with_it():
    with pytest.raises(FaultyChannel, match="pace"):
        channel_of("x", {"name": "X", "pace": 0})
