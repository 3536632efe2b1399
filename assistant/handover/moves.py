"""What may be done with a thread in which state, by whom, and where it leads. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from assistant.handover.model import Act, Refused, State, Thread
from assistant.tickets import Hand, NotYours


class By(Enum):
    """Who may: the shopper whose conversation it is, the house by its clock, a desk's staff, whoever has it. Admins as staff."""

    SHOPPER = "shopper"
    HOUSE = "house"
    DESK = "desk"
    HOLDER = "holder"


@dataclass(frozen=True, slots=True)
class Move:
    """One kind of act: from which states to which, by whom, and what it is called."""

    act: Act
    ends: Mapping[State, State]
    by: By
    verb: str = ""


_A, _W, _P, _C = State.ASSISTANT, State.WAITING, State.WITH_PERSON, State.CLOSED

MOVES: dict[Act, Move] = {
    move.act: move
    for move in (
        Move(Act.ASKED, {_A: _W, _C: _W, _W: _W, _P: _P}, By.SHOPPER),
        Move(Act.MISSED, {_A: _A, _C: _A}, By.SHOPPER),
        Move(Act.SAID, {_W: _W, _P: _P}, By.SHOPPER),
        Move(Act.WENT_BACK, {_W: _A, _P: _A, _A: _A, _C: _C}, By.SHOPPER),
        Move(Act.ANSWERED, {_W: _W, _P: _P, _A: _A, _C: _C}, By.HOUSE),
        Move(Act.LAPSED, {_W: _A}, By.HOUSE),
        Move(Act.TAKEN, {_W: _P, _P: _P, _A: _P}, By.DESK, "接待"),
        Move(Act.REPLIED, {_P: _P}, By.HOLDER, "回复"),
        Move(Act.RETURNED, {_P: _A}, By.HOLDER, "交还助手"),
        Move(Act.TRANSFERRED, {_P: _W, _W: _W}, By.HOLDER, "转到别的岗位"),
        Move(Act.CLOSED, {_P: _C, _W: _C}, By.HOLDER, "结束"),
    )
}

CALLED = {_A: "由助手接待", _W: "排队中", _P: "接待中", _C: "已结束"}
_WHAT_NOW = {
    (Act.REPLIED, _W): "请先接待。",
    (Act.RETURNED, _W): "请先接待。",
    (Act.TAKEN, _C): "顾客再次要求人工时才能接待。",
}


def after(act: Act, state: State) -> State:
    """The state that an allowed act leads to."""
    return MOVES[act].ends[state]


def check(thread: Thread, act: Act, hand: Hand | None = None, is_holder_gone: bool = False) -> None:
    """Raises Refused or NotYours with a sentence when this cannot be done now, by this hand (None: not by staff).

    `is_holder_gone`: whoever has the thread is at no desk any more, so that a colleague may take their place.
    """
    move = MOVES[act]
    if thread.state not in move.ends:
        raise Refused(
            f"这个会话现在{_stands(thread)},不能{move.verb or '这样做'}。{_WHAT_NOW.get((act, thread.state), '')}"
        )
    if move.by in (By.SHOPPER, By.HOUSE):
        return
    assert hand is not None
    if not hand.works_for(thread.desk):
        raise NotYours(f"这个会话归{thread.desk},请该岗位的同事{move.verb}。")
    if act is Act.TAKEN:
        _check_taking(thread, hand, is_holder_gone)
    elif move.by is By.HOLDER and thread.staff and thread.staff.id != hand.person.id and not hand.is_admin:
        raise NotYours(f"这个会话由{thread.staff.name}接待,请由其{move.verb}。")


def _check_taking(thread: Thread, hand: Hand, is_holder_gone: bool) -> None:
    """Of a conversation that the assistant has, only one whose shopper asked for a person; of a colleague's, only one left behind."""
    if thread.state is _A and not thread.is_wanted:
        raise Refused("这个会话已回到助手;顾客再次要求人工时才能接待。")
    is_others = thread.staff is not None and thread.staff.id != hand.person.id
    if thread.state is _P and is_others and not is_holder_gone:
        raise Refused(f"{thread.staff.name if thread.staff else ''}已在接待这个会话。")


def _stands(thread: Thread) -> str:
    who = f"({thread.staff.name})" if thread.staff else ""
    return f"是“{CALLED[thread.state]}”{who}"
