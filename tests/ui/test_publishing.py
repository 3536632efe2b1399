"""From an upload to a published document, its next version, and back."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import timedelta

import openpyxl
import pytest

from ingest.report import Outcome
from knowledge.decisions import What
from knowledge.model import Role, Shelf, Standing, Viewer, Visibility
from tests.knowledge.shelf_life import NOW, document, passages
from tests.publishing import ADA, LIN, SHOPPER, STAFF, Mall, finished, opened, sent
from ui.wire.problems import Problem

FIRST = "# 旋转木马\n\n旋转木马每次收费三十元, 儿童身高一米二以下须由家长陪同。\n"
SECOND = "# 旋转木马\n\n旋转木马每次收费四十元, 儿童身高一米三以下须由家长陪同。\n"
THIRD = "# 旋转木马\n\n旋转木马每次收费五十元, 儿童身高一米四以下须由家长陪同。\n"


@pytest.fixture
def mall(tmp_path):
    with opened(tmp_path) as made:
        yield made


def refused(act, *given, **named) -> Problem:
    with pytest.raises(Problem) as problem:
        act(*given, **named)
    return problem.value


def row(mall: Mall, doc_id: str):
    return next(one for one in mall.office.rows(STAFF, NOW) if one.doc_id == doc_id)


def outcomes(report) -> dict[str, Outcome]:
    return {entry.path.rsplit("/", 1)[-1]: entry.outcome for entry in report.entries}


# -- publishing --------------------------------------------------------------------------------------


def test_an_upload_is_internal_until_an_admin_publishes_it_and_stays_public_after(mall):
    mall.upload("木马.md", FIRST)
    assert mall.told() == {}
    assert refused(mall.office.publish, "木马", LIN).status == 403
    assert mall.office.submit("木马", LIN).what is What.SUBMITTED
    assert row(mall, "木马").waiting.who == "林"
    mall.office.publish("木马", ADA)
    assert list(mall.told()) == ["木马"]
    found = mall.office.detail("木马", STAFF, NOW)
    assert found.document.said_by["visibility"].startswith("published by Ada on 20")
    assert found.row.waiting is None
    assert outcomes(mall.ingest())["木马.md"] is Outcome.UNCHANGED
    assert list(mall.told()) == ["木马"]


def test_a_reading_by_a_later_release_keeps_what_was_published(mall, monkeypatch):
    mall.upload("木马.md", FIRST)
    mall.office.publish("木马", ADA)
    before = row(mall, "木马")
    monkeypatch.setattr("ingest.admission.PIPELINE_VERSION", "another")
    assert outcomes(mall.ingest())["木马.md"] is Outcome.UPDATED
    assert list(mall.told()) == ["木马"]
    assert row(mall, "木马") == before
    assert mall.office.detail("木马", STAFF, NOW).versions == ()  # the same content is no version of itself


def test_publishing_moves_the_passages_to_the_public_shelf(mall):
    mall.upload("木马.md", FIRST)
    catalogue = mall.library.catalogue
    assert catalogue.passage_ids(Shelf.PUBLIC) == set()
    mall.office.publish("木马", ADA)
    assert catalogue.passage_ids(Shelf.INTERNAL) == set()
    for shelf in Shelf:
        index = mall.library._shelves.by_name[shelf]
        assert index.vectors.ids() == index.keywords.ids() == catalogue.passage_ids(shelf)


def test_publishing_embeds_nothing_anew(mall):
    mall.upload("木马.md", FIRST)
    [passage] = mall.library.catalogue.passages_of("木马")
    before = mall.library._shelves.by_name[Shelf.INTERNAL].vectors.of([passage.passage_id])
    asked: list[str] = []
    embed = mall.library.embedder.embed_passages
    mall.library.embedder.embed_passages = lambda texts: asked.extend(texts) or embed(texts)
    mall.office.publish("木马", ADA)
    after = mall.library._shelves.by_name[Shelf.PUBLIC].vectors.of([passage.passage_id])
    assert asked == []
    assert after[passage.passage_id] == pytest.approx(before[passage.passage_id])


def test_what_a_sheet_keeps_back_stays_inside_when_the_sheet_is_published(mall, tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["铺位号", "品牌", "楼层", "营业时间", "月租"])
    book.active.append(["L1-01", "旋转木马", "L1", "10:00-22:00", "七十七万元"])
    path = tmp_path / "店铺.xlsx"
    book.save(path)
    mall.upload("店铺.xlsx", path.read_bytes())
    mall.office.publish("店铺", ADA)
    texts = "".join(mall.told()["店铺"])
    assert "10:00-22:00" in texts
    assert "七十七万" not in texts
    assert "七十七万" in "".join(mall.told(STAFF)["店铺"])
    assert [shop.name for shop in mall.library.directory(SHOPPER, NOW).shops] == ["旋转木马"]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("木马.md", f"---\nvisibility: restricted\naudience: [leasing]\n---\n{FIRST}", "restricted"),
        ("木马.md", f"---\nvisibility: draft\n---\n{FIRST}", "draft"),
        ("木马.md", f"---\nstatus: draft\n---\n{FIRST}", "draft"),
        ("木马_讨论稿.md", FIRST, "draft"),
        ("木马.md", f"---\nstatus: superseded\n---\n{FIRST}", "over"),
        ("木马.md", f"# 旋转木马\n\n密级: 内部\n\n{FIRST}", "密级"),
        ("木马.md", f"---\npublish_from: 下个月\n---\n{FIRST}", "publish_from"),
    ],
)
def test_one_click_never_publishes_what_a_statement_keeps_back(mall, name, text, said):
    mall.upload(name, text)
    [doc_id] = mall.library.catalogue.documents()
    leasing = replace(ADA, groups=frozenset({"leasing"}))
    problem = refused(mall.office.publish, doc_id, leasing)
    assert problem.status == 409
    assert said in problem.detail
    assert refused(mall.office.submit, doc_id, leasing).status == 409
    assert mall.told() == {}


def test_an_embargo_written_in_an_upload_holds_after_it_is_published(mall):
    mall.upload("木马.md", f"---\npublish_from: 2026-12-01T10:00:00\n---\n{FIRST}")
    mall.office.publish("木马", ADA)
    assert mall.told() == {}
    assert row(mall, "木马").standing is Standing.EMBARGOED
    later = NOW + timedelta(days=30)
    assert [one.doc_id for one in mall.library.documents(SHOPPER, later)] == ["木马"]


def test_a_submission_may_be_returned_with_a_comment_and_made_again(mall):
    mall.upload("木马.md", FIRST)
    assert refused(mall.office.return_, "木马", ADA, "还没提交").status == 409
    mall.office.submit("木马", LIN)
    assert refused(mall.office.submit, "木马", LIN).status == 409
    assert refused(mall.office.return_, "木马", LIN, "不行").status == 403
    mall.office.return_("木马", ADA, "写明票价的有效期")
    assert row(mall, "木马").waiting is None
    assert row(mall, "木马").returned.comment == "写明票价的有效期"
    mall.office.submit("木马", LIN)
    assert row(mall, "木马").returned is None
    assert [one.doc_id for one in mall.office.rows(STAFF, NOW, waiting=True)] == ["木马"]


# -- a file that changes after it was published ------------------------------------------------------


def test_a_changed_file_waits_while_what_was_published_answers(mall):
    mall.write("internal/木马.md", FIRST)
    mall.ingest()
    [doc_id] = mall.library.catalogue.documents()
    mall.office.publish(doc_id, ADA)
    mall.write("internal/木马.md", SECOND)
    report = mall.ingest()
    assert "waits" in report.entries[0].warnings[-1]
    assert "三十元" in mall.found("旋转木马收费")[0].text
    assert len(mall.found("旋转木马收费")) == 1
    assert outcomes(mall.ingest())["木马.md"] is Outcome.UNCHANGED
    detail = mall.office.detail(doc_id, STAFF, NOW)
    assert "四十元" in detail.changed_passages[0].text
    mall.office.submit(doc_id, LIN)
    assert row(mall, doc_id).waiting.sha256 == detail.row.changed.document.sha256
    mall.office.publish(doc_id, ADA)
    assert [one.text[-40:] for one in mall.found("旋转木马收费")] == [SECOND.split("\n")[2][-40:]]
    assert row(mall, doc_id).changed is None
    assert outcomes(mall.ingest())["木马.md"] is Outcome.UNCHANGED


def test_what_its_author_narrows_takes_effect_at_once(mall):
    mall.write("internal/木马.md", FIRST)
    mall.ingest()
    mall.office.publish("internal/木马.md", ADA)
    mall.write("internal/木马.md", f"---\nvisibility: restricted\naudience: [leasing]\n---\n{SECOND}")
    mall.ingest()
    assert mall.told() == {}


def test_what_waited_goes_out_together_with_its_document(mall):
    mall.write("internal/木马.md", FIRST)
    mall.ingest()
    mall.office.publish("internal/木马.md", ADA)
    mall.write("internal/木马.md", SECOND)
    mall.ingest()
    mall.office.withdraw("internal/木马.md", LIN)
    assert outcomes(mall.ingest())["木马.md"] is Outcome.SKIPPED
    assert mall.told(STAFF) == {}


# -- new versions ------------------------------------------------------------------------------------


def test_a_new_version_changes_nothing_before_it_is_published_and_takes_over_then(mall):
    mall.upload("木马.md", f"---\nowner_desk: facility\ndoc_type: notice\n---\n{FIRST}")
    mall.office.publish("木马", ADA)
    mall.replace("木马", "新木马.md", SECOND)
    assert row(mall, "木马@2").is_replacement
    assert row(mall, "木马@2").supersedes == ("木马",)
    assert (row(mall, "木马@2").owner_desk, row(mall, "木马@2").doc_type) == ("facility", "notice")
    assert row(mall, "木马@2").standing is Standing.DRAFT
    assert row(mall, "木马").standing is Standing.IN_FORCE
    assert ["三十元" in one.text for one in mall.found("旋转木马收费")] == [True]
    mall.office.publish("木马@2", ADA)
    assert ["四十元" in one.text for one in mall.found("旋转木马收费")] == [True]
    assert row(mall, "木马").standing is Standing.SUPERSEDED
    assert row(mall, "木马").superseded_by == ("木马@2",)
    assert [one.doc_id for one in mall.office.detail("木马@2", STAFF, NOW).older] == ["木马"]
    mall.ingest()
    assert ["四十元" in one.text for one in mall.found("旋转木马收费")] == [True]


def test_taking_the_new_version_back_restores_the_old_one(mall):
    mall.upload("木马.md", FIRST)
    mall.office.publish("木马", ADA)
    mall.replace("木马", "新木马.md", SECOND)
    mall.office.publish("木马@2", ADA)
    mall.office.withdraw("木马@2", LIN)
    assert ["三十元" in one.text for one in mall.found("旋转木马收费")] == [True]


def test_a_new_version_may_carry_the_old_ones_number(mall):
    mall.upload("木马.md", f"---\ndoc_id: M1\n---\n{FIRST}")
    mall.office.publish("M1", ADA)
    report = mall.replace("M1", "木马.md", f"---\ndoc_id: M1\nvisibility: public\n---\n{SECOND}")
    assert report["counts"]["failed"] == 0
    assert row(mall, "M1@2").supersedes == ("M1",)
    assert ["三十元" in one.text for one in mall.found("旋转木马收费")] == [True]


def test_a_file_of_a_known_name_becomes_the_next_version_whatever_its_case(mall):
    mall.upload("Carousel.md", FIRST)
    mall.office.publish("Carousel", ADA)
    mall.upload("CAROUSEL.md", SECOND)
    assert row(mall, "Carousel@2").supersedes == ("Carousel",)
    mall.upload("carousel.md", THIRD)  # before anybody published the second
    assert row(mall, "Carousel@3").supersedes == ("Carousel@2", "Carousel")
    mall.office.publish("Carousel@3", ADA)
    assert ["五十元" in one.text for one in mall.found("旋转木马收费")] == [True]


def test_a_new_version_of_an_internal_document_is_released_to_staff_alone(mall):
    mall.upload("木马.md", FIRST)
    mall.replace("木马", "新木马.md", SECOND)
    decision = mall.office.publish("木马@2", ADA)
    assert decision.visibility is Visibility.INTERNAL
    assert mall.told() == {}
    assert ["四十元" in one.text for one in mall.found("旋转木马收费", STAFF)] == [True]


def test_an_upload_that_says_it_supersedes_does_so_only_when_published(mall):
    mall.write("public/木马.md", f"---\ndoc_id: M1\nvisibility: public\n---\n{FIRST}")
    mall.ingest()
    mall.upload("别的.md", f"---\nsupersedes: [M1]\n---\n{SECOND}")
    assert ["三十元" in one.text for one in mall.found("旋转木马收费")] == [True]
    mall.office.publish("别的", ADA)
    assert ["四十元" in one.text for one in mall.found("旋转木马收费")] == [True]


def test_a_new_version_of_a_sheet_keeps_back_the_columns_that_the_old_one_kept_back(mall, tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["项目", "票价", "成本"])
    book.active.append(["旋转木马", "三十元", "七元"])
    folder = mall.papers / "public"
    folder.mkdir()
    book.save(folder / "价目.xlsx")
    (folder / "价目.xlsx.meta.yaml").write_text("doc_id: M1\nvisibility: public\ninternal_columns: [成本]\n")
    mall.ingest()
    assert "七元" not in "".join(mall.told()["M1"])
    book.active.append(["碰碰车", "二十元", "六元"])
    book.save(tmp_path / "新.xlsx")
    finished(mall.office.replace("M1", sent("新.xlsx", (tmp_path / "新.xlsx").read_bytes()), LIN))
    mall.office.publish("M1@2", ADA)
    texts = "".join(mall.told()["M1@2"])
    assert "碰碰车" in texts
    assert "六元" not in texts


# -- withdrawing and restoring -----------------------------------------------------------------------


def test_a_withdrawn_document_comes_back_by_restoring_and_not_by_an_ingest(mall):
    mall.write("public/木马.md", f"---\nvisibility: public\n---\n{FIRST}")
    mall.ingest()
    [doc_id] = mall.library.catalogue.documents()
    mall.office.withdraw(doc_id, LIN)
    report = mall.ingest()
    assert outcomes(report)["木马.md"] is Outcome.SKIPPED
    assert "withdrawn by 林" in report.entries[0].reason
    assert mall.told(STAFF) == {}
    mall.write("public/木马 副本.md", f"---\nvisibility: public\n---\n{FIRST}")
    mall.ingest()
    assert mall.told(STAFF) == {}  # nor by a copy of it
    [version] = mall.office.withdrawn(STAFF)
    mall.office.restore(version.version_id, ADA)
    assert list(mall.told()) == [doc_id]
    assert mall.office.withdrawn(STAFF) == []
    assert outcomes(mall.ingest())["木马.md"] is Outcome.UNCHANGED


def test_who_may_not_publish_brings_a_withdrawn_document_back_as_internal(mall, monkeypatch):
    mall.upload("木马.md", FIRST)
    mall.office.publish("木马", ADA)
    mall.office.withdraw("木马", LIN)
    [version] = mall.office.withdrawn(STAFF)
    mall.office.restore(version.version_id, LIN)
    assert mall.told() == {}
    assert list(mall.told(STAFF)) == ["木马"]
    monkeypatch.setattr("ingest.admission.PIPELINE_VERSION", "another")  # it is read again
    assert outcomes(mall.ingest())["木马.md"] is Outcome.UPDATED
    assert mall.told() == {}
    mall.office.publish("木马", ADA)
    assert list(mall.told()) == ["木马"]


def test_a_withdrawn_upload_may_be_given_in_again(mall):
    mall.upload("木马.md", FIRST)
    mall.office.withdraw("木马", LIN)
    assert mall.upload("木马.md", FIRST)["counts"]["added"] == 1
    assert len(mall.told(STAFF)) == 1


def test_a_restored_version_stays_until_the_file_changes_again(mall):
    front = "---\ndoc_id: M1\nvisibility: public\n---\n"
    for text in (FIRST, SECOND):
        mall.write("public/木马.md", front + text)
        mall.ingest()
    [version] = mall.office.detail("M1", STAFF, NOW).versions
    mall.office.restore(version.version_id, LIN)
    assert ["三十元" in one.text for one in mall.found("旋转木马收费")] == [True]
    report = mall.ingest()
    assert outcomes(report)["木马.md"] is Outcome.UNCHANGED
    assert "restored by 林" in report.entries[0].reason
    assert ["三十元" in one.text for one in mall.found("旋转木马收费")] == [True]
    mall.write("public/木马.md", front + THIRD)
    mall.ingest()
    assert ["五十元" in one.text for one in mall.found("旋转木马收费")] == [True]


def test_what_a_restore_replaces_is_kept_in_turn(mall):
    front = "---\ndoc_id: M1\nvisibility: public\n---\n"
    for text in (FIRST, SECOND):
        mall.write("public/木马.md", front + text)
        mall.ingest()
    [first] = mall.office.detail("M1", STAFF, NOW).versions
    mall.office.restore(first.version_id, LIN)
    [second] = mall.office.detail("M1", STAFF, NOW).versions
    assert second.why == "restored over"
    mall.office.restore(second.version_id, LIN)
    assert ["四十元" in one.text for one in mall.found("旋转木马收费")] == [True]
    assert outcomes(mall.ingest())["木马.md"] is Outcome.UNCHANGED
    assert [one.document.sha256 for one in mall.office.detail("M1", STAFF, NOW).versions] == [
        first.document.sha256
    ]


def test_a_sheet_described_anew_stays_restored_too(mall):
    mall.write("public/木马.md", FIRST)
    mall.write("public/木马.md.meta.yaml", "doc_id: M1\nvisibility: public\ntitle: 旧名\n")
    mall.ingest()
    mall.write("public/木马.md.meta.yaml", "doc_id: M1\nvisibility: public\ntitle: 新名\n")
    mall.ingest()
    [version] = mall.office.detail("M1", STAFF, NOW).versions
    mall.office.restore(version.version_id, LIN)
    mall.ingest()
    assert row(mall, "M1").title == "旧名"


def test_the_last_ten_versions_are_kept(mall):
    for number in range(13):
        mall.write("public/木马.md", f"---\ndoc_id: M1\nversion: V{number}\n---\n{FIRST}")
        mall.ingest()
    kept = mall.office.detail("M1", STAFF, NOW).versions
    assert [one.document.version for one in kept] == [f"V{number}" for number in range(11, 1, -1)]


def test_a_document_that_only_moved_is_not_listed_as_withdrawn(mall):
    mall.write("public/木马.md", FIRST)
    mall.ingest()
    (mall.papers / "public/木马.md").rename(mall.papers / "public/旋转木马.md")
    mall.ingest()
    assert mall.office.withdrawn(STAFF) == []


# -- corrections -------------------------------------------------------------------------------------


def test_a_correction_outlives_a_reading_and_widens_nothing(mall, monkeypatch):
    mall.upload("木马.md", FIRST)
    mall.office.edit(
        "木马", {"title": "旋转木马票价", "review_by": "2026-01-01", "owner_desk": "facility"}, LIN
    )
    assert [one.doc_id for one in mall.office.rows(STAFF, NOW, stale=True)] == ["木马"]
    monkeypatch.setattr("ingest.admission.PIPELINE_VERSION", "another")
    mall.ingest()
    assert row(mall, "木马").title == "旋转木马票价"
    assert row(mall, "木马").owner_desk == "facility"
    assert "edited" in mall.office.detail("木马", STAFF, NOW).document.said_by["title"]
    assert mall.told() == {}


@pytest.mark.parametrize(
    "fields",
    [{}, {"visibility": "public"}, {"title": " "}, {"review_by": "soon"}, {"title": "字" * 201}],
)
def test_a_correction_that_does_not_fit_is_refused(mall, fields):
    mall.upload("木马.md", FIRST)
    assert refused(mall.office.edit, "木马", fields, LIN).status == 422


# -- who may see and do ------------------------------------------------------------------------------


def test_a_document_of_another_department_is_missing_in_every_way(mall):
    leasing = replace(LIN, groups=frozenset({"leasing"}))
    head = "---\ndoc_id: R1\nvisibility: restricted\naudience: [leasing]\n---\n"
    for text in (FIRST, SECOND):
        mall.write("internal/租约.md", head + text)
        mall.ingest()
    [version] = mall.office.detail("R1", leasing.viewer, NOW).versions
    assert mall.office.detail("R1", LIN.viewer, NOW) is None
    assert mall.office.preview(version.version_id, LIN.viewer) is None
    acts = (
        lambda: mall.office.submit("R1", LIN),
        lambda: mall.office.publish("R1", ADA),
        lambda: mall.office.return_("R1", ADA, "不行"),
        lambda: mall.office.withdraw("R1", LIN),
        lambda: mall.office.restore(version.version_id, LIN),
        lambda: mall.office.edit("R1", {"title": "别名"}, LIN),
        lambda: mall.office.replace("R1", sent("a.md", SECOND), LIN),
    )
    missing = refused(mall.office.submit, "nothing", LIN)
    for act in acts:
        problem = refused(act)
        assert (problem.status, problem.detail) == (404, missing.detail)
    mall.office.withdraw("R1", leasing)
    assert mall.office.withdrawn(LIN.viewer) == []
    assert len(mall.office.withdrawn(leasing.viewer)) == 1


def test_a_new_version_of_a_restricted_document_is_restricted_too(mall):
    leasing = replace(LIN, groups=frozenset({"leasing"}))
    mall.write(
        "internal/租约.md", f"---\ndoc_id: R1\nvisibility: restricted\naudience: [leasing]\n---\n{FIRST}"
    )
    mall.ingest()
    finished(mall.office.replace("R1", sent("新租约.md", SECOND), leasing))
    assert mall.told(STAFF) == {}
    boss = replace(ADA, groups=frozenset({"leasing"}))
    assert mall.office.publish("R1@2", boss).visibility is Visibility.RESTRICTED
    assert mall.told(STAFF) == {}
    assert mall.library.documents(Viewer(Role.STAFF, frozenset({"leasing"})), NOW)


def test_plain_staff_change_nothing(mall):
    mall.upload("木马.md", FIRST)
    staff = replace(LIN, role=Role.STAFF)
    for act in (mall.office.submit, mall.office.withdraw, mall.office.publish):
        assert refused(act, "木马", staff).status == 403
    assert refused(mall.office.upload, [sent("a.md", SECOND)], staff).status == 403


def test_a_thousand_rows_are_listed_quickly(mall):
    for number in range(1000):
        paper = document(f"D{number}")
        mall.library.catalogue.publish(paper, passages(paper, "一", "二", "三"))
    mall.office.rows(STAFF, NOW)
    best = min(timed(mall) for _ in range(5))
    assert best < 0.5  # 40 ms on a quiet machine


def timed(mall: Mall) -> float:
    started = time.perf_counter()
    rows = mall.office.rows(STAFF, NOW)
    assert [one.passages for one in rows] == [3] * 1000
    return time.perf_counter() - started
