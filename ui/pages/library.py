"""The library page: a frame that our script fills with pieces of HTML from the server."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path
from typing import Any

import gradio as gr

from ingest.readers.formats import READERS, REFUSED
from ui.entry.limits import Limits
from ui.lobby import Lobby
from ui.pages.markup import html
from ui.pages.navigation import hero
from ui.pages.reasons import reasons, said_in_chinese
from ui.pages.talk import Talker
from ui.pages.terms import JOB, STAGE

_HERE = Path(__file__).parent
CSS = (_HERE / "library.css").read_text(encoding="utf-8")
# Inline: Gradio's file route is shut, and the policy lets scripts of our own page run.
HEAD = f"<script>{(_HERE / 'library.js').read_text(encoding='utf-8')}</script>"
CONCURRENT = 8
_TITLE = "中庭 · 资料库"
_SAYS = "上传、审核、发布、撤下；每一份文件说了什么、从哪来、谁能看到，都在这里。"

_FRAME = """<section id="library" {data}>
<div id="drop" class="drop"><p>把文件或文件夹拖到这里（可多个），或</p>
<button type="button" id="pick" class="first">选择文件</button>
<input type="file" id="files" multiple hidden accept="{accept}" aria-label="选择文件">
<p class="quiet">Word、Excel、PPT、PDF、网页、Markdown、文本、表格、图片；每个不超过 {megabytes} MB。上传后先只给员工，管理员发布后顾客才能查到。</p></div>
<div id="jobs" role="region" aria-label="进行中的任务"></div>
<nav class="tabs" aria-label="资料库"><a href="#documents">文件</a><a href="#stale">待复审</a><a href="#withdrawn">已撤下</a><a href="#runs">处理记录</a></nav>
<p id="said" role="status" aria-live="polite"></p>
<div id="view"><div class="empty">正在读取…</div></div>
<dialog id="ask" aria-labelledby="ask-title"><form method="dialog">
<h3 id="ask-title"></h3><p class="says"></p>
<label>意见<textarea id="note" rows="3" maxlength="500"></textarea></label>
<label>文件<input type="file" id="newer" accept="{accept}"></label>
<div class="acts"><button type="submit" value="no" formnovalidate>取消</button><button type="submit" value="yes" class="first yes">确定</button></div>
</form></dialog>
<noscript>这个页面需要 JavaScript。</noscript>
</section>"""


def frame(limits: Limits) -> str:
    """The page before anything is in it; what the script must know stands in attributes."""
    known: dict[str, Any] = {
        "endings": sorted(READERS),
        "refused": {ending: said_in_chinese(why) for ending, why in REFUSED.items()},
        "words": {**JOB, **STAGE},
        "reasons": reasons(),
    }
    data = {name: json.dumps(value, ensure_ascii=False) for name, value in known.items()}
    data |= {"bytes": str(limits.upload_bytes), "files": str(limits.upload_files)}
    return _FRAME.format(
        data=" ".join(f'data-{name}="{escape(value)}"' for name, value in data.items()),
        accept=",".join(sorted(READERS)),
        megabytes=limits.upload_bytes // 2**20,
    )


def library_page(lobby: Lobby) -> gr.Blocks:
    """Gradio gives the look, the login and the head; the rest is the script's."""
    talker = Talker(lobby)

    def head_for(request: gr.Request) -> str:
        return hero(talker.principal(request), "/library", _TITLE, _SAYS)

    with gr.Blocks(title="中庭 Atrium · 资料库", analytics_enabled=False, fill_width=True) as page:
        head = html(hero(None, "/library", _TITLE, _SAYS))
        html(frame(lobby.limits))
        page.load(
            head_for,
            None,
            head,
            show_progress="hidden",
            concurrency_limit=CONCURRENT,
            api_visibility="private",
        )
    return page
