"""A reprinted article as a web site would show it: menus, a repeated lead, advertisements, comments."""

from __future__ import annotations

from html import escape

from source import Block, Source
from writers_text import html_block

MENU = "".join(f'<li><a href="#{n}">{name}</a></li>' for n, name in enumerate(("首页", "生活", "穿搭", "美食", "亲子")))
STYLE = "body{font-family:sans-serif} .ad{border:1px dashed #999} .comment{border-top:1px solid #ddd}"


def write_site_page(source: Source) -> bytes:
    """The article between the chrome; quoted lines are the lead first and readers' comments later."""
    cut = next(n for n, block in enumerate(source.blocks) if block.text == "评论")
    article, comments = source.blocks[:cut], source.blocks[cut + 1 :]
    lead = next(block for block in article if block.kind == "quote").text
    parts = (top(source.title, lead), main_text(article, lead), comment_list(comments), BOTTOM)
    return "\n".join(parts).encode()


def top(title: str, lead: str) -> str:
    return (
        f'<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n<title>{escape(title)} - 云桥生活志</title>\n'
        f'<meta name="description" content="{escape(lead)}">\n<style>{STYLE}</style>\n'
        "<script>window.page={ad:true,comments:10};</script>\n</head>\n<body>\n"
        f'<header><div class="logo">云桥生活志</div><nav><ul>{MENU}</ul></nav>'
        '<div class="search">搜索 热搜:周末去哪儿</div></header>\n'
        '<div class="ad">广告位招租 · 点击了解</div>'
    )


def main_text(article: tuple[Block, ...], lead: str) -> str:
    """The lead stands three times, as such pages have it: summary, first paragraph, share box."""
    body = "\n".join(html_block(block) for block in article if block.kind not in ("quote",) and block.level != 1)
    headline = escape(article[0].text)
    return (
        f'<main><article>\n<h1>{headline}</h1>\n<p class="byline">来源:云桥生活志 · 编辑部整理 · 阅读约3分钟</p>\n'
        f'<div class="summary"><p>{escape(lead)}</p></div>\n<p>{escape(lead)}</p>\n{body}\n'
        f'<div class="share">分享到:好友 · 收藏 · 打印<p>{escape(lead)}</p></div>\n</article>\n'
        '<aside class="related"><h3>相关推荐</h3><ul><li>换季衣柜整理清单</li><li>一周通勤搭配</li></ul></aside></main>'
    )


def comment_list(comments: tuple[Block, ...]) -> str:
    lines = "\n".join(f'<div class="comment"><p>{escape(block.text)}</p></div>' for block in comments)
    return f'<section id="comments" class="comments"><h2>网友评论({len(comments)}条)</h2>\n{lines}\n</section>'


BOTTOM = (
    '<footer><p>关于我们 | 联系编辑 | 友情链接 | 意见反馈</p><p>本站文章仅供参考</p></footer>\n'
    "<script>console.log('page ready');</script>\n</body>\n</html>\n"
)
