"""What may be done with a document: each action with the sentence that a person reads before and after it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from knowledge.model import Standing, Visibility
from knowledge.versions import Version, Why
from ui.desks.register import Row
from ui.pages.escaping import escape


@dataclass(frozen=True, slots=True)
class Ask:
    """A button: what it does, what is said before, what after; and when it is there."""

    name: str
    verb: str  # POST /api/documents/{id}/verb
    says: str
    done: str
    fits: Callable[[Row], bool]
    for_admin: bool = False
    makes_public: bool = False
    note: str = ""  # "required" asks for a comment
    takes_file: bool = False
    then: str = ""  # the view that follows, when this one is gone
    look: str = ""


def _is_open(row: Row) -> bool:
    """Whether there is something that an admin may still make public."""
    return row.visibility is not Visibility.PUBLIC or row.changed is not None or row.is_replacement


ASKS: tuple[Ask, ...] = (
    Ask(
        "发布",
        "publish",
        "发布后顾客马上能查到它公开的内容；如果它替代别的版本，旧版从新版生效日起不再回答。",
        "已发布，顾客现在能查到。",
        lambda row: _is_open(row) and not row.objection,
        for_admin=True,
        makes_public=True,
        look="first",
    ),
    Ask(
        "退回",
        "return",
        "退回给提交的人，文件保持现状。请写明要改什么。",
        "已退回，提交的人会看到您的意见。",
        lambda row: row.waiting is not None,
        for_admin=True,
        note="required",
    ),
    Ask(
        "提交发布",
        "submit",
        "提交后由管理员审核；发布之前，顾客查不到它，员工照常能查。",
        "已提交，等管理员发布。",
        lambda row: _is_open(row) and row.waiting is None and not row.objection,
    ),
    Ask(
        "上传新版本",
        "replace",
        "新版本先只给员工；管理员发布之前，现在这一版照常回答。",
        "新版本已上传，正在读取。",
        lambda row: True,
        takes_file=True,
    ),
    Ask(
        "撤下",
        "withdraw",
        "撤下后谁也查不到它，马上生效。以后可以在“已撤下”里恢复。",
        "已撤下，不再回答任何人。",
        lambda row: True,
        then="documents",
        look="grave",
    ),
)


def asks(row: Row, may_publish: bool) -> list[Ask]:
    """What this person may do with this document as it stands."""
    return [ask for ask in ASKS if ask.fits(row) and (may_publish or not ask.for_admin)]


def button(ask: Ask, doc_id: str, mind: str = "") -> str:
    """The button; the page's script asks before it sends. `mind` is said beside what will happen."""
    more = f' data-note="{ask.note}"' if ask.note else ""
    more += ' data-file="yes"' if ask.takes_file else ""
    more += f' data-then="{ask.then}"' if ask.then else ""
    more += f' class="{ask.look}"' if ask.look else ""
    return _button(ask.name, _address(doc_id, ask.verb), ask.says + mind, ask.done, more)


def restore_button(version: Version) -> str:
    """Brings an earlier content back."""
    if version.why is Why.WAITING:
        return ""
    says = "恢复后它成为当前版本，现在的版本进入历史，可以再恢复回来。"
    send = f' data-send="{escape(json.dumps({"version_id": version.version_id}))}"'
    return _button(
        "恢复此版本", _address(version.doc_id, "restore"), says, "已恢复，现在由这一版回答。", send
    )


def back_button(newer: Row, older: Row) -> str:
    """Lets a replaced document hold again by taking out the one that replaced it; only the last step of a chain."""
    if newer.standing is not Standing.IN_FORCE or older.standing is not Standing.SUPERSEDED:
        return ""
    if older.superseded_by != (newer.doc_id,):
        return ""
    says = f"恢复后由这一版回答。替代它的“{newer.title} {newer.version}”会撤下，以后可以在“已撤下”里恢复。"
    then = f' data-then="documents/{escape(quote(older.doc_id, safe=""))}"'
    return _button("恢复此版本", _address(newer.doc_id, "withdraw"), says, "已恢复，现在由这一版回答。", then)


def _address(doc_id: str, verb: str) -> str:
    return f"/api/documents/{quote(doc_id, safe='')}/{verb}"


def _button(name: str, to: str, says: str, done: str, more: str) -> str:
    return (
        f'<button type="button" data-act="{escape(name)}" data-to="{escape(to)}" data-says="{escape(says)}" '
        f'data-done="{escape(done)}"{more}>{escape(name)}</button>'
    )
