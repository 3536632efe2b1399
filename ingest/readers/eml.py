"""Mails: subject as title, who wrote it and when as a line, the text without quoted mails and signature."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import Message
from pathlib import Path
from typing import Any

from ingest.cleaning import clean, one_line
from ingest.encoding import decode
from ingest.model import Flag, Reading, Section
from ingest.readers import html, text
from ingest.readers.eml_headers import header, moment
from ingest.readers.eml_quotes import without_quotes
from knowledge.errors import UnreadableFile

_MAX_PARTS = 300  # of one mail, mails inside it too
_FLOOD = f"The mail holds over {_MAX_PARTS} parts. Save what matters as files of their own."
_MAX_INNER = 3  # mails inside each other
_NAMED_ATTACHMENTS = 10
_KNOWN = ("from", "to", "subject", "date", "received", "message-id", "content-type", "mime-version", "cc")


def read(path: Path) -> Reading:
    """The text of a mail. Raises UnreadableFile for what is no mail."""
    data = path.read_bytes()
    if data.lower().count(b"\ncontent-type:") > 2 * _MAX_PARTS:
        raise UnreadableFile(_FLOOD)
    message = message_from_bytes(data, policy=policy.default)
    if not any(name in message for name in _KNOWN):
        raise UnreadableFile("The file is no mail: it has no sender, no subject and no date.")
    return _Mail().reading(message)


class _Mail:
    """Goes through the parts once; what is attached is named, not read."""

    def __init__(self) -> None:
        self.parts = 0
        self.attachments: list[str] = []
        self.warnings: list[str] = []
        self.flags: list[Flag] = []

    def reading(self, message: Message[Any, Any]) -> Reading:
        sections = list(self._sections(message, 0))
        return Reading(
            sections=tuple(sections),
            title=header(message, "subject"),
            warnings=(*self.warnings, *self._attached()),
            flags=tuple(self.flags),
        )

    def _sections(self, message: Message[Any, Any], depth: int) -> Iterator[Section]:
        who = [f"{word}: {told}" for word, told in _envelope(message) if told]
        if who:
            yield Section("; ".join(who))
        for part in self._bodies(message):
            if part.get_content_type() == "message/rfc822":
                yield from self._inner(part, depth)
            else:
                yield from self._body(part)

    def _inner(self, part: Message[Any, Any], depth: int) -> Iterator[Section]:
        payload = part.get_payload()
        inner = payload[0] if isinstance(payload, list) and payload else None
        if not isinstance(inner, Message):
            return
        if depth >= _MAX_INNER:
            self.warnings.append("Mails inside mails were left out below the third")
            return
        subject = header(inner, "subject") or "转发的邮件"
        for section in self._sections(inner, depth + 1):
            yield _under(section, subject)

    def _bodies(self, message: Message[Any, Any]) -> Iterator[Message[Any, Any]]:
        """The parts to read, in order: of alternatives one, of attachments none."""
        self.parts += 1
        if self.parts > _MAX_PARTS:
            raise UnreadableFile(_FLOOD)
        kind = message.get_content_type()
        name = _file_name(message)
        is_attached = message.get_content_disposition() == "attachment" or bool(name)
        if is_attached and not kind.startswith(("multipart/", "message/rfc822")):
            self.attachments.append(name or kind)
            return
        if kind == "message/rfc822":
            yield message
        elif not message.is_multipart():
            if kind in ("text/plain", "text/html"):
                yield message
            elif kind.startswith("text/"):
                self.attachments.append(kind)
        elif kind == "multipart/alternative":
            yield from self._best(message)
        else:
            for part in _children(message):
                yield from self._bodies(part)

    def _best(self, message: Message[Any, Any]) -> Iterator[Message[Any, Any]]:
        found = [part for child in _children(message) for part in self._bodies(child)]
        plain = [part for part in found if part.get_content_type() == "text/plain" and _text(part).strip()]
        yield from plain[:1] or found[-1:]

    def _body(self, part: Message[Any, Any]) -> Iterator[Section]:
        written = _text(part)
        if part.get_content_type() == "text/html":
            reading = html.reading_of(written)
            self.flags += reading.flags
            if reading.title and reading.sections:
                yield Section(reading.title)
            yield from reading.sections
            return
        own, is_cut = without_quotes(clean(written))
        if is_cut:
            self.warnings.append("Quoted earlier mails were left out")
        reading = text.reading_of(own)
        if reading.title:
            yield Section(reading.title)
        yield from reading.sections

    def _attached(self) -> Iterator[str]:
        for name in self.attachments[:_NAMED_ATTACHMENTS]:
            yield f"Attachment {name} is not read: add it as a file of its own"
        more = len(self.attachments) - _NAMED_ATTACHMENTS
        if more > 0:
            yield f"{more} more attachments are not read"


def _envelope(message: Message[Any, Any]) -> Iterator[tuple[str, str]]:
    yield "发件人", header(message, "from")
    yield "日期", moment(header(message, "date"))


def _under(section: Section, subject: str) -> Section:
    return Section(
        section.text, (subject, *section.path), section.kind, row=section.row, columns=section.columns
    )


def _children(message: Message[Any, Any]) -> list[Message[Any, Any]]:
    payload = message.get_payload()
    return [part for part in payload if isinstance(part, Message)] if isinstance(payload, list) else []


def _file_name(message: Message[Any, Any]) -> str:
    try:
        return one_line(message.get_filename() or "")[:100]
    except Exception:  # the header parser stumbles over broken parameters in many ways
        return "without a readable name"


def _text(part: Message[Any, Any]) -> str:
    """A part's text, whatever it says of its encoding. Raises UnreadableFile when it is no text."""
    try:
        data = part.get_payload(decode=True)
    except Exception as error:  # broken base64, quoted-printable or uuencode
        raise UnreadableFile("The mail's text is damaged. Save it anew and add it again.") from error
    try:
        charset = part.get_content_charset() or ""
    except Exception:  # as above
        charset = ""
    return decode(data, charset) if isinstance(data, bytes) and data else ""
