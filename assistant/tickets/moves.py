"""What may be done with a ticket in which state, by whom, and where it leads. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from assistant.tickets.model import Act, Hand, NotYours, Refused, State, Ticket

_ACTIVE = frozenset({State.TAKEN, State.WORKING, State.WAITING_BRAND, State.WAITING_CUSTOMER})
OPEN = frozenset({State.NEW, *_ACTIVE})
DONE = frozenset(State) - OPEN


class By(Enum):
    """Who may: any of the desks concerned, the desk that has it, or the colleague who took it. Admins always."""

    CONCERNED = "concerned"
    DESK = "desk"
    ASSIGNEE = "assignee"


@dataclass(frozen=True, slots=True)
class Move:
    """One kind of act: from which states to which (the same: the state stays), by whom, and what it is called."""

    act: Act
    ends: Mapping[State, State]
    by: By
    verb: str
    says: str = ""  # what has to be written with it


def _to(end: State, starts: frozenset[State]) -> dict[State, State]:
    return dict.fromkeys(starts, end)


def _stay(starts: frozenset[State]) -> dict[State, State]:
    return {state: state for state in starts}


_TAKE = {State.NEW: State.TAKEN} | _to(State.WORKING, _ACTIVE - {State.TAKEN, State.WORKING})
_WAIT = _to(State.WAITING_CUSTOMER, _ACTIVE)

MOVES: dict[Act, Move] = {
    move.act: move
    for move in (
        Move(Act.TAKEN, _TAKE, By.DESK, "受理"),
        Move(Act.ASSIGNED, _to(State.NEW, OPEN), By.DESK, "转派"),
        Move(Act.COMMENTED, _stay(frozenset(State)), By.CONCERNED, "补充说明", "请写明要说明的内容。"),
        Move(Act.WAITED, _WAIT, By.ASSIGNEE, "转入等待", "请写明在等什么。"),
        Move(Act.RESOLVED, _to(State.RESOLVED, _ACTIVE), By.ASSIGNEE, "解决", "请写明处理结果。"),
        Move(Act.REOPENED, _to(State.NEW, DONE), By.DESK, "重新打开", "请写明重新打开的原因。"),
        Move(Act.CLOSED, {State.RESOLVED: State.CLOSED}, By.DESK, "关闭"),
        Move(Act.DISMISSED, _to(State.FALSE_ALARM, OPEN), By.DESK, "判为误报", "请写明为什么是误报。"),
        Move(Act.MERGED, _to(State.CLOSED, OPEN), By.DESK, "合并"),
    )
}

CALLED = {
    State.NEW: "新建",
    State.TAKEN: "已受理",
    State.WORKING: "处理中",
    State.WAITING_BRAND: "待商户",
    State.WAITING_CUSTOMER: "待顾客",
    State.RESOLVED: "已解决",
    State.CLOSED: "已关闭",
    State.FALSE_ALARM: "误报",
}
_WHAT_NOW = {
    (Act.WAITED, State.NEW): "请先受理。",
    (Act.RESOLVED, State.NEW): "请先受理。",
    (Act.CLOSED, State.NEW): "请先受理并解决;误报请注明false_alarm。",
    (Act.TAKEN, State.RESOLVED): "需要继续处理,请重新打开。",
    (Act.TAKEN, State.CLOSED): "需要继续处理,请重新打开。",
    (Act.TAKEN, State.FALSE_ALARM): "需要继续处理,请重新打开。",
}
ERASED = "这张工单的内容已按要求删除,不能再处理。"


def after(act: Act, state: State) -> State:
    """The state that an allowed act leads to; a first word of the assignee's and a wait for a shop are the office's."""
    return MOVES[act].ends[state]


def check(ticket: Ticket, act: Act, hand: Hand, text: str = "") -> None:
    """Raises Refused or NotYours with a sentence when this cannot be done now, by this person, without these words."""
    move = MOVES[act]
    if ticket.erased_at:
        raise Refused(ERASED)
    if ticket.merged_into and act is not Act.COMMENTED:
        raise Refused(f"这张工单已并入{ticket.merged_into},请在那张上处理。")
    if ticket.state not in move.ends:
        who = f"({ticket.assignee.name})" if ticket.assignee else ""
        advice = _WHAT_NOW.get((act, ticket.state), "")
        raise Refused(f"这张工单现在是“{CALLED[ticket.state]}”{who},不能{move.verb}。{advice}")
    _check_person(ticket, move, hand)
    if move.says and not text.strip():
        raise Refused(move.says)


def _check_person(ticket: Ticket, move: Move, hand: Hand) -> None:
    if move.by is By.CONCERNED or hand.is_admin:
        return
    if not hand.works_for(ticket.desk):
        raise NotYours(f"这张工单归{ticket.desk},请该岗位的同事{move.verb}。")
    if move.by is By.ASSIGNEE and ticket.assignee and ticket.assignee.id != hand.person.id:
        raise NotYours(f"这张工单由{ticket.assignee.name}受理,请由其{move.verb},或先转派回岗位再受理。")
