"""A notice changes clauses of another paper from its day on, for those who may read it, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

import pytest

from knowledge.library import Library
from knowledge.model import Document, Hit, Role, Shelf, Standing, Viewer, Visibility
from tests.knowledge.shelf_life import CHINA, WordEmbedder, document, passages

SHOPPER, STAFF = Viewer(), Viewer(Role.STAFF)
BEFORE, AFTER = datetime(2026, 10, 18, 12, tzinfo=CHINA), datetime(2026, 10, 24, 12, tzinfo=CHINA)
RULES = (
    "第一条 满赠 累计满800元送帆布袋。",
    "第三条 电子券 单笔满300元可用一张电子券。",
    "第八条 兑奖 中奖后于11月10日前到总服务台领奖，逾期作废。",
)
CHANGES = (
    "发布:2026年10月17日\n现对《五周年庆活动规则》作如下调整，自2026年10月19日起执行：\n"
    "一、第三条改为：单笔满400元可用一张电子券。\n二、第八条领奖截止日由11月10日改为11月20日。\n其余各条不变。"
)


def rules(**fields) -> Document:
    return document("R", **{"title": "楚悦天地五周年庆活动规则", "doc_type": "campaign", **fields})


def notice(**fields) -> Document:
    return document("N", **{"title": "关于调整五周年庆部分活动规则的公告", **fields})


@pytest.fixture
def library(tmp_path) -> Iterator[Library]:
    opened = Library(tmp_path, WordEmbedder())
    yield opened
    opened.close()


def put(library: Library, paper: Document, *texts: str, shelf: Shelf = Shelf.PUBLIC) -> None:
    library.publish(paper, passages(paper, *texts, shelf=shelf))


def both(library: Library) -> None:
    put(library, rules(), *RULES)
    put(library, notice(), CHANGES)


def found(library: Library, query: str, viewer: Viewer = SHOPPER, at: datetime = AFTER) -> list[Hit]:
    return list(library.search(viewer).find(query, as_of=at).hits)


def said(hits: list[Hit]) -> str:
    return "\n".join(hit.passage.text for hit in hits)


def test_from_its_day_on_the_new_clause_answers_and_the_old_one_does_not(library) -> None:
    both(library)
    hits = found(library, "单笔满300元可用一张电子券")
    assert "满300元" not in said(hits)
    assert hits[0].document.doc_id == "N"
    assert "满400元" in hits[0].passage.text


def test_before_its_day_the_old_clause_holds_and_the_new_one_is_only_to_come(library) -> None:
    both(library)
    text = said(found(library, "单笔满多少元可用一张电子券", at=BEFORE))
    assert "满300元" in text
    assert "满400元" not in text
    to_come = library.search(STAFF).find("单笔满400元可用一张电子券", as_of=BEFORE, any_standing=True).hits
    assert Standing.UPCOMING in {hit.standing for hit in to_come if "满400元" in hit.passage.text}


def test_a_changed_word_stands_in_its_clause_and_names_the_notice(library) -> None:
    both(library)
    (hit,) = [
        one for one in found(library, "中奖后到总服务台领奖 逾期作废") if "逾期作废" in one.passage.text
    ]
    assert hit.passage.text == "第八条 兑奖 中奖后于11月20日前到总服务台领奖，逾期作废。"
    assert hit.is_merged
    assert hit.change.notice.doc_id == "N"
    assert hit.change.since == date(2026, 10, 19)


def test_other_clauses_stay_as_they_are(library) -> None:
    both(library)
    assert RULES[0] in said(found(library, "累计满800元送帆布袋"))


def test_it_is_the_same_in_whatever_order_the_papers_came_in(library) -> None:
    put(library, notice(), CHANGES)
    assert "满400元" in said(found(library, "电子券满多少元可用"))
    put(library, rules(), *RULES)
    assert "满300元" not in said(found(library, "电子券满多少元可用"))


def test_after_either_paper_is_withdrawn_nothing_is_changed(library) -> None:
    both(library)
    library.withdraw("N")
    assert "满300元" in said(found(library, "电子券满多少元可用"))
    put(library, notice(), CHANGES)
    library.withdraw("R")
    assert "满400元" in said(found(library, "电子券满多少元可用"))


def test_it_holds_after_every_index_was_built_anew(library) -> None:
    both(library)
    library.reindex()
    assert "满300元" not in said(found(library, "电子券满多少元可用"))


def test_an_internal_notice_changes_nothing_for_shoppers_and_is_not_heard(library) -> None:
    put(library, rules(), *RULES)
    put(library, notice(visibility=Visibility.INTERNAL), CHANGES, shelf=Shelf.INTERNAL)
    hits = found(library, "电子券满多少元可用")
    assert "满300元" in said(hits)
    assert "满400元" not in said(hits)
    assert all(hit.change is None for hit in hits)
    assert "满300元" not in said(found(library, "电子券满多少元可用", STAFF))


@pytest.mark.parametrize(
    "fields",
    [{"visibility": Visibility.DRAFT}, {"declared_status": "draft"}, {"effective_to": date(2026, 10, 20)}],
)
def test_a_draft_and_a_notice_that_is_over_change_nothing(library, fields) -> None:
    put(library, rules(), *RULES)
    put(library, notice(**fields), CHANGES)
    assert "满300元" in said(found(library, "电子券满多少元可用"))


def test_a_paper_of_another_mall_is_not_changed(library) -> None:
    put(library, rules(extra={"site_id": "east"}), *RULES)
    put(library, notice(extra={"site_id": "west"}), CHANGES)
    assert "满300元" in said(found(library, "电子券满多少元可用"))


def test_a_paper_that_is_not_there_is_told(library) -> None:
    put(library, notice(), CHANGES)
    (remark,) = library.catalogue.amendments().remarks["N"]
    assert "'五周年庆活动规则'" in remark
    assert "no document here" in remark


def test_of_two_papers_that_could_be_meant_none_is_changed_and_that_is_told(library) -> None:
    both(library)
    put(library, document("R2", title="五周年庆活动规则"), *RULES)
    assert "满300元" in said(found(library, "电子券满多少元可用"))
    assert "could be any of" in library.catalogue.amendments().remarks["N"][0]


def test_words_that_are_not_in_the_paper_are_told_and_change_nothing(library) -> None:
    put(library, rules(), *RULES)
    put(library, notice(), CHANGES.replace("由11月10日改为", "由12月31日改为"))
    assert "11月10日" in said(found(library, "中奖后到总服务台领奖"))
    assert "were not found" in library.catalogue.amendments().remarks["N"][0]


@pytest.mark.parametrize(("amends", "is_changed"), [("none", False), ("R", True), ("R9", False)])
def test_what_its_author_declares_holds_over_its_words(library, amends, is_changed) -> None:
    put(library, rules(), *RULES)
    put(library, notice(extra={"amends": amends}), CHANGES)
    assert ("满300元" not in said(found(library, "电子券满多少元可用"))) is is_changed


def test_a_paper_that_replaces_the_whole_amends_nothing(library) -> None:
    put(library, rules(), *RULES)
    put(library, notice(supersedes=("R",)), CHANGES)
    assert library.catalogue.amendments().all == ()


def test_the_later_of_two_notices_about_a_clause_holds(library) -> None:
    both(library)
    later = (
        CHANGES.replace("10月17日", "10月21日").replace("10月19日", "10月22日").replace("满400元", "满500元")
    )
    put(library, document("N2", title="关于再次调整五周年庆活动规则的公告"), later.replace("二、", "\n备注"))
    text = said(found(library, "单笔满多少元可用一张电子券"))
    assert "满500元" in text
    assert "满400元" not in text
    assert "满300元" not in text


def test_a_paper_whose_last_day_is_moved_goes_on(library) -> None:
    put(
        library,
        rules(effective_to=date(2026, 11, 1)),
        "活动时间:2026年10月16日(周五)至11月1日(周日)。",
        *RULES,
    )
    put(
        library,
        document("E", title="五周年庆活动延期通知"),
        "发布:2026年10月30日\n《五周年庆活动规则》活动时间延长至11月8日(周日)。",
    )
    at = datetime(2026, 11, 5, 12, tzinfo=CHINA)
    hits = found(library, "活动时间", at=at)
    assert "2026年10月16日(周五)至11月8日(周日)" in said(hits)
    assert "满800元" in said(found(library, "累计满800元送帆布袋", at=at))
    assert "满800元" not in said(
        found(library, "累计满800元送帆布袋", at=datetime(2026, 11, 9, 12, tzinfo=CHINA))
    )


def test_a_memo_calls_a_paper_by_its_code_and_changes_cells_of_its_tables(library) -> None:
    paper = document("S", title="SOP-02 客诉处理", doc_type="sop", visibility=Visibility.INTERNAL)
    rows = (
        "级别: C级(一般); 情形: 服务态度; 首次回复: 24小时; 结案: 5个工作日",
        "级别: B级(重要); 情形: 退换货争议; 首次回复: 24小时; 结案: 7个工作日",
    )
    told = [
        replace(one, kind="row", section=("1 分级与时限",))
        for one in passages(paper, *rows, shelf=Shelf.INTERNAL)
    ]
    library.publish(paper, told)
    memo = notice(title="备忘录-关于修订SOP-02的通知", visibility=Visibility.INTERNAL)
    changes = "自2026年10月19日起,SOP-02(V3.0)作如下修改:\n1. 第1条,C级客诉首次回复由24小时改为12小时,结案由5个工作日改为3个工作日(含周末)。"
    put(library, memo, changes, shelf=Shelf.INTERNAL)
    now = said(found(library, "客诉 首次回复 结案", STAFF))
    assert "级别: C级(一般); 情形: 服务态度; 首次回复: 12小时; 结案: 3个工作日" in now
    assert rows[1] in now
