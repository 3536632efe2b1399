"""Pages of our own, which their scripts fill: the files of each, and those that all of them share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ui.auth import Principal
from ui.pages.navigation import hero

UI = Path(__file__).resolve().parents[1]
SHARED = UI / "web"
KINDS = {".js": "text/javascript", ".css": "text/css"}


@dataclass(frozen=True)
class OwnPage:
    """A page at `path`. Its folder has `page.html`, its scripts and its styles; no file is named as a shared one."""

    path: str
    folder: Path
    title: str
    says: str

    @cached_property
    def assets(self) -> dict[str, Path]:
        """What is handed out beside the page, by name."""
        found = [*SHARED.iterdir(), *self.folder.iterdir()]
        return {path.name: path for path in sorted(found) if path.suffix in KINDS}

    def html(self, principal: Principal) -> str:
        """The page before its scripts have filled it."""
        scripts = "".join(
            f'<link rel="modulepreload" href="assets/{name}">' for name in self.assets if name.endswith(".js")
        )
        page = (self.folder / "page.html").read_text(encoding="utf-8")
        head = hero(principal, self.path, self.title, self.says)
        return page.replace("<!-- scripts -->", scripts).replace("<!-- head -->", head)
