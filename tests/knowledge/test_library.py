"""What the library promises: all of a document or nothing, and never to the wrong eyes."""

import sqlite3
from dataclasses import replace
from datetime import date, datetime

import pytest

from knowledge.catalogue import Catalogue
from knowledge.errors import IndexMismatch
from knowledge.library import Library
from knowledge.model import Role, Shelf, Viewer, Visibility
from knowledge.unread import Unread
from tests.knowledge.shelf_life import CHINA, NOW, WordEmbedder, document, passages

SHOPPER, STAFF = Viewer(), Viewer(Role.STAFF)
LEASING = Viewer(Role.STAFF, frozenset({"leasing"}))


@pytest.fixture
def library(tmp_path):
    library = Library(tmp_path, WordEmbedder())
    yield library
    library.close()


def put(library, doc, *texts, shelf=Shelf.PUBLIC):
    library.publish(doc, passages(doc, *texts, shelf=shelf))


def titles(library, viewer, query, as_of=NOW, **how):
    return [hit.document.doc_id for hit in library.search(viewer).find(query, as_of=as_of, **how).hits]


def test_what_is_published_is_found_and_what_is_withdrawn_is_not(library):
    put(library, document("K1"), "停车每小时五元")
    assert titles(library, SHOPPER, "停车多少钱") == ["K1"]
    library.withdraw("K1")
    assert titles(library, SHOPPER, "停车多少钱") == []


def test_a_shopper_never_finds_an_internal_passage(library):
    put(
        library,
        document("S1", visibility=Visibility.INTERNAL),
        "停车手动抬杆由班长决定",
        shelf=Shelf.INTERNAL,
    )
    assert titles(library, SHOPPER, "停车手动抬杆") == []
    assert titles(library, STAFF, "停车手动抬杆") == ["S1"]


def test_an_internal_column_of_a_public_document_stays_internal(library):
    doc = document("K1")
    shown, hidden = passages(doc, "铺位L1-01 珠宝店", "铺位L1-01 月租 保密")
    library.publish(doc, [shown, replace(hidden, shelf=Shelf.INTERNAL)])
    found = library.search(SHOPPER).find("铺位L1-01 月租", as_of=NOW)
    assert [hit.passage.text for hit in found.hits] == ["铺位L1-01 珠宝店"]
    assert library.passage(hidden.passage_id, SHOPPER, NOW) is None


@pytest.mark.parametrize("visibility", [Visibility.INTERNAL, Visibility.RESTRICTED, Visibility.DRAFT])
def test_a_mistaken_public_shelf_does_not_make_a_paper_public(library, visibility):
    put(library, document("X", visibility=visibility), "内部授权额度", shelf=Shelf.PUBLIC)
    assert titles(library, SHOPPER, "内部授权额度") == []
    assert library.documents(SHOPPER, NOW) == []


def test_a_restricted_paper_is_for_the_groups_it_names(library):
    doc = document("R1", visibility=Visibility.RESTRICTED, audience=("leasing",))
    put(library, doc, "品牌指数排名", shelf=Shelf.INTERNAL)
    assert titles(library, STAFF, "品牌指数") == []
    assert titles(library, LEASING, "品牌指数") == ["R1"]


def test_a_draft_answers_nobody_unless_staff_ask_for_it(library):
    put(library, document("D1", visibility=Visibility.DRAFT), "讨论稿 满减方案", shelf=Shelf.INTERNAL)
    assert titles(library, STAFF, "满减方案") == []
    assert titles(library, STAFF, "满减方案", any_standing=True) == ["D1"]
    assert titles(library, SHOPPER, "满减方案", any_standing=True) == []


def test_the_new_version_answers_from_its_first_day_and_the_old_one_until_then(library):
    put(library, document("V1", effective_from=date(2026, 1, 1)), "免费停车一小时")
    put(library, document("V2", effective_from=date(2026, 9, 1), supersedes=("V1",)), "免费停车半小时")
    assert titles(library, STAFF, "免费停车") == ["V2"]
    before = datetime(2026, 8, 31, 12, tzinfo=CHINA)
    assert titles(library, STAFF, "免费停车", as_of=before) == ["V1"]


def test_a_new_version_under_embargo_leaves_the_old_one_in_force_until_its_moment(library):
    moment = datetime(2026, 12, 1, 10, tzinfo=CHINA)
    put(library, document("V1"), "停车每小时五元")
    put(
        library,
        document("V2", issued_on=date(2026, 11, 1), supersedes=("V1",), publish_from=moment),
        "停车每小时六元",
    )
    assert titles(library, SHOPPER, "停车", as_of=moment.replace(hour=9)) == ["V1"]
    assert titles(library, SHOPPER, "停车", as_of=moment) == ["V2"]


def test_a_draft_does_not_supersede_what_is_in_force(library):
    put(library, document("V1"), "满三百减五十")
    put(
        library,
        document("D2", visibility=Visibility.DRAFT, supersedes=("V1",)),
        "满三百减八十",
        shelf=Shelf.INTERNAL,
    )
    assert titles(library, SHOPPER, "满减") == ["V1"]


def test_an_expired_document_no_longer_answers(library):
    put(library, document("E1", effective_to=date(2026, 11, 20)), "早鸟咖啡一元")
    assert titles(library, SHOPPER, "早鸟咖啡") == []
    assert titles(library, STAFF, "早鸟咖啡", any_standing=True) == ["E1"]
    assert titles(library, SHOPPER, "早鸟咖啡", any_standing=True) == ["E1"]


def test_a_superseded_paper_is_not_shown_to_shoppers_even_by_name(library):
    put(library, document("V1"), "满三百减三十")
    put(library, document("V2", supersedes=("V1",)), "满三百减五十")
    assert titles(library, SHOPPER, "满减", any_standing=True) == ["V2"]


def test_an_embargoed_document_becomes_public_at_its_moment(library):
    moment = datetime(2026, 12, 1, 10, tzinfo=CHINA)
    put(library, document("B1", visibility=Visibility.INTERNAL, publish_from=moment), "双十二满五百减一百")
    assert titles(library, SHOPPER, "双十二", as_of=moment.replace(hour=9)) == []
    assert titles(library, SHOPPER, "双十二", as_of=moment) == ["B1"]


def test_a_new_content_replaces_the_old_one_completely(library):
    put(library, document("K1"), "母婴室在二楼", "储物柜在一楼")
    put(library, document("K1", sha256="next"), "母婴室在三楼")
    found = library.search(SHOPPER).find("母婴室 储物柜", as_of=NOW)
    assert [hit.passage.text for hit in found.hits] == ["母婴室在三楼"]


def test_what_a_crash_left_half_done_is_put_right_on_opening(tmp_path):
    library = Library(tmp_path, WordEmbedder())
    put(library, document("K1"), "母婴室在二楼")
    stray = document("K2")
    library._shelves.index(stray, passages(stray, "母婴室在地下"))  # indexed, but its commit never came
    lost = document("K3")
    library.catalogue.publish(lost, passages(lost, "母婴室在四楼"))  # committed, but not indexed
    library.close()
    again = Library(tmp_path, WordEmbedder())
    assert again.repaired == 2
    assert sorted(titles(again, SHOPPER, "母婴室")) == ["K1", "K3"]
    again.close()


def test_an_index_of_another_model_must_be_rebuilt_and_never_mixes(tmp_path):
    library = Library(tmp_path, WordEmbedder("words-1"))
    put(library, document("K1"), "母婴室在二楼")
    library.close()
    with pytest.raises(IndexMismatch, match="atrium reindex"):
        Library(tmp_path, WordEmbedder("words-2"))
    rebuilt = Library.rebuilt(tmp_path, WordEmbedder("words-2"))
    assert titles(rebuilt, SHOPPER, "母婴室") == ["K1"]
    rebuilt.close()


def test_a_rebuilt_index_finds_the_same(library):
    put(library, document("K1"), "母婴室在二楼")
    put(library, document("K2"), "储物柜在一楼")
    before = titles(library, SHOPPER, "母婴室")
    library.reindex()
    assert titles(library, SHOPPER, "母婴室") == before


def test_a_missing_document_and_a_forbidden_one_look_the_same(library):
    put(library, document("S1", visibility=Visibility.INTERNAL), "内部", shelf=Shelf.INTERNAL)
    assert library.document("S1", SHOPPER, NOW) is None
    assert library.document("nothing", SHOPPER, NOW) is None
    assert library.document("S1", STAFF, NOW) is not None


def test_nothing_asked_finds_nothing(library):
    put(library, document("K1"), "母婴室在二楼")
    assert library.search(SHOPPER).find("   ", as_of=NOW).answerable == 0.0


@pytest.mark.parametrize(
    "query", ['"', "a OR b", "NEAR(", "'; DROP TABLE words;--", "\u200b", "*", "停车) AND ("]
)
def test_no_query_text_is_an_operator(library, query):
    put(library, document("K1"), "停车每小时五元")
    library.search(SHOPPER).find(query, as_of=NOW)


def test_a_catalogue_of_an_earlier_release_is_brought_up_to_date(tmp_path):
    path = tmp_path / "catalogue.db"
    kept = document("D1")
    catalogue = Catalogue(path)
    catalogue.publish(kept, passages(kept, "停车前30分钟免费。"))
    catalogue.close()
    with sqlite3.connect(path) as old:
        for table, column in (
            ("documents", "said_by"),
            ("documents", "warnings"),
            ("passages", "confidence"),
        ):
            old.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
        old.execute("DROP TABLE alembic_version")
        old.execute("PRAGMA user_version = 0")
    reopened = Catalogue(path)
    assert reopened.documents() == {"D1": kept}
    assert [one.text for one in reopened.passages_of("D1")] == ["停车前30分钟免费。"]
    reopened.close()


def test_why_a_file_was_left_out_is_remembered_for_the_file_as_it_was(tmp_path):
    library = Library(tmp_path, WordEmbedder())
    library.note_unread("public/坏.docx", "f1", Unread("The file is damaged."))
    library.note_unread("public/坏.docx", "f2", Unread("The file is empty."))
    library.close()
    library = Library(tmp_path, WordEmbedder())
    assert library.unread("public/坏.docx", "f1") is None
    assert library.unread("public/坏.docx", "f2") == Unread("The file is empty.")
    library.close()
