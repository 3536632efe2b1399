"""WeChat's callbacks: what is believed, what is read, and what a reply looks like."""

from __future__ import annotations

import time

import pytest

from tests.wechat import AES_KEY, RECEIVER, TOKEN, Platform, message
from ui.inlets import BadInlet, Call, Inlet, InletBook, Kind, NoSuchInlet, Sort, Unheard
from ui.inlets.book import adapter
from ui.inlets.texts import BYTES, cut
from ui.inlets.wechat import WeChat

# The vectors that the platform publishes with its sample code for this token and key.
ECHO = "P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ=="
SENT = (
    "RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUpj911L3vg3W/sYYvuJTs3"
    "TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLxAUHzM6+kDZ+HMZfJYuR+LtwGc2hgf5gs"
    "ijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUa"
    "x5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2YoyyH2uyPIG"
    "HBZZIs2pDBS8R07+qN+E7Q=="
)
NOW = 1_409_659_813.0
PLATFORM = Platform()


def inlet(kind: Kind = Kind.WECOM, **more: str) -> Inlet:
    return Inlet("mall", kind, TOKEN, AES_KEY, RECEIVER, channel="wecom", **more)


def wechat(kind: Kind = Kind.WECOM) -> WeChat:
    return WeChat(inlet(kind))


def call(query: dict[str, str], body: bytes = b"", at: float = NOW) -> Call:
    return Call(query, {}, body, at)


def heard(inner: str | bytes, at: float = NOW):
    query, body = PLATFORM.call(inner, int(at))
    return wechat().hear(call(query, body, at))


def test_the_published_vector_of_an_address_check_is_answered():
    query = {
        "msg_signature": "5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3",
        "timestamp": "1409659589",
        "nonce": "263014780",
        "echostr": ECHO,
    }
    assert wechat().greet(call(query)) == "1616140317555161061"


def test_the_published_vector_of_a_message_is_read():
    query = {
        "msg_signature": "477715d11cdb4164915debcba66cb864d751f3e6",
        "timestamp": "1409659813",
        "nonce": "1372623149",
    }
    body = f"<xml><ToUserName><![CDATA[{RECEIVER}]]></ToUserName><Encrypt><![CDATA[{SENT}]]></Encrypt><AgentID>218</AgentID></xml>"
    told = wechat().hear(call(query, body.encode()))
    assert (told.sender, told.message_id, told.sort, told.text) == (
        "mycreate",
        "4561255354251345929",
        Sort.TEXT,
        "hello",
    )


def test_an_official_account_is_greeted_in_the_clear():
    query = {
        "signature": PLATFORM.signature("1409659589", "263014780"),
        "timestamp": "1409659589",
        "nonce": "263014780",
    }
    assert (
        wechat(Kind.OFFICIAL).greet(call({**query, "echostr": "5838479218127813673"}))
        == "5838479218127813673"
    )
    with pytest.raises(Unheard):
        wechat(Kind.OFFICIAL).greet(call({**query, "echostr": "<script>alert(1)</script>"}))
    with pytest.raises(Unheard):
        wechat(Kind.OFFICIAL).greet(call({**query, "echostr": "1", "signature": "0" * 40}))


@pytest.mark.parametrize("part", ["msg_signature", "timestamp", "nonce"])
def test_a_message_with_a_changed_or_missing_part_is_not_believed(part):
    query, body = PLATFORM.call(message(Content="在吗"), int(NOW))
    for changed in (
        {**query, part: "1409659814"},
        {name: value for name, value in query.items() if name != part},
    ):
        with pytest.raises(Unheard) as refused:
            wechat().hear(call(changed, body))
        assert refused.value.status == 403


def test_another_accounts_key_or_receiver_is_not_believed():
    for other in (Platform(token="another"), Platform(receiver="wx0000000000000000")):
        query, body = other.call(message(Content="在吗"), int(NOW))
        with pytest.raises(Unheard) as refused:
            wechat().hear(call(query, body))
        assert refused.value.status == 403


def test_a_message_of_yesterday_is_not_believed():
    query, body = PLATFORM.call(message(Content="在吗"), int(NOW) - 301)
    with pytest.raises(Unheard):
        wechat().hear(call(query, body))


def test_a_plain_message_is_not_read_for_its_signature_does_not_cover_it():
    query = {
        "signature": PLATFORM.signature("1409659813", "1"),
        "timestamp": "1409659813",
        "nonce": "1",
        "msg_signature": "x",
    }
    with pytest.raises(Unheard):
        wechat(Kind.OFFICIAL).hear(call(query, message(Content="在吗").encode()))


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12))
    + "]><xml><Encrypt>&m;</Encrypt></xml>"
)


@pytest.mark.parametrize(
    "body",
    [
        BOMB.encode(),
        b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><xml><Encrypt>&f;</Encrypt></xml>',
        b'<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd"><xml><Encrypt>x</Encrypt></xml>',
        '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x [<!ENTITY a "b">]><xml><Encrypt>&a;</Encrypt></xml>'.encode("utf-16"),
        b"", b"\x00", b"<xml>", b"not xml", b"<xml><Encrypt/></xml>", "<xml><Encrypt>中</Encrypt></xml>".encode("gb18030"),
        b"<xml>" + b"<a>" * 5000 + b"</a>" * 5000 + b"</xml>", b"<xml><Encrypt>AAAA</Encrypt></xml>",
    ],
)  # fmt: skip
def test_a_hostile_or_broken_body_is_refused_quickly(body):
    began = time.process_time()
    with pytest.raises(Unheard):
        wechat().hear(call({"msg_signature": "x", "timestamp": "1409659813", "nonce": "1"}, body))
    assert time.process_time() - began < 1


@pytest.mark.parametrize(
    "inner",
    [
        BOMB,
        b"\xff\xfe",
        "",
        "<xml></xml>",
        "gibberish",
        message(Content="在吗").encode("gb18030"),
        message(sender=""),
    ],
)
def test_what_lies_inside_an_envelope_is_no_more_trusted(inner):
    with pytest.raises(Unheard):
        heard(inner)


@pytest.mark.parametrize("ciphertext", ["", "AAAA", "not base64!", "A" * 64, "QUJD"])
def test_a_ciphertext_that_is_none_is_refused(ciphertext):
    query = {
        "msg_signature": PLATFORM.signature("1409659813", "1", ciphertext),
        "timestamp": "1409659813",
        "nonce": "1",
    }
    with pytest.raises(Unheard):
        wechat().hear(call(query, f"<xml><Encrypt>{ciphertext}</Encrypt></xml>".encode()))


@pytest.mark.parametrize(
    ("inner", "sort", "text"),
    [
        (message(Content="停车怎么收费"), Sort.TEXT, "停车怎么收费"),
        (message("voice", MediaId="m", Format="amr", Recognition="停车怎么收费"), Sort.TEXT, "停车怎么收费"),
        (message("voice", MediaId="m", Format="amr"), Sort.UNREAD, ""),
        (message("image", PicUrl="http://x", MediaId="m"), Sort.UNREAD, ""),
        (message("location", Label="x"), Sort.UNREAD, ""),
        (message("event", number=None, Event="subscribe"), Sort.JOINED, ""),
        (message("event", number=None, Event="enter_agent"), Sort.NOTHING, ""),
        (message("event", number=None, Event="unsubscribe"), Sort.NOTHING, ""),
        (message("event", number=None, Event="LOCATION"), Sort.NOTHING, ""),
        (message("something_new"), Sort.NOTHING, ""),
    ],
)
def test_each_kind_of_message_is_what_it_is(inner, sort, text):
    told = heard(inner)
    assert (told.sort, told.text) == (sort, text)
    assert "oPENID" not in told.message_id


def test_a_reply_is_signed_and_closed_for_the_one_who_asked():
    told = heard(message(Content="x"))
    body, kind = wechat().reply(told, "5元/小时 <b>&]]></b>\x07😀", NOW)
    read = PLATFORM.read(body)
    assert kind == "application/xml"
    assert (read["ToUserName"], read["FromUserName"], read["MsgType"]) == (
        "oPENID_of_a_shopper",
        "gh_mall",
        "text",
    )
    assert read["Content"] == "5元/小时 <b>&]]></b>😀"
    assert wechat().reply(told, "", NOW) == (b"success", "text/plain")


def test_a_sender_in_the_reply_cannot_write_xml():
    told = heard(message(Content="x", FromUserName="a</ToUserName><MsgType>x"))
    assert PLATFORM.read(wechat().reply(told, "y", NOW)[0])["ToUserName"] == "a</ToUserName><MsgType>x"


def test_a_text_is_cut_at_a_sentence_with_where_to_read_on():
    long = "停车每小时五元。" * 200
    short = cut(long, BYTES, "https://a.example")
    assert len(short.encode()) <= BYTES
    assert short.endswith("停车每小时五元。……\nhttps://a.example")
    assert cut("好。", BYTES) == "好。"
    for hopeless in ("好" * 3000, "x" * 3000, "😀" * 3000):
        assert len(cut(hopeless, BYTES, "https://a.example").encode()) <= BYTES


BOOK = """inlets:
  - {name: oa, kind: official, token: QDG6eK, aes_key: KEY, receiver: wx5823bf96d3bd56c7, mall: qilan}
  - {name: crm, kind: webhook, secret: 0123456789abcdef, channel: miniapp}
"""


def written(tmp_path, text: str, mode: int = 0o600) -> InletBook:
    path = tmp_path / "inlets.yaml"
    path.write_text(text.replace("KEY", AES_KEY))
    path.chmod(mode)
    return InletBook(tmp_path)


def test_the_book_names_channels_of_each_kind(tmp_path):
    book = written(tmp_path, BOOK)
    assert book.find("oa", Kind.WECOM, Kind.OFFICIAL)[0].mall == "qilan"
    assert book.find("crm", Kind.WEBHOOK)[0].channel == "miniapp"
    for name, kind in (("oa", Kind.WEBHOOK), ("crm", Kind.WECOM), ("nobody", Kind.WEBHOOK)):
        with pytest.raises(NoSuchInlet):
            book.find(name, kind)


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        (BOOK, 0o644), (BOOK.replace("aes_key: KEY", "aes_key: short"), 0o600), (BOOK.replace("miniapp", "telegram"), 0o600),
        (BOOK.replace("0123456789abcdef", "short"), 0o600), (BOOK.replace("name: crm", "name: oa"), 0o600),
        (BOOK.replace("mall:", "mail:"), 0o600), ("inlets: [{SECRETKEY", 0o600), ("- x", 0o600), (BOOK.replace("oa", "../x"), 0o600),
        (BOOK.replace("mall: qilan", "mall: qilan, api: 'http://elsewhere.example', secret: SECRETKEY"), 0o600),
    ],
)  # fmt: skip
def test_a_book_that_cannot_work_keeps_the_channels_of_before_and_says_no_secret(
    tmp_path, caplog, text, mode
):
    book = written(tmp_path, BOOK)
    assert book.get("oa")
    time.sleep(0.01)
    written(tmp_path, text + "#", mode)
    assert book.get("oa")
    assert "inlets.yaml" in caplog.text or "Channel" in caplog.text or "channel" in caplog.text
    for secret in ("SECRETKEY", AES_KEY, "0123456789abcdef"):
        assert secret not in caplog.text


def test_what_answers_later_needs_an_address_and_an_agent():
    with pytest.raises(BadInlet):
        adapter(inlet(api="https://qyapi.weixin.qq.com", secret="s" * 20))
    assert adapter(inlet(api="https://qyapi.weixin.qq.com", secret="s" * 20, agent="1000002"))
