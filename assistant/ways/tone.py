"""How a message is meant, by its words: as a complaint, as a question."""

from __future__ import annotations

import re

COMPLAINS = re.compile(
    r"投诉|举报|态度|骂|凶|赔|道歉|差评|没.{0,2}人管|有人管|12315|维权|曝光|律师|起诉|太差|脏|坏了|(?<![抵折])扣|(?<!最)多收"
    r"|(?:收|扣|付|刷)了?我?[两二2]次|[收算][错贵]|不给|不让|泄露|宣传|开线|等了|排了|排老?半天"
)
DISPLEASED = re.compile(
    r"气[死人]|太|破|烂|垃圾|凭什么|为什么|怎么回事|受不了|无语|离谱|坑|白眼|臭脸|黑面|不理"
)
IS_QUESTION = re.compile(
    r"吗|[不么嘛][?？]?$|怎么|如何|能不能|可以|哪|多久|几|什么|多少|谁|有没有|有无|是不是|可否|[?？]$|how|where|what|can (?:i|we|my|he|she|they)|is (?:there|it)|do (?:you|i|we)",
    re.I,
)
