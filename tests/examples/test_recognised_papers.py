"""The two papers of the demo mall that are pictures are read: their facts and canaries are found."""

from __future__ import annotations

import pytest
from qilan_corpus import paper

from ingest.readers import image, pdf

FACTS = {
    "TR2": ["商户手册", "营业执照", "一货一签", "西侧员工通道", "卷帘门故障", "预付卡", "QL-INT-TR2-W8C3NF"],
    "PS-03-TAG": ["130码", "90%", "120g", "GB31701-2015B类", "GB/T14272-2021", "449元", "QL-INT-PS-03-TAG-L9B3XH"],
}
READERS = {"TR2": pdf.read, "PS-03-TAG": image.read}


@pytest.mark.parametrize("doc_id", FACTS)
def test_a_paper_that_is_a_picture_is_read_with_its_facts(doc_id: str) -> None:
    reading = READERS[doc_id](paper(doc_id).path)
    found = (reading.title + "".join(" ".join((*s.path, s.text)) for s in reading.sections)).replace(" ", "")
    assert [fact for fact in FACTS[doc_id] if fact not in found] == []
    assert all(section.confidence and section.confidence > 0.8 for section in reading.sections)


def test_the_clauses_of_the_scan_stand_under_their_headings() -> None:
    sections = pdf.read(paper("TR2").path).sections
    assert [(s.page, s.path) for s in sections] == [
        (1, ("一、门店日常",)),
        (2, ("二、施工与维修",)),
        (2, ("三、退场",)),
    ]
    assert sections[0].text.startswith("1.1 门店应亮照经营")
