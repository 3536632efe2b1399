"""One's own account: who one is here, the password, where one is logged in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo
from html import escape

from ui.accounts.model import Account
from ui.auth import Principal
from ui.entry.sessions import Session
from ui.pages.entrance import card, complaint, field, new_password
from ui.pages.navigation import navigation

ROLES = {"staff": "员工", "content": "内容", "admin": "管理员", "service": "程序"}
# What a browser calls itself, in words; the first that fits.
_BROWSERS = (
    ("Edg", "Edge"),
    ("MicroMessenger", "微信"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def account_page(
    principal: Principal,
    account: Account | None,
    sessions: Sequence[Session],
    zone: tzinfo,
    said: str = "",
    done: str = "",
) -> str:
    """`account` is None for whoever logged in with a key. `said` is what was wrong, `done` what has been done."""
    body = (
        navigation(principal, "/account")
        + (f'<p class="done" role="status">{escape(done)}</p>' if done else "")
        + f"<h2>我的账户</h2>{_facts(principal, account)}"
        + (_password(said) if account and account.has_password else "")
        + _places(sessions, zone)
    )
    return card("我的账户", body).replace("<main>", '<main class="wide">', 1)


def _facts(principal: Principal, account: Account | None) -> str:
    rows = [("名字", principal.called), ("角色", ROLES.get(principal.role.value, principal.role.value))]
    rows += [("登录名", account.name)] if account else [("登录方式", "密钥")]
    rows += [("部门", "、".join(sorted(principal.groups)))] if principal.groups else []
    return (
        "<dl>" + "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in rows) + "</dl>"
    )


def _password(said: str) -> str:
    return (
        '<section><h2>修改密码</h2><form method="post" action="/account/password">'
        + field("old", "现在的密码", kind="password", more='autocomplete="current-password" maxlength="200"')
        + new_password()
        + complaint(said)
        + '<button type="submit">修改密码</button><small>修改后，其他设备上的登录都会结束。</small></form></section>'
    )


def _places(sessions: Sequence[Session], zone: tzinfo) -> str:
    rows = "".join(
        f"<li>{escape(device(one.agent))} <span>{escape(one.address)} · "
        f"{_moment(one.opened_at, zone)} 登录 · 最近 {_moment(one.seen_at, zone)}</span></li>"
        for one in sessions
    )
    return (
        f'<section><h2>登录中的设备</h2><ul>{rows}</ul><form method="post" action="/account/leave">'
        '<button type="submit" class="second">在所有设备上退出</button></form></section>'
    )


def device(agent: str) -> str:
    """A browser and its system in two words."""
    named = [next((name for sign, name in table if sign in agent), "") for table in (_BROWSERS, _SYSTEMS)]
    return " · ".join(filter(None, named)) or "未知设备"


def _moment(seconds: int, zone: tzinfo) -> str:
    return datetime.fromtimestamp(seconds, zone).strftime("%m-%d %H:%M")
