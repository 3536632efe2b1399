"""Approve, then distribute: what may become of a piece of copy, and who may do it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from threading import Barrier

import pytest

from assistant.compliance import Finding, Severity, Verdict
from assistant.copies import (
    Act,
    CopyStore,
    NewCopy,
    NoSuchCopy,
    Overtaken,
    Person,
    Refused,
    Source,
    State,
    Tick,
    Wanted,
)
from assistant.copies.moves import MOVES
from assistant.drafting.channels import UnknownChannel
from knowledge.model import Standing
from tests.copies import (
    ADA,
    BO,
    FIRST_SHOP,
    LIN,
    NOW,
    PLAIN,
    PROVEN,
    TODAY,
    WU,
    approved,
    few_papers,
    office_over,
)


@pytest.fixture
def store(tmp_path):
    opened = CopyStore(tmp_path / "copies.db")
    yield opened
    opened.close()


@pytest.fixture
def papers():
    return few_papers()


@pytest.fixture
def office(store, papers):
    return office_over(store, papers)


# -- states ------------------------------------------------------------------------------------------


def test_a_copy_goes_from_draft_over_review_to_approved_and_every_step_is_kept(office, store):
    copy = office.save(PLAIN, LIN)
    assert copy.state is State.DRAFT
    assert office.submit(copy.id, WU, comment="请看").state is State.REVIEW
    done = office.approve(copy.id, 1, (), ADA, comment="可以")
    assert (done.state, done.approver, done.approved_at) == (State.APPROVED, ADA, NOW)
    told = [(e.act, e.before, e.after, e.who, e.at, e.comment) for e in store.history(copy.id)]
    assert told == [
        (Act.SAVED, None, State.DRAFT, LIN, NOW, ""),
        (Act.SUBMITTED, State.DRAFT, State.REVIEW, WU, NOW, "请看"),
        (Act.APPROVED, State.REVIEW, State.APPROVED, ADA, NOW, "可以"),
    ]


def test_what_was_returned_with_a_comment_is_a_draft_again_once_it_is_edited(office, store):
    copy = office.save(PLAIN, LIN)
    office.submit(copy.id, LIN)
    with pytest.raises(Refused, match="写明要改什么"):
        office.return_(copy.id, ADA, "  ")
    assert office.return_(copy.id, ADA, "语气再轻一点").state is State.RETURNED
    assert store.history(copy.id)[-1].comment == "语气再轻一点"
    edited = office.edit(copy.id, "", "下午茶时间,来坐坐。", 1, LIN)
    assert (edited.state, edited.revision) == (State.DRAFT, 2)


@pytest.mark.parametrize("state", [state for state in State if state is not State.EXPIRED])
@pytest.mark.parametrize("act", list(MOVES))
def test_an_act_in_a_state_that_does_not_allow_it_changes_nothing_and_says_so(office, store, act, state):
    copy = in_state(office, state)
    acts = {
        Act.EDITED: lambda: office.edit(copy.id, "", "别的字", copy.revision, LIN),
        Act.SUBMITTED: lambda: office.submit(copy.id, LIN),
        Act.APPROVED: lambda: office.approve(copy.id, copy.revision, (), ADA),
        Act.RETURNED: lambda: office.return_(copy.id, ADA, "改一下"),
        Act.WITHDRAWN: lambda: office.withdraw(copy.id, LIN),
        Act.OWNED: lambda: office.own(copy.id, "林", LIN),
    }
    if state in MOVES[act].start:
        assert acts[act]().state is (MOVES[act].end or state)
        return
    before = store.find(copy.id), store.history(copy.id)
    with pytest.raises(Refused, match="这份文案现在是"):
        acts[act]()
    assert (store.find(copy.id), store.history(copy.id)) == before


def in_state(office, state):
    copy = office.save(PLAIN, LIN)
    if state is not State.DRAFT:
        copy = office.submit(copy.id, LIN)
    if state is State.RETURNED:
        copy = office.return_(copy.id, ADA, "改")
    if state in (State.APPROVED, State.WITHDRAWN):
        copy = office.approve(copy.id, 1, (), ADA)
    return office.withdraw(copy.id, LIN) if state is State.WITHDRAWN else copy


def test_an_approval_ends_by_the_clock_after_its_last_day(store, papers):
    copy = approved(office_over(store, papers), until=TODAY)
    assert office_over(store, papers).judge.shown(copy).is_final
    later = office_over(store, papers, today=TODAY + timedelta(days=1))
    shown = later.judge.shown(store.find(copy.id))
    assert (shown.state, shown.is_final) == (State.EXPIRED, False)
    assert "过期" in shown.reasons[0]
    for state, count in ((State.APPROVED, 0), (State.EXPIRED, 1)):
        assert later.judge.page(Wanted(state), 0, 50)[1] == count
    with pytest.raises(Refused, match="已过期"):
        later.own(copy.id, "林", LIN)


def test_an_unknown_copy_channel_tag_mode_or_product_is_refused_in_a_sentence(office):
    with pytest.raises(NoSuchCopy, match="没有这份文案"):
        office.submit("C0", LIN)
    with pytest.raises(UnknownChannel):
        office.save(replace(PLAIN, channel="fax"), LIN)
    for change in ({"tag": "T99"}, {"mode": "magic"}, {"product": "PS-404"}, {"campaign": "K-404"}):
        with pytest.raises(Refused, match="没有"):
            office.save(replace(PLAIN, **change), LIN)


# -- four eyes ---------------------------------------------------------------------------------------


def test_nobody_approves_what_they_saved_edited_or_submitted(office):
    mine = office.save(PLAIN, ADA)
    office.submit(mine.id, LIN)
    edited = office.save(PLAIN, LIN)
    office.edit(edited.id, "", "下午茶,来坐坐。", 1, ADA)
    office.submit(edited.id, LIN)
    submitted = office.save(PLAIN, LIN)
    office.submit(submitted.id, ADA)
    for copy_id, revision in ((mine.id, 1), (edited.id, 2), (submitted.id, 1)):
        with pytest.raises(Refused, match="不能自己审核"):
            office.approve(copy_id, revision, (), ADA)
        assert office.approve(copy_id, revision, (), BO).state is State.APPROVED


def test_a_new_key_makes_no_second_person(office):
    copy = office.save(PLAIN, ADA)
    office.submit(copy.id, LIN)
    for same in (Person("key:77", ADA.name), Person(ADA.id, "A. Ada")):
        with pytest.raises(Refused, match="不能自己审核"):
            office.approve(copy.id, 1, (), same)


def test_a_second_approver_reads_who_was_first(office, store):
    copy = approved(office)
    with pytest.raises(Refused, match=r"已通过.*Ada"):
        office.approve(copy.id, 1, (), BO)
    assert store.find(copy.id).approver == ADA


def test_of_two_approvers_at_once_one_wins_and_the_other_gets_a_sentence(store, papers):
    office = office_over(store, papers)
    for _ in range(10):
        copy = office.save(PLAIN, LIN)
        office.submit(copy.id, LIN)
        start = Barrier(2)

        def approve(who, copy=copy, start=start):
            start.wait()
            try:
                return office_over(store, papers).approve(copy.id, 1, (), who).approver
            except Refused as refused:
                return str(refused)

        with ThreadPoolExecutor(2) as pool:
            one, other = sorted(pool.map(approve, (ADA, BO)), key=str)
        winner, told = (one, other) if isinstance(one, Person) else (other, one)
        assert store.find(copy.id).approver == winner
        assert f"已通过”({winner.name}" in told
        assert [event.act for event in store.history(copy.id)].count(Act.APPROVED) == 1


def test_who_wrote_on_an_old_look_changes_nothing(office, store):
    copy = office.save(PLAIN, LIN)
    office.submit(copy.id, LIN)
    seen = store.find(copy.id)
    office.return_(copy.id, ADA, "改")
    with pytest.raises(Overtaken, match="先处理了"):
        store.change(seen, replace(seen, state=State.APPROVED), store.history(copy.id)[-1])
    assert len(store.history(copy.id)) == 3
    assert store.find(copy.id).state is State.RETURNED


# -- rules -------------------------------------------------------------------------------------------


def test_a_blocked_text_is_neither_submitted_nor_approved(office, store, papers):
    copy = office.save(replace(PLAIN, body="全城第一的下午茶,全网最低价。"), LIN)
    with pytest.raises(Refused, match="不能发布"):
        office.submit(copy.id, LIN)
    assert store.find(copy.id).state is State.DRAFT
    fine = office.save(PLAIN, LIN)
    office.submit(fine.id, LIN)
    stricter = office_over(store, papers, checker=Forbidding("下午茶"), edition="2")
    with pytest.raises(Refused, match="“下午茶”"):  # checked again at approval, by the rules of that moment
        stricter.approve(fine.id, 1, (), ADA)
    assert store.find(fine.id).state is State.REVIEW


class Forbidding:
    """Rules that forbid one word, or ask for its proof."""

    def __init__(self, word, severity=Severity.BLOCK):
        self.word = word
        self.severity = severity
        self.asked = 0

    def check(self, text, channel=None, category=None, *, evidence=(), sources=None, on=None):
        self.asked += 1
        at = text.find(self.word)
        if at < 0:
            return Verdict("ok")
        span = (at, at + len(self.word))
        return Verdict.of([Finding("X1", self.severity, self.word, span, (), "新规则", "删去")])


def test_an_approved_text_that_a_newer_rule_blocks_is_not_handed_out_as_final(store, papers):
    copy = approved(office_over(store, papers))
    assert office_over(store, papers).judge.shown(copy).is_final
    newer = office_over(store, papers, checker=Forbidding("下午茶"), edition="2")
    shown = newer.judge.shown(store.find(copy.id))
    assert not shown.is_final
    assert "“下午茶”(X1)不能发布" in shown.reasons[0]
    assert shown.text.endswith("AI生成底稿,须人工审核后发布")
    [listed], _ = newer.judge.page(Wanted(State.APPROVED), 0, 50)
    assert listed.reasons == shown.reasons
    with pytest.raises(Refused, match="不能发布"):
        newer.own(copy.id, "林", LIN)


def test_a_list_checks_each_copy_once_for_an_edition_of_the_rules(store, papers):
    for _ in range(3):
        approved(office_over(store, papers))
    rules = Forbidding("咖啡机")
    for _ in range(2):
        office_over(store, papers, checker=rules, edition="2").judge.page(Wanted(), 0, 50)
    assert rules.asked == 3


def test_every_finding_that_asks_for_a_proof_is_ticked_with_a_document_or_nothing_is_approved(office, store):
    copy = office.save(FIRST_SHOP, LIN)
    office.submit(copy.id, LIN)
    with pytest.raises(Refused, match=r"“首店”\(A05\)需要凭证.*逐条勾选"):
        office.approve(copy.id, 1, (), ADA)
    done = office.approve(copy.id, 1, [PROVEN], ADA)
    [proof] = store.proofs([copy.id])[copy.id]
    assert (proof.rule_id, proof.text, proof.doc_id, proof.who) == ("A05", "首店", "E-1", "Ada")
    assert proof.valid_until == date(2026, 12, 31)  # the document's own end
    assert done.expires_on == date(2026, 12, 31)  # an approval lasts no longer than its proof
    assert office.judge.shown(done).is_final


@pytest.mark.parametrize(
    ("tick", "says"),
    [
        (Tick("A05", "E-404"), "没有找到"),
        (Tick("A05", "E-1", date(2026, 11, 20)), "有效期已在"),
        (Tick("A05", "E-1", date(2027, 3, 1)), "不能晚于"),
        (Tick("B02", "E-1"), "没有要凭证的问题"),
        (Tick("A05", "E-1", span=(90, 92)), "没有要凭证的问题"),
    ],
)
def test_a_tick_that_proves_nothing_is_refused(office, store, tick, says):
    copy = office.save(FIRST_SHOP, LIN)
    office.submit(copy.id, LIN)
    with pytest.raises(Refused, match=says):
        office.approve(copy.id, 1, [tick], ADA)
    assert store.find(copy.id).state is State.REVIEW
    assert store.proofs([copy.id]) == {}


def test_a_paper_that_the_approver_may_not_read_or_that_is_over_proves_nothing(store, papers):
    office = office_over(store, papers)
    copy = office.save(FIRST_SHOP, LIN)
    office.submit(copy.id, LIN)
    papers.secret.add("E-1")
    with pytest.raises(Refused, match="没有找到"):
        office.approve(copy.id, 1, [PROVEN], ADA)
    papers.secret.clear()
    papers.becomes("E-1", standing=Standing.SUPERSEDED)
    with pytest.raises(Refused, match="不是现行文件"):
        office.approve(copy.id, 1, [PROVEN], ADA)


def test_several_findings_of_one_rule_are_ticked_one_by_one(office, store):
    copy = office.save(replace(PLAIN, body="岚州首店,也是独家授权。\n首店周末开门。"), LIN)
    office.submit(copy.id, LIN)
    asking = [f for f in office.judge.verdict(copy).findings if f.severity is Severity.EVIDENCE]
    assert len(asking) > 1
    with pytest.raises(Refused, match="逐处勾选"):
        office.approve(copy.id, 1, [PROVEN], ADA)
    ticks = [Tick(each.rule_id, "E-1", span=each.span) for each in asking]
    with pytest.raises(Refused, match="需要凭证"):
        office.approve(copy.id, 1, ticks[:-1], ADA)
    office.approve(copy.id, 1, ticks, ADA)
    assert len(store.proofs([copy.id])[copy.id]) == len(asking)


def test_a_number_that_stands_in_no_source_asks_for_a_proof(office):
    copy = office.save(replace(PLAIN, body="桂花拿铁22元,B1-08见。"), LIN)
    assert not office.judge.verdict(copy).findings
    edited = office.edit(copy.id, "", "桂花拿铁19元,B1-08见。", 1, LIN)
    [finding] = office.judge.verdict(edited).findings
    assert (finding.rule_id, finding.text, finding.severity) == ("K17", "19", Severity.EVIDENCE)
    shown = office.edit(copy.id, "", "桂花拿铁19元,B1-08见。", 2, LIN, steps=["22 − 3 = 19"])
    assert not office.judge.verdict(shown).findings


def test_the_audiences_tag_stands_in_no_approved_text(office):
    for body in ("年轻白领的下午茶。", "T2专享下午茶。"):
        copy = office.save(replace(PLAIN, body=body), LIN)
        with pytest.raises(Refused, match="客群标签"):
            office.submit(copy.id, LIN)


# -- edits -------------------------------------------------------------------------------------------


def test_every_edit_is_a_revision_with_its_author_and_the_same_text_is_none(office, store):
    copy = office.save(PLAIN, LIN)
    office.edit(copy.id, "午后", "下午茶时间,来坐一坐。", 1, WU)
    same = office.edit(copy.id, "午后", "下午茶时间,来坐一坐。", 2, LIN)
    assert same.revision == 2
    assert [(one.revision, one.who, one.title) for one in store.revisions(copy.id)] == [
        (1, LIN, ""),
        (2, WU, "午后"),
    ]


def test_of_two_edits_of_one_revision_the_second_is_refused_and_names_the_first(office, store):
    copy = office.save(PLAIN, LIN)
    office.edit(copy.id, "", "林的字", 1, LIN)
    with pytest.raises(Overtaken, match=r"第1稿,林已在.*第2稿"):
        office.edit(copy.id, "", "吴的字", 1, WU)
    assert store.find(copy.id).body == "林的字"


def test_an_approval_is_for_the_text_that_was_looked_at(office):
    copy = office.save(PLAIN, LIN)
    office.submit(copy.id, LIN)
    office.return_(copy.id, ADA, "改")
    office.edit(copy.id, "", "改过的字", 1, LIN)
    office.submit(copy.id, LIN)
    with pytest.raises(Overtaken, match="第2稿"):
        office.approve(copy.id, 1, (), ADA)


# -- label, ownership, archive -----------------------------------------------------------------------


def test_every_copy_carries_the_label_until_a_person_owns_the_approved_text(office):
    draft = office.save(PLAIN, LIN)
    assert office.judge.shown(draft).text == f"{PLAIN.body}\nAI生成底稿,须人工审核后发布"
    with pytest.raises(Refused):
        office.own(draft.id, "林", LIN)
    done = approved(office)
    assert office.judge.shown(done).text == f"{PLAIN.body}\nAI生成底稿,经人工审核"
    owned = office.own(done.id, "林晓", LIN)
    assert (owned.owner, owned.owned_at) == ("林晓", NOW)
    assert office.judge.shown(owned).text == PLAIN.body


@pytest.mark.parametrize(("language", "says"), [("zh-Hant", "經人工審核"), ("en", "reviewed by a person")])
def test_the_label_is_in_the_language_of_the_text(office, language, says):
    assert says in office.judge.shown(approved(office, replace(PLAIN, language=language))).text


def test_the_archive_takes_no_deletion_and_no_change_of_what_was_written(office, store):
    import sqlite3

    copy = approved(office, FIRST_SHOP, [PROVEN])
    office.withdraw(copy.id, LIN)
    raw = sqlite3.connect(store._engine.url.database)
    for table in ("copies", "revisions", "proofs", "events"):
        with pytest.raises(sqlite3.IntegrityError, match="kept"):
            raw.execute(f"DELETE FROM {table}")
    for table, column in (("revisions", "body"), ("proofs", "doc_id"), ("events", "who")):
        with pytest.raises(sqlite3.IntegrityError, match="kept as written"):
            raw.execute(f"UPDATE {table} SET {column} = 'x'")
    raw.close()
    kept = store.find(copy.id)
    assert (kept.body, kept.approver, kept.approved_at) == (FIRST_SHOP.body, ADA, NOW)
    assert store.proofs([copy.id])[copy.id][0].doc_id == "E-1"


# -- sources -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"standing": Standing.SUPERSEDED}, "已被新版本取代"),
        ({"standing": Standing.EXPIRED}, "已失效"),
        ({"sha256": "zz"}, "内容已更新"),
        (None, "已撤下"),
    ],
)
@pytest.mark.parametrize("doc_id", ["PS-1", "E-1"])  # a source, and a proof
def test_a_copy_whose_source_changed_is_marked_and_refused_as_final(store, papers, doc_id, change, says):
    office = office_over(store, papers)
    copy, other = approved(office, FIRST_SHOP, [PROVEN]), approved(office, replace(PLAIN, product=None))
    if change is None:
        del papers.known[doc_id]
    else:
        papers.becomes(doc_id, **change)
    shown = office.judge.shown(copy)
    assert not shown.is_final
    assert "来源有变化,请重新核对" in shown.reasons[0]
    assert says in shown.reasons[0]
    [listed], total = office.judge.page(Wanted(is_changed=True), 0, 50)
    assert (listed.copy.id, listed.reasons, total) == (copy.id, shown.reasons, 1)
    assert office.judge.shown(other).is_final


def test_a_source_that_a_reader_must_not_know_of_is_not_named(store, papers):
    copy = approved(office_over(store, papers))
    papers.becomes("PS-1", sha256="zz")
    papers.secret.add("PS-1")
    [reason] = office_over(store, papers).judge.shown(copy).reasons
    assert "桂花" not in reason
    assert "一份来源文件内容已更新" in reason


def test_what_rests_on_new_contents_may_be_approved_again_and_on_a_paper_that_is_over_not(store, papers):
    office = office_over(store, papers)
    copy = approved(office)
    papers.becomes("PS-1", sha256="zz")
    assert not office.judge.shown(copy).is_final
    again = office.approve(copy.id, 1, (), BO)
    assert office.judge.shown(again).is_final
    assert again.approver == BO
    papers.becomes("PS-1", standing=Standing.SUPERSEDED)
    with pytest.raises(Refused, match="已被新版本取代"):
        office.approve(copy.id, 1, (), BO)


def test_an_approval_again_takes_its_proofs_anew_and_not_those_that_are_over(store, papers):
    office = office_over(store, papers)
    copy = approved(office, FIRST_SHOP, [PROVEN])
    papers.becomes("E-1", standing=Standing.EXPIRED)
    assert not office.judge.shown(copy).is_final
    papers.known["E-2"] = replace(papers.known["E-1"], doc_id="E-2", standing=Standing.IN_FORCE)
    for ticks in ([], [PROVEN]):
        with pytest.raises(Refused):
            office.approve(copy.id, 1, ticks, BO)
    again = office.approve(copy.id, 1, [Tick("A05", "E-2")], BO)
    assert office.judge.shown(again).is_final
    assert [source.doc_id for source in again.sources] == ["PS-1", "E-2"]
    assert [proof.doc_id for proof in store.proofs([copy.id])[copy.id]] == [
        "E-1",
        "E-2",
    ]  # the archive has both


def test_a_list_is_read_on_a_disk_that_takes_no_writing(store, papers):
    copy = approved(office_over(store, papers))
    with store._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only=ON")
    judge = office_over(store, papers, edition="2").judge
    assert [one.copy.id for one in judge.page(Wanted(), 0, 9)[0]] == [copy.id]


def test_an_approval_lasts_no_longer_than_its_sources(store, papers):
    papers.becomes("PS-1", ends_on=date(2026, 11, 29))
    office = office_over(store, papers)
    assert approved(office).expires_on == date(2026, 11, 29)
    for until, says in ((date(2026, 12, 5), "不能晚于"), (date(2026, 11, 1), "过去了")):
        with pytest.raises(Refused, match=says):
            approved(office, until=until)
    assert approved(office, until=date(2026, 11, 25)).expires_on == date(2026, 11, 25)


def test_an_approval_ends_with_the_dates_of_the_text_unless_the_approver_names_a_day(office):
    dated = replace(PLAIN, body="11月20日至11月29日,下午茶等您来坐一坐。", steps=("11月20日至11月29日",))
    assert approved(office, dated).expires_on == date(2026, 11, 29)
    assert approved(office, dated, until=date(2026, 12, 5)).expires_on == date(2026, 12, 5)
    over = replace(dated, body="11月1日至11月9日的下午茶,谢谢大家来坐。", steps=("11月1日至11月9日",))
    assert approved(office, over).expires_on is None


def test_a_selling_points_source_is_kept_with_the_document_it_names(office):
    points = ({"text": "桂花香", "source": "PS-1 · 二、风味"}, {"text": "现做", "source": "粘贴的资料"})
    copy = office.save(replace(PLAIN, selling_points=points, sources=(Source("E-1"),)), LIN)
    assert [(one.doc_id, one.name, one.locator) for one in copy.sources] == [
        ("PS-1", "桂花拿铁产品单 V1", ""),
        ("E-1", "品牌确认函 V1", ""),
        ("PS-1", "桂花拿铁产品单 V1", "二、风味"),
        ("", "粘贴的资料", ""),
    ]


def test_the_goods_are_those_of_the_sheet_or_the_campaign_and_without_either_those_of_the_text(
    office, papers
):
    papers.known["K-1"] = replace(papers.known["PS-1"], doc_id="K-1", title="周年庆活动")
    papers.known["W-1"] = replace(papers.known["PS-1"], doc_id="W-1", title="青梅酒产品单")
    body = "满额有礼,不参与:某某酒坊、某某儿童乐园。"
    about = {"campaign": "K-1"}, {"product": "W-1"}, {"product": "W-1", "campaign": "K-1"}, {}
    saved = [office.save(NewCopy("wechat_group", body, **named), LIN).category for named in about]
    assert saved == ["general", "alcohol", "alcohol", None]


# -- the library -------------------------------------------------------------------------------------


def test_the_library_is_searched_by_text_tag_channel_product_and_state(office):
    latte = approved(office, replace(PLAIN, title="桂花拿鐵"))
    sms = office.save(NewCopy("sms", "【某商场】周末见。拒收请回复R", tag="T1"), LIN)
    found = {
        "words": [one.copy.id for one in office.judge.page(Wanted(q="拿铁 下午茶"), 0, 9)[0]],
        "channel": [one.copy.id for one in office.judge.page(Wanted(channel="sms"), 0, 9)[0]],
        "tag": [one.copy.id for one in office.judge.page(Wanted(tag="T2"), 0, 9)[0]],
        "product": [one.copy.id for one in office.judge.page(Wanted(product="PS-1"), 0, 9)[0]],
        "state": [one.copy.id for one in office.judge.page(Wanted(State.DRAFT), 0, 9)[0]],
        "wildcard": [one.copy.id for one in office.judge.page(Wanted(q="%"), 0, 9)[0]],
    }
    assert found == {
        "words": [latte.id],
        "channel": [sms.id],
        "tag": [latte.id],
        "product": [latte.id],
        "state": [sms.id],
        "wildcard": [],
    }


def test_recent_texts_are_the_approved_ones_of_a_channel_and_tag_the_last_first(office, store):
    for number, tag in enumerate(("T2", "T2", "T5")):
        approved(
            office_over(store, at=NOW + timedelta(minutes=number)),
            replace(PLAIN, body=f"第{'一二三'[number]}份下午茶", tag=tag, product=None),
        )
    office.save(replace(PLAIN, body="草稿"), LIN)
    assert store.texts("T2", "wechat_group") == ["第二份下午茶", "第一份下午茶"]
    assert len(store.texts(None, "wechat_group")) == 3
    assert store.texts("T2", "sms") == []


def test_a_list_of_many_asks_the_database_as_often_as_a_list_of_few(tmp_path, papers):
    from sqlalchemy import event

    def asked(count: int) -> int:
        store = CopyStore(tmp_path / f"{count}.db")
        office = office_over(store, papers)
        for _ in range(count):
            approved(office)
        statements: list[str] = []
        event.listen(store._engine, "before_cursor_execute", lambda *given: statements.append(given[2]))
        office.judge.page(Wanted(State.APPROVED, q="下午茶"), 0, 50)
        store.close()
        return len(statements)

    assert asked(1) == asked(60) == 3  # the page, its sources, the count
