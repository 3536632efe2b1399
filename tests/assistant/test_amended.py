"""What staff and shoppers are told of a clause that another paper changed: what it was, since when, and what changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

import pytest

from assistant.asking.asked import Asked
from assistant.asking.reader import Reader
from assistant.desks import Desks
from assistant.journal import Journal
from assistant.model import Question
from assistant.quoted import amended
from assistant.reply import Line
from assistant.triage import Triager
from knowledge.library import Library
from knowledge.model import Document, Hit, Role, Shelf, Viewer, Visibility
from tests.knowledge.shelf_life import CHINA, WordEmbedder, document, passages

SHOPPER, STAFF = Viewer(), Viewer(Role.STAFF)
NOW = datetime(2026, 10, 24, 12, tzinfo=CHINA)
RULES = (
    "第一条 寄存 储物柜押金50元。",
    "第三条 电子券 单笔满300元可用一张电子券。单笔不设上限。",
    "第八条 兑奖 中奖后于11月10日前到总服务台领奖，逾期作废。",
)
CHANGES = (
    "现对《周年庆活动规则》作如下调整，自2026年10月19日起执行：\n"
    "一、第三条改为：单笔满400元可用一张电子券。\n二、第八条领奖截止日由11月10日改为11月20日。\n其余各条不变。"
)
BEFORE = "调整之前单笔满多少元可用一张电子券"
NEW_CLAUSE = "第三条改为：单笔满400元可用一张电子券。"


class Desk:
    """Asks of a rule that a notice changed, as the answering does."""

    def __init__(self, library: Library, reader: Reader) -> None:
        self.library = library
        self._reader = reader

    def publish(self, paper: Document, *texts: str, shelf: Shelf = Shelf.PUBLIC) -> None:
        self.library.publish(paper, passages(paper, *texts, shelf=shelf))

    def read(self, question: str, viewer: Viewer = SHOPPER) -> tuple[Asked, Sequence[Hit]]:
        """The question, with what is best found for it first."""
        asked = self._reader.read(Question(question, viewer, NOW))
        return asked, self.library.search(viewer).find(asked.full, as_of=NOW).hits

    def told(self, question: str, viewer: Viewer = SHOPPER) -> list[Line]:
        return amended.told(self.library, *self.read(question, viewer))

    def ruling(self, question: str, viewer: Viewer = STAFF) -> list[Line]:
        return amended.ruling(self.library, *self.read(question, viewer))


@pytest.fixture(scope="module")
def triager() -> Triager:
    return Triager(Desks.load())


@pytest.fixture
def empty(tmp_path, triager: Triager) -> Iterator[Desk]:
    library = Library(tmp_path / "library", WordEmbedder())
    journal = Journal(tmp_path / "journal.db")
    yield Desk(library, Reader(library, triager, journal))
    journal.close()
    library.close()


@pytest.fixture
def desk(empty: Desk) -> Desk:
    empty.publish(document("R", title="周年庆活动规则", doc_type="campaign"), *RULES)
    empty.publish(document("N", title="关于调整周年庆部分规则的公告"), CHANGES)
    return empty


def said(lines: Sequence[Line]) -> str:
    return "\n".join(line.text for line in lines)


def cited(lines: Sequence[Line]) -> list[tuple[str, str]]:
    return [(source.document.doc_id, source.quote) for line in lines for source in line.sources]


# -- what it was before --------------------------------------------------------------------------


def test_what_a_clause_was_before_is_quoted_as_void_with_the_day_and_what_holds_now(desk) -> None:
    old, since = desk.told(BEFORE)
    assert old.text.startswith("原第三条（2026-10-19起已被替代，不再适用）为：")
    assert "满300元" in old.text
    assert "不设上限" not in old.text.split("满300元")[0]
    assert since.text == f"自2026-10-19起按《关于调整周年庆部分规则的公告》执行：{NEW_CLAUSE}"


def test_the_old_words_are_cited_from_the_rule_and_the_new_ones_from_the_notice(desk) -> None:
    (rule, words), (notice, new) = cited(desk.told("原规定单笔满多少元可用一张电子券"))
    assert (rule, notice) == ("R", "N")
    assert "满300元" in words
    assert new == NEW_CLAUSE


def test_what_a_clause_was_originally_names_no_paper_and_is_told_all_the_same(desk) -> None:
    old, _ = desk.told("单笔满多少元可用一张电子券，原来是多少")
    assert "满300元" in old.text


def test_of_a_changed_word_the_whole_sentence_is_told_as_it_was(desk) -> None:
    old, _ = desk.told("中奖后什么日期前到总服务台领奖，原先的是哪天")
    assert "中奖后于11月10日前到总服务台领奖，逾期作废" in old.text


def test_an_english_reader_gets_the_figures_of_before_with_their_last_day(desk) -> None:
    asked, _ = desk.read("what was it before the change")
    _, hits = desk.read("单笔满多少元可用一张电子券")
    old, since = amended.told(desk.library, asked, hits)
    assert old.text == "“周年庆活动规则” said until 2026-10-19 (void now): CNY 300."
    assert since.text == "Since 2026-10-19 “关于调整周年庆部分规则的公告” applies: CNY 400."


# -- since when ----------------------------------------------------------------------------------


@pytest.mark.parametrize("question", ["单笔可用一张电子券，什么时候改的", "电子券单笔可用一张，新规几号开始"])
def test_since_when_is_answered_by_the_day_of_the_notice_alone(desk, question) -> None:
    (since,) = desk.told(question)
    assert since.text.startswith("自2026-10-19起按《关于调整周年庆部分规则的公告》执行：")


# -- what changed --------------------------------------------------------------------------------


def test_all_that_a_notice_changed_is_told_statement_by_statement(desk) -> None:
    head, *changes = desk.told("周年庆活动规则改了什么")
    assert head.text == "《周年庆活动规则》自2026-10-19起按《关于调整周年庆部分规则的公告》执行，改动如下："
    assert [line.text for line in changes] == [NEW_CLAUSE, "第八条领奖截止日由11月10日改为11月20日。"]
    assert {doc_id for doc_id, _ in cited(changes)} == {"N"}


def test_what_changed_of_another_paper_is_none_of_this_notice(desk) -> None:
    assert desk.told("停车新版规定改了哪几处，电子券怎么用") == []


# -- to who quotes the old words -----------------------------------------------------------------


def test_staff_who_quote_the_old_figure_hear_which_paper_holds_and_read_the_void_clause(desk) -> None:
    holds, old = desk.ruling("单笔满300元可用一张电子券吗")
    assert holds.text == (
        "以《关于调整周年庆部分规则的公告》为准：它自2026-10-19起替代了《周年庆活动规则》第三条，原规定已失效。"
    )
    assert "满300元" in old.text


def test_who_names_the_new_figure_or_none_needs_no_ruling(desk) -> None:
    assert desk.ruling("单笔满400元可用一张电子券吗") == []
    assert desk.ruling("单笔满多少元可用一张电子券") == []


def test_a_figure_that_stands_in_neither_wording_is_no_old_one(desk) -> None:
    assert desk.ruling("单笔满250元可用一张电子券吗") == []


def test_a_shopper_gets_no_ruling(desk) -> None:
    assert desk.ruling("单笔满300元可用一张电子券吗", SHOPPER) == []


# -- what nothing is said of ---------------------------------------------------------------------


def test_a_question_that_asks_of_no_change_is_told_of_none(desk) -> None:
    assert desk.told("单笔满多少元可用一张电子券") == []


@pytest.mark.parametrize("question", ["储物柜押金原来是多少", "储物柜押金什么时候改的"])
def test_of_a_clause_that_no_notice_changed_there_is_no_before(desk, question) -> None:
    assert desk.told(question) == []


def test_a_shopper_hears_of_no_internal_notice_and_staff_do(empty) -> None:
    empty.publish(document("R", title="周年庆活动规则", doc_type="campaign"), *RULES)
    inner = document("N", title="关于调整周年庆部分规则的公告", visibility=Visibility.INTERNAL)
    empty.publish(inner, CHANGES, shelf=Shelf.INTERNAL)
    assert empty.told(BEFORE) == []
    assert "满400元" in said(empty.told(BEFORE, STAFF))


def test_a_shopper_reads_nothing_of_an_internal_rule_that_a_public_notice_changes(empty) -> None:
    inner = document("R", title="周年庆活动规则", doc_type="campaign", visibility=Visibility.INTERNAL)
    empty.publish(inner, *RULES, shelf=Shelf.INTERNAL)
    empty.publish(document("N", title="关于调整周年庆部分规则的公告"), CHANGES)
    assert "300" not in said(empty.told(BEFORE))
