"""Tickets as a table for spreadsheets, in which no cell is taken for a formula and no personal data stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from assistant.copies.sheet import BOM, line
from assistant.tickets.clocks import Clocks, late_resolution, late_response
from assistant.tickets.model import Ticket
from assistant.tickets.moves import CALLED

COLUMNS = (
    "编号", "状态", "优先级", "岗位", "协办岗位", "一级意图", "二级意图", "对象", "摘要", "渠道", "角色", "语言", "受理人",
    "创建时间", "承诺首次回应", "首次回应", "首次回应超时", "应解决", "解决时间", "解决超时", "处理结果", "重开次数", "知识缺口",
    "有联系方式", "并入", "内容已删除",
)  # fmt: skip


def csv_of(tickets: Iterable[Ticket], clocks: Clocks, now: datetime) -> Iterator[str]:
    """The file in pieces, the header first; times are the mall's."""
    yield BOM + line(COLUMNS)
    for ticket in tickets:
        yield line(_cells(ticket, clocks, now))


def _cells(ticket: Ticket, clocks: Clocks, now: datetime) -> list[str]:
    def at(moment: datetime | None) -> str:
        return f"{moment.astimezone(clocks.hours.zone()):%Y-%m-%d %H:%M:%S}" if moment else ""

    return [
        ticket.id, CALLED[ticket.state], ticket.priority, ticket.desk, ";".join(ticket.second_desks), ticket.intent,
        ticket.subject, ticket.entity, ticket.summary, ticket.channel, ticket.role, ticket.language,
        ticket.assignee.name if ticket.assignee else "", at(ticket.opened_at), at(ticket.respond_by),
        at(ticket.responded_at), _yes(late_response(ticket, now)), at(ticket.resolve_by), at(ticket.resolved_at),
        _yes(late_resolution(ticket, now)), ticket.resolution, str(ticket.reopened), _yes(ticket.is_gap),
        _yes(ticket.has_contact), ticket.merged_into, at(ticket.erased_at),
    ]  # fmt: skip


def _yes(told: bool) -> str:
    return "是" if told else "否"
