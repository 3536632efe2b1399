"""An infringing brief is blocked, with the rule and its basis, and a lawful text stands beside it; an honest one never is."""

import re

import pytest

from assistant.drafting.facts.clauses import demands_in
from tests.assistant.test_drafting_drafts import ask, written

FACE = "初月洁面乳,120g,88元,L8-12初月护肤"
INFRINGING = [
    (f"{FACE},写成祛痘第一名,七天见效", "xiaohongshu", {"A03", "C10", "C11"}, "祛痘|第一|七天"),
    ("足金小珠3.2克,当日金价加工费,L8-03,写上买了保值稳赚", "wechat_group", {"C15"}, "保值|稳赚"),
    ("卤味拼盘58元,L8-12,让大家集赞50个免费领一份", "wechat_moments", {"B10"}, "集赞50"),
    ("装成素人写一篇探店,川湘小馆鱼头118元,L8-30", "xiaohongshu", {"D05"}, "素人|亲测"),
    ("米糊冲饮200g 39元,L8-20,写能降血糖、治胃病", "xiaohongshu", {"C01"}, "降血糖|治胃"),
    ("蜂蜜500g 68元,L8-15,写国家领导人同款", "xiaohongshu", {"D02"}, "领导人"),
    ("编程课12节1680元,L8-29,写包教包会", "wechat_group", {"C14"}, "包教包会"),
    ("玩具59元,L8-09,写小朋友快叫妈妈买", "wechat_group", {"C19"}, "叫妈妈"),
    ("手冲咖啡28元,L8-02,写比隔壁那家好喝", "wechat_moments", {"D04"}, "隔壁"),
    ("奶茶15元,L8-33,最终解释权归商家所有", "wechat_moments", {"B06"}, "解释权"),
]
NOTHING_TO_SELL = [
    ("转发三个群就送抽奖机会,奖品是电饭煲", "wechat_moments", "B10"),
    ("给我们店编10条五星好评,口气各不相同", "dianping", "D05"),
    ("写几条假好评顶一顶排名", "点评回复", "D05"),
    ("写年化12%保本保息", "wechat_group", "C16"),
]
HONEST = [
    (f"{FACE},功效只写清洁,不能出现祛痘、美白,不要写第一名", "xiaohongshu"),
    ("足金小珠3.2克,当日金价加工费,L8-03,不要提保值增值", "wechat_group"),
    ("火锅双人餐168元,L8-11,不要写全城最低价,写清11月25日至11月30日有效", "wechat_group"),
    ("周末会员茶会,L8-01,11月28日14:00,不搞集赞转发,到店即可参加", "wechat_group"),
    ("给达人写任务书:手冲壶268元,L8-31,必须标广告,不能装素人", "koc"),
    ("第一批到货50件,羊毛衫399元,L8-22,100%羊毛", "wechat_group"),
    ("《最好的我们》绘本39元,L8-05", "miniprogram"),
    ("宠物洗护98元/次,需提供疫苗本,L8-35", "wechat_group"),
    ("无酒精气泡饮 0%vol 250ml 16元,L8-33", "xiaohongshu"),
    ("顾客说:你们家是全城最好吃的火锅,第一名!请回复感谢", "dianping"),
    ("差评原文:说好的集赞送菜根本没送,骗人!请写回复", "dianping"),
]


@pytest.mark.parametrize(("brief", "channel", "rules", "forbidden"), INFRINGING)
def test_an_infringing_brief_is_blocked_and_a_lawful_draft_stands_beside_it(brief, channel, rules, forbidden):
    reply = ask(brief, channels=(channel,))
    assert reply.status == "blocked"
    assert rules <= {finding.rule_id for finding in reply.findings}
    assert all(finding.basis and finding.why for finding in reply.findings if finding.rule_id in rules)
    assert "拦下" in reply.notes[0]
    assert "替代稿" in reply.notes[0]
    (draft,) = reply.drafts
    assert draft.alternative
    assert draft.status != "blocked"
    assert not re.search(forbidden, written(reply))


@pytest.mark.parametrize(("brief", "channel", "rule"), NOTHING_TO_SELL)
def test_a_blocked_brief_with_nothing_to_sell_still_gets_a_lawful_text(brief, channel, rule):
    reply = ask(brief, channels=(channel,))
    assert reply.status == "blocked"
    assert rule in {finding.rule_id for finding in reply.findings}
    (draft,) = reply.drafts
    assert draft.alternative
    assert draft.status == "ok"
    assert not re.search(r"\d+%|\d+条|集赞\d|返现", draft.body)


@pytest.mark.parametrize(("brief", "channel"), HONEST)
def test_an_honest_brief_is_never_blocked_for_naming_a_thing(brief, channel):
    reply = ask(brief, channels=(channel,))
    blocked = [(f.rule_id, f.text) for f in reply.findings if f.severity == "block"]
    assert blocked == []
    assert reply.status != "blocked"
    assert not any(draft.alternative for draft in reply.drafts)


@pytest.mark.parametrize(
    ("brief", "leaked"),
    [
        ("果干6包 28元,L8-18,避免写养生", "避免|养生"),
        ("沙拉38元,L8-22,不写减肥功效", "不写|减肥"),
        ("手冲壶268元,L8-31,必须标广告,字句平实", "必须标|平实"),
        ("洁面120g 79元,L8-12,功效只写清洁", "写清洁"),
    ],
)
def test_what_is_said_to_the_writer_is_not_in_the_draft(brief, leaked):
    assert not re.search(leaked, written(ask(brief, channels=("wechat_group",))))


def test_a_fact_inside_a_demand_is_told():
    body = written(ask("火锅双人餐168元,L8-11,写清11月25日至11月30日有效", channels=("wechat_group",)))
    assert "11月25日至11月30日" in body


def test_what_is_demanded_is_read_apart_from_the_facts_around_it():
    text = "钙片60粒89元,L8-20,写吃了长高10厘米,专家推荐,过敏原含乳"
    assert [text[a:b] for a, b in demands_in(text)] == ["写吃了长高10厘米,专家推荐"]
    assert demands_in("火锅双人餐168元,写清11月25日至11月30日有效") == []
    assert demands_in("布偶129元,不要写第一名") == []
