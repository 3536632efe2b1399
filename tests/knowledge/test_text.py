"""The shadow text: what is folded for matching, and that nothing of it is ever shown."""

import hashlib
import unicodedata

import pytest

from ingest.pipeline import Ingest
from ingest.readers.text import read
from knowledge import text as folding
from knowledge.library import Library
from knowledge.model import Viewer
from knowledge.text import EDITION, fold, to_simplified, tokens
from knowledge.writing.regional import MAINLAND
from tests.knowledge.named_shops import PASSAGES
from tests.knowledge.shelf_life import NOW, WordEmbedder, document, passages

ODD = "營業時間：１０：００～２２：００，停車費５元／小時。\n\n面積８６㎡，Café 在３樓，會員滿￥１，０００免費。"


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("停\u200b车\ufeff费", "停车费"),
        ("停\u00ad车\u2066费\u2069", "停车费"),
        ("☕\ufe0f茶\U000e0041\U000e0100", "☕茶"),
        ("ＡＢＣ１２３％", "abc123%"),
        ("開放時間 衞生間 裏面", "开放时间 卫生间 里面"),
        ("⽤⼾ ⻔⼝ ⻋位", "用户 门口 车位"),
        ("㈱ Ⅳ ①", "(株) iv 1"),
        ("10–22 10—22 10～22 −5", "10-22 10-22 10-22 -5"),
        ("Café Lumière jiāo yǔ lǜ", "cafe lumiere jiao yu lu"),
        ("がぎ", "がぎ"),
        ("双十二、雙十一", "双12、双11"),
    ],
)
def test_writings_of_one_text_fold_to_one(written, folded):
    assert fold(written) == folded
    assert fold(folded) == folded


def test_every_radical_folds_to_a_whole_character():
    for radical in folding.RADICALS:
        assert 0x2E80 <= radical <= 0x2EF3
        assert unicodedata.name(fold(chr(radical))).startswith("CJK UNIFIED IDEOGRAPH"), chr(radical)


@pytest.mark.parametrize("name", [name for name in PASSAGES if not name.endswith("-hant")])
def test_simplified_text_is_left_as_it_is(name):
    assert to_simplified(PASSAGES[name]) == PASSAGES[name]


def test_names_in_kana_and_hangul_are_tokens():
    assert tokens("奈良の茶 스타") == ["奈良", "良の", "の茶", "스타"]


@pytest.mark.parametrize("word", MAINLAND)
def test_a_regional_word_has_the_tokens_of_the_mainland_one(word):
    assert set(tokens(MAINLAND[word])) | set(tokens(word)) == set(tokens(word))


def test_a_word_of_computing_is_not_made_another():
    assert "小进" not in "".join(tokens("在租户小程序提交,呼叫同事"))
    assert tokens("小程序") == ["小程", "程序"]


def test_what_is_found_is_shown_as_it_was_read(tmp_path):
    path = tmp_path / "files" / "hours.txt"
    path.parent.mkdir()
    path.write_text(ODD, encoding="utf-8")
    read_text = [block for section in read(path).sections for block in section.text.split("\n")]
    library = Library(tmp_path / "home", WordEmbedder())
    Ingest(library).run([path.parent])
    stored = [
        line for doc in library.catalogue.documents() for one in library.catalogue.passages_of(doc) for line in one.text.split("\n")
    ]  # fmt: skip
    library.close()
    assert any("８６㎡" in line for line in read_text)
    assert [line.encode() for line in stored if line] == [line.encode() for line in read_text if line]


def test_a_hit_of_folded_words_carries_the_original_bytes(tmp_path):
    library = Library(tmp_path, WordEmbedder())
    library.publish(document("K1"), passages(document("K1"), ODD))
    (hit,) = library.search(Viewer()).find("营业时间 22:00 86平米 3楼", as_of=NOW).hits
    library.close()
    assert hit.parts["keyword"] > 0
    assert hit.passage.text.encode() == ODD.encode()


def test_other_tokens_are_another_edition():
    """When this fails, tokens have changed: raise EDITION, so that old indexes are filled anew, and note the digest."""
    sample = (
        f"{ODD} L4-06 計程車 三十分钟 Wi-Fi a.p.c 的士 -1F 下午三点 8.5折 120cm 26℃ スタ 衞生間 5G 3/F 双十二"
    )
    digest = hashlib.sha256(" ".join(tokens(sample)).encode()).hexdigest()[:16]
    assert (EDITION, digest) == (3, "ff3959ab7e97c22a")
