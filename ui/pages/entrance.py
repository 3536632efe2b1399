"""What the pages at the door share: one card, its forms without a script."""

from __future__ import annotations

from html import escape
from pathlib import Path

from fastapi import Request

from ui.pages.palette import variables
from ui.pages.words import wanted, words

STYLE = variables() + (Path(__file__).parent / "login.css").read_text(encoding="utf-8")

_PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>{title} · 中庭 Atrium</title>
<style>{style}</style>
</head>
<body>
<main>
<h1>中庭 <span>Atrium</span></h1>
{body}
</main>
</body>
</html>"""


def card(title: str, body: str, language: str = "zh-CN") -> str:
    """A whole page; `body` is HTML."""
    return _PAGE.format(title=escape(title), style=STYLE, body=body, language=language)


def complaint(text: str) -> str:
    """What was wrong with the last try; empty when nothing was."""
    return f'<p class="complaint" role="alert">{escape(text)}</p>' if text else ""


def hidden(name: str, value: str) -> str:
    return f'<input type="hidden" name="{name}" value="{escape(value, quote=True)}">'


def field(
    name: str, label: str, *, value: str = "", kind: str = "text", more: str = "", hint: str = ""
) -> str:
    """A labelled field; `more` are attributes, `hint` a line under it."""
    told = f'<small id="{name}-hint">{escape(hint)}</small>' if hint else ""
    described = f' aria-describedby="{name}-hint"' if hint else ""
    return (
        f'<label for="{name}">{escape(label)}</label>'
        f'<input id="{name}" name="{name}" type="{kind}" value="{escape(value, quote=True)}"'
        f' spellcheck="false" autocapitalize="none" required{described} {more}>{told}'
    )


NEW_HINT = "至少 12 个字符，一个汉字算两个。一句只有自己会说的话最好记。"


def new_password() -> str:
    """A new password, twice."""
    once = field(
        "password",
        "新密码",
        kind="password",
        more='autocomplete="new-password" maxlength="200"',
        hint=NEW_HINT,
    )
    again = field("again", "再输一次", kind="password", more='autocomplete="new-password" maxlength="200"')
    return once + again


DIFFERENT = "两次输入的新密码不一样。"
BACK = '<p class="aside"><a href="/login">← 返回登录</a></p>'


def password_page(name: str = "", said: str = "") -> str:
    """Where a one-time code becomes a password."""
    body = (
        "<h2>设置密码</h2><p>请填管理员给您的一次性代码。代码三天内有效，用过即失效。</p>"
        '<form method="post" action="/password">'
        + field("name", "登录名", value=name, more='autocomplete="username" maxlength="60"')
        + field(
            "code",
            "一次性代码",
            more='autocomplete="one-time-code" maxlength="60" placeholder="XXXXX-XXXXX-XXXXX-XXXXX"',
        )
        + new_password()
        + complaint(said)
        + '<button type="submit">设置密码并登录</button></form>'
        + BACK
    )
    return card("设置密码", body)


def setup_page(name: str = "", called: str = "", said: str = "") -> str:
    """Where the first admin is made."""
    body = (
        "<h2>初次设置</h2><p>还没有管理员。请填启动服务的窗口里显示的设置码，建立第一个管理员账户。</p>"
        '<form method="post" action="/setup">'
        + field("code", "设置码", more='autocomplete="off" maxlength="40" autofocus')
        + field(
            "name",
            "登录名",
            value=name,
            more='autocomplete="username" maxlength="60"',
            hint="登录时输入，例如 wang.li",
        )
        + field(
            "called",
            "显示名",
            value=called,
            more='autocomplete="name" maxlength="40"',
            hint="同事看到的名字，例如 王丽",
        )
        + new_password()
        + complaint(said)
        + '<button type="submit">建立管理员账户</button></form>'
    )
    return card("初次设置", body)


def nothing_here(request: Request) -> str:
    """Where there is no page, in the language that the browser wants."""
    language = wanted(request.cookies, request.headers.get("accept-language", ""))
    said = words(language)
    title, more, back = (escape(said[name]) for name in ("nothing_here", "nothing_here_more", "privacy_back"))
    return card(
        title, f'<h2>{title}</h2><p>{more}</p><p class="aside"><a href="/">← {back}</a></p>', language
    )


def notice_page(title: str, text: str) -> str:
    """One sentence and the way back."""
    return card(title, f'<h2>{escape(title)}</h2><p role="alert">{escape(text)}</p>{BACK}')
