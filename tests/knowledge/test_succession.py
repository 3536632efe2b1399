"""Who replaces whom: what is declared, what names suggest, and where a guess must not be made."""

import time
from datetime import date, datetime

import pytest

from knowledge.catalogue import Catalogue
from knowledge.editions import Edition, named
from knowledge.model import Document, Standing, Visibility
from knowledge.standing import standing
from knowledge.succession import Succession, succession
from tests.knowledge.shelf_life import CHINA, NOW, document, passages


def paper(doc_id: str, name: str = "", **fields) -> Document:
    """A document as ingest leaves it: its family and edition read from its name."""
    parsed = named(name or doc_id)
    extra = {"family": parsed.family, "edition": parsed.edition.text, **fields.pop("extra", {})}
    return document(doc_id, title=name or doc_id, source=f"{name or doc_id}.docx", extra=extra, **fields)


def lines(*documents: Document) -> Succession:
    return succession({one.doc_id: one for one in documents})


def guessed(*documents: Document) -> set[tuple[str, str]]:
    """(older, newer) for every guess."""
    found = lines(*documents)
    return {(old, new.document.doc_id) for old, news in found.newer.items() for new in news if new.is_guess}


def declared(*documents: Document) -> set[tuple[str, str]]:
    found = lines(*documents)
    return {
        (old, new.document.doc_id) for old, news in found.newer.items() for new in news if not new.is_guess
    }


# -- declared ----------------------------------------------------------------------------------


def test_a_chain_counts_through_all_its_steps() -> None:
    chain = (document("K8"), document("K9", supersedes=("K8",)), document("K10", supersedes=("K9",)))
    assert declared(*chain) == {("K8", "K9"), ("K8", "K10"), ("K9", "K10")}


def test_the_first_paper_stays_replaced_when_the_middle_one_has_not_started() -> None:
    old = document("K8")
    middle = document("K9", supersedes=("K8",), effective_from=date(2027, 1, 1))
    new = document("K10", supersedes=("K9",), effective_from=date(2026, 1, 1))
    found = lines(old, middle, new)
    assert standing(old, NOW, [one.document for one in found.of("K8")]) is Standing.SUPERSEDED


def test_a_circle_replaces_nobody_and_is_told() -> None:
    circle = [
        document("A", supersedes=("B",)),
        document("B", supersedes=("C",)),
        document("C", supersedes=("A",)),
    ]
    found = lines(*circle, document("D", supersedes=("A",)), document("E", supersedes=("E",)))
    assert {old: [one.document.doc_id for one in new] for old, new in found.newer.items()} == {"A": ["D"]}
    assert "A, B, C replace each other in a circle" in found.remarks["A"][0]
    assert "replaces itself" in found.remarks["E"][0]


def test_an_unknown_paper_is_told() -> None:
    (remark,) = lines(document("K9", supersedes=("K0",))).remarks["K9"]
    assert "'K0'" in remark


@pytest.mark.parametrize("name", ["停车规则V2", "《停车规则_V2》", "停车规则 v2.0", "停車規則V2"])
def test_a_title_names_a_paper_as_well_as_its_id(name: str) -> None:
    old, older = paper("P2", "停车规则_V2"), paper("P1", "停车规则_V1")
    assert declared(old, older, document("P9", supersedes=(name,))) == {("P2", "P9")}


def test_a_title_without_a_version_names_the_older_ones() -> None:
    old, same, newer = paper("P1", "停车规则_V1"), paper("P2", "停车规则_V2"), paper("P3", "停车规则_V3")
    found = declared(old, same, newer, paper("X2", "停车规则_V2.5", supersedes=("停车规则",)))
    assert found == {("P1", "X2"), ("P2", "X2")}


def test_a_title_that_many_papers_have_names_none() -> None:
    many = [document(f"N{number}", title="通知") for number in range(6)]
    found = lines(*many, document("X", supersedes=("通知",)))
    assert found.newer == {}
    assert "Name the doc_id" in found.remarks["X"][0]


def test_another_malls_paper_is_not_meant() -> None:
    theirs = paper("T", "停车规则_V1", extra={"site_id": "b"})
    assert declared(theirs, document("X", supersedes=("停车规则V1",), extra={"site_id": "a"})) == set()


def test_a_declared_successor_that_fewer_may_read_is_told_and_holds() -> None:
    old, new = document("P3"), document("P4", supersedes=("P3",), visibility=Visibility.INTERNAL)
    assert declared(old, new) == {("P3", "P4")}
    assert "more people may see" in lines(old, new).remarks["P4"][0]


def test_a_title_read_off_the_page_is_a_guess_with_a_guesss_bounds() -> None:
    old = paper("P1", "停车规则_V1")
    read_off = {"supersedes": ("停车规则V1",), "said_by": {"supersedes": "content"}}
    assert guessed(old, document("P9", **read_off)) == {("P1", "P9")}
    assert guessed(old, document("P9", visibility=Visibility.INTERNAL, **read_off)) == set()


OLD_TARIFF = {"doc_type": "parking", "issued_on": date(2025, 3, 1)}
REPEALS = {"supersedes": ("2025年3月1日公示的收费标准",), "said_by": {"supersedes": "content"}}


def test_a_day_and_a_matter_name_a_paper_that_has_no_other_name() -> None:
    old = paper("T1", "停车场收费公示_20250301", doc_type="parking")
    new = paper("T2", "停车场收费标准_20260801", doc_type="parking", **REPEALS)
    assert guessed(old, new) == {("T1", "T2")}
    by_its_days = paper("T1", "停车场收费公示", **OLD_TARIFF)
    assert guessed(by_its_days, new) == {("T1", "T2")}
    assert standing(old, NOW, [one.document for one in lines(old, new).of("T1")]) is Standing.SUPERSEDED


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("停车月卡办法_20250301", {"doc_type": "parking"}),  # of another matter
        ("停车场收费公示_20250401", {"doc_type": "parking"}),  # of another day
        ("冷气收费标准_20250301", {"doc_type": "other"}),  # of another kind
    ],
)
def test_another_day_matter_or_kind_is_not_meant_and_a_person_is_told(name: str, fields: dict) -> None:
    found = lines(
        paper("T1", name, **fields), paper("T2", "停车场收费标准_20260801", doc_type="parking", **REPEALS)
    )
    assert found.newer == {}
    assert "2025年3月1日公示的收费标准" in found.remarks["T2"][0]


def test_of_two_papers_of_that_day_none_is_meant() -> None:
    two = [paper(name, name, **OLD_TARIFF) for name in ("停车场收费公示", "充电收费公示")]
    found = lines(*two, paper("T2", "停车场收费标准_20260801", doc_type="parking", **REPEALS))
    assert found.newer == {}
    assert "are of that day" in found.remarks["T2"][0]


def test_a_number_in_a_title_names_a_paper() -> None:
    old = paper("W1", "商户装修管理办法（YH-WY-012）")
    assert declared(old, paper("W2", "商户装修须知", supersedes=("yh-wy-012",))) == {("W1", "W2")}


# -- guessed -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("older", "newer", "doc_type"),
    [
        ("停车规则_V3", "停车规则_V4", "parking"),
        ("停车规则_V9", "停车规则_V10", "parking"),
        ("停车规则_第三版", "停车规则_第四版", "other"),
        ("停车规则_V3.1", "停车规则_v3.1.1", "other"),
        ("会员章程_2025版", "会员章程_2026版", "member"),
        ("营业时间公告_2026-05-01", "营业时间公告_20261001", "hours"),
        ("店铺目录_2026-10", "店铺目录_2026-11", "directory"),
        ("活动规则_2026-11-10", "活动规则_2026-11-17", "campaign"),
        ("促销方案_讨论稿", "促销方案_终版", "other"),
        ("双11复盘_快报", "双11复盘_终版", "replay"),
        ("产品单_V1", "产品单_V2", "product"),
        ("排班表_2026-10_V1", "排班表_2026-10_V2", "other"),
        ("停車規則_V3", "停车规则_V4", "parking"),
        ("灯会活动预告_V1", "灯会活动_V2", "campaign"),
        ("灯会活动_预告", "灯会活动_正式版", "campaign"),
        ("双十二灯会_V1", "双12灯会_V2", "campaign"),
    ],
)  # fmt: skip
def test_a_later_edition_is_guessed_to_replace_an_earlier_one(older: str, newer: str, doc_type: str) -> None:
    old, new = paper("old", older, doc_type=doc_type), paper("new", newer, doc_type=doc_type)
    assert guessed(old, new) == {("old", "new")}
    assert "It looks like a newer version of old (by the file name)" in lines(old, new).remarks["new"][0]
    assert "supersedes: [old]" in lines(old, new).remarks["new"][0]


@pytest.mark.parametrize(
    ("one", "other", "doc_type"),
    [
        ("排班表_2026-10", "排班表_2026-11", "other"),
        ("国庆复盘_2026-10", "国庆复盘_2026-11", "replay"),
        ("停电通知_2026-10-01", "停电通知_2026-11-01", "notice"),
        ("产品单_2026-10-01", "产品单_2026-11-01", "product"),
        ("活动规则_2026-10", "活动规则_2026-11", "campaign"),
        ("活动规则_2026-09-20", "活动规则_2026-11-17", "campaign"),
        ("活动规则_2025版", "活动规则_2026版", "campaign"),
        ("月报_快报_2026-11", "月报_终版_2026-10", "replay"),
        ("月报_快报_2026-10", "月报_终版_2026-11", "replay"),
        ("排班表_2026-10_V1", "排班表_2026-11_V2", "other"),
        ("停车规则_V3_2026-06-01", "停车规则_V4_2026-01-01", "parking"),
        ("停车规则_V4", "停车规则_V4.0", "parking"),
        ("停车规则", "停车规则_V4", "parking"),
        ("停车规则_终版", "停车规则_定稿", "parking"),
        ("停车规则_V3", "会员规则_V4", "parking"),
        ("SOP-01_V1", "SOP-02_V2", "sop"),
        ("PS-01_产品单_V1", "PS-02_产品单_V2", "product"),
        ("2025周年庆规则", "2026周年庆规则", "campaign"),
        ("停车规则_V4", "停车规则_V4(1)", "parking"),
        ("停车规则_2026", "停车规则_2026-11", "parking"),
    ],
)  # fmt: skip
def test_reports_events_and_strangers_do_not_replace_each_other(one: str, other: str, doc_type: str) -> None:
    assert guessed(paper("one", one, doc_type=doc_type), paper("other", other, doc_type=doc_type)) == set()


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ({}, {"visibility": Visibility.INTERNAL}),
        ({}, {"visibility": Visibility.RESTRICTED, "audience": ("leasing",)}),
        ({}, {"visibility": Visibility.DRAFT}),
        ({}, {"declared_status": "draft"}),
        ({}, {"declared_status": "superseded"}),
        ({}, {"declared_status": "embargoed"}),
        ({}, {"extra": {"held": "yes"}}),
        ({"extra": {"site_id": "a"}}, {"extra": {"site_id": "b"}}),
        (
            {"visibility": Visibility.RESTRICTED, "audience": ("leasing", "mkt")},
            {"visibility": Visibility.RESTRICTED, "audience": ("leasing",)},
        ),
    ],
)
def test_a_guess_takes_nothing_from_anybody(older: dict, newer: dict) -> None:
    assert guessed(paper("V3", "停车规则_V3", **older), paper("V4", "停车规则_V4", **newer)) == set()


def test_an_internal_version_leaves_the_public_one_to_shoppers_and_is_told() -> None:
    new = paper("V4", "停车规则_V4", visibility=Visibility.INTERNAL)
    (remark,) = lines(paper("V3", "停车规则_V3"), new).remarks["V4"]
    assert "fewer people may see it: V3 goes on answering" in remark


def test_a_wider_version_replaces_a_narrower_one() -> None:
    old = paper("V3", "停车规则_V3", visibility=Visibility.INTERNAL)
    assert guessed(old, paper("V4", "停车规则_V4")) == {("V3", "V4")}


def test_a_guess_counts_only_from_its_first_day_and_after_its_embargo() -> None:
    old = paper("V3", "停车规则_V3")
    later = paper("V4", "停车规则_V4", effective_from=date(2026, 12, 1))
    hidden = paper("V5", "停车规则_V5", publish_from=datetime(2026, 12, 2, tzinfo=CHINA))
    newer = [one.document for one in lines(old, later, hidden).of("V3")]
    assert standing(old, NOW, newer) is Standing.IN_FORCE
    assert standing(old, datetime(2026, 12, 1, 9, tzinfo=CHINA), newer) is Standing.SUPERSEDED


def test_a_rule_for_some_days_does_not_replace_the_standing_one() -> None:
    old = paper("H1", "营业时间_2026-05-01", doc_type="hours")
    feast = paper("H2", "营业时间_2026-10-01", doc_type="hours", effective_to=date(2026, 10, 7))
    assert guessed(old, feast) == set()


def test_what_is_declared_is_not_guessed_and_wins_over_a_name() -> None:
    old, new = paper("V3", "停车规则_V3"), paper("V4", "停车规则_V4", supersedes=("V3",))
    assert (declared(old, new), guessed(old, new)) == ({("V3", "V4")}, set())
    back = paper("V3", "停车规则_V3", supersedes=("V4",))
    assert (declared(back, paper("V4", "停车规则_V4")), guessed(back, paper("V4", "停车规则_V4"))) == ({("V4", "V3")}, set())  # fmt: skip


def test_names_do_not_decide_what_a_circle_left_open() -> None:
    a, b = paper("V3", "停车规则_V3", supersedes=("V4",)), paper("V4", "停车规则_V4", supersedes=("V3",))
    assert lines(a, b).newer == {}


def test_a_thousand_papers_are_gone_through_quickly() -> None:
    many = [
        paper(f"D{n}", f"规则{n // 4}_V{n % 4 + 1}", supersedes=(f"规则{n // 4}V{n % 4}",))
        for n in range(1000)
    ]
    started = time.process_time()
    found = lines(*many)
    assert time.process_time() - started < 10  # comparing each with each takes minutes
    assert len(found.newer) == 750


def test_a_long_chain_and_a_large_circle_end(  # a recursion would not
) -> None:
    chain = [document(f"D{n}", supersedes=(f"D{n - 1}",) if n else ()) for n in range(1100)]
    assert len(lines(*chain).of("D0")) == 1099
    circle = [document(f"D{n}", supersedes=(f"D{(n - 1) % 500}",)) for n in range(500)]
    assert lines(*circle).newer == {}


def test_the_catalogue_derives_it_anew_after_every_change(tmp_path) -> None:
    catalogue = Catalogue(tmp_path / "catalogue.db")
    old, new = paper("V3", "停车规则_V3"), paper("V4", "停车规则_V4")
    catalogue.publish(old, passages(old, "每小时五元"))
    assert catalogue.standing(old, NOW) is Standing.IN_FORCE
    catalogue.publish(new, passages(new, "每小时六元"))
    assert catalogue.standing(old, NOW) is Standing.SUPERSEDED
    assert [one.is_guess for one in catalogue.succession().of("V3")] == [True]
    catalogue.withdraw("V4")
    assert catalogue.standing(old, NOW) is Standing.IN_FORCE
    catalogue.close()


@pytest.mark.parametrize(
    ("name", "family", "edition"),
    [
        ("停车规则_V3.1", "停车规则", "V3.1"),
        ("停车规则V4.0版", "停车规则", "V4.0"),
        ("停车规则（第十二版）", "停车规则", "V12"),
        ("双11复盘_终版_2026-11-18", "双11复盘", "终版 2026-11-18"),
        ("方案(未定稿)", "方案", "未定稿"),
        ("月报2026年第三季度", "月报", "2026-Q3"),
        ("停车规则 - 副本 (2)", "停车规则", ""),
        ("Parking Rules v2 FINAL", "parkingrules", "V2 final"),
        ("2025周年庆复盘", "2025周年庆复盘", ""),
        ("失物招领办法_2024", "失物招领办法", "2024"),
        ("失物招领办法（2026修订）", "失物招领办法", "2026"),
        ("失物招领办法2026年修订版", "失物招领办法", "2026"),
        ("失物招领办法2024", "失物招领办法", "2024"),
        ("2026修订工作总结", "2026修订工作总结", ""),
        ("2026-11-18", "", "2026-11-18"),
    ],
)
def test_a_name_is_a_family_and_an_edition(name: str, family: str, edition: str) -> None:
    parsed = named(name)
    assert (parsed.family, parsed.edition.text) == (family, edition)
    assert Edition.parse(edition) == parsed.edition


def test_an_edition_named_by_nothing_else_is_of_the_same_matter():
    new = paper("N", "停车场收费标准（2026年9月版）", doc_type="parking", supersedes=("2025年版",))
    old = paper("O", "停车收费公示（2025年版）", doc_type="parking")
    other = paper("M", "会员章程（2025年版）", doc_type="member")
    assert declared(new, old, other) == {("O", "N")}
