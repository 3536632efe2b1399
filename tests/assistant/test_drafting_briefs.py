"""The task brief for a KOC: facts with sources, what may not be written, and that it is an advertisement."""

import re

import pytest

from tests.assistant.test_drafting_drafts import SUBJECTS, ask


@pytest.mark.parametrize("subject", SUBJECTS, ids=str)
def test_a_brief_has_all_its_parts_and_is_not_blocked(subject):
    (draft,) = ask(channels=("koc",), **subject).drafts
    for heading in ("任务目标", "面向的人", "必须写到的事实", "不能写", "广告标识与身份", "交付", "时间"):
        assert f"【{heading}】" in draft.body
    assert draft.status != "blocked", draft.findings
    assert "标明“广告”" in draft.body
    assert "不得冒充普通顾客" in draft.body
    assert len(draft.body) <= 2000


def test_every_fact_of_a_brief_names_its_place():
    (draft,) = ask(channels=("koc",), product="P1").drafts
    facts = draft.body.split("【必须写到的事实】\n")[1].split("\n【")[0].split("\n")
    assert len(facts) >= 5
    assert all(re.search(r"（来源：P1 · 第\d+行）$", fact) for fact in facts)


def test_the_sheets_own_forbidden_words_stand_in_the_list_and_nowhere_else():
    (draft,) = ask(channels=("koc",), product="P1").drafts
    head, rest = draft.body.split("【不能写】")
    ban = rest.split("\n【")[0]
    assert "养胃" in ban
    assert "养胃" not in head + rest[len(ban) :]


def test_the_audience_is_told_in_plain_words():
    (draft,) = ask(channels=("koc",), product="P1", tag="T1").drafts
    assert "家长" in draft.body
    assert not re.search("T1|亲子家庭", draft.body)


def test_a_brief_that_asks_to_pose_as_a_shopper_is_answered_with_the_lawful_way():
    reply = ask("给KOC的任务，让她装成素人写探店", channels=("koc",), product="P1")
    assert "D05" in {f.rule_id for f in reply.findings}
    assert reply.status == "blocked"
    assert all(draft.alternative for draft in reply.drafts)
    assert "素人" not in reply.drafts[0].body


def test_a_traditional_brief_may_name_what_is_forbidden_too():
    (draft,) = ask(channels=("koc",), product="P1", language="zh-Hant").drafts
    assert "【不能寫】" in draft.body
    assert draft.status != "blocked"
