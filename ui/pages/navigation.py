"""The links between the pages of the house, for whoever is there."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from ui.auth import Principal
from ui.middleware.pages import GUARDED


@dataclass(frozen=True, slots=True)
class Link:
    """A staff page and what people call it."""

    path: str
    name: str


LINKS = (
    Link("/staff", "员工助手"),
    Link("/desk", "服务台"),
    Link("/studio", "内容工作台"),
    Link("/guide", "导购文案"),
    Link("/library", "资料库"),
    Link("/admin", "管理"),
    Link("/insights", "服务洞察"),
)


def navigation(principal: Principal | None, here: str) -> str:
    """HTML of the links that this person may follow; `here` is the page they are on."""
    links = (_link(link, here) for link in LINKS if principal and principal.may(GUARDED[link.path]))
    return (
        f'<nav aria-label="页面">{"".join(links)}{_own(here)}<a href="/">顾客页</a>'
        '<form method="post" action="/logout"><button>退出</button></form></nav>'
    )


def _own(here: str) -> str:
    return _link(Link("/account", "我的账户"), here)


def _link(link: Link, here: str) -> str:
    current = ' aria-current="page"' if link.path == here else ""
    return f'<a href="{link.path}"{current}>{escape(link.name)}</a>'


def hero(principal: Principal | None, here: str, title: str, says: str = "") -> str:
    """The head of a staff page: links, title, one line."""
    line = f"<p>{escape(says)}</p>" if says else ""
    return f'<header class="hero">{navigation(principal, here)}<h1>{escape(title)}</h1>{line}</header>'
