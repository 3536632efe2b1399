"""What the mall says of itself where nobody wrote its mall.yaml."""

from knowledge.library import Library
from knowledge.model import Shelf, Visibility
from tests.knowledge.shelf_life import WordEmbedder, document, passages
from ui.profile import Profile
from ui.settings import Settings

DESK = "请到L1客服中心或致电客服热线 0700-1234567。L1客服中心10:00开门。"


def profile(tmp_path, shelf, visibility, mall=None):
    library = Library(tmp_path, WordEmbedder())
    paper = document("H", visibility=visibility)
    library.publish(paper, passages(paper, DESK, shelf=shelf))
    if mall:
        library.set_profile(mall)
    try:
        return Profile(library, Settings(home=tmp_path))()
    finally:
        library.close()


def test_the_hotline_and_the_desk_are_read_in_public_papers(tmp_path):
    found = profile(tmp_path, Shelf.PUBLIC, Visibility.PUBLIC)
    assert (found.hotline, found.service_desk) == ("0700-1234567", "L1客服中心")


def test_internal_papers_say_nothing_of_it(tmp_path):
    found = profile(tmp_path, Shelf.INTERNAL, Visibility.INTERNAL)
    assert (found.hotline, found.service_desk) == ("", "")


def test_what_the_mall_says_of_itself_comes_first(tmp_path):
    found = profile(tmp_path, Shelf.PUBLIC, Visibility.PUBLIC, {"hotline": "400-1"})
    assert (found.hotline, found.service_desk) == ("400-1", "")
