"""Our own HTML on a page. Gradio's HTML component compiles its value as JavaScript, which our policy forbids."""

from __future__ import annotations

import re

import gradio as gr


def html(value: str = "") -> gr.Markdown:
    """A place for HTML that we made ourselves, everything in it escaped."""
    return gr.Markdown(one_block(value), sanitize_html=False, latex_delimiters=[], container=False)


def one_block(value: str) -> str:
    """Without line breaks Markdown takes it as one block of HTML and looks for nothing in it."""
    return re.sub(r"\s*\n\s*", " ", value)
