"""The guides' page: a plain page of ours that its script fills with approved copy."""

from __future__ import annotations

from pathlib import Path

from ui.auth import Principal
from ui.pages.navigation import hero
from ui.pages.own import SHARED
from ui.pages.palette import variables

_HERE = Path(__file__).parent
STYLE = variables() + "".join(
    path.read_text(encoding="utf-8") for path in (SHARED / "base.css", _HERE / "guide.css")
)
SCRIPT = (_HERE / "guide.js").read_text(encoding="utf-8")

_SAYS = "都已审核通过。点“复制”即可发送；客群只用来查找，不会出现在复制的文字里。"
_PAGE = """<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>中庭 Atrium · 导购文案</title>
<style>{style}</style>
</head>
<body>
{head}
<main>
<form id="filters" role="search" aria-label="查找文案">
<label class="sr" for="q">搜索文案</label>
<input id="q" type="search" maxlength="100" placeholder="搜索文案、产品编号" autocomplete="off">
<fieldset id="channels"><legend>渠道</legend></fieldset>
<fieldset id="tags"><legend>客群</legend></fieldset>
</form>
<p id="count" role="status" aria-live="polite"></p>
<ul id="copies" aria-label="文案" aria-busy="true"></ul>
<button type="button" id="more" hidden>再看一些</button>
<noscript>这个页面需要 JavaScript。</noscript>
</main>
<div id="said" role="status" aria-live="assertive"></div>
<script>{script}</script>
</body>
</html>"""


def guide_page(principal: Principal) -> str:
    """The page before anything is in it, with the links that this person may follow."""
    return _PAGE.format(style=STYLE, script=SCRIPT, head=hero(principal, "/guide", "中庭 · 导购文案", _SAYS))
