"""The texts that a language model is given; each is a file beside this one, NAME_zh.md or NAME_en.md."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from string import Template


def prompt(name: str, language: str, /, **values: object) -> str:
    """The text NAME for a language (zh-Hans, zh-Hant or en), its $words replaced by values."""
    return _template(f"{name}_{'en' if language == 'en' else 'zh'}.md").substitute(values).strip()


@cache
def _template(file: str) -> Template:
    return Template((files(__name__) / file).read_text(encoding="utf-8"))
