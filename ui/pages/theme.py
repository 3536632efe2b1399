"""The look of the pages: calm, one green, readable Chinese, light and dark."""

from __future__ import annotations

from pathlib import Path

import gradio as gr

FONTS = [
    "PingFang SC",
    "Hiragino Sans GB",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "system-ui",
    "sans-serif",
]
CSS = (Path(__file__).parent / "theme.css").read_text(encoding="utf-8")

_LEAF = gr.themes.Color(
    "#f0f6f3",
    "#dcebe4",
    "#bcd8cc",
    "#93bfad",
    "#659f8a",
    "#43806b",
    "#2f6b58",
    "#275747",
    "#21473b",
    "#1b3a31",
    "#0f221c",
)
_STONE = gr.themes.Color(
    "#faf9f6",
    "#f4f2ec",
    "#e6e2d8",
    "#d3cec1",
    "#a7a294",
    "#7b776b",
    "#5a5750",
    "#44423d",
    "#2d2c29",
    "#1f211f",
    "#151816",
)


def theme() -> gr.themes.ThemeClass:
    """Gradio's plain base in our colours; no font is fetched from anywhere."""
    return gr.themes.Base(
        primary_hue=_LEAF,
        neutral_hue=_STONE,
        radius_size="md",
        font=FONTS,
        font_mono=["ui-monospace", "monospace"],
    ).set(
        body_background_fill="*neutral_50",
        body_background_fill_dark="*neutral_950",
        block_background_fill="#ffffff",
        block_background_fill_dark="*neutral_900",
        block_border_width="1px",
        block_shadow="none",
        button_primary_background_fill="*primary_600",
        button_primary_background_fill_hover="*primary_700",
        button_primary_text_color="#ffffff",
    )
