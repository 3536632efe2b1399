"""What a file holds decides how it is read, whatever its name says."""

import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

import docx
import openpyxl
import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.model import Reading
from ingest.readers import READERS, REFUSED, reader_for
from ingest.sniffing import sniff
from knowledge.errors import UnreadableFile

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(1_000)
PAGE = "<html><head><title>周报</title></head><body><table><tr><td>品牌</td><td>客流</td></tr><tr><td>云杉书店</td><td>1,200</td></tr></table></body></html>"


def _read(path: Path) -> Reading:
    return reader_for(path)(path)


def _word() -> bytes:
    made = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("前30分钟免费。")
    document.save(made)
    return made.getvalue()


def _book() -> bytes:
    made = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(["品牌", "楼层"])
    book.active.append(["云杉书店", "L1"])
    book.save(made)
    return made.getvalue()


def _pdf() -> bytes:
    made = io.BytesIO()
    canvas = Canvas(made)
    canvas.drawString(100, 700, "Parking is free for the first half hour.")
    canvas.save()
    return made.getvalue()


def _mail() -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = "a@mall.example", "通知"
    message.set_content("明天起延长营业。")
    return message.as_bytes()


def _zipped(*names: str, mimetype: str = "") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for name in names:
            archive.writestr(name, "x")
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "format_name", "words"),
    [
        ("规则.docx", _pdf(), "PDF", "first half hour"),
        ("规则.pdf", _word(), "Word", "前30分钟免费"),
        ("规则.doc", _word(), "Word", "前30分钟免费"),
        ("规则.txt", _word(), "Word", "前30分钟免费"),
        ("报表.xls", PAGE.encode(), "HTML", "品牌: 云杉书店; 客流: 1,200"),
        ("报表.doc", b"\xef\xbb\xbf" + PAGE.encode(), "HTML", "云杉书店"),
        (
            "报表.xls",
            "品牌\t客流\n云杉书店\t1200\n".encode("gbk"),
            "plain text",
            "品牌: 云杉书店; 客流: 1200",
        ),
        ("报表.csv", _book(), "Excel", "品牌: 云杉书店; 楼层: L1"),
        ("报表.xls", _book(), "Excel", "品牌: 云杉书店; 楼层: L1"),
        ("通知.txt", _mail(), "a mail", "明天起延长营业"),
    ],
)
def test_a_wrongly_named_file_is_read_as_what_it_is_and_says_so(
    tmp_path: Path, name: str, content: bytes, format_name: str, words: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    reading = _read(path)
    assert words in " ".join(section.text for section in reading.sections)
    warning = f"The name says {path.suffix}, the content is {format_name}; it was read as {format_name}."
    assert reading.warnings[0] == warning


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "protected with a password"),
        ("a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "protected with a password"),
        ("a.docx", OLE + "WordDocument".encode("utf-16-le"), "old Word"),
        ("a.pptx", OLE + "PowerPoint Document".encode("utf-16-le"), "old PowerPoint"),
        ("a.eml", OLE + "__properties_version1.0".encode("utf-16-le"), "Outlook"),
        ("a.docx", b"{\\rtf1 x}", "RTF"),
        ("a.pdf", _zipped("a.txt", "b.txt"), "archive"),
        ("a.docx", _zipped("a.txt"), "archive"),
        ("a.docx", _zipped("content.xml", mimetype="application/vnd.oasis.opendocument.text"), "OpenDocument text"),
        ("a.pdf", _zipped("a.xhtml", mimetype="application/epub+zip"), "e-book"),
        ("a.pdf", _zipped("OFD.xml"), "OFD"),
        ("a.docx", _zipped("META-INF/MANIFEST.MF", "A.class"), "program"),
        ("a.pdf", b"MZ" + bytes(300), "program"),
        ("a.xlsx", b"\x7fELF" + bytes(300), "program"),
        ("a.txt", b"\x1f\x8b\x08" + bytes(40), "archive"),
        ("a.xls", b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>", "Excel 2003"),
        ("a.doc", b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nSubject: x\r\nContent-Type: multipart/related; boundary=b\r\n\r\n", "web archive"),
    ],
)  # fmt: skip
def test_what_is_not_read_is_called_by_its_true_name(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=reason):
        _read(path)


def test_markdown_that_begins_with_a_tag_stays_markdown(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("<div>\n\n# 规则\n\n前30分钟免费。\n", encoding="utf-8")
    assert _read(path).title == "规则"
    assert _read(path).warnings == ()


def test_a_memo_with_a_sender_and_a_date_is_text_and_no_mail(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("From: 客服部\nDate: 11月20日\n\n明天停水。\n", encoding="utf-8")
    assert sniff(path) == ""


def test_a_file_with_no_text_says_so_instead_of_coming_in_empty(tmp_path: Path) -> None:
    docx.Document().save(str(tmp_path / "a.docx"))
    with pytest.raises(UnreadableFile, match=r"No text was found.*Pictures"):
        _read(tmp_path / "a.docx")


def test_a_description_without_text_is_handed_on(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\nduplicate_of: P-01\n---\n", encoding="utf-8")
    assert _read(tmp_path / "a.md").front_matter == {"duplicate_of": "P-01"}


def test_an_unknown_suffix_is_not_read_even_if_the_content_could_be(tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(_word())
    with pytest.raises(UnreadableFile, match=r"type \.bin are not read"):
        _read(tmp_path / "a.bin")


@pytest.mark.parametrize("suffix", sorted(REFUSED))
def test_every_refusal_says_what_to_do(suffix: str) -> None:
    assert suffix not in READERS
    assert REFUSED[suffix].endswith((" and add it again.", "add the files in it."))
