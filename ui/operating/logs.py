"""The log: lines for people or JSON for machines, on standard error.

What was asked and answered is never in it, at any level. Our own packages speak at the level that is set;
other people's only warn, since some write whole requests when they are asked for details. Of an error the
kind and the place are told; its message only where it is a sentence of ours or the system's, because
others quote the data that they failed at.
"""

from __future__ import annotations

import json
import logging
import sys
import threading
import traceback
from datetime import UTC, datetime
from typing import IO, Any

from knowledge.errors import AtriumError
from ui.operating import request_id
from ui.settings import Settings

OURS = ("knowledge", "ingest", "assistant", "ui")
_WARN = logging.WARNING


def set_up(settings: Settings, stream: IO[str] | None = None) -> None:
    """Takes over the log of this process."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonLine() if settings.log == "json" else TextLine())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(_WARN)
    for name in OURS:
        logging.getLogger(name).setLevel(settings.log_level.upper())
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):  # it comes with handlers of its own
        logging.getLogger(name).handlers = []
        logging.getLogger(name).propagate = True
    logging.captureWarnings(settings.log == "json")
    threading.excepthook = _in_a_thread


def _in_a_thread(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None and args.exc_type is not SystemExit:
        name = args.thread.name if args.thread else ""
        logging.getLogger(__name__).error("A thread ended: %s", name, exc_info=args.exc_value)


def said(error: BaseException) -> str:
    """The kind of an error, with its message where no data can be in it."""
    kind = type(error).__name__
    if isinstance(error, OSError):
        return f"{kind}: {error.strerror}" if error.strerror else kind
    if isinstance(error, AtriumError):
        return f"{kind}: {error}"
    original = getattr(
        error, "orig", None
    )  # SQLAlchemy's: its own message quotes the values of the statement
    return f"{kind}: {type(original).__name__}" if original is not None else kind


def places(error: BaseException) -> list[str]:
    """Where it came from, the innermost last: file, line and function, no source and no values."""
    frames = traceback.extract_tb(error.__traceback__)
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames[-12:]]


def chain(error: BaseException) -> list[BaseException]:
    """An error and what it came of."""
    found = [error]
    while (before := found[-1].__cause__ or found[-1].__context__) and before not in found and len(found) < 4:
        found.append(before)
    return found


class TextLine(logging.Formatter):
    """A line for people; what an error came of stands below."""

    def format(self, record: logging.LogRecord) -> str:
        told = " ".join(f"{name}={value}" for name, value in _told(record).items())
        about = f" [{request_id.current()}]" if request_id.current() else ""
        line = f"{_at(record)} {record.levelname} {record.name}{about} {record.getMessage()} {told}".rstrip()
        return "\n".join([line.replace("\n", " "), *(f"  {part}" for part in _errors(record))])


class JsonLine(logging.Formatter):
    """One JSON object a line: `at`, `level`, `logger`, `message`, `request_id`, and what a line tells besides."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": _at(record),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **({"request_id": request_id.current()} if request_id.current() else {}),
            **_told(record),
        }
        if errors := _errors(record):
            line["error"] = errors
        return json.dumps(line, ensure_ascii=False, default=str)


def _at(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")


def _told(record: logging.LogRecord) -> dict[str, Any]:
    return getattr(record, "told", {})


def _errors(record: logging.LogRecord) -> list[str]:
    error = record.exc_info[1] if record.exc_info else None
    if error is None:
        return []
    return [line for one in chain(error) for line in (said(one), *places(one))]
