"""Shops one under the other in Markdown, each a name with a few lines, are rows of a directory."""

from ingest.describing.model import Described
from ingest.model import Section
from ingest.readers.markdown import read
from ingest.shelving import shelve
from knowledge.directory import Directory
from knowledge.model import Document, Publication, Visibility

BOLD = """# 潮汐坊 Tide Court 店舖指南

## 碼頭層 Pier Level

### 時裝 Fashion

**Dunlin 濱鷸**
Shop P01 號舖
☎ 3000 0101
🕒 11:00 - 21:00 (Mon-Fri) / 11:00 - 22:00 (Sat-Sun & PH)
會員優惠 Member offer · 接受禮券 Vouchers accepted

### 餐廳 Restaurant / 麵食 Noodles

**Plover Noodles 鴴麵家**
Shop P02-03 號舖
☎ —
🕒 11:00 - 22:00

## 地下 G/F

### 時裝 Fashion

**Curlew**
Shop G05(bar) 號舖
☎ 3000 0103
🕒 10:00 - 22:00
"""
HEADINGS = """# Directory
## Level 1
### Heron Books
- Unit: 101
- Phone: 3000 0201
### Egret Tea
- Unit: 102
- Opening hours: 10:00-20:00
## Level 2
### Stilt Shoes
- Unit: 201
- Phone: 3000 0203
"""
ARTICLE = """# 指南

**停車**
停車場 24 小時開放,入口在海旁道。

**寵物**
須置於寵物袋內。

**吸煙**
全場禁煙。
"""


def _sections(tmp_path, text: str) -> tuple[Section, ...]:
    path = tmp_path / "guide.md"
    path.write_text(text, encoding="utf-8")
    return read(path).sections


def _shelved(tmp_path, text: str) -> Publication:
    document = Document("D", "Guide", "public/guide.md", "", Visibility.PUBLIC, "other", fingerprint="0" * 64)
    return shelve(Described(document), _sections(tmp_path, text))


def test_names_in_bold_with_lines_are_shops_on_the_floor_and_of_the_trade_above(tmp_path):
    published = _shelved(tmp_path, BOLD)
    assert published.document.doc_type == "directory"
    assert [(one.name, one.unit, one.floor, one.phone, one.category) for one in published.shops] == [
        ("Dunlin 濱鷸", "P01", "碼頭層 Pier Level", "3000 0101", "時裝 Fashion"),
        ("Plover Noodles 鴴麵家", "P02-03", "碼頭層 Pier Level", "", "餐廳 Restaurant"),
        ("Curlew", "G05(bar)", "地下 G/F", "3000 0103", "時裝 Fashion"),
    ]
    assert published.shops[1].subcategory == "麵食 Noodles"
    assert published.shops[0].note == "會員優惠 Member offer；接受禮券 Vouchers accepted"


def test_a_floor_that_only_one_mall_has_is_found_by_each_of_its_names(tmp_path):
    directory = Directory(_shelved(tmp_path, BOLD).shops)
    assert directory.floors == ("pier", "g")
    assert {directory.floor_named(said) for said in ("碼頭層有咩舖", "what is on Pier Level")} == {"pier"}


def test_names_that_are_headings_are_shops_too(tmp_path):
    shops = _shelved(tmp_path, HEADINGS).shops
    assert [(one.name, one.unit, one.floor) for one in shops] == [
        ("Heron Books", "101", "Level 1"),
        ("Egret Tea", "102", "Level 1"),
        ("Stilt Shoes", "201", "Level 2"),
    ]


def test_topics_in_bold_are_no_shops(tmp_path):
    assert all(section.kind != "row" for section in _sections(tmp_path, ARTICLE))
