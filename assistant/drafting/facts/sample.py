"""The example in a brief: its goods show how an offer counts and are not what the brief is about."""

from __future__ import annotations

import re

SAMPLE = re.compile(
    r"(?:^|(?<=[。;；,，\n]))\s*(?:示例|举例|例子|例如|比如|举个例子?|例(?=[:：]))(?:说明)?[:：,，]?\s*(?P<said>[^。;；\n]*\d[^。;；\n]*)"
)
SAMPLED = re.compile(
    r"^(?P<name>[\u3400-\u9fffA-Za-z][^,，\d¥￥]{1,20}?)(?:的)?(?:标价|售价|吊牌价|原价|价格|单价|定价|卖|是|为|[:：\s])*[¥￥]?\s*(?P<price>\d[\d,]*(?:\.\d+)?)\s*(?:元|块)"
)


def sample_span(text: str) -> tuple[int, int] | None:
    """Where the example stands, so that its goods are not taken for what the text is about."""
    match = next((m for m in SAMPLE.finditer(text) if SAMPLED.match(m["said"].strip())), None)
    return match.span() if match else None
