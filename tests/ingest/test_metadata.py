"""What is said about a document, and that nothing odd ever shows it to more people."""

from datetime import UTC, date, datetime
from pathlib import PurePosixPath
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.describing import frontmatter
from ingest.describing.metadata import describe
from ingest.describing.model import Described, Origin
from ingest.model import Reading, Section
from ingest.shelving import shelf_of
from knowledge.errors import UnreadableFile
from knowledge.model import Shelf, Visibility


def _described(source: str, sidecar: dict[str, object] | None = None, **reading: object) -> Described:
    folders = PurePosixPath(source).parts[:-1]
    sections = (Section("正文。"),)
    given_reading = Reading(**{"sections": sections, **reading})  # type: ignore[arg-type]
    return describe(
        Origin(source, folders, "0" * 64, "f" * 64, sidecar or {}, ZoneInfo("Asia/Shanghai")), given_reading
    )


@pytest.mark.parametrize(
    ("source", "stated", "seen"),
    [
        ("public/a.md", None, Visibility.PUBLIC),
        ("internal/a.md", None, Visibility.INTERNAL),
        ("content/a.md", None, Visibility.INTERNAL),
        ("restricted/a.md", None, Visibility.RESTRICTED),
        ("draft/a.md", None, Visibility.DRAFT),
        ("archive/a.md", None, Visibility.INTERNAL),
        ("a.md", None, Visibility.INTERNAL),
        ("a.md", "public", Visibility.PUBLIC),
        ("a.md", "Public ", Visibility.PUBLIC),
        ("public/a.md", "internal", Visibility.INTERNAL),
        ("internal/a.md", "public", Visibility.INTERNAL),
        ("internal/public/a.md", None, Visibility.INTERNAL),
        ("archive/a.md", "public", Visibility.INTERNAL),
        ("restricted/a.md", "internal", Visibility.RESTRICTED),
        ("draft/a.md", "public", Visibility.DRAFT),
        ("public/a.md", "everyone", Visibility.INTERNAL),
        ("public/方案_讨论稿.md", None, Visibility.DRAFT),
    ],
)
def test_the_narrowest_statement_decides_who_may_see_it(
    source: str, stated: str | None, seen: Visibility
) -> None:
    sidecar = {"visibility": stated} if stated is not None else {}
    assert _described(source, sidecar).document.visibility is seen


@given(
    stated=st.one_of(
        st.none(), st.text(), st.integers(), st.lists(st.text()), st.dictionaries(st.text(), st.text())
    )
)
def test_only_the_plain_word_public_makes_a_document_public(stated: object) -> None:
    document = _described("a.md", {"visibility": stated}).document
    is_public = str(stated).strip().lower() == "public"
    assert (document.visibility is Visibility.PUBLIC) == is_public


def test_front_matter_and_sidecar_that_disagree_give_the_narrower_view() -> None:
    described = _described("a.md", {"visibility": "internal"}, front_matter={"visibility": "public"})
    assert described.document.visibility is Visibility.INTERNAL


def test_front_matter_goes_before_sidecar_before_file_name() -> None:
    described = _described(
        "public/旧名_V1.0_2026-01-02.md", {"version": "V2", "title": "甲"}, front_matter={"title": "乙"}
    )
    document = described.document
    assert (document.title, document.version, document.issued_on) == ("乙", "V2", date(2026, 1, 2))


@pytest.mark.parametrize(
    ("name", "version"),
    [
        ("SOP-01_客诉处理_V3.1.docx", "V3.1"),
        ("复盘_终版_2026-11-18.docx", "终版"),
        ("复盘_快报.pptx", "快报"),
        ("会员章程_2026版.pdf", "2026版"),
        ("投诉处理规定2026修订.docx", "2026修订"),
        ("停车规则.docx", ""),
    ],
)
def test_the_version_is_read_from_the_file_name(name: str, version: str) -> None:
    assert _described(f"internal/{name}").document.version == version


def test_the_first_page_fills_what_nobody_else_says() -> None:
    page = Section("版本\uff1aV2.0\n发布日期\uff1a2026年3月1日\n生效日期: 2026-03-05", page=1)
    document = _described("internal/规程.pdf", sections=(page,)).document
    assert (document.version, document.issued_on, document.effective_from) == (
        "V2.0",
        date(2026, 3, 1),
        date(2026, 3, 5),
    )


@pytest.mark.parametrize(
    ("name", "title", "page", "edition"),
    [
        ("年货节活动_预告", "年货节活动预告", "版本：V1.0（预告）", "V1.0 预告"),
        ("年货节活动", "年货节活动规则（正式版）", "版本：V2.0", "V2.0 正式版"),
        ("客流", "2026年11月客流（终版）", "客流", "终版"),  # a month in a title is of what it tells
    ],
)
def test_an_edition_is_what_the_file_name_the_first_page_and_the_title_say_together(
    name: str, title: str, page: str, edition: str
) -> None:
    described = _described(f"public/{name}.pdf", title=title, sections=(Section(page, page=1),))
    assert described.document.extra["edition"] == edition


def test_a_level_of_secrecy_on_the_first_page_narrows() -> None:
    page = Section("密级\uff1a内部", page=1)
    assert _described("public/a.pdf", sections=(page,)).document.visibility is Visibility.INTERNAL


def test_without_id_and_title_the_path_and_the_heading_serve() -> None:
    document = _described("public/停车_规则.md", title="停车收费规则").document
    assert (document.doc_id, document.title) == ("public/停车_规则.md", "停车收费规则")
    assert _described("public/停车_规则.md").document.title == "停车 规则"


def test_nonsense_becomes_a_warning() -> None:
    described = _described(
        "public/a.md", {"effective_from": "2026-02-30", "status": "mostly", "title": ["x"]}
    )
    assert described.document.effective_from is None
    assert described.document.declared_status == ""
    assert len(described.warnings) == 3


def test_an_embargo_that_cannot_be_read_holds() -> None:
    document = _described("public/a.md", {"publish_from": "next Tuesday"}).document
    assert document.visibility is Visibility.INTERNAL
    assert shelf_of(document) is Shelf.INTERNAL


def test_an_embargo_without_a_zone_is_the_malls_time() -> None:
    document = _described("internal/a.md", {"publish_from": "2026-12-01 10:00"}).document
    assert document.publish_from is not None
    assert document.publish_from.astimezone(UTC) == datetime(2026, 12, 1, 2, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("source", "sidecar", "shelf"),
    [
        ("public/a.md", {}, Shelf.PUBLIC),
        ("internal/a.md", {}, Shelf.INTERNAL),
        ("internal/a.md", {"publish_from": "2026-12-01T10:00:00+08:00"}, Shelf.PUBLIC),
        ("restricted/a.md", {"publish_from": "2026-12-01T10:00:00+08:00"}, Shelf.INTERNAL),
        ("draft/a.md", {"publish_from": "2026-12-01T10:00:00+08:00"}, Shelf.INTERNAL),
        ("archive/a.md", {"visibility": "public"}, Shelf.INTERNAL),
        ("archive/a.md", {"publish_from": "2026-12-01T10:00:00+08:00"}, Shelf.INTERNAL),
        ("public/a.md", {"status": "superseded"}, Shelf.INTERNAL),
        ("public/a.md", {"status": "draft"}, Shelf.INTERNAL),
    ],
)
def test_the_public_shelf_is_for_what_is_or_will_be_public(
    source: str, sidecar: dict[str, object], shelf: Shelf
) -> None:
    assert shelf_of(_described(source, sidecar).document) is shelf


@pytest.mark.parametrize(
    ("stated", "status"), [("in_force", "superseded"), ("expired", "expired"), ("", "superseded")]
)
def test_what_lies_in_the_archive_is_over(stated: str, status: str) -> None:
    assert _described("archive/a.md", {"status": stated}).document.declared_status == status


def test_a_restricted_document_for_nobody_is_pointed_out() -> None:
    assert "nobody can read it" in _described("restricted/a.md").warnings[0]


def test_metadata_keeps_its_wording_and_refuses_tricks() -> None:
    assert frontmatter.parse("version: 1.10\nday: 2026-02-30\ntags: [a, b]") == {
        "version": "1.10",
        "day": "2026-02-30",
        "tags": ["a", "b"],
    }
    for text in ("a: &x [1]\nb: *x", "- a\n- b", "a: [", "a: b: c"):
        with pytest.raises(UnreadableFile):
            frontmatter.parse(text)


@pytest.mark.parametrize(
    ("line", "issued_on", "effective_from"),
    [
        ("版本 V2.3 2026-03-01 生效 运营部 内部资料", None, date(2026, 3, 1)),
        ("V3.0 | 生效:2026年1月15日 | 客服部 | 仅限内部,禁止对客出示", None, date(2026, 1, 15)),
        ("(2025年版 自2025年3月1日起执行)", None, date(2025, 3, 1)),
        ("编号:CTH-WY-2026-09 自2026年9月1日0时起执行,旧版同时停止执行。", None, date(2026, 9, 1)),
        ("V4.1 2026.5.10 安保部 内部", date(2026, 5, 10), None),
        ("2026年7月1日修订 会员中心", date(2026, 7, 1), None),
        ("更新:2026/9/28 客服部", date(2026, 9, 28), None),
        ("各位商户:2026年11月20日停水", None, None),
        ("2026年10月1日至2026年10月7日", None, None),
        (
            "客服〔2026〕11号 2026年8月20日印发,9月1日起施行,2025年版同日作废。",
            date(2026, 8, 20),
            date(2026, 9, 1),
        ),
        ("(物业部 2026年6月18日发布,7月1日零时起执行。)", date(2026, 6, 18), date(2026, 7, 1)),
        ("会员日改到周三。2026年6月18日发布会,7月1日起预热。", None, None),
    ],
)
def test_the_line_under_the_title_dates_a_paper(line: str, issued_on: date, effective_from: date) -> None:
    document = _described("public/a.docx", sections=(Section(line), Section("正文。"))).document
    assert (document.issued_on, document.effective_from) == (issued_on, effective_from)


@pytest.mark.parametrize(
    ("since", "last"), [("24:00", date(2026, 8, 31)), ("0时", date(2026, 8, 30)), ("", date(2026, 8, 30))]
)
def test_a_paper_that_says_since_when_it_holds_no_more_ends_before(since: str, last: date) -> None:
    note = Section(f"【归档备注】本版自2026年8月31日{since}起停止执行,以新公告为准。")
    assert (
        _described("public/a.docx", sections=(Section("一、收费标准。"), note)).document.effective_to == last
    )


def test_a_title_that_every_paper_of_its_kind_has_is_none() -> None:
    memo = _described("internal/备忘录-关于修订SOP-02的通知.docx", title="备 忘 录").document
    assert memo.title == "备忘录-关于修订SOP-02的通知"
    assert _described("internal/a.docx", title="停 车 规 则").document.title == "停车规则"


def test_the_first_figures_of_a_report_are_no_draft_and_its_final_ones_are_of_the_same_family() -> None:
    first = _described("internal/国庆活动复盘(初稿)1009.docx", title="2026国庆活动复盘(初稿)").document
    final = _described("internal/国庆活动复盘(终稿)1014.pdf", title="2026国庆活动复盘(终稿)").document
    assert (first.visibility, first.declared_status) == (Visibility.INTERNAL, "")
    assert first.extra["family"] == final.extra["family"]
    assert _described("internal/国庆活动方案(初稿).docx").document.visibility is Visibility.DRAFT
    assert _described("public/国庆活动复盘(初稿).docx").document.visibility is Visibility.INTERNAL


def test_a_first_edition_is_of_the_family_of_the_last_one_whatever_day_stands_behind_it() -> None:
    first = _described("internal/七夕夜游复盘_初版_0821.pptx", title="七夕夜游 复盘（初版）").document
    final = _described("internal/七夕夜游复盘_终版_0902.pptx", title="七夕夜游 复盘（终版）").document
    assert first.extra["family"] == final.extra["family"]
    assert (first.version, final.version) == ("初版", "终版")


@pytest.mark.parametrize(
    "line",
    [
        "执行期：2025年1月1日至2026年8月31日。",
        "执行时间：2025年1月1日至2026年8月31日",
        "本标准自2025年1月1日起至2026年8月31日止执行。",
        "（2025年1月1日至2026年8月31日有效）",
    ],
)
def test_the_span_in_which_a_paper_holds_has_a_first_and_a_last_day(line: str) -> None:
    document = _described("a.docx", sections=[Section(line)]).document
    assert (document.effective_from, document.effective_to) == (date(2025, 1, 1), date(2026, 8, 31))


def test_an_edition_of_the_same_matter_is_repealed_by_its_name_alone() -> None:
    line = "自2026年9月1日起执行，2025年版同时废止。"
    assert _described("a.docx", sections=[Section(line)]).document.supersedes == ("2025年版",)


@pytest.mark.parametrize(
    "heading",
    ["停车调价通知(已失效)", "【2025.6.1发】停车调价", "2025-06-01 停车调价", "停车调价【6.1发布】"],
)
def test_in_a_collection_a_notice_speaks_for_itself(heading: str) -> None:
    other = Section("即日起延时。", path=("【11.25发】营业时间",))
    void = Section("A区每小时5元。本通知自2026年9月1日起不再执行。", path=(heading,))
    assert _described("public/a.md", sections=(other, void)).document.effective_to is None


def test_what_keeps_back_is_heard_in_any_notice_of_a_collection() -> None:
    sections = (Section("甲。", path=("【11.25发】甲",)), Section("密级:内部", path=("【11.20发】乙",)))
    assert _described("public/a.md", sections=sections).document.visibility is Visibility.INTERNAL


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("品牌名录2025年9月(旧)", "superseded"),
        ("停车规则（V3，已作废）", "superseded"),
        ("收费标准_旧版", "superseded"),
        ("旧衣回收活动", ""),
        ("旧版会员卡换卡须知", ""),
        ("作废发票怎么办", ""),
        ("以旧换新细则", ""),
    ],
)
def test_a_paper_that_its_own_name_calls_old_answers_nothing(name: str, status: str) -> None:
    assert _described(f"public/{name}.docx").document.declared_status == status


def test_a_day_spelt_in_characters_is_a_day() -> None:
    begins = Section("本章程自二〇二六年十一月二十三日起施行。")
    assert _described("public/a.docx", sections=(begins,)).document.effective_from == date(2026, 11, 23)
