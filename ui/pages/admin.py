"""The admin page: a page of our own that its scripts fill, and what they must know of the house."""

from __future__ import annotations

from functools import cache
from typing import Any

from knowledge.yamlfile import read_yaml
from ui.auth import MAY
from ui.entry.limits import Limits
from ui.pages.own import UI, OwnPage

ADMIN = OwnPage(
    "/admin",
    UI / "adminpage",
    "中庭 · 管理",
    "账户、密钥与登录；改动从下一次请求起生效，并写入审计记录。",
)


@cache
def words() -> dict[str, dict[str, str]]:
    """Tables of names by what they are names of."""
    return read_yaml(ADMIN.folder / "words.yaml")


def roles() -> list[dict[str, Any]]:
    """Roles that keys and accounts have, with the acts that a key of each may be narrowed to."""
    known = words()
    return [
        {
            "id": role,
            "name": name,
            "may": [{"id": act, "name": known["acts"].get(act, act)} for act in sorted(MAY[role])],  # type: ignore[index]
        }
        for role, name in known["roles"].items()
    ]


def limits(now: Limits) -> list[dict[str, Any]]:
    """Every limit as it is, with its meaning and the setting that changes it."""
    meanings = words()["limits"]
    return [
        {"setting": f"ATRIUM_LIMITS__{name.upper()}", "meaning": meanings.get(name, name), "value": value}
        for name, value in now.model_dump().items()
    ]
