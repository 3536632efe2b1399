"""Where each value comes from, what holds when sources disagree, and that nobody sees more by it."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path, PurePosixPath

import pytest
from docx import Document as Docx
from hypothesis import given
from hypothesis import strategies as st

from ingest.describing.metadata import describe
from ingest.describing.model import Described, Origin
from ingest.model import Reading, Section
from ingest.readers import reader_for
from ingest.shelving import shelf_of
from knowledge.model import Shelf, Visibility


def _described(
    source: str, page: str = "", front: dict | None = None, sidecar: dict | None = None, **reading: object
) -> Described:
    folders = PurePosixPath(source).parts[:-1]
    sections = (Section(page or "正文。", page=1),)
    given_reading = Reading(**{"sections": sections, "front_matter": front or {}, **reading})  # type: ignore[arg-type]
    return describe(Origin(source, folders, "0" * 64, "f" * 64, sidecar or {}, UTC), given_reading)


def _says(described: Described, name: str) -> tuple[object, str]:
    return getattr(described.document, name), described.document.said_by[name]


def test_each_value_tells_where_it_comes_from() -> None:
    described = _described(
        "public/通知/停车通知_V3_2026-06-01.md",
        "编制部门\uff1a停车部\n复审日期\uff1a2027年5月31日\n生效日期\uff1a2026年6月5日",
        front={"title": "停车新规", "doc_id": "P1"},
        sidecar={"audience": "tenant"},
    )
    assert _says(described, "title") == ("停车新规", "front matter")
    assert _says(described, "doc_id") == ("P1", "front matter")
    assert _says(described, "audience") == (("tenant",), "sidecar")
    assert _says(described, "doc_type") == ("notice", "folder")
    assert _says(described, "visibility") == (Visibility.PUBLIC, "folder")
    assert _says(described, "version") == ("V3", "file name")
    assert _says(described, "issued_on") == (date(2026, 6, 1), "file name")
    assert _says(described, "effective_from") == (date(2026, 6, 5), "first page")
    assert _says(described, "owner_desk") == ("停车部", "first page")
    assert _says(described, "review_by") == (date(2027, 5, 31), "first page")
    assert described.document.said_by["language"] == "content"
    assert described.warnings == []


def test_what_nobody_says_is_a_default() -> None:
    document = _described("a.txt").document
    assert document.said_by["visibility"] == "default"
    assert document.said_by["doc_type"] == "default"
    assert document.said_by["doc_id"] == "default"
    assert document.said_by["title"] == "file name"


@pytest.mark.parametrize(
    ("name", "version"),
    [
        ("停车规则_v3.1", "V3.1"),
        ("停车规则 第3版", "第3版"),
        ("停车规则_第三版", "第三版"),
        ("方案_定稿", "定稿"),
        ("方案_修订稿", "修订稿"),
        ("方案_征求意见稿", "征求意见稿"),
        ("排班表_2026-10", "2026-10"),
        ("排班表_2026年6月", "2026年6月"),
        ("排班表_2026年6月 - 副本", "2026年6月"),
        ("停车规则_V4(1)", "V4"),
        ("2026年6月促销活动", ""),
        ("4K电视V4k促销", ""),
    ],
)
def test_versions_in_file_names(name: str, version: str) -> None:
    assert _described(f"internal/{name}.docx").document.version == version


@pytest.mark.parametrize(
    ("page", "field", "value"),
    [
        ("版次\uff1aV2.1", "version", "V2.1"),
        ("版 本: V2", "version", ""),
        ("版本号\uff1aV3　生效日期\uff1a2026年1月1日　编制部门\uff1a客服部", "owner_desk", "客服部"),
        ("版本号\uff1aV3 生效日期\uff1a2026年1月1日 编制部门\uff1a客服部", "effective_from", date(2026, 1, 1)),
        ("施行日期\uff1a2026.3.1", "effective_from", date(2026, 3, 1)),
        ("本办法自2026年1月1日起施行。", "effective_from", date(2026, 1, 1)),
        ("第十条 本规定自2026年1月1日起正式执行。", "effective_from", date(2026, 1, 1)),
        ("新停车费自2026年12月1日起执行。", "effective_from", None),
        ("停车费6元\uff0c自2026年12月1日起执行新的标准。", "effective_from", None),
        ("2026年9月1日起被V4替代。", "effective_from", None),
        ("有效期至\uff1a2026年12月31日", "effective_to", date(2026, 12, 31)),
        ("有效期\uff1a2026-01-01至2026-06-30", "effective_to", date(2026, 6, 30)),
        ("有效期\uff1a长期", "effective_to", None),
        ("印发日期\uff1a二〇二六年", "issued_on", None),
        ("修订日期\uff1a2026年5月4日", "issued_on", date(2026, 5, 4)),
        ("修订日期\uff1a2026年5月4日\n发布日期\uff1a2026年5月6日", "issued_on", date(2026, 5, 6)),
        ("归口部门\uff1a物业部", "owner_desk", "物业部"),
        ("适用范围\uff1a安保部、客服部", "audience", ("安保部", "客服部")),
        ("下次评审日期\uff1a2027-01-31", "review_by", date(2027, 1, 31)),
        ("替代\uff1a《停车规则V2》", "supersedes", ("停车规则V2",)),
        (
            "本规定自发布之日起施行\uff0c原《停车规则V2》同时废止。",
            "supersedes",
            ("停车规则V2",),
        ),
        (
            "根据《物业管理条例》\uff0c原《停车规则V1》、《停车补充规定》同时废止。",
            "supersedes",
            ("停车规则V1", "停车补充规定"),
        ),
        (
            "执行日期\uff1a2026年8月1日起。2025年3月1日公示的收费标准同时废止。",
            "supersedes",
            ("2025年3月1日公示的收费标准",),
        ),
        ("执行日期\uff1a2026年8月1日起。2025年3月1日公示的收费标准同时废止。", "effective_from", date(2026, 8, 1)),
        (
            "本标准自2026年8月1日起执行\uff0c2025年3月1日发布的停车收费办法自2026年8月1日起停止执行。",
            "supersedes",
            ("2025年3月1日发布的停车收费办法",),
        ),
        ("本标准取代2025-03-01公示的收费标准。", "supersedes", ("2025-03-01公示的收费标准",)),
        ("原WY-012同时废止。", "supersedes", ("wy-012",)),
        ("2025年3月1日发布的停车办法第五条同时废止。", "supersedes", ()),
        ("2025年3月1日公示的收费标准中的封顶规定不再执行。", "supersedes", ()),
        ("2025年3月1日公示的收费标准尚未废止。", "supersedes", ()),
        ("2025年3月1日公示的收费标准与本标准不一致的\uff0c以本标准为准。", "supersedes", ()),
        ("公示日期\uff1a2025年3月1日 执行日期\uff1a2025年3月1日起", "issued_on", date(2025, 3, 1)),
        ("《停车规则V2》不再执行的情形另行公告。", "supersedes", ()),
        ("原《停车规则V2》尚未废止。", "supersedes", ()),
        ("版本\uff1a本页由市场部维护\uff0c若有出入\uff0c以服务台公布的纸质文件以及小程序页面为准\uff0c请各部门周知并转告所属员工和商户", "version", ""),
    ],
)  # fmt: skip
def test_the_first_page_is_read_in_clear_forms_only(page: str, field: str, value: object) -> None:
    document = _described("internal/文件.pdf", page).document
    assert getattr(document, field) == value
    if value:
        assert document.said_by[field] in ("first page", "content")


def test_what_stands_over_and_under_a_table_is_said_by_the_paper() -> None:
    over = ("标准", "停车场收费标准", "执行日期\uff1a2026年8月1日起。2025年3月1日公示的收费标准同时废止。")
    columns = {"计费项": "首小时", "工作日": "10元"}
    row = Section("计费项: 首小时; 工作日: 10元", over, kind="row", row="标准!R4", columns=columns)
    document = _described("public/停车场收费标准.xlsx", sections=(row,)).document
    assert document.effective_from == date(2026, 8, 1)
    assert document.supersedes == ("2025年3月1日公示的收费标准",)
    rows = [replace(row, path=("标准",), row=f"标准!R{number}") for number in range(4, 60)]
    under = Section("2025年3月1日公示的收费标准同时废止。", ("标准",), row="标准!R60")
    more = [replace(row, path=("减免",), row=f"减免!R{number}") for number in range(4, 20)]
    document = _described("public/停车场收费标准.xlsx", sections=(*rows, under, *more)).document
    assert document.supersedes == ("2025年3月1日公示的收费标准",)


def test_the_closing_clause_of_a_long_paper_counts() -> None:
    sections = [Section(f"第{number}条 内容{number}。") for number in range(1, 40)]
    sections.append(Section("第四十条 本规定自2026年7月1日起施行\uff0c原《会员章程》同时废止。"))
    document = _described("internal/规定.docx", sections=tuple(sections)).document
    assert document.effective_from == date(2026, 7, 1)
    assert document.supersedes == ("会员章程",)
    assert document.said_by["supersedes"] == "content"


@pytest.mark.parametrize(("doc_type", "ends"), [("notice", True), ("campaign", True), ("parking", False)])
def test_a_campaign_ends_with_its_event_and_a_rule_does_not(doc_type: str, ends: bool) -> None:
    page = "活动时间\uff1a2026年11月20日—29日"
    document = _described("public/a.md", page, front={"doc_type": doc_type}).document
    assert document.effective_to == (date(2026, 11, 29) if ends else None)


@pytest.mark.parametrize(
    "line",
    [
        "一、活动时间：2026年12月12日（周六）—12月27日（周日）",
        "市场部　2026年11月23日　活动时间：2026年12月12日—12月27日",
        "二、时间　2026年12月12日至2026年12月27日",
    ],
)
def test_when_an_event_is_stands_behind_a_number_or_who_issued_the_paper(line: str) -> None:
    document = _described("public/冬日活动通知.md", line).document
    assert document.doc_type == "campaign"
    assert document.effective_to == date(2026, 12, 27)


def test_a_table_of_pairs_is_read_and_a_table_of_revisions_is_not(tmp_path: Path) -> None:
    """In a real file: the head of an SOP, and its history of versions."""
    paper = Docx()
    paper.add_heading("客诉处理规程", 0)
    _table(paper, [("文件编号", "SOP-01", "版本", "V3.1"), ("生效日期", "2026-06-01", "编制部门", "客服部")])
    _table(
        paper, [("版次", "修订日期", "内容"), ("V1.0", "2024-06-01", "首次"), ("V3.1", "2026-06-01", "改")]
    )
    path = tmp_path / "规程.docx"
    paper.save(str(path))
    reading = reader_for(path)(path)
    document = describe(Origin("internal/规程.docx", ("internal",)), reading).document
    assert (document.version, document.owner_desk) == ("V3.1", "客服部")
    assert document.effective_from == date(2026, 6, 1)
    assert document.issued_on is None
    assert document.extra["document_number"] == "SOP-01"
    assert document.doc_id == "internal/规程.docx"  # two versions share a number


def _table(paper, rows) -> None:  # type: ignore[no-untyped-def]
    table = paper.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


# -- disagreement ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "page", "front", "sidecar", "told"),
    [
        ("internal/规则_V3.md", "", {"version": "V4"}, {}, ("V4 (front matter)", "V3 (file name)", "V4 holds")),
        ("internal/规则_V3.md", "版本\uff1aV2", {}, {}, ("V3 (file name)", "V2 (first page)", "V3 holds")),
        ("internal/规则_终版.md", "讨论稿", {}, {}, ("讨论稿 (first page)", "draft")),
        ("public/a.md", "密级\uff1a内部", {}, {}, ("public (folder)", "内部 (first page)", "is internal")),
        ("public/a.md", "", {"visibility": "internal"}, {}, ("public (folder)", "internal (front matter)")),
        ("a.md", "", {"visibility": "public"}, {"visibility": "internal"}, ("internal (sidecar)", "is internal")),
        ("internal/a.md", "", {"owner_desk": "cs"}, {"owner_desk": "mkt"}, ("cs (front matter)", "cs holds")),
        ("internal/a.md", "", {"effective_from": "2026-02-01", "effective_to": "2026-01-01"}, {}, ("2026-01-01", "2026-02-01")),
        ("internal/a.md", "生效日期\uff1a2026-02-01\n有效期至\uff1a2026-01-01", {}, {}, ("2026-01-01", "ignored")),
        ("internal/a.md", "生效日期\uff1a2026-02-01", {"effective_from": "2026-03-01"}, {}, ("2026-02-01 (first page)", "2026-03-01 holds")),
        ("internal/a_2026-05-01.md", "", {"issued_on": "2026-04-01"}, {}, ("2026-05-01", "2026-04-01 holds")),
        ("internal/a.md", "", {"status": "in_force"}, {"status": "superseded"}, ("superseded holds",)),
        ("public/a.md", "", {"publish_from": "2026-12-01 10:00"}, {"publish_from": "2026-12-05 10:00"}, ("2026-12-05 10:00:00+00:00 holds",)),
    ],
)  # fmt: skip
def test_a_disagreement_names_both_values_their_places_and_what_holds(
    source: str, page: str, front: dict, sidecar: dict, told: tuple[str, ...]
) -> None:
    (warning,) = _described(source, page, front, sidecar).warnings
    assert all(part in warning for part in told), warning


@pytest.mark.parametrize(
    ("source", "page", "front"),
    [
        ("internal/规则_V4.0.md", "版本\uff1a第4版", {"version": "V4"}),
        ("internal/复盘_终版.md", "", {"version": "V2"}),
        ("internal/a_2026-05-01.md", "", {"issued_on": "2026-04-01", "effective_from": "2026-05-01"}),
        ("archive/a.md", "", {"visibility": "public"}),
        ("uploads/a.md", "", {"visibility": "public"}),
        ("internal/规则.md", "", {"title": "另一个名字"}),
    ],
)
def test_what_only_seems_to_disagree_is_not_told(source: str, page: str, front: dict) -> None:
    assert _described(source, page, front).warnings == []


def test_a_restricted_paper_opens_to_those_only_whom_every_description_names() -> None:
    both = _described("restricted/a.md", "", {"audience": ["leasing", "mkt"]}, {"audience": ["leasing"]})
    assert both.document.audience == ("leasing",)
    page = _described("restricted/a.md", "阅读范围\uff1a租赁部")
    assert page.document.audience == ()


def test_the_first_page_may_hold_back_and_never_release() -> None:
    held = _described("public/a.md", "对外发布时间\uff1a2026年12月1日10:00").document
    assert held.publish_from == datetime(2026, 12, 1, 10, tzinfo=UTC)
    assert held.said_by["publish_from"] == "first page"
    assert _described("internal/a.md", "对外发布时间\uff1a2026年12月1日").document.publish_from is None
    vague = _described("public/a.md", "对外发布时间\uff1a2026年12月1日下午3点").document
    assert vague.visibility is Visibility.INTERNAL


def test_a_secret_paper_is_not_released_by_a_date() -> None:
    described = _described("public/a.md", "密级\uff1a机密", {"publish_from": "2020-01-01"})
    assert described.document.publish_from is None
    assert shelf_of(described.document) is Shelf.INTERNAL
    assert any("publish_from is ignored" in warning for warning in described.warnings)


# -- nothing widens ----------------------------------------------------------------------------

_RANK = {view: rank for rank, view in enumerate(Visibility)}
_WORDS = st.sampled_from(["public", "internal", "restricted", "draft", " Public ", "PUBLIC", "公开", "all", "", "public\u200b", "true"])  # fmt: skip
_FOLDERS = st.lists(st.sampled_from(["public", "internal", "restricted", "draft", "archive", "uploads", "L1", "内部"]), max_size=3)  # fmt: skip
_FOLDER_VIEWS = {
    "public": 0,
    "internal": 1,
    "内部": 1,
    "archive": 1,
    "uploads": 1,
    "restricted": 2,
    "draft": 3,
}
_PAGES = st.sampled_from(
    ["密级\uff1a公开\n文件密级\uff1a机密", "密级\uff1a内部资料\uff0c任何人不得以任何方式复制、拍照、转发或者向外单位提供\uff0c违者按员工手册处理并追究责任直至移交司法机关", "", "密级\uff1a内部", "密级\uff1a公开", "密级\uff1a三级", "内部资料 注意保密", "讨论稿", "阅读范围\uff1a内部员工", "对外发布时间\uff1a2020-01-01"]
)  # fmt: skip
_PAGE_VIEWS = {
    "密级\uff1a公开\n文件密级\uff1a机密": 1,
    "密级\uff1a内部资料\uff0c任何人不得以任何方式复制、拍照、转发或者向外单位提供\uff0c违者按员工手册处理并追究责任直至移交司法机关": 1,
    "密级\uff1a内部": 1,
    "密级\uff1a三级": 1,
    "内部资料 注意保密": 1,
    "讨论稿": 3,
    "阅读范围\uff1a内部员工": 1,
}
_NAMES = st.sampled_from(["规则", "规则_终版", "规则_讨论稿", "规则_草稿_V2", "public"])


@given(
    front=st.one_of(st.none(), _WORDS),
    sidecar=st.one_of(st.none(), _WORDS),
    folders=_FOLDERS,
    name=_NAMES,
    page=_PAGES,
    status=st.sampled_from(["", "draft", "in_force", "public"]),
    sidecar_status=st.sampled_from(["", "draft", "in_force"]),
)
def test_no_combination_of_statements_shows_a_document_to_more_people_than_the_narrowest(
    front: str | None,
    sidecar: str | None,
    folders: list[str],
    name: str,
    page: str,
    status: str,
    sidecar_status: str,
) -> None:
    front_matter = {"visibility": front} if front is not None else {}
    described = _described(
        "/".join([*folders, f"{name}.md"]),
        page,
        {**front_matter, "status": status},
        {**({"visibility": sidecar} if sidecar is not None else {}), "status": sidecar_status},
    )
    stated = [_RANK[Visibility.parse(word)] for word in (front, sidecar) if word is not None]
    stated += [_FOLDER_VIEWS[folder] for folder in folders if folder in _FOLDER_VIEWS]
    stated += [_PAGE_VIEWS.get(page, 0)] if stated else [1]
    stated += [3] if "稿" in name or "draft" in (status, sidecar_status) else []
    narrowest = max(stated)
    document = described.document
    assert _RANK[document.visibility] >= narrowest
    if narrowest > 0:
        assert shelf_of(document) is Shelf.INTERNAL
        assert document.publish_from is None


@given(
    odd=st.one_of(st.text(), st.integers(), st.lists(st.text()), st.none(), st.booleans()), folders=_FOLDERS
)
def test_an_odd_visibility_is_never_public(odd: object, folders: list[str]) -> None:
    document = _described("/".join([*folders, "a.md"]), "", {"visibility": odd}).document
    if str(odd).strip().lower() != "public":
        assert document.visibility is not Visibility.PUBLIC
