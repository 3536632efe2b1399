"""Watched folders: what happens to files there happens to the library, and a share that is gone loses nothing."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ingest.pipeline import Ingest
from knowledge.library import Library
from tests.fakes import HashingEmbedder
from ui.background.ingesting import KINDS
from ui.background.jobs import Jobs
from ui.background.ledger import Ledger
from ui.background.mounts import is_remote
from ui.background.settling import Settling
from ui.background.watching import Watcher, is_news
from ui.background.workroom import Workroom
from ui.lobby import Lobby
from ui.settings import Settings

SETTLE = 0.6


class House:
    """A library, its jobs, and folders that it watches."""

    def __init__(self, home: Path, folders: list[Path], polling: bool | None = None) -> None:
        library = Library(home, HashingEmbedder())
        self.room = Workroom(library, Ingest(library))
        self.jobs = Jobs(Ledger(home), KINDS)
        self.jobs.begin(self.room)
        self.warnings: list[str] = []
        self._folders = folders
        self.watcher = Watcher(
            folders, self._read, self.warnings.append, polling=polling, settle=SETTLE, patience=2
        )
        self.watcher.start()

    def _read(self, only: Any) -> None:
        arguments = {"paths": [str(folder) for folder in self._folders], "prune": True, "only": only}
        self.jobs.submit("watch", arguments).ended.wait()

    @property
    def sources(self) -> set[str]:
        return set(self.room.library.sources())

    def text_of(self, source: str) -> str:
        document = self.room.library.sources()[source]
        return "".join(passage.text for passage in self.room.library.catalogue.passages_of(document.doc_id))

    def reports(self) -> list[dict[str, Any]]:
        """Oldest first."""
        return [job.report for job in reversed(self.jobs.recent(100)) if job.report]

    def close(self) -> None:
        self.jobs.wind_down()
        self.watcher.close()
        self.jobs.close()
        self.room.close()


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    folder = tmp_path / "share"
    folder.mkdir()
    for number in range(3):
        write(folder / f"须知{number}.md", f"第{number}号柜台领取礼品。")
    return folder


@pytest.fixture
def open_house(tmp_path: Path) -> Iterator[Callable[..., House]]:
    made: list[House] = []

    def opened(*folders: Path, **more: Any) -> House:
        made.append(House(tmp_path / "home", list(folders), **more))
        return made[-1]

    yield opened
    for house in made:
        house.close()


@pytest.fixture
def house(shelf: Path, open_house) -> House:
    """One that has read the folder once."""
    made = open_house(shelf)
    until(lambda: made.reports())
    assert made.sources == {f"须知{number}.md" for number in range(3)}
    return made


def write(path: Path, text: str) -> None:
    path.write_text(f"# {path.stem}\n\n{text}\n", encoding="utf-8")


def until(what: Callable[[], Any]) -> Any:
    for _ in range(300):
        if found := what():
            return found
        time.sleep(0.05)
    raise AssertionError("it never came")


# -- over a real folder ------------------------------------------------------------------------------


def test_a_new_file_comes_in_and_a_changed_one_is_replaced(house, shelf):
    write(shelf / "新.md", "夜间停车场照明由物业值守。")
    until(lambda: "新.md" in house.sources)
    write(shelf / "新.md", "夜间停车场照明由保安值守。")
    until(lambda: "保安" in house.text_of("新.md"))


def test_a_renamed_file_takes_its_document_along_and_a_deleted_one_withdraws_it(house, shelf):
    (shelf / "须知0.md").rename(shelf / "领取须知.md")
    until(lambda: house.sources == {"领取须知.md", "须知1.md", "须知2.md"})
    (shelf / "须知1.md").unlink()
    until(lambda: house.sources == {"领取须知.md", "须知2.md"})
    until(lambda: house.reports()[-1]["counts"]["withdrawn"] and _reasons(house) == ["The file is gone."])


def _reasons(house: House) -> list[str]:
    return [one["reason"] for one in house.reports()[-1]["entries"] if one["outcome"] == "withdrawn"]


def test_a_folder_that_is_moved_in_comes_with_all_its_files(house, shelf, tmp_path):
    inside = tmp_path / "made elsewhere" / "internal"
    inside.mkdir(parents=True)
    write(inside / "值班.md", "值班经理每晚巡视一次。")
    (tmp_path / "made elsewhere").rename(shelf / "运营")
    until(lambda: "运营/internal/值班.md" in house.sources)


def test_a_burst_of_changes_is_one_job(house, shelf):
    before = len(house.reports())
    for number in range(20):
        write(shelf / f"通知{number}.md", f"第{number}项检查须在开店前完成。")
        time.sleep(0.01)
    until(lambda: len(house.sources) == 23)
    time.sleep(3 * SETTLE)
    assert len(house.reports()) == before + 1


def test_a_file_that_is_still_being_copied_is_not_read_half_written(house, shelf):
    growing = shelf / "长文.md"
    with growing.open("w", encoding="utf-8") as stream:
        stream.write("# 长文\n\n")
        for number in range(16):
            stream.write(f"第{number}段说明第{number}处出口的开放时间。\n\n")
            stream.flush()
            time.sleep(SETTLE / 6)
            assert "长文.md" not in house.sources
    until(lambda: "长文.md" in house.sources)
    assert "第15段" in house.text_of("长文.md")
    time.sleep(2 * SETTLE)
    assert sum("长文.md" in str(report["entries"]) for report in house.reports()) == 1


def test_a_file_that_grows_for_long_does_not_keep_the_others_out(house, shelf):
    stop = threading.Event()

    def grow() -> None:
        with (shelf / "日志.txt").open("w", encoding="utf-8") as stream:
            while not stop.wait(SETTLE / 6):
                stream.write("仍在写入的一行。\n")
                stream.flush()

    writer = threading.Thread(target=grow)
    writer.start()
    try:
        write(shelf / "新.md", "夜间停车场照明由物业值守。")
        until(lambda: "新.md" in house.sources)
        assert "日志.txt" not in house.sources
    finally:
        stop.set()
        writer.join()
    until(lambda: "日志.txt" in house.sources)


def test_a_lock_file_of_office_is_no_reason_to_read(house, shelf):
    before = len(house.jobs.recent(100))
    (shelf / "~$须知0.docx").write_bytes(b"lock")
    (shelf / ".须知.swp").write_bytes(b"x")
    time.sleep(4 * SETTLE + 1)
    assert len(house.jobs.recent(100)) == before


def test_a_folder_that_vanishes_keeps_its_documents_and_is_taken_up_when_it_comes_back(house, shelf):
    before = house.sources
    away = shelf.rename(shelf.with_name("away"))
    until(lambda: house.warnings)
    time.sleep(4 * SETTLE)
    assert house.sources == before
    assert [warning for warning in house.warnings if "is not there" in warning] == house.warnings[:1]
    write(away / "回来.md", "回来之后的一段新说明。")
    away.rename(shelf)
    until(lambda: "回来.md" in house.sources)
    write(shelf / "之后.md", "之后的变化也要跟上。")
    until(lambda: "之后.md" in house.sources)


def test_a_share_whose_mount_point_is_left_empty_loses_nothing(house, shelf):
    before = house.sources
    shelf.rename(shelf.with_name("unmounted"))
    shelf.mkdir()
    until(lambda: any(report["warnings"] for report in house.reports()))
    assert "is empty or not there" in house.reports()[-1]["warnings"][0]
    assert house.sources == before


def test_of_two_folders_the_one_that_vanishes_does_not_stop_the_other(open_house, shelf, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    write(other / "另一份.md", "另一个文件夹里的一段说明。")
    made = open_house(shelf, other)
    until(lambda: len(made.sources) == 4)
    shelf.rename(shelf.with_name("away"))
    until(lambda: made.warnings)
    write(other / "再一份.md", "其余文件夹照常更新的说明。")
    until(lambda: "再一份.md" in made.sources)
    assert len(made.sources) == 5


def test_changes_made_while_nobody_watched_are_read_at_the_next_start(house, shelf, open_house):
    house.close()
    (shelf / "须知2.md").unlink()
    write(shelf / "夜里.md", "夜里放进来的一份说明。")
    after = open_house(shelf)
    until(lambda: after.sources == {"须知0.md", "须知1.md", "夜里.md"})


def test_a_polled_folder_is_kept_up_with_too(open_house, shelf):
    made = open_house(shelf, polling=True)
    until(lambda: made.reports())
    write(shelf / "新.md", "网络文件夹里的一份说明。")
    until(lambda: "新.md" in made.sources)


def test_a_server_watches_the_folders_of_its_settings_and_ends_in_the_middle_of_it(tmp_path, shelf, house):
    settings = Settings(home=tmp_path / "lobby", watch=f"{shelf},{tmp_path / 'nowhere'}")
    assert settings.watched_folders == [shelf, tmp_path / "nowhere"]
    lobby = Lobby(settings)
    lobby.jobs.begin(house.room)
    lobby.watch()
    [job] = until(lambda: lobby.jobs.recent(5))
    assert (job.kind, job.asked_by) == ("watch", "watch")
    started = time.monotonic()
    lobby.close()
    assert time.monotonic() - started < 5


# -- what is decided without one ---------------------------------------------------------------------


def test_a_path_has_settled_once_it_kept_its_size_and_time_for_a_while(tmp_path):
    now = [0.0]
    settling = Settling(2, lambda: now[0])
    path, other = tmp_path / "a.md", tmp_path / "b.md"
    path.write_text("一")
    settling.notice([path, other])  # the other one was deleted
    now[0] = 1.5
    path.write_text("一二")
    settling.look()
    now[0] = 2.5
    settling.look()
    assert settling.settled == [other]
    assert not settling.is_quiet
    now[0] = 3.5
    settling.look()
    assert settling.is_quiet
    assert settling.waited == 3.5


def test_a_folder_that_is_told_of_again_does_not_hold_up_the_files_in_it_that_rest(tmp_path):
    now = [0.0]
    settling = Settling(2, lambda: now[0], counts=lambda path: path.name != "lock")
    for name in ("a.md", "lock"):
        (tmp_path / name).write_text("一")
    settling.notice([tmp_path])
    now[0] = 1.5
    settling.notice([tmp_path])
    now[0] = 2.5
    assert settling.settled == [tmp_path / "a.md"]


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("a.md", True),
        ("部门/a.docx", True),
        ("a.docx.meta.yaml", True),
        ("mall.yaml", True),
        ("~$a.docx", False),
        (".a.md.part", False),
        (".git/a.md", False),
        ("Thumbs.db", False),
    ],
)
def test_lock_files_and_hidden_ones_are_no_news_but_descriptions_are(name, counts):
    assert is_news(Path("/share") / name, [Path("/share")]) is counts


def test_the_type_of_the_nearest_mount_tells_a_share_from_a_disk(tmp_path):
    mounts = tmp_path / "mountinfo"
    mounts.write_text(
        "22 1 8:1 / / rw - ext4 /dev/sda1 rw\n"
        "40 22 0:40 / /srv/mall\\040papers rw shared:1 - cifs //nas/papers rw\n"
        "41 40 8:2 / /srv/mall\\040papers/local rw - xfs /dev/sdb rw\n"
        "42 22 0:41 / /home rw - nfs4 nas:/home rw\n"
    )
    told = {
        path: is_remote(Path(path), mounts)
        for path in ("/srv", "/srv/mall papers/x", "/srv/mall papers/local/x", "/home/a", "/srv/mall")
    }
    assert told == {
        "/srv": False,
        "/srv/mall papers/x": True,
        "/srv/mall papers/local/x": False,
        "/home/a": True,
        "/srv/mall": False,
    }
    assert not is_remote(Path("/srv"), tmp_path / "no such file")
