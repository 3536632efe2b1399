"""The pictures in docs/images, taken of a running demo with headless Chromium.

    make demo PORT=8200                                      # in one terminal
    .venv/bin/python docs/screenshots.py http://127.0.0.1:8200 [--key KEY]

Playwright drives Debian's Chromium; --chromium names it when it is not on the path.
With --key (the staff key that the demo prints) the staff page and the studio are taken too, with a
content key the library page as well.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

from chromium import Page, log_in, visitors

IMAGES = Path(__file__).parent / "images"
WIDTH, HEIGHT = 1180, 780


@dataclass(frozen=True)
class Picture:
    """One picture: a page, what is typed where and sent with which button, and what then must be there."""

    name: str
    path: str
    typed: str
    box: str = "textarea"
    button: str = "发送"  # empty: the page answers while one types
    shown: str = "details.source"
    for_staff: bool = True


PICTURES = (
    Picture("shopper", "/", "停车怎么收费?会员能免多久?", for_staff=False),
    Picture("staff", "/staff/", "顾客投诉店员态度不好,多久之内要结案?"),
    Picture(
        "studio",
        "/studio/#check",
        "全网最低价,仅此一天!冠军同款桂花拿铁,中杯480毫升,第二杯半价。",
        box="#check .editor:not(.line) textarea",
        button="检查",
        shown="#check .findings li",
    ),
    Picture(
        "library",
        "/library/",
        "停车",
        box="#library input[type=search]",
        button="",
        shown="#results tbody tr",
    ),
)


def main() -> None:
    arguments = _arguments()
    IMAGES.mkdir(exist_ok=True)
    with visitors(arguments.chromium) as somebody:
        page = somebody(WIDTH, HEIGHT)
        for picture in PICTURES:
            if picture.for_staff and not arguments.key:
                continue
            if picture.for_staff:
                log_in(page, arguments.address, arguments.key)
            take(page, arguments.address, picture)


def take(page: Page, address: str, picture: Picture) -> None:
    page.goto(address + picture.path)
    if page.url.partition("?")[0] == f"{address}/login":
        print(f"{picture.name}: this key may not see {picture.path}")
        return
    box = page.locator(picture.box).locator("visible=true").first
    box.wait_for()
    page.wait_for_timeout(2000)  # the page asks for its greeting and its suggestions
    box.fill(picture.typed)
    if picture.button:
        page.get_by_role("button", name=picture.button, exact=True).first.click()
    page.locator(picture.shown).first.wait_for(state="attached")
    page.wait_for_timeout(1500)  # scrolling and fading end
    path = IMAGES / f"{picture.name}.png"
    page.screenshot(path=path)
    print(f"{path}: {path.stat().st_size // 1024} KB")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Takes the pictures in docs/images of a running demo.")
    parser.add_argument("address", help="for example http://127.0.0.1:8200")
    parser.add_argument("--key", help="a staff or content key; without one only the shopper's page is taken")
    parser.add_argument("--chromium", help="the browser's program")
    return parser.parse_args()


if __name__ == "__main__":
    main()
