"""The look of the pages: calm, one green, readable Chinese, light and dark."""

from __future__ import annotations

from pathlib import Path

import gradio as gr

from ui.pages.palette import FONTS, PALETTE

CSS = (Path(__file__).parent / "theme.css").read_text(encoding="utf-8")


def theme() -> gr.themes.ThemeClass:
    """Gradio's plain base in our colours; no font is fetched from anywhere."""
    return gr.themes.Base(
        primary_hue=gr.themes.Color(*PALETTE["primary"]),
        neutral_hue=gr.themes.Color(*PALETTE["neutral"]),
        radius_size="md",
        font=list(FONTS),
        font_mono=["ui-monospace", "monospace"],
    ).set(
        body_background_fill="*neutral_50",
        body_background_fill_dark="*neutral_950",
        block_background_fill="#ffffff",
        block_background_fill_dark="*neutral_900",
        block_border_width="1px",
        block_shadow="none",
        block_title_text_color="*neutral_600",
        button_primary_background_fill="*primary_600",
        button_primary_background_fill_hover="*primary_700",
        button_primary_text_color="#ffffff",
    )
