"""Every document of the demo mall stands there, opens, says who may see it, and keeps its secrets."""

from __future__ import annotations

import re

import pypdf
import pytest
import yaml
from PIL import Image
from qilan_corpus import CORPUS, SOURCES, Paper, paper, papers, squeeze

IDS = {
    *(f"K{number:02}" for number in range(1, 37)), "K19a", "K28a", "K45", "K46",
    *(f"PS-0{number}" for number in range(1, 9)),
    "TR1", "TR2", "TR3", "TR4", "TR5a", "TR5b", "TR6",
}  # fmt: skip
FIELDS = {
    "doc_id",
    "title",
    "doc_type",
    "visibility",
    "audience",
    "version",
    "status",
    "owner_desk",
    "site_id",
}
DOC_TYPES = {
    "sop", "directory", "hours", "facility", "campaign", "lottery", "member", "parking",
    "replay", "product", "notice", "faq", "best_practice", "policy",
}  # fmt: skip
STATUSES = {"in_force", "superseded", "expired", "draft", "embargoed"}
DESKS = {
    "cs_store", "cs_hq", "brand", "member", "parking", "property", "security", "marketing",
    "leasing", "finance", "legal", "content", "it_kb",
}  # fmt: skip
CANARY = re.compile(r"QL-INT-([A-Z0-9a-z-]+)-[A-Z0-9]{6}")
PICTURES = {"TR2", "PS-03-TAG"}  # no text inside: their canary is drawn, and recognised in test_recognised_papers
each = pytest.mark.parametrize("one", papers(), ids=lambda one: one.path.name)


def test_every_document_of_the_list_is_built() -> None:
    assert {one.doc_id for one in papers()} >= IDS


def test_a_document_id_names_one_file_unless_it_is_declared_a_duplicate() -> None:
    ids = [one.doc_id for one in papers() if "duplicate_of" not in one.meta]
    assert len(ids) == len(set(ids))


@each
def test_metadata_is_complete_and_of_known_words(one: Paper) -> None:
    assert one.meta.keys() >= FIELDS
    assert one.meta["doc_type"] in DOC_TYPES
    assert one.meta["status"] in STATUSES
    assert one.meta["visibility"] in {"public", "internal", "restricted", "draft"}
    assert one.meta["owner_desk"] in DESKS
    assert one.meta["audience"]
    assert isinstance(one.meta["version"], str)


@each
def test_a_folder_holds_only_what_its_name_allows(one: Paper) -> None:
    allowed = {"public": {"public"}, "archive": {"public", "internal"}, "internal": {"internal"},
               "content": {"internal"}, "restricted": {"restricted"}, "draft": {"draft"}}  # fmt: skip
    assert one.meta["visibility"] in allowed[one.folder]
    if one.folder == "archive":
        assert one.meta["status"] in {"superseded", "expired"}
    if one.folder == "public":
        assert one.meta["status"] == "in_force"


@each
def test_a_file_opens_with_its_library_and_has_words(one: Paper) -> None:
    if one.doc_id not in PICTURES:
        assert len(one.text) > 100


@each
def test_every_internal_document_has_its_canary_and_no_public_one_has(one: Paper) -> None:
    found = {match[1].upper() for match in CANARY.finditer(one.text)}
    if one.doc_id == "K01":  # its internal columns carry one, which no public column may show
        assert found == (set() if "duplicate_of" in one.meta else {"K01"})
    elif one.meta["visibility"] == "public":
        assert not found
    elif one.doc_id not in PICTURES:
        assert found == {one.doc_id.upper()}


@each
def test_no_phone_but_the_hotline_and_the_directory_pattern(one: Paper) -> None:
    text = one.text.replace("400-000-0188", "")
    if one.doc_id == "K01":
        text = re.sub(r"0000-188-0[12]\d\d", "", text)
    assert not re.search(r"1[3-9]\d{9}|\d{3,4}-\d{7,8}|400-?\d{3}-?\d{4}|0000-\d{3}-\d{4}", text)


def test_a_pdf_has_text_pages_numbers_and_an_outline() -> None:
    for one in papers():
        if one.path.suffix == ".pdf" and one.doc_id not in PICTURES:
            reader = pypdf.PdfReader(one.path)
            assert reader.outline
            for number, page in enumerate(reader.pages, 1):
                assert f"第{number}页/共{len(reader.pages)}页" in squeeze(page.extract_text())


def test_the_scan_has_pictures_and_no_text() -> None:
    reader = pypdf.PdfReader(paper("TR2").path)
    assert [len(page.images) for page in reader.pages] == [1, 1]
    assert not "".join(page.extract_text() for page in reader.pages).strip()


def test_the_hang_tag_is_a_picture_and_says_which_product_it_shows() -> None:
    tag = paper("PS-03-TAG")
    assert tag.meta["product"] == "PS-03"
    with Image.open(tag.path) as picture:
        assert picture.width >= 1000


def test_the_forwarded_rules_are_the_same_bytes_under_another_name() -> None:
    assert paper("TR4").path.read_bytes() == paper("K09").path.read_bytes()


def test_the_gbk_table_is_no_utf8() -> None:
    data = paper("TR5a").path.read_bytes()
    assert "青砚书房" in data.decode("gbk")
    with pytest.raises(UnicodeDecodeError):
        data.decode("utf-8")


def test_the_reprinted_article_repeats_its_lead_and_ends_in_ten_comments() -> None:
    html = squeeze(paper("TR1").path.read_text(encoding="utf-8"))
    assert html.count("秋雨一下,鞋柜里最怕水的那双") >= 3
    assert html.count('class="comment">') == 10


def test_two_columns_hold_a_table_that_crosses_a_page() -> None:
    pages = [squeeze(page.extract_text()) for page in pypdf.PdfReader(paper("TR6").path).pages]
    assert "办理员工门禁卡" in pages[0]
    assert "退场验收" in pages[-1]
    assert len(pages) > 1


@pytest.mark.parametrize("path", sorted(SOURCES.glob("*.md")), ids=lambda path: path.stem)
def test_every_clause_of_a_source_stands_in_the_built_file(path) -> None:
    _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    meta = yaml.safe_load(front)
    one = next(each for each in papers() if each.path == CORPUS / meta["file"])
    built = re.sub(r"[|*`]", "", one.text)
    for line in body.splitlines():
        words = squeeze(re.sub(r"^\s*([#>*-]+\s+|>)|[|*`]", "", line))
        if one.path.suffix == ".pdf":  # page furniture may stand between two lines: compare the beginning
            words = words[:18]
        if words and not set(words) <= set(":-") and not line.lstrip().startswith("|"):
            assert words in built, line


def test_the_profile_says_who_the_mall_is_and_when_the_demo_takes_place() -> None:
    profile = yaml.safe_load((CORPUS / "mall.yaml").read_text(encoding="utf-8"))
    assert profile["name"] == "栖澜汇购物中心"
    assert profile["hotline"] == "400-000-0188"
    assert profile["timezone"] == "Asia/Shanghai"
    assert str(profile["demo_clock"]).startswith("2026-11-21")
    assert {"name_en", "service_desk", "service_desk_en", "sms_signature"} <= profile.keys()
