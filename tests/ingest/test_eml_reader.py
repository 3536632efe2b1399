"""Mails: the text that somebody wrote, whatever programs did to it on the way."""

from email import policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from ingest.readers.eml import read
from knowledge.errors import UnreadableFile

BODY = "各位同事:\n\n自12月1日起,停车前30分钟免费。\n"


def _mail(body: str = BODY, **headers: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "运营部 <ops@mall.example>"
    message["Subject"] = headers.pop("subject", "停车规则调整")
    message["Date"] = "Fri, 20 Nov 2026 10:00:00 +0800"
    message.set_content(body, **headers)
    return message


def _saved(path: Path, message: EmailMessage) -> Path:
    path.write_bytes(message.as_bytes(policy=policy.SMTP))
    return path


def _text(path: Path) -> str:
    return "\n".join(section.text for section in read(path).sections)


def test_the_subject_is_the_title_and_sender_and_date_are_a_line(tmp_path: Path) -> None:
    reading = read(_saved(tmp_path / "a.eml", _mail()))
    assert reading.title == "停车规则调整"
    assert reading.sections[0].text == "发件人: 运营部 <ops@mall.example>; 日期: 2026-11-20 10:00"
    assert "停车前30分钟免费。" in reading.sections[1].text


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "gbk", "gb18030", "big5", "utf-16"])
@pytest.mark.parametrize("coding", ["base64", "quoted-printable"])
def test_a_body_reads_the_same_in_every_encoding(tmp_path: Path, charset: str, coding: str) -> None:
    words = "營業時間" if charset == "big5" else "营业时间"
    data = f"{words}到22:00。".encode(charset)
    message = EmailMessage()
    message["Subject"] = "x"
    message.set_payload(data)
    message["Content-Type"] = f"text/plain; charset={charset}"
    from email import encoders

    encoders.encode_base64(message) if coding == "base64" else encoders.encode_quopri(message)
    path = tmp_path / "a.eml"
    path.write_bytes(message.as_bytes())
    assert words in _text(path)


def test_japanese_mails_that_switch_alphabets_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    head = b"From: a@example.com\r\nSubject: =?ISO-2022-JP?B?GyRCMUQ2SBsoQg==?=\r\n"
    body = "営業時間は10時からです。".encode("iso2022_jp")
    path.write_bytes(head + b"Content-Type: text/plain; charset=ISO-2022-JP\r\n\r\n" + body)
    assert read(path).title == "営業"
    assert "営業時間は10時からです。" in _text(path)


def test_headers_in_raw_gbk_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes("From: 客服部 <a@b.example>\r\nSubject: 停车场 通知\r\n\r\n营业到十点\r\n".encode("gbk"))
    assert read(path).title == "停车场 通知"
    assert "营业到十点" in _text(path)


def test_plain_text_is_preferred_and_html_is_read_where_there_is_no_other(tmp_path: Path) -> None:
    both = _mail()
    both.add_alternative("<p>HTML 里的话</p>", subtype="html")
    assert "HTML" not in _text(_saved(tmp_path / "a.eml", both))
    only = EmailMessage()
    only["Subject"] = "x"
    only.set_content("<p>只有网页:22:00关门</p>", subtype="html")
    assert "只有网页:22:00关门" in _text(_saved(tmp_path / "b.eml", only))


@pytest.mark.parametrize(
    "quoted",
    [
        "> 旧规则:前15分钟免费",
        "在 2026年11月19日 10:00,李四 <li@mall.example> 写道:\n旧规则:前15分钟免费",
        "-----原始邮件-----\n旧规则:前15分钟免费",
        "On Thu, Nov 19, 2026 at 10:00 AM Li <li@mall.example> wrote:\n旧规则:前15分钟免费",
        "发件人: 李四\n发送时间: 2026年11月19日\n收件人: 运营部\n主题: 停车\n\n旧规则:前15分钟免费",
    ],
)
def test_quoted_mails_and_signatures_are_kept_out(tmp_path: Path, quoted: str) -> None:
    path = _saved(tmp_path / "a.eml", _mail(f"{BODY}\n{quoted}\n"))
    assert "停车前30分钟免费" in _text(path)
    assert "旧规则" not in _text(path)
    assert read(path).warnings == ("Quoted earlier mails were left out",)
    signed = _saved(tmp_path / "b.eml", _mail(f"{BODY}\n-- \n李四 13800000000\n"))
    assert "138" not in _text(signed)


def test_a_mail_of_quotations_only_is_not_lost(tmp_path: Path) -> None:
    path = _saved(tmp_path / "a.eml", _mail("> 前30分钟免费\n"))
    assert "前30分钟免费" in _text(path)


def test_attachments_are_named_and_not_read(tmp_path: Path) -> None:
    message = _mail()
    message.add_attachment(b"PK", maintype="application", subtype="zip", filename="规则.docx")
    reading = read(_saved(tmp_path / "a.eml", message))
    assert reading.warnings == ("Attachment 规则.docx is not read: add it as a file of its own",)


def test_a_mail_inside_a_mail_stands_under_its_subject(tmp_path: Path) -> None:
    outer = _mail("请看附件邮件。")
    outer.add_attachment(_mail("里面的话。", subject="旧通知"))
    sections = read(_saved(tmp_path / "a.eml", outer)).sections
    assert [(section.path, section.text) for section in sections if "里面" in section.text] == [
        (("旧通知",), "里面的话。")
    ]


def test_what_is_no_mail_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_text("这不是邮件。", encoding="utf-8")
    with pytest.raises(UnreadableFile, match="no mail"):
        read(tmp_path / "a.eml")
