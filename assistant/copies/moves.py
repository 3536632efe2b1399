"""What may be done with a piece of copy in which state, and what stands against it. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from assistant.copies.model import Act, Copy, Event, Person, Revision, State


@dataclass(frozen=True, slots=True)
class Move:
    """One kind of act: from which states, to which (None: the state stays), and what it is called."""

    act: Act
    start: frozenset[State]
    end: State | None
    verb: str


MOVES: dict[Act, Move] = {
    move.act: move
    for move in (
        Move(Act.EDITED, frozenset({State.DRAFT, State.RETURNED}), State.DRAFT, "修改"),
        Move(Act.SUBMITTED, frozenset({State.DRAFT, State.RETURNED}), State.REVIEW, "提交审核"),
        Move(Act.APPROVED, frozenset({State.REVIEW}), State.APPROVED, "审核通过"),
        Move(Act.RETURNED, frozenset({State.REVIEW}), State.RETURNED, "退回"),
        Move(
            Act.WITHDRAWN,
            frozenset({State.DRAFT, State.REVIEW, State.RETURNED, State.APPROVED}),
            State.WITHDRAWN,
            "撤下",
        ),
        Move(Act.OWNED, frozenset({State.APPROVED}), None, "认领"),
    )
}

CALLED = {
    State.DRAFT: "草稿",
    State.REVIEW: "待审核",
    State.APPROVED: "已通过",
    State.RETURNED: "已退回",
    State.WITHDRAWN: "已撤下",
    State.EXPIRED: "已过期",
}
_WHAT_NOW = {
    (Act.EDITED, State.REVIEW): "请审批人先退回,再修改。",
    (Act.EDITED, State.APPROVED): "审核通过的文字不再改动;请另存一份新草稿。",
    (Act.EDITED, State.EXPIRED): "请另存一份新草稿。",
    (Act.EDITED, State.WITHDRAWN): "请另存一份新草稿。",
    (Act.APPROVED, State.DRAFT): "请先提交审核。",
    (Act.APPROVED, State.RETURNED): "请修改后重新提交。",
    (Act.OWNED, State.REVIEW): "审核通过后才能认领。",
}
NOT_ONE_S_OWN = "写过或提交过这份文案的人不能自己审核,请另一位管理员来审。"
UNREADABLE = "这份文案引用了您不能查看的文件,请有权查看的管理员来审。"
COMMENT_MISSING = "退回时请写明要改什么。"


def after(act: Act, state: State) -> State:
    """The state that an allowed act leads to."""
    return MOVES[act].end or state


def wrong_state(copy: Copy, act: Act, today: date, last: Event | None = None) -> str:
    """Why this cannot be done where the copy stands now; empty when it can."""
    state = copy.state_on(today)
    if state in MOVES[act].start:
        return ""
    who = f"({last.who.name},{last.at:%Y-%m-%d %H:%M})" if last and state is not State.EXPIRED else ""
    advice = _WHAT_NOW.get((act, state), "")
    return f"这份文案现在是“{CALLED[state]}”{who},不能{MOVES[act].verb}。{advice}"


def not_approved(state: State, copy: Copy) -> str:
    """Why a piece in another state than APPROVED is not final."""
    said = {State.EXPIRED: f"这份文案已在{copy.expires_on}过期。", State.WITHDRAWN: "这份文案已撤下。"}
    return said.get(state, f"这份文案现在是“{CALLED[state]}”,还不能作为定稿使用。")


def other_revision(seen: int, last: Revision) -> str:
    """Says to somebody who looked at an earlier text who wrote the last one."""
    return (
        f"您看到的是第{seen}稿,{last.who.name}已在{last.at:%Y-%m-%d %H:%M}改成第{last.revision}稿。"
        "请刷新后再操作。"
    )


def own_work(approver: Person, hands: Iterable[Person]) -> str:
    """Four eyes: why this person may not approve; `hands` are those who wrote a revision or submitted it."""
    return NOT_ONE_S_OWN if any(approver.is_same(one) for one in hands) else ""
