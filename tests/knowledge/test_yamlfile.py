"""Tables that ship with the code are read fast, and as the plain safe loader reads them."""

from __future__ import annotations

import pytest
import yaml

from knowledge.yamlfile import read_yaml

ODD = """\
满减: [300, 50.5, 0x10, 010, 1e3, "300", ~, yes, 否]
日期: 2026-11-21
时刻: 2026-11-21T15:00:00+08:00
表情: "🎉 満員 \\u4e2d"
长文: >-
  一行
  又一行

  另一段
字面: |
  a: b
同: &one {甲: 1}
再: *one
并: {<<: *one, 乙: 2}
"""


def test_a_table_reads_as_the_plain_loader_reads_it(tmp_path):
    path = tmp_path / "table.yaml"
    path.write_text(ODD, encoding="utf-8")
    assert repr(read_yaml(path)) == repr(yaml.safe_load(ODD))


def test_a_table_makes_nothing_but_plain_values(tmp_path):
    path = tmp_path / "table.yaml"
    path.write_text("!!python/object/apply:os.getcwd []", encoding="utf-8")
    with pytest.raises(yaml.YAMLError):
        read_yaml(path)


def test_a_list_that_is_tagged_any_is_one_pattern(tmp_path) -> None:
    path = tmp_path / "table.yaml"
    path.write_text("asks: !any\n  - 'a|b'\n  - '[|]c'\n", "utf-8")
    assert read_yaml(path) == {"asks": "a|b|[|]c"}
