"""The two colours of the house in eleven steps each, from light to dark: Gradio's theme and our own pages share them."""

from __future__ import annotations

from collections.abc import Mapping

STEPS = (50, 100, 200, 300, 400, 500, 600, 700, 800, 900, 950)

# Under the names that Gradio gives them.
PALETTE: Mapping[str, tuple[str, ...]] = {
    "primary": (
        "#f0f6f3", "#dcebe4", "#bcd8cc", "#93bfad", "#659f8a", "#43806b", "#2f6b58", "#275747", "#21473b", "#1b3a31",
        "#0f221c",
    ),
    "neutral": (
        "#faf9f6", "#f4f2ec", "#e6e2d8", "#d3cec1", "#a7a294", "#7b776b", "#5a5750", "#44423d", "#2d2c29", "#1f211f",
        "#151816",
    ),
}  # fmt: skip

FONTS = (
    "PingFang SC",
    "Hiragino Sans GB",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "system-ui",
    "sans-serif",
)


def variables() -> str:
    """The palette as CSS variables for a page that Gradio does not make."""
    steps = (
        f"--{name}-{step}:{colour}"
        for name, colours in PALETTE.items()
        for step, colour in zip(STEPS, colours, strict=True)
    )
    fonts = ",".join(font if "-" in font else f'"{font}"' for font in FONTS)
    return f":root{{{';'.join(steps)};--fonts:{fonts}}}"
