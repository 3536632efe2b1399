"""atrium check: what the rules say of copy, given as text, in files or on standard input."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from knowledge.errors import AtriumError
from ui.commands.copyfiles import LARGEST, READ, Piece, UnreadableCopy, decoded, pieces_of
from ui.commands.output import AsJson, desk, say, say_json

EXIT = {"ok": 0, "blocked": 1, "needs_evidence": 2}
UNREADABLE = 3
WORST_FIRST = ("blocked", "needs_evidence", "ok")
STDIN = "-"
MANY = 8  # texts; of more, those without a finding are not listed
QUOTED = 40  # characters of a wording that a line shows


def check(
    texts: Annotated[
        list[str] | None,
        typer.Argument(
            help="The copy itself, files that hold it (txt, md, docx, pdf, html; a table row by row: xlsx, csv), or - for standard input."
        ),
    ] = None,
    channel: Annotated[str | None, typer.Option("--channel", "-c")] = None,
    category: Annotated[str | None, typer.Option(help="Category of the goods.")] = None,
    send_at: Annotated[
        str | None, typer.Option("--send-at", help="When a text message goes out, HH:MM.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Check copy against the rules; exit code 0 ok, 1 blocked, 2 needs evidence, 3 something could not be read.

    A table's own columns 渠道 and 品类 say where a row goes and what it sells, unless an option does.
    """
    given = texts or _piped()
    checked: list[dict[str, Any]] = []
    unread = False
    with desk() as house:
        for one in given:
            try:
                for piece in _pieces(one):
                    terms = {
                        "channel": channel or piece.channel,
                        "category": category or piece.category,
                        "send_at": send_at,
                    }
                    verdict = house.ask(
                        "POST", "/api/compliance", {"text": piece.text, **terms}, role="content"
                    )
                    checked.append({"name": piece.name, **verdict, "text": piece.text})
            except AtriumError as error:
                say(f"{_short(one)}: {error}", err=True)
                unread = True
    if as_json:
        for verdict in checked:
            verdict.pop("text")
        say_json(
            checked[0] if len(given) == len(checked) == 1 else {"status": _worst(checked), "checked": checked}
        )
    else:
        _tell(checked)
    raise typer.Exit(UNREADABLE if unread else EXIT[_worst(checked)])


def _piped() -> list[str]:
    """Standard input, where something is piped in. Raises BadParameter."""
    if sys.stdin.isatty():
        raise typer.BadParameter("give the copy, files that hold it, or - for standard input.")
    return [STDIN]


def _pieces(given: str) -> list[Piece]:
    """Raises UnreadableCopy."""
    if given == STDIN:
        return [Piece(STDIN, decoded(sys.stdin.buffer.read(LARGEST + 1)))]
    path = Path(given)
    if _is(path.is_file):
        return pieces_of(path, given)
    if _is(path.is_dir):
        raise UnreadableCopy("this is a folder; name the files in it.")
    if path.suffix.lower() in {*READ, ".txt", ".md"} and len(given.split()) == 1:
        raise UnreadableCopy("there is no such file.")
    return [Piece(_short(given), given)]


def _is(asked: Callable[[], bool]) -> bool:
    try:
        return asked()
    except (OSError, ValueError):  # a text too long for a name, or with a NUL
        return False


def _worst(checked: list[dict[str, Any]]) -> str:
    return min((one["status"] for one in checked), key=WORST_FIRST.index, default="ok")


def _short(text: str) -> str:
    line = text.strip().split("\n")[0]
    return line if len(line) <= 30 else f"{line[:30]}…"


def _tell(checked: Sequence[dict[str, Any]]) -> None:
    """Every text by name when there are several; of many, those that are ok are only counted."""
    many = len(checked) > MANY
    for one in checked:
        if many and not one["findings"]:
            continue
        say(f"{one['name']}: {one['status']}" if len(checked) > 1 else one["status"])
        for finding in one["findings"]:
            say(told(finding, one["text"]))
    if many:
        counted = Counter(one["status"] for one in checked)
        say(f"{len(checked)}: " + ", ".join(f"{counted[s]} {s}" for s in WORST_FIRST if counted[s]))
    for warning in dict.fromkeys(warning for one in checked for warning in one["warnings"]):
        say(f"! {warning}", err=True)


def told(finding: dict[str, Any], text: str = "") -> str:
    """A finding as one line; in a text of several lines with the line it stands in."""
    start = finding["span"][0]
    line = f"第{text.count(chr(10), 0, start) + 1}行 " if "\n" in text.strip() else ""
    quoted = " ".join(finding["text"].split())
    said = f"{line}“{quoted if len(quoted) <= QUOTED else quoted[:QUOTED] + '…'}”: " if quoted else ""
    instead = finding.get("replacement")
    put = "" if instead is None or len(instead) > 2 * QUOTED else f" [可替换为:{instead or '(删去)'}]"
    return f"  ! {finding['rule_id']} {finding['severity']} {said}{finding['why']} → {finding['suggestion']}{put}"
