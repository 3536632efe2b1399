"""The child process that parses files: reads one JSON line a file, answers with one.

Before the answer it may tell of single pages in lines of their own: `{"told": {...}}`.

Started by `ingest.sandbox` as `python -m ingest.worker`; nothing else imports it.
"""

from __future__ import annotations

import contextlib
import json
import lzma
import math
import os
import sys
import zipfile
import zlib
from dataclasses import asdict, replace
from inspect import signature
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from ingest.archives import check_archive
from ingest.flags import flagged
from ingest.model import Reading
from ingest.readers import reader_for
from knowledge.errors import UnreadableFile

if TYPE_CHECKING:
    from ingest.ocr.recognition import Recognition

try:
    import resource
except ImportError:  # Windows has no such limits; the parent's wall clock still holds
    resource = None  # type: ignore[assignment]

MAX_CHARACTERS = 1_000_000
MAX_SECTIONS = 20_000
MAX_TITLE = 500  # characters: it stands in every list
MAX_ANSWER = 32 * 2**20  # bytes
_TYPED = 0.75  # of the time for computing: for the pages; the rest is for putting them together
_RESERVED = 3 * 2**30  # bytes of address space of a worker that recognises
_XML_NO_MEMORY = 2
_TOO_MUCH = "The file says more about itself than can be kept. Save it anew, smaller."
_OUT_OF_MEMORY = "Reading the file needs more memory than is allowed. Split it or save it anew, smaller."


def main() -> None:
    """Serves requests until the input ends."""
    channel = _private_stdout()
    limits = json.loads(sys.argv[1]) if len(sys.argv) > 1 else {}
    _limit_memory(limits.get("memory", 0))
    for line in sys.stdin.buffer:
        _limit_cpu(limits.get("cpu", 0))
        _send(channel, _answer(json.loads(line), limits, channel))


def _send(channel: IO[bytes], message: dict[str, Any]) -> None:
    line = json.dumps(message, ensure_ascii=True).encode() + b"\n"
    if len(line) > MAX_ANSWER:
        line = json.dumps({"error": _TOO_MUCH}).encode() + b"\n"
    channel.write(line)
    channel.flush()


def _private_stdout() -> IO[bytes]:
    """The answers' own channel: what a parser prints must not mix with them."""
    channel = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return channel


def _limit_memory(size: int) -> None:
    if resource and size:
        _lower(resource.RLIMIT_AS, size)
        _lower(resource.RLIMIT_FSIZE, 0)  # a parser has nothing to write
        _lower(resource.RLIMIT_CORE, 0)


def _allow_address_space(memory: int) -> None:
    """The models reserve twice what they use. What is used is watched from outside, where /proc tells it."""
    if resource and memory and Path("/proc/self/statm").exists():
        _lower(resource.RLIMIT_AS, max(_RESERVED, memory))


def _limit_cpu(seconds: int) -> None:
    """Allows so many seconds more than were used until now; the process is ended beyond."""
    if resource and seconds:
        usage = resource.getrusage(resource.RUSAGE_SELF)
        _lower(resource.RLIMIT_CPU, int(usage.ru_utime + usage.ru_stime) + seconds + 1)


def _lower(kind: int, value: int) -> None:
    _, hard = resource.getrlimit(kind)
    with contextlib.suppress(ValueError, OSError):  # some systems refuse some limits; the others hold
        resource.setrlimit(kind, (value, hard))


def _answer(asked: dict[str, Any], limits: dict[str, Any], channel: IO[bytes]) -> dict[str, Any]:
    try:
        return {"reading": asdict(flagged(_read(asked, limits, channel)))}
    except UnreadableFile as error:
        if _ran_out_of_memory(error.__cause__):
            return {"error": _OUT_OF_MEMORY, "is_spent": True}
        return {"error": str(error)}
    except MemoryError:
        return {"error": _OUT_OF_MEMORY, "is_spent": True}
    except RecursionError:
        return {"error": "The file is nested too deeply to be read."}
    except (zlib.error, lzma.LZMAError, zipfile.BadZipFile):
        return {"error": "The file is damaged and cannot be unpacked."}
    except Exception as error:  # a parser raises anything on a broken file
        return {"error": f"The file is damaged or of another format than its name says ({_brief(error)})."}


def _ran_out_of_memory(cause: BaseException | None) -> bool:
    """lxml reports it as a syntax error, with libxml2's own number."""
    return isinstance(cause, MemoryError) or getattr(cause, "code", None) == _XML_NO_MEMORY


def _read(asked: dict[str, Any], limits: dict[str, Any], channel: IO[bytes]) -> Reading:
    path = Path(asked["path"])
    reader = reader_for(path)
    if path.stat().st_size == 0:
        raise UnreadableFile("The file is empty.")
    if zipfile.is_zipfile(path):
        check_archive(path)
    if "recognition" in signature(reader).parameters:
        return _within_bounds(reader(path, recognition=_recognition(asked, limits, channel)))
    return _within_bounds(reader(path))


def _recognition(asked: dict[str, Any], limits: dict[str, Any], channel: IO[bytes]) -> Recognition:
    from ingest.ocr.recognition import MOST_PAGES, Recognition, page_from

    def tell(message: dict[str, Any]) -> None:
        if "recognising" in message:
            _limit_cpu(limits.get("cpu_a_picture", 0))
            _allow_address_space(limits.get("memory", 0))
        elif "recognised" in message:
            _limit_cpu(limits.get("cpu", 0))
        _send(channel, {"told": message})

    pages = [page_from(data) for data in asked.get("recognised", ())]
    passed_over = asked.get("passed_over")
    return Recognition(
        tell=tell,
        known={page.number: page for page in pages},
        passed_over=frozenset() if passed_over is None else frozenset([passed_over]),
        typed_seconds=_TYPED * limits["cpu"] if limits.get("cpu") else math.inf,
        most=limits.get("recognised_pages", MOST_PAGES),
    )


def _within_bounds(reading: Reading) -> Reading:
    """Refuses what would take minutes to index: such a file is a data dump, not a document."""
    size = sum(len(section.text) for section in reading.sections)
    if size > MAX_CHARACTERS:
        raise UnreadableFile(
            f"The file holds {size:,} characters; at most {MAX_CHARACTERS:,} are read. Split it."
        )
    if len(reading.sections) > MAX_SECTIONS:
        raise UnreadableFile(
            f"The file holds {len(reading.sections):,} rows or sections; at most {MAX_SECTIONS:,} are read. Split it."
        )
    if len(reading.title) > MAX_TITLE:
        said = f"The title has {len(reading.title):,} characters; its first {MAX_TITLE} are kept."
        return replace(reading, title=reading.title[:MAX_TITLE] + "…", warnings=(*reading.warnings, said))
    return reading


def _brief(error: Exception) -> str:
    text = " ".join(str(error).split())[:120]
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


if __name__ == "__main__":
    main()
