"""What each robot is sent and how it is signed, what counts as taken, and what never leaves the house."""

from __future__ import annotations

import base64
import hashlib
import hmac
import logging
from dataclasses import replace
from datetime import datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.robots import TAKEN, TAKEN_BY_FEISHU, playing
from ui.deliveries import BadHook, Hook, HookBook, Kind, News, NoSuchHook
from ui.deliveries.hook import check, check_address
from ui.deliveries.notice import Notice, told
from ui.deliveries.posting import Poster, judged
from ui.deliveries.robots import ROBOTS, signature

AT = datetime.fromisoformat("2026-11-26T15:00:00+08:00")
NOW = 1_764_140_400.25
NOTICE = Notice(
    "d7", News.OPENED, AT, "parking", "停车场管理", "P2", "T0A1B2C3D", "出口抬杆坏了", AT, "https://a.example/desk/?ticket=T0A1B2C3D"
)  # fmt: skip
ALARM = replace(NOTICE, news=News.EMERGENCY, priority="P0")
DESKS = ("parking", "security", "cs_store")
SECRET = "SEC0123456789abcdef"


def hook(kind: Kind, url: str = "https://robot.example/send?key=0123-4567", **more) -> Hook:
    return Hook("gate", kind, url, "" if kind is Kind.WECOM else SECRET, **more)


def message(kind: Kind, notice: Notice = NOTICE, **more):
    return ROBOTS[kind].message(hook(kind, **more), notice, NOW)


def body_of(kind: Kind, notice: Notice = NOTICE):
    import json

    return json.loads(message(kind, notice).body)


def test_a_notice_says_number_desk_priority_promise_and_link():
    for part in (
        "P2",
        "停车场管理",
        "T0A1B2C3D",
        "出口抬杆坏了",
        "11-26 15:00",
        "https://a.example/desk/?ticket=T0A1B2C3D",
    ):
        assert part in NOTICE.text


def test_wecom_takes_a_text_at_the_address_with_its_key():
    assert message(Kind.WECOM).url == "https://robot.example/send?key=0123-4567"
    assert body_of(Kind.WECOM) == {"msgtype": "text", "text": {"content": NOTICE.text}}
    assert body_of(Kind.WECOM, ALARM)["text"]["mentioned_list"] == ["@all"]


def test_wecom_takes_no_more_than_2048_bytes():
    long = replace(NOTICE, summary="停" * 900)
    assert len(body_of(Kind.WECOM, long)["text"]["content"].encode()) <= 2048


def test_dingtalk_is_signed_in_the_address():
    query = parse_qs(urlsplit(message(Kind.DINGTALK).url).query)
    stamp = "1764140400250"
    expected = hmac.new(SECRET.encode(), f"{stamp}\n{SECRET}".encode(), hashlib.sha256).digest()
    assert query == {
        "key": ["0123-4567"],
        "timestamp": [stamp],
        "sign": [base64.b64encode(expected).decode()],
    }
    assert body_of(Kind.DINGTALK, ALARM)["at"] == {"isAtAll": True}


def test_feishu_is_signed_in_the_body_with_the_text_as_the_key():
    told_ = body_of(Kind.FEISHU)
    expected = hmac.new(f"1764140400\n{SECRET}".encode(), b"", hashlib.sha256).digest()
    assert (told_["timestamp"], told_["sign"]) == ("1764140400", base64.b64encode(expected).decode())
    assert told_["content"]["text"] == NOTICE.text
    assert '<at user_id="all">' in body_of(Kind.FEISHU, ALARM)["content"]["text"]


def test_a_webhook_is_signed_over_timestamp_and_body():
    sent = message(Kind.WEBHOOK)
    expected = hmac.new(SECRET.encode(), b"1764140400." + sent.body, hashlib.sha256).hexdigest()
    assert (
        sent.headers["X-Atrium-Signature"] == f"sha256={expected}" == signature(SECRET, 1764140400, sent.body)
    )
    assert sent.headers["X-Atrium-Timestamp"] == "1764140400"
    assert sent.headers["X-Atrium-Id"] == body_of(Kind.WEBHOOK)["id"] == "d7"
    assert body_of(Kind.WEBHOOK)["ticket"]["summary"] == "出口抬杆坏了"


@pytest.mark.parametrize(
    ("kind", "status", "body", "taken"),
    [
        (Kind.WECOM, 200, b'{"errcode":0,"errmsg":"ok"}', True),
        (Kind.WECOM, 200, b'{"errcode":93000,"errmsg":"invalid webhook url"}', False),
        (Kind.WECOM, 200, b'{"errcode":45009,"errmsg":"api freq out of limit"}', False),
        (Kind.DINGTALK, 200, b'{"errcode":310000,"errmsg":"sign not match"}', False),
        (Kind.DINGTALK, 200, b'{"errcode":0,"errmsg":"ok"}', True),
        (Kind.FEISHU, 200, b'{"code":0,"msg":"success","data":{}}', True),
        (Kind.FEISHU, 200, b'{"StatusCode":0,"StatusMessage":"success"}', True),
        (
            Kind.FEISHU,
            200,
            b'{"code":19021,"msg":"sign match fail or timestamp is not within one hour"}',
            False,
        ),
        (Kind.FEISHU, 200, b"<html>a login page</html>", False),
        (Kind.WECOM, 200, b"{}", False),
        (Kind.WECOM, 200, b'{"errcode":false}', False),
        (Kind.WECOM, 302, b"", False),
        (Kind.WEBHOOK, 204, b"", True),
        (Kind.WEBHOOK, 302, b"", False),
        (Kind.WEBHOOK, 500, b'{"errcode":0}', False),
    ],
)
def test_a_reply_of_200_with_an_error_in_it_is_a_failure(kind, status, body, taken):
    assert judged(ROBOTS[kind], status, {}, body).ok is taken


def test_a_robot_that_has_too_much_is_left_alone_for_as_long_as_it_wants():
    assert judged(ROBOTS[Kind.DINGTALK], 200, {}, b'{"errcode":130101}').wait == 600
    assert judged(ROBOTS[Kind.WEBHOOK], 429, {"retry-after": "120"}, b"").wait == 120


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("打13812345678找我", "打138****5678找我"),
        ("看 https://evil.example/a?b=1 这里", "看 （链接略） 这里"),
        ("上www.evil.top领奖", "上（链接略）领奖"),
        ("去evil-prize.com/x", "去（链接略）"),
        ('<at user_id="all">所有人</at> @all', '＜at user_id="all"＞所有人＜/at＞ ＠all'),
        ("[点这里](x)", "［点这里］(x)"),
        ("一行\n\u202e二行\x00", "一行 二行"),
        ("我叫王小明,车被剐了", "我叫王**,车被剐了"),
        ("孩子叫李小宝，穿红衣服", "孩子叫李**，穿红衣服"),
        ("联系人：欧阳锋", "联系人：欧**"),
        ("My name is John and my car is scratched", "My name is J** and my car is scratched"),
        ("我叫保安,没人来", "我叫保安,没人来"),
        ("大叫救命,有人晕倒", "大叫救命,有人晕倒"),
        ("那家店叫什么名字来着", "那家店叫什么名字来着"),
        ("叫了半天没人应", "叫了半天没人应"),
        ("B2.5米限高,L3扶梯停了", "B2.5米限高,L3扶梯停了"),
    ],
)
def test_a_summary_calls_nobody_and_leads_nowhere(written, read):
    assert told(written) == read


@pytest.mark.parametrize(
    "url",
    [
        "http://robot.example/x", "ftp://robot.example/x", "file:///etc/passwd", "https://", "https://u:p@robot.example/",
        "http://169.254.169.254/latest", "http://10.0.0.1/x", "https://robot.example/a b", "https://robot.example/\n",
        "http://localhost.evil.example/", "http://127.0.0.1.evil.example/", "https://robot.example:99999/", "gopher://x",
        "//robot.example/x", "https://robot.example/#x", "https://[::1", "", "https://robot.example/" + "a" * 2000,
    ],
)  # fmt: skip
def test_an_address_that_is_not_https_or_odd_is_refused(url):
    with pytest.raises(BadHook) as refused:
        check_address(url)
    assert len(url) < 12 or url not in str(refused.value)


@pytest.mark.parametrize(
    "url", ["https://oapi.dingtalk.com/robot/send?access_token=x", "http://127.0.0.1:9/x", "http://[::1]:9/"]
)
def test_an_address_by_https_or_on_this_machine_is_taken(url):
    check_address(url)


def test_what_cannot_work_is_told_when_it_is_added():
    for broken in (
        hook(Kind.DINGTALK).__class__("gate", Kind.DINGTALK, "https://robot.example/x"),
        Hook("Gate!", Kind.WECOM, "https://robot.example/x"),
        Hook("gate", Kind.WECOM, "https://robot.example/x", "a secret"),
        hook(Kind.WECOM, desks=frozenset({"nowhere"})),
        hook(Kind.WECOM, priorities=frozenset({"P9"})),
    ):
        with pytest.raises(BadHook):
            check(broken, DESKS)


def test_none_means_all_and_an_empty_set_means_none():
    assert hook(Kind.WECOM).wants(News.OPENED, ("parking",), "P3")
    assert not hook(Kind.WECOM, desks=frozenset()).wants(News.OPENED, ("parking",), "P3")
    one = hook(Kind.WECOM, desks=frozenset({"parking"}), priorities=frozenset({"P0", "P1"}))
    assert one.wants(News.OPENED, ("cs_store", "parking"), "P1")
    assert not one.wants(News.OPENED, ("cs_store",), "P1")
    assert not one.wants(News.OPENED, ("parking",), "P2")
    assert one.wants(News.WAITING, ("parking",), "")


def test_the_book_is_private_and_told_again_as_it_was_written(tmp_path):
    book = HookBook(tmp_path, DESKS)
    first = hook(Kind.FEISHU, desks=frozenset({"parking"}), events=frozenset({News.OVERDUE}))
    book.put(first)
    book.put(replace(first, name="other", desks=None))
    assert (tmp_path / "hooks.yaml").stat().st_mode & 0o777 == 0o600
    assert HookBook(tmp_path, DESKS).hooks == (first, replace(first, name="other", desks=None))
    book.remove("gate")
    assert [one.name for one in book.hooks] == ["other"]
    with pytest.raises(NoSuchHook):
        book.remove("gate")


@pytest.mark.parametrize(
    "text",
    ["hooks: [{name: x", "- a", "hooks: [{name: gate, kind: telegram, url: SECRETKEY}]", "\x00", "hooks: 3"],
)
def test_a_broken_book_keeps_the_hooks_of_before_and_says_no_secret(tmp_path, caplog, text):
    book = HookBook(tmp_path, DESKS)
    book.put(hook(Kind.WECOM))
    assert len(book.hooks) == 1
    (tmp_path / "hooks.yaml").write_text(text)
    assert len(book.hooks) == 1
    assert "hooks.yaml" in caplog.text
    assert "SECRETKEY" not in caplog.text
    with pytest.raises(BadHook):
        book.put(hook(Kind.WECOM))  # what somebody is writing by hand is not written over
    assert (tmp_path / "hooks.yaml").read_text() == text


def test_no_log_error_or_picture_of_a_hook_holds_its_address_or_secret(caplog):
    caplog.set_level(logging.DEBUG)
    with playing(
        lambda heard: {
            "errcode": 93000,
            "errmsg": f"bad url {heard.path}?key={heard.query.get('key')}"
            + (f" {SECRET}" if "sign" in heard.query else ""),
        }
    ) as robots:
        poster = Poster()
        at = f"{robots.url}/send?key=keykeykey"
        outcome = poster.send(Hook("gate", Kind.WECOM, at), NOTICE)
        signed = poster.send(Hook("gate", Kind.DINGTALK, at, SECRET), NOTICE)
        nowhere = poster.send(
            Hook("gate", Kind.DINGTALK, "http://127.0.0.1:9/send?key=keykeykey", SECRET), NOTICE
        )
        poster.close()
    everything = f"{outcome}{signed}{nowhere}{Hook('gate', Kind.DINGTALK, at, SECRET)}{caplog.text}"
    assert not any(one.ok for one in (outcome, signed, nowhere))
    assert "93000" in outcome.said
    for secret in ("keykeykey", SECRET):
        assert secret not in everything


def test_nobody_is_followed_to_another_address_and_nothing_large_is_read():
    with playing() as other, playing(lambda _: (302, b"", {"Location": f"{other.url}/stolen"})) as robots:
        assert Poster().send(Hook("gate", Kind.WECOM, f"{robots.url}/x"), NOTICE).said == "HTTP 302"
        assert not other.heard
        robots.behave = lambda _: (200, b" " * 10_000_000, {})
        assert not Poster().send(Hook("gate", Kind.WECOM, f"{robots.url}/x"), NOTICE).ok


def test_the_robots_take_what_is_sent_to_them():
    with playing(lambda heard: TAKEN_BY_FEISHU if heard.path == "/feishu" else TAKEN) as robots:
        for kind in Kind:
            assert Poster().send(hook(kind, f"{robots.url}/{kind}"), NOTICE).ok
    assert [one.method for one in robots.heard] == ["POST"] * 4
    assert "application/json" in robots.heard[0].headers["content-type"]
