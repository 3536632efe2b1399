"""What the embedding sees of a passage: where it stands, and then all of it."""

import pytest

from knowledge.model import Passage
from knowledge.shelves import embedding_text
from tests.knowledge.shelf_life import document


def _seen(title: str, *section: str, room: int = 128, **fields: object) -> str:
    paper = document("K1", title=title, **fields)
    return embedding_text(paper, Passage("p", "K1", 0, "两小时免费。", section=section), room)


def test_title_and_headings_stand_before_the_text() -> None:
    assert _seen("停车规则", "二、收费", "2.1 平日") == "停车规则 › 二、收费 › 2.1 平日\n两小时免费。"


def test_a_title_that_is_the_files_name_is_left_out() -> None:
    named = {"title": "file name"}
    assert _seen("K08_停车_终版", "二、收费", said_by=named) == "二、收费\n两小时免费。"
    assert _seen("K08_停车_终版", said_by=named) == "两小时免费。"
    assert _seen("停车规则", said_by={"title": "front matter"}) == "停车规则\n两小时免费。"


def test_of_many_headings_title_and_nearest_are_kept() -> None:
    seen = _seen("停车规则", "总则" * 20, "分则" * 20, "2.1 平日", room=60)
    assert seen.startswith("停车规则 › ")
    assert seen.splitlines()[0].endswith(" › 2.1 平日")
    assert len(seen.splitlines()[0]) <= 60


@pytest.mark.parametrize("room", [32, 128])
@pytest.mark.parametrize("names", [("长" * 300,), ("长" * 300, "短"), ("短", "长" * 300), ("长" * 300,) * 6])
def test_a_long_name_is_shortened_and_the_text_stays(names: tuple[str, ...], room: int) -> None:
    crumb, text = _seen(*names, room=room).split("\n")
    assert len(crumb) <= room
    assert len(crumb) >= room - 2
    assert text == "两小时免费。"


def test_a_character_that_stands_for_many_is_counted_as_many() -> None:
    assert len(_seen("㍿" * 100).split("\n")[0]) <= 128
