"""Pictures: read without a network, whichever way up, doubtful text named, nothing dropped silently."""

import io
import os
import subprocess
import sys
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from ingest.readers.image import read
from ingest.sandbox import Limits, Sandbox
from knowledge.errors import UnreadableFile
from tests.ingest.pictures import drawn, error_rate, needs_font, ruled, words, wrapped, write

RULES = (
    "会员在消费后七日内可以凭小票与会员码到总服务台补登积分，每日最多三张，超过期限的不再受理。"
    "停车前30分钟免费，之后每小时5元，当日封顶40元；会员可用200积分抵1小时，每天不超过6小时。"
    "失物由拾得人交到L1总服务台，登记编号、时间、地点和物品描述，满90天无人认领的移交云桥派出所。"
    "五周年庆期间商场延时营业至23:00，停车场出入口和地铁接驳口的开放时间相应顺延。"
)
TRADITIONAL = ("會員積分兌換須知", "本活動由即日起至十二月三十一日止，", "憑單一收據滿三百元可換領禮券乙張。")
TAG = ("品名：儿童羽绒服", "号型：130码", "绒子含量：90%", "充绒量：120g", "活动价：449元")
pytestmark = needs_font


def _saved(path: Path, picture: Image.Image, **options: object) -> Path:
    picture.save(path, **options)
    return path


def test_a_dense_page_loses_no_line(tmp_path: Path) -> None:
    lines = wrapped(RULES * 2, 42)
    page = drawn(lines, size=22, page=(1100, 600), left=80, top=60)
    reading = read(_saved(tmp_path / "a.png", page))
    assert error_rate("".join(lines), words(reading)) < 0.01
    assert all(section.confidence and section.confidence > 0.8 for section in reading.sections)


def test_traditional_text_is_read_as_it_stands(tmp_path: Path) -> None:
    reading = read(_saved(tmp_path / "a.jpg", drawn(TRADITIONAL, 44, (1000, 500), 80, 80), quality=85))
    assert error_rate("".join(TRADITIONAL), reading.title + words(reading)) < 0.03


def test_a_tag_held_askew_keeps_its_lines_apart(tmp_path: Path) -> None:
    tag = drawn(TAG, 40, (800, 500), 80, 60).rotate(7, expand=True, fillcolor="white")
    reading = read(_saved(tmp_path / "a.webp", tag, quality=80))
    assert words(reading).replace(":", "：").split("\n") == list(TAG)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_picture_may_lie_on_its_side_or_its_head(tmp_path: Path, turn: int) -> None:
    lines = wrapped(RULES, 24)
    page = drawn(lines, 30, (900, 700), 60, 60).rotate(turn, expand=True)
    assert error_rate(RULES, words(read(_saved(tmp_path / "a.bmp", page)))) < 0.02


def test_the_camera_s_note_on_how_it_was_held_is_heeded(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turn by 90 degrees to see it upright
    page = drawn(TAG, 40, (800, 500), 80, 60).rotate(90, expand=True)
    reading = read(_saved(tmp_path / "a.jpeg", page, exif=exif, quality=90))
    assert "充绒量" in words(reading)


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    left = [f"{line}甲乙丙" for line in wrapped(RULES, 15)]
    page = drawn(left, 30, (1240, 900), 80, 100)
    right = wrapped(RULES[::-1], 17)
    write(page, right, 30, 680, 100)
    found = words(read(_saved(tmp_path / "a.png", page))).replace("\n", "")
    assert error_rate("".join(left + right), found) < 0.05


def test_a_drawn_table_becomes_rows(tmp_path: Path) -> None:
    rows = [
        ["等级", "门槛", "权益"],
        ["银卡", "5000元", "每日停车1小时"],
        ["金卡", "30000元", "每日停车2小时"],
    ]
    reading = read(_saved(tmp_path / "a.png", ruled(rows, [200, 250, 400])))
    found = [section for section in reading.sections if section.kind == "row"]
    assert [row.columns for row in found] == [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    assert all(row.confidence and row.confidence > 0.8 for row in found)


def test_each_frame_of_a_tiff_is_a_page(tmp_path: Path) -> None:
    first, second = (
        drawn([text], 40, (900, 300), 60, 60) for text in ("第一张小票存根。", "第二张退款凭证。")
    )
    reading = read(_saved(tmp_path / "a.tif", first, save_all=True, append_images=[second]))
    assert [(section.page, section.text) for section in reading.sections] == [
        (1, "第一张小票存根。"),
        (2, "第二张退款凭证。"),
    ]


def test_a_long_screenshot_is_read_to_its_end(tmp_path: Path) -> None:
    lines = [f"{number}楼的第{number}条通知请店长转告" for number in range(1, 46)]
    page = drawn(lines, 30, (720, 2300), 50, 40)
    found = words(read(_saved(tmp_path / "a.png", page))).split("\n")
    assert error_rate("".join(lines), "".join(found)) < 0.01


@pytest.mark.parametrize("ink", ["black", "white"])
def test_ink_without_a_ground_is_seen(tmp_path: Path, ink: str) -> None:
    page = Image.new("RGBA", (900, 300), (0, 0, 0, 0))
    mask = drawn(["中庭活动周六开始"], 60, (900, 300), 60, 80).convert("L").point(lambda level: 255 - level)
    page.paste(Image.new("RGBA", page.size, ink), mask=mask)
    assert "中庭活动周六开始" in words(read(_saved(tmp_path / "a.png", page)))


def test_doubtful_text_is_named_with_its_place(tmp_path: Path) -> None:
    page = drawn(["每天十点开门"], 60, (900, 400), 60, 60)
    line = drawn(["停车场入口在西侧广场旁"], 40, (700, 120), 30, 30)
    page.paste(line.resize((100, 16)).resize((700, 120)), (60, 220))
    reading = read(_saved(tmp_path / "a.png", page))
    assert (reading.title, words(reading)[:2]) == ("每天十点开门", "停车")
    [warning] = reading.warnings
    assert warning.startswith("第1页: 文字可能有误: “停车")
    assert "每天十点开门" not in warning


def test_a_picture_without_text_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="No text was found in the picture"):
        read(_saved(tmp_path / "a.png", Image.new("RGB", (400, 400), "white")))


def test_a_picture_bomb_is_refused_by_its_header(tmp_path: Path) -> None:
    def chunk(kind: bytes, data: bytes) -> bytes:
        crc = zlib.crc32(kind + data).to_bytes(4, "big")
        return len(data).to_bytes(4, "big") + kind + data + crc

    size = (60_000).to_bytes(4, "big")
    header = chunk(b"IHDR", size + size + bytes([8, 2, 0, 0, 0]))
    pixels = chunk(b"IDAT", zlib.compress(bytes(1_000_000), 9))
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n" + header + pixels + chunk(b"IEND", b""))
    with pytest.raises(UnreadableFile, match="60000 × 60000 pixels"):
        read(tmp_path / "a.png")


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"%PDF-1.7\n", "This is a PDF"), (b"\0\0\0\x18ftypheic\0\0\0\0", "HEIC"), (b"GIF89a", "damaged")],
)
def test_what_is_no_picture_says_what_it_is(tmp_path: Path, content: bytes, reason: str) -> None:
    (tmp_path / "a.jpg").write_bytes(content)
    with pytest.raises(UnreadableFile, match=reason):
        read(tmp_path / "a.jpg")


def test_a_picture_cut_off_is_damaged(tmp_path: Path) -> None:
    data = io.BytesIO()
    noise = np.random.default_rng(1).integers(0, 255, (300, 300, 3)).astype(np.uint8)
    Image.fromarray(noise).save(data, "PNG")
    (tmp_path / "a.png").write_bytes(data.getvalue()[:20_000])
    with pytest.raises(UnreadableFile, match="damaged"):
        read(tmp_path / "a.png")


def test_recognition_needs_no_network_and_prints_nothing(tmp_path: Path) -> None:
    path = _saved(tmp_path / "a.png", drawn(TAG, 40, (800, 500), 80, 60))
    code = (
        "import socket, sys\n"
        "def refuse(*a, **k): raise OSError('no network here')\n"
        "socket.socket.connect = socket.getaddrinfo = socket.create_connection = refuse\n"
        "from pathlib import Path\n"
        "from ingest.readers.image import read\n"
        "assert '449元' in read(Path(sys.argv[1])).sections[0].text\n"
    )
    root = Path(__file__).resolve().parents[2]
    run = subprocess.run(
        [sys.executable, "-c", code, str(path)],
        capture_output=True,
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root), "HOME": str(tmp_path)},
        timeout=120,
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, b"", b"")


@pytest.mark.slow
def test_a_wide_banner_without_a_ground_stays_far_below_a_gigabyte(tmp_path: Path) -> None:
    letters = drawn(("周年庆全场八折", "ANNIVERSARY SALE"), 900, (9_200, 2_700), 300, 200).convert("L")
    banner = Image.merge("RGBA", [Image.new("L", letters.size, 0)] * 3 + [letters.point(lambda x: 255 - x)])
    path = _saved(tmp_path / "banner.png", banner, compress_level=1)
    with Sandbox(Limits(memory=900 * 2**20)) as sandbox:
        reading = sandbox.read(path)
    assert "周年庆全场八折" in reading.title + words(reading)
