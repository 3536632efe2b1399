"""A source as Markdown, HTML or CSV."""

from __future__ import annotations

import csv
import io
from html import escape

import yaml

from source import Block, Source

TAGS = {"para": "p", "quote": "blockquote"}


def write_md(source: Source) -> bytes:
    front = yaml.safe_dump(source.meta, allow_unicode=True, sort_keys=False, default_flow_style=None, width=200)
    return f"---\n{front}---\n{source.body}".encode()


def write_html(source: Source) -> bytes:
    body = "\n".join(html_block(block) for block in source.blocks)
    title = escape(source.title)
    head = f'<head><meta charset="utf-8"><title>{title}</title></head>'
    return f'<!doctype html>\n<html lang="zh-CN">\n{head}\n<body>\n{body}\n</body>\n</html>\n'.encode()


def html_block(block: Block) -> str:
    if block.kind == "table":
        return html_table(block.rows)
    if block.kind == "bullet":
        return f"<ul><li>{escape(block.text)}</li></ul>"
    tag = f"h{block.level}" if block.kind == "heading" else TAGS[block.kind]
    return f"<{tag}>{escape(block.text)}</{tag}>"


def html_table(rows: tuple[tuple[str, ...], ...]) -> str:
    lines = [html_row(rows[0], "th"), *(html_row(row, "td") for row in rows[1:])]
    return "<table>\n" + "\n".join(lines) + "\n</table>"


def html_row(row: tuple[str, ...], tag: str) -> str:
    return "<tr>" + "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in row) + "</tr>"


def write_csv(source: Source) -> bytes:
    """The rows of the source's tables under the header of the first one."""
    tables = [block.rows for block in source.blocks if block.kind == "table"]
    rows = [*tables[0], *(row for table in tables[1:] for row in table[1:])]
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerows(rows)
    return buffer.getvalue().encode(str(source.build.get("encoding", "utf-8-sig")))
