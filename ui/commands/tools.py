"""atrium mcp: the house as tools for a model's program on this machine."""

from __future__ import annotations

from typing import Annotated

import typer

from knowledge.errors import InvalidSetting
from knowledge.model import Role
from ui.commands.output import desk


def mcp(
    role: Annotated[str, typer.Option(help="As whom to ask: shopper, staff, content or admin.")] = "shopper",
) -> None:
    """Serve the tools of the Model Context Protocol on standard input and output."""
    if role not in set(Role):
        raise InvalidSetting(f"There is no role {role!r}; roles are {', '.join(Role)}.")
    from ui.mcp.stdio import speak

    with desk() as house:
        speak(house, role)
