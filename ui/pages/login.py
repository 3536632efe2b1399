"""The login page: a plain form of ours."""

from __future__ import annotations

from html import escape
from pathlib import Path

STYLE = (Path(__file__).parent / "login.css").read_text(encoding="utf-8")

_PAGE = """<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>登录 · 中庭 Atrium</title>
<style>{style}</style>
</head>
<body>
<main>
<h1>中庭 <span>Atrium</span></h1>
<p>员工与内容页面需要登录。请粘贴管理员发给您的密钥。</p>
<form method="post" action="/login">
<input type="hidden" name="next" value="{page}">
<label for="key">密钥</label>
<input id="key" name="key" type="password" autocomplete="current-password" required autofocus
 placeholder="atr_…" spellcheck="false">
{complaint}
<button type="submit">登录</button>
</form>
<p class="aside"><a href="/">← 返回顾客问答</a></p>
</main>
</body>
</html>"""


def login_page(page: str, complaint: str = "") -> str:
    """The page; `page` is where a good key leads, `complaint` what was wrong with the last one."""
    said = f'<p class="complaint" role="alert">{escape(complaint)}</p>' if complaint else ""
    return _PAGE.format(style=STYLE, page=escape(page, quote=True), complaint=said)
