"""The login page: name and password, the house's single sign-on, or a key."""

from __future__ import annotations

from html import escape
from urllib.parse import quote

from ui.pages.entrance import card, complaint, field, hidden


def login_page(page: str, said: str = "", *, name: str = "", by_key: bool = False, sso: str = "") -> str:
    """`page` is where a login leads, `said` what was wrong with the last one, `sso` the button's text if there is one."""
    body = (
        f"<p>员工与内容页面需要登录。</p>{_sso(sso, page)}"
        '<form method="post" action="/login">'
        + hidden("next", page)
        + field(
            "name",
            "登录名",
            value=name,
            more=f'autocomplete="username" maxlength="60"{_focus(not (by_key or name))}',
        )
        + field(
            "password",
            "密码",
            kind="password",
            more=f'autocomplete="current-password" maxlength="200"{_focus(bool(name))}',
        )
        + ("" if by_key else complaint(said))
        + '<button type="submit">登录</button></form>'
        '<p class="aside"><a href="/password">有一次性代码？设置密码</a></p>'
        f"<details{' open' if by_key else ''}><summary>用密钥登录</summary>"
        '<form method="post" action="/login">'
        + hidden("next", page)
        + field(
            "key",
            "密钥",
            kind="password",
            more=f'autocomplete="off" placeholder="atr_…" maxlength="200"{_focus(by_key)}',
        )
        + (complaint(said) if by_key else "")
        + '<button type="submit" class="second">用密钥登录</button></form></details>'
        '<p class="aside"><a href="/">← 返回顾客问答</a></p>'
    )
    return card("登录", body)


def _focus(wanted: bool) -> str:
    return " autofocus" if wanted else ""


def _sso(name: str, page: str) -> str:
    if not name:
        return ""
    return f'<p><a class="button" href="/login/sso?next={quote(page)}">{escape(name)}</a></p><p class="or">或</p>'
