"""A notice: what a desk is told, without anything by which a customer could be found."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime

from assistant.masking import masked
from ui.deliveries.hook import News

_CALLED = {
    News.EMERGENCY: "紧急工单",
    News.OPENED: "新工单",
    News.ESCALATED: "工单升级",
    News.ASSIGNED: "工单转派",
    News.OVERDUE: "工单超时",
    News.WAITING: "有顾客在等人工",
    News.TEST: "测试消息",
}
# What a shopper writes is read in a colleagues' group: no address there may be one to press.
_ADDRESS = re.compile(
    r"(?:[a-z][a-z0-9+.-]*://|www\.)[!-~]+|(?<![a-z0-9@.])(?:[a-z0-9-]+\.)+(?:com|cn|net|org|top|xyz|vip|cc|io|me|info|shop|link)(?![a-z0-9])[!-~]*",
    re.I,
)
# A name that somebody gives, ended by a stop: 我叫王小明,… What else is called for is none: 我叫保安,…
_NAME = re.compile(
    r"((?<![大喊呼惨尖])叫做?|(?:名字|姓名|联系人)[是叫:：]{1,2})"
    r"(?!保安|警察|救护|医生|车|外卖|人|服务|经理|客服|工作|救命|什么|你们|我们|他们)([\u4e00-\u9fff]{2,3})(?=[,，。;；、!！\s]|$)"
    r"|(?<![a-z])((?:my name is|i am called) )([a-z]+)",
    re.I,
)
_BROKEN = {
    "<": "＜",
    ">": "＞",
    "@": "＠",
    "[": "［",
    "]": "］",
    "`": "‘",
}  # what a chat could take for markup


@dataclass(frozen=True, slots=True)
class Notice:
    """`id` is the same however often it is sent. `due` is what was promised, in the mall's time zone."""

    id: str
    news: News
    at: datetime
    desk: str = ""
    desk_name: str = ""
    priority: str = ""
    ticket_id: str = ""
    summary: str = ""
    due: datetime | None = None
    link: str = ""

    @property
    def is_urgent(self) -> bool:
        return self.news is News.EMERGENCY

    @property
    def text(self) -> str:
        """The notice as a chat shows it."""
        head = " ".join(filter(None, (_CALLED[self.news], self.priority)))
        due = (
            f"{'应于' if self.news is News.OVERDUE else '应首次回应'}：{self.due:%m-%d %H:%M}"
            if self.due
            else ""
        )
        lines = (
            f"【{head}】{self.desk_name}",
            f"工单号：{self.ticket_id}" if self.ticket_id else "",
            f"内容：{self.summary}" if self.summary else "",
            due,
            self.link,
        )
        return "\n".join(filter(None, lines))


def _initial(match: re.Match[str]) -> str:
    said, name = match[1] or match[3], match[2] or match[4]
    return f"{said}{name[0]}**"


def told(summary: str, known: tuple[str, ...] = ()) -> str:
    """A summary as a group may read it: masked, one line, no address, no markup, nobody called by @."""
    plain = _ADDRESS.sub("（链接略）", masked(summary, known))
    plain = _NAME.sub(_initial, plain)
    kept = (
        " " if char.isspace() else char
        for char in plain
        if unicodedata.category(char)[0] != "C" or char.isspace()
    )
    return " ".join("".join(_BROKEN.get(char, char) for char in kept).split())[:120]
