"""What no paper can say for the assistant: that it did something, that somebody will come, that the mall pays."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.text import fold


@dataclass(frozen=True, slots=True)
class Pledge:
    """A way to pledge something, and what a cited passage must say for it; None: the same, letter by letter."""

    said: re.Pattern[str]
    stands: re.Pattern[str] | None = None

    def is_backed(self, words: str, given: str) -> bool:
        return words in given if self.stands is None else self.stands.search(given) is not None


_NOTHING = re.compile(r"(?!)")


_ACTS = "(?:通知|上报|报警|联系|安排|派|登记|预约|转达|转告|反馈|转接|提交|受理|记录|呼叫|处理|跟进|回复|答复|核实)"
_PEOPLE = "(?:我们?|本人|这边|工作人员|客服|值班经理|店长|专人|同事|保安|安保|安保人员|管理员)"
_SECRETS = "(?:密码|验证码|口令|银行卡号?|卡号|身份证号码?|身份证(?:照|正反)|cvv)"
_DID = r"\b(?:i|we)(?:['’]ve| have)?(?: already| just)? (?:notified|informed|contacted|alerted|called|reported|registered|booked|arranged|forwarded)\b"
_WILL = r"\b(?:i|we|staff|someone|security|a manager)(?:['’]ll| will| am going to| are going to) (?:\w+ )?(?:notify|inform|contact|alert|call|report|arrange|forward|send|come|reply|get back|arrive|help)\b"

# Patterns of texts in the matching form.
_PLEDGES = (
    Pledge(
        re.compile(
            rf"(?:我们?|这边|本人).{{0,3}}(?:已经?|刚刚?|正在|马上|立即|会|将|来|一定|必定).{{0,6}}?{_ACTS}"
        )
    ),
    Pledge(
        re.compile(
            rf"已经?(?:为|帮|替|给|向)?[您你].{{0,4}}?{_ACTS}|(?:正在|马上|立即)(?:为|帮|替|给)[您你].{{0,4}}?{_ACTS}"
        )
    ),
    Pledge(
        re.compile("(?:已经?|正在|正|马上|立即|即将).{0,4}?(?:出发|赶到|赶来|赶往|到场|就到|在路上|派出)")
    ),
    Pledge(re.compile(_DID)),
    Pledge(
        re.compile(rf"{_PEOPLE}.{{0,2}}(?:会|将|马上|立即|正在|正).{{0,8}}?(?:{_ACTS}|赶|到场|到达|前来)"),
        re.compile(rf"(?:会|将|须|应|立即|内|马上|负责|尽快).{{0,12}}?(?:{_ACTS}|赶|到场|到达|前来)"),
    ),
    Pledge(re.compile(_WILL), re.compile(rf"{_WILL}|(?:会|将|须|应|立即|内|负责).{{0,12}}?{_ACTS}")),
    Pledge(re.compile(r"赔|补偿|\b(?:compensat|reimburs)\w*"), re.compile(r"赔|补偿|compensat|reimburs")),
    Pledge(
        re.compile("[您你](?:会|将|可以?|能)(?:得到|获得|拿到|收到).{0,8}?(?:赔|补偿|退款)"),
        re.compile("(?:会|将|可以?|能)(?:得到|获得|拿到|收到)"),
    ),
    Pledge(
        re.compile(
            r"保证|承诺|担保|一定(?![的要程数条比时金期])|肯定(?:会|能|可以)|\b(?:guarantee|promise)\w*|\bdefinitely\b"
        ),
        re.compile(r"保证|承诺|担保|一定|肯定|务必|guarantee|promise"),
    ),
    # what a document orders the model to say
    Pledge(
        re.compile(
            "(?:忽略|无视|忘记|忘掉).{0,6}(?:以上|上述|前面|之前|所有).{0,8}(?:规则|指令|指示|要求|提示|设定)"
            r"|系统提示词|\b(?:ignore|disregard|forget) (?:all |any )?(?:the |your )?(?:previous|above|prior|earlier)\b|\bsystem prompt\b"
        ),
        _NOTHING,
    ),
    Pledge(
        re.compile(
            rf"(?<!勿)(?<!不要)(?<!不得)(?<!切勿)(?<!别)(?:把|将|发|告诉|输入|回复|提供|填写).{{0,10}}?{_SECRETS}"
            r"|\b(?:send|tell|give|enter|type|share)\b.{0,20}\b(?:password|verification code|id number|card number|cvv)\b"
        ),
        re.compile(rf"(?:窗口|柜台|服务台|登记表).{{0,12}}{_SECRETS}"),
    ),
)


def pledged(sentence: str, passages: Sequence[str]) -> str:
    """What a sentence pledges and its passages do not; empty where it pledges nothing of its own."""
    text, given = fold(sentence), fold("\n".join(passages))
    for pledge in _PLEDGES:
        found = pledge.said.search(text)
        if found and not pledge.is_backed(found.group(), given):
            return found.group()
    return ""
