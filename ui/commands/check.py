"""atrium check: what the rules say of copy, given as text, in files or on standard input."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from knowledge.errors import AtriumError
from ui.commands.output import AsJson, desk, say, say_json

EXIT = {"ok": 0, "blocked": 1, "needs_evidence": 2}
UNREADABLE = 3
WORST_FIRST = ("blocked", "needs_evidence", "ok")
FILE_ENDINGS = (".txt", ".md", ".csv", ".tsv", ".html")
LARGEST = 1_000_000  # bytes: far above what one piece of copy may have
ENCODINGS = ("utf-8-sig", "gb18030")


class UnreadableCopy(AtriumError):
    """A file that holds no text to check; the message is a sentence."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One text to check, and what to call it."""

    name: str
    text: str


def check(
    texts: Annotated[
        list[str], typer.Argument(help="The copy itself, files that hold it, or - for standard input.")
    ],
    channel: Annotated[str | None, typer.Option("--channel", "-c")] = None,
    category: Annotated[str | None, typer.Option(help="Category of the goods.")] = None,
    send_at: Annotated[
        str | None, typer.Option("--send-at", help="When a text message goes out, HH:MM.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Check copy against the rules; exit code 0 ok, 1 blocked, 2 needs evidence, 3 something could not be read."""
    terms = {"channel": channel, "category": category, "send_at": send_at}
    checked: list[dict[str, Any]] = []
    unread = False
    with desk() as house:
        for given in texts:
            try:
                piece = _piece(given)
                verdict = house.ask("POST", "/api/compliance", {"text": piece.text, **terms}, role="content")
                checked.append({"name": piece.name, **verdict})
            except AtriumError as error:
                say(f"{_short(given)}: {error}", err=True)
                unread = True
    if as_json:
        say_json(
            checked[0] if len(texts) == 1 and checked else {"status": _worst(checked), "checked": checked}
        )
    else:
        _tell(checked)
    raise typer.Exit(UNREADABLE if unread else EXIT[_worst(checked)])


def _piece(given: str) -> Piece:
    """Raises UnreadableCopy."""
    if given == "-":
        return Piece("-", _decoded(sys.stdin.buffer.read(LARGEST + 1)))
    path = Path(given)
    if _is_file(path):
        return Piece(given, _decoded(path.read_bytes()[: LARGEST + 1]))
    if path.suffix.lower() in FILE_ENDINGS and len(given.split()) == 1:
        raise UnreadableCopy("there is no such file.")
    return Piece(_short(given), given)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a text too long for a name, or with a NUL
        return False


def _decoded(data: bytes) -> str:
    if len(data) > LARGEST:
        raise UnreadableCopy("it has more than 1 MB; check it in pieces.")
    if not data.strip():
        raise UnreadableCopy("it is empty.")
    if b"\0" in data:
        raise UnreadableCopy("it is no text file; save it as plain text, or `atrium ingest` it.")
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableCopy("it is neither UTF-8 nor GB18030; save it as UTF-8.")


def _worst(checked: list[dict[str, Any]]) -> str:
    return min((one["status"] for one in checked), key=WORST_FIRST.index, default="ok")


def _short(text: str) -> str:
    line = text.strip().split("\n")[0]
    return line if len(line) <= 30 else f"{line[:30]}…"


def _tell(checked: list[dict[str, Any]]) -> None:
    for one in checked:
        say(f"{one['name']}: {one['status']}" if len(checked) > 1 else one["status"])
        for finding in one["findings"]:
            say(told(finding))
    for warning in dict.fromkeys(warning for one in checked for warning in one["warnings"]):
        say(f"! {warning}", err=True)


def told(finding: dict[str, Any]) -> str:
    """A finding as one line."""
    said = f"“{finding['text']}”: " if finding["text"] else ""
    instead = finding.get("replacement")
    put = "" if instead is None else f" [可替换为:{instead or '(删去)'}]"
    return f"  ! {finding['rule_id']} {finding['severity']} {said}{finding['why']} → {finding['suggestion']}{put}"
