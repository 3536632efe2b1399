"""A figure of the last answer that a follow-up points at: 到这个分怎么处理, after 累计分：6, asks for 到6分怎么处理."""

from __future__ import annotations

import re

# It is pointed at as something that is reached, or first of all; 这个分店 and 这个金额的发票 point at other things.
_POINTS = re.compile(
    r"(?:(?<=[到满够达过超])|(?<=[到满够达过超]了)|^)[这那](?:个|么多)(?P<what>分数?|分值|次数|金额)(?=$|[,，?？]|要|该|会|得|应|可|能|谁|怎|咋|如何|有|是|算)"
)
_UNITS = {"分": "分", "次": "次", "金": "元"}
_BESIDE = re.compile(r"\[\d+\]|[（(]计算得出[^）)]*[）)]")


def with_that_figure(text: str, answer: str) -> str:
    """The plain message with the one figure of its kind that the answer before it tells first; empty where it points at none."""
    points = _POINTS.search(text)
    if points is None:
        return ""
    unit = _UNITS[points["what"][0]]
    amount = r"(\d[\d,]*(?:\.\d+)?)"
    counted = re.compile(
        rf"{amount}\s*{unit}(?!钟)|{points['what'][0]}[数值额]?[：:]\s*{amount}(?![\d\-/月])"
    )
    for line in answer.splitlines():
        told = {one or other for one, other in counted.findall(_BESIDE.sub(" ", line))}
        if told:
            reached = "到" if points.start() == 0 else ""
            return _POINTS.sub(f"{reached}{told.pop()}{unit}", text) if len(told) == 1 else ""
    return ""
