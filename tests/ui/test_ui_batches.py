"""/api/batches: a table in, drafts out; whatever the table is like, and whoever asks."""

from __future__ import annotations

import asyncio
import codecs
import csv
import io
import os
import time
from datetime import UTC, datetime, timedelta
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest

from knowledge.model import Visibility
from tests.assistant.drafting_papers import CREAM, LATTE, WINE
from tests.batching import NOON, furnish, opened_library, publish_product, unhurried
from ui.batches.model import BadTable
from ui.batches.workbook import MOST_UNPACKED, records_of_workbook
from ui.desk import AppLine, Desk, Refused
from ui.entry.limits import Limits
from ui.settings import Settings

HEAD = "社群,客群标签,渠道,产品,活动"
TABLE = f"{HEAD}\n一群,T2,微信社群,P1,\n二群,年轻白领,wechat_group,P1,\n三群,T1,短信,P3,\n四群,,朋友圈,,C1\n"
BOM = "\ufeff"


@pytest.fixture(scope="module")
def papers(tmp_path_factory):
    opened = opened_library(tmp_path_factory.mktemp("papers"))
    yield opened
    opened.close()


@pytest.fixture
def library(papers):
    return papers


@pytest.fixture
def own_library(tmp_path):
    """A library that a test may change."""
    opened = opened_library(tmp_path / "papers")
    yield opened
    opened.close()


@pytest.fixture
def settings(tmp_path):
    limits = Limits(batch_rows=50, batch_bytes=20_000)
    return Settings(home=tmp_path / "home", clock=NOON, limits=limits, batch_days=7)


@pytest.fixture
def house(house, settings, library):
    return furnish(house, settings, library)


@pytest.fixture
def ask(client, bearer):
    known = {}

    def ask(role, method, path, **given):
        known.setdefault(role, bearer(role.rstrip("2")))
        return client.request(method, path, headers=known[role], **given)

    return ask


@pytest.fixture
def begin(ask):
    def begin(table, role="content", name="社群.csv"):
        content = table if isinstance(table, bytes) else table.encode()
        return ask(role, "POST", "/api/batches", files={"file": (name, content)})

    return begin


@pytest.fixture
def ended(ask):
    def ended(batch, role="content"):
        for _ in range(600):
            now = ask(role, "GET", f"/api/batches/{batch['id']}").json()
            if now["status"] not in ("waiting", "running"):
                return now
            time.sleep(0.02)
        raise AssertionError(now)

    return ended


@pytest.fixture
def drafted(begin, ended, ask):
    """The rows of a table with their drafts, as dicts."""

    def drafted(table):
        begun = begin(table)
        assert begun.status_code == 202, begun.text
        assert ended(begun.json())["status"] == "done"
        return rows_of(ask("content", "GET", f"/api/batches/{begun.json()['id']}/drafts.csv"))

    return drafted


def rows_of(response):
    assert response.content.startswith(codecs.BOM_UTF8)
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"), newline="")))


# -- a table and its drafts --------------------------------------------------------------------------


def test_rows_of_one_tag_channel_and_product_share_one_text(drafted, begin, ended):
    one, two, three, four = drafted(TABLE)
    assert one["body"] == two["body"]
    assert "云朵米露" in one["body"]
    assert (one["社群"], two["社群"]) == ("一群", "二群")
    assert "群" not in one["body"]
    assert "白露洁面乳" in three["body"]
    assert "春游季" in four["body"]
    assert {row["status"] for row in (one, two)} <= {"ok", "needs_evidence"}
    assert one["label"] == "AI生成底稿,须人工审核后发布"
    assert one["mode"] == "template"
    assert float(one["score"]) > 0
    now = ended(begin(TABLE).json())
    assert (now["rows"], now["total"], now["done"], now["rejected"]) == (4, 3, 3, 0)


def test_a_draft_of_a_batch_is_the_draft_that_one_request_gets(drafted, ask):
    body = {"product": "P1", "channels": ["wechat_group"], "tag": "T2"}
    alone = ask("content", "POST", "/api/drafts", json=body).json()["drafts"][0]
    assert drafted(TABLE)[0]["body"] == alone["body"]


def test_the_workbook_has_the_same_rows_as_the_csv(begin, ended, ask):
    batch = ended(begin(TABLE).json())
    path = f"/api/batches/{batch['id']}"
    told = rows_of(ask("content", "GET", f"{path}/drafts.csv"))
    reply = ask("content", "GET", f"{path}/drafts.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(reply.content)).active
    head, *rows = [
        ["" if cell is None else cell for cell in row] for row in sheet.iter_rows(values_only=True)
    ]
    assert [dict(zip(head, row, strict=True)) for row in rows] == told
    assert "drafts.xlsx" in reply.headers["content-disposition"]


def test_the_file_made_for_a_workbook_is_gone_when_it_was_sent(begin, ended, ask, settings):
    batch = ended(begin(TABLE).json())
    ask("content", "GET", f"/api/batches/{batch['id']}/drafts.xlsx")
    assert not [name for name in os.listdir(settings.home / "batches") if name.startswith(".out-")]


@pytest.mark.parametrize(
    "content",
    [
        TABLE.encode(),
        (BOM + TABLE).encode(),
        TABLE.encode("gbk"),
        TABLE.replace(HEAD, "Community,Tag,Channel,Product,Campaign").encode("gbk"),
        TABLE.replace(HEAD, "社群,客群標籤,渠道,產品,活動")
        .replace("年轻白领", "T2")
        .replace("微信社群", "sms")
        .encode("big5"),
        TABLE.encode("utf-16"),
        TABLE.replace(",", ";").encode(),
        TABLE.replace(",", "\t").encode(),
        TABLE.replace("\n", "\r\n").encode(),
        ("sep=,\r\n" + TABLE.replace("\n", "\r\n")).encode(),
        TABLE.replace(HEAD, "Community,Tag,Channel,Product,Campaign").encode(),
        TABLE.replace(HEAD, "群名, 标 签 ,平台,产品编号,活动编号").encode(),
    ],
    ids=[
        "utf8",
        "bom",
        "gbk",
        "gbk english",
        "big5",
        "utf16",
        "semicolons",
        "tabs",
        "crlf",
        "sep",
        "english",
        "other names",
    ],
)
def test_a_table_is_read_as_offices_write_it(drafted, content):
    rows = drafted(content)
    assert [row["status"] in ("ok", "needs_evidence") for row in rows] == [True] * 4


@pytest.mark.parametrize("head", [HEAD, "community,tag,channel,product,campaign"])
def test_a_little_chinese_among_many_ids_is_read_as_what_it_is(drafted, head):
    """群 in GBK is two bytes that are a letter in UTF-8, so that the file is nearly UTF-8."""
    rows = drafted("\n".join([head, *(f"云顶{n}群,T2,sms,P1," for n in range(40))]).encode("gbk"))
    assert [row[head.split(",")[0]] for row in rows] == [f"云顶{n}群" for n in range(40)]


def workbook(rows, title="Sheet", **hidden):
    book = openpyxl.Workbook()
    book.active.title = "说明"
    book.active.append(["请填下一张表"])
    sheet = book.create_sheet(title)
    for row in rows:
        sheet.append(row)
    for name, state in hidden.items():
        book.create_sheet(name).append(HEAD.split(","))
        book[name].sheet_state = state
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def test_a_workbook_is_read_as_a_csv_is(begin, ended, ask):
    """Its first sheet that has the columns, under a title; numbers and days as the sheet shows them."""
    head = [*HEAD.split(","), "期数", "日期"]
    rows = [["十一月社群投放表"], [], head, ["一群", "T2", "微信社群", "P1", None, 3.0, datetime(2026, 11, 5)],
            [7, "T9", "短信", "P1"], ["三群", None, "短信", "P1", None, None, None, "多一格"]]  # fmt: skip
    batch = ended(begin(workbook(rows), name="社群.xlsx").json())
    one, two, three = rows_of(ask("content", "GET", f"/api/batches/{batch['id']}/drafts.csv"))
    assert (one["社群"], one["期数"], one["日期"]) == ("一群", "3", "2026-11-05")
    assert "云朵米露" in one["body"]
    assert (two["社群"], two["status"], three["status"]) == ("7", "rejected", "rejected")
    told = ask("content", "GET", f"/api/batches/{batch['id']}/report").json()
    assert [one["row"] for one in told["reasons"]] == [5, 6]
    assert told["reasons"][0]["reason"].startswith("B列“客群标签”:没有客群标签“T9”")


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04 no workbook",
        workbook([["x"]])[:900],
        b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
    ],
)
def test_what_is_no_workbook_is_refused_in_a_sentence(begin, content):
    reply = begin(content, name="社群.xlsx")
    assert (reply.status_code, "xlsx" in reply.json()["detail"]) == (422, True)


def test_a_workbook_that_unfolds_without_end_is_refused_before_it_is_unfolded():
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as book, book.open("xl/worksheets/sheet1.xml", "w") as part:
        for _ in range(MOST_UNPACKED // 2**20 + 1):
            part.write(b" " * 2**20)
    with pytest.raises(BadTable, match="MB"):
        list(records_of_workbook(packed.getvalue(), 9, lambda _records: True))


def test_a_reason_names_the_column(begin, ended, ask):
    rows = ["一群,T2,微信社群,P9,", "二群,T2,,P1,", f"三群,T2,短信,{'长' * 300},"]
    batch = ended(begin("\n".join([HEAD, *rows])).json())
    told = ask("content", "GET", f"/api/batches/{batch['id']}/report").json()
    one, two, three = [each["reason"] for each in told["reasons"]]
    assert one.startswith("“产品”一列：没有找到编号为“P9”")
    assert two.startswith("C列“渠道”是空的")
    assert three.startswith("D列“产品”超过200字")


def test_columns_come_in_any_order_and_others_are_kept(drafted):
    [row] = drafted("群主,产品,渠道,title\n王姐,P1,短信,自己的\n")
    assert (row["群主"], row["title"], row["draft_title"]) == ("王姐", "自己的", "")
    assert row["body"]


def test_the_command_line_without_a_server_fetches_the_same_file(client, begin, ended, ask):
    with asyncio.Runner() as runner:
        desk, target = Desk(AppLine(client.app, runner), "local-secret", "here"), io.BytesIO()
        batch = desk.give("/api/batches", "社群.csv", TABLE.encode(), role="content")
        ended(batch, "admin")
        path = f"/api/batches/{batch['id']}/drafts.csv"
        desk.fetch(path, target, role="content")
        assert target.getvalue() == ask("admin", "GET", path).content
        with pytest.raises(Refused, match="没有这个批次"):
            desk.fetch("/api/batches/B0/drafts.csv", target, role="content")
        with pytest.raises(Refused, match="空"):
            desk.give("/api/batches", "社群.csv", b"", role="content")


# -- odd rows ----------------------------------------------------------------------------------------


def test_bad_rows_are_told_with_their_number_and_the_rest_is_drafted(begin, ended, ask):
    rows = ["一,T9,短信,P1,", "二,T1,电报,P1,", "三,T1,短信,P9,", "四,T1,短信,,", "五,T1,,P1,", ",,,,", "",
            f"六{'长' * 300},T1,短信,P1,", "七,T1,短信,P1,,多一格", '八,"没有闭合,短信,P1,', "九,T1,短信,P1,"]  # fmt: skip
    batch = ended(begin("\n".join([HEAD, *rows]) + "\n").json())
    told = ask("content", "GET", f"/api/batches/{batch['id']}/report").json()
    reasons = {one["row"]: one["reason"] for one in told["reasons"]}
    assert list(reasons) == [2, 3, 4, 5, 6, 9, 10, 11]
    for row, word in {2: "T9", 3: "电报", 4: "P9", 5: "没有写", 6: "渠道", 9: "200字", 10: "表头", 11: "引号"}.items():  # fmt: skip
        assert word in reasons[row]
    drafts = rows_of(ask("content", "GET", f"/api/batches/{batch['id']}/drafts.csv"))
    assert [row["status"] for row in drafts] == ["rejected"] * 8 + ["ok"]
    assert all(not row["body"] for row in drafts[:8])
    assert drafts[-1]["body"]


def test_a_quotation_mark_that_nothing_closes_costs_its_own_row_only(drafted):
    lines = [f"群{n},T2,微信社群,P1," for n in range(45)]
    lines[3] = '群3,"T2,微信社群,P1,'
    rows = drafted("\n".join([HEAD, *lines]))
    assert [n for n, row in enumerate(rows) if row["status"] == "rejected"] == [3]
    assert len(rows) == 45


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "空"),
        (b"\n\n , ,\n", "空"),
        (HEAD.encode(), "没有一行"),
        ("社群,产品\n一,P1\n".encode(), "渠道"),
        ("社群,渠道\n一,短信\n".encode(), "产品"),
        ("渠道,channel,产品\n短信,sms,P1\n".encode(), "同一项"),
        (b"PK\x03\x04" + bytes(range(256)) * 20, "CSV"),
        (f"{HEAD}\n{'一,T1,短信,P1,' + chr(10)}".encode() + "二,T1,短信,P1,\n".encode() * 50, "50行"),
    ],
    ids=["empty", "blank", "header only", "no channel", "no product", "twice", "zip", "too many rows"],
)
def test_what_is_no_table_is_refused_in_a_sentence_and_leaves_nothing(begin, settings, content, word):
    reply = begin(content)
    assert reply.status_code == 422
    assert word in reply.json()["detail"]
    assert not [name for name in os.listdir(settings.home / "batches") if name.startswith("B")]


def test_a_table_that_is_too_large_is_refused_with_the_most_there_may_be(begin):
    for size in (30_000, 200_000):  # over the batch's most, and over what the door lets in
        assert begin(b"x" * size).status_code == 413


@pytest.mark.parametrize(
    "cell", ['=HYPERLINK("http://x")', "+1+2", "-3", "@SUM(A1)", "  =1", "＝1", "\u3000@x"]
)
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_no_cell_is_a_formula(begin, ended, ask, cell, ending):
    written = io.StringIO()
    csv.writer(written).writerows([["社群", "渠道", "产品", cell], [cell, "短信", "P1", cell]])
    batch = ended(begin(written.getvalue()).json())
    reply = ask("content", "GET", f"/api/batches/{batch['id']}/drafts.{ending}")
    if ending == "csv":
        cells = [one for row in csv.reader(io.StringIO(reply.content.decode("utf-8-sig"))) for one in row]
    else:
        sheet = openpyxl.load_workbook(io.BytesIO(reply.content)).active
        assert not [one for row in sheet.iter_rows() for one in row if one.data_type == "f"]
        cells = [one.value or "" for row in sheet.iter_rows() for one in row]
    assert not [one for one in cells if one.lstrip(" \u3000")[:1] in tuple("=+-@＝＋－＠\t") and one]
    assert sum(cell.strip() in one for one in cells) == 3


def test_a_tab_or_a_control_character_does_no_harm(drafted):
    [row] = drafted('社群,渠道,产品\n"\t=1\x00\x1b[31m",短信,P1\n')
    assert row["社群"] == "'=1[31m"


def test_what_the_rules_block_has_no_text_but_the_reason(drafted):
    of_wine, over = drafted(f"{HEAD}\n一,T1,短信,P2,\n二,T2,短信,,C4\n")
    for row in (of_wine, over):
        assert (row["status"], row["title"], row["body"]) == ("blocked", "", "")
    assert "到期" in over["findings"]
    assert "酒" in of_wine["findings"]


# -- the community's name ----------------------------------------------------------------------------

GREETING = """channels:
  wechat_group:
    wording:
      lines:
        - say: ["{community}的朋友们，看看{name}"]
"""


def test_a_community_is_named_only_where_the_wording_has_a_place_for_it(house, settings, drafted, library):
    (settings.home / "channels.yaml").write_text(GREETING, encoding="utf-8")
    furnish(house, settings, library)
    names = ["云顶一群", "全网最低价群", "名字" * 20, "", "x\n=1"]
    written = io.StringIO()
    csv.writer(written).writerows([["社群", "渠道", "产品"], *([name, "微信社群", "P1"] for name in names)])
    bodies = [row["body"].split("，")[0] for row in drafted(written.getvalue())]
    assert bodies == ["云顶一群的朋友们", *["本群的朋友们"] * 4]


def test_a_faulty_file_of_channels_is_named_where_its_channel_is_asked_for(
    house, settings, library, ask, begin, ended
):
    (settings.home / "channels.yaml").write_text("channels:\n  screen: {name: 大屏}\n", encoding="utf-8")
    furnish(house, settings, library)
    batch = ended(begin(f"{HEAD}\n一群,T2,screen,P1,\n二群,T2,短信,P1,\n").json())
    told = ask("content", "GET", f"/api/batches/{batch['id']}/report").json()
    draft = ask("content", "POST", "/api/drafts", json={"product": "P1", "channels": ["screen"]})
    piece = ask("content", "POST", "/api/copies", json={"channel": "screen", "body": "周末见"})
    for said in (told["reasons"][0]["reason"], draft.json()["detail"], piece.json()["detail"]):
        assert "没有渠道“screen”" in said
        assert "第2行起,渠道screen" in said
    assert told["by_status"] == {"rejected": 1, "ok": 1}


# -- whose it is -------------------------------------------------------------------------------------


def test_a_batch_is_its_owners_and_an_admins(begin, ended, ask):
    batch = ended(begin(TABLE).json())
    path = f"/api/batches/{batch['id']}"
    calls = [("GET", ""), ("GET", "/report"), ("GET", "/drafts.csv"), ("GET", "/drafts.xlsx"), ("POST", "/cancel"),
             ("POST", "/resume")]  # fmt: skip
    for method, rest in calls:
        assert ask("content2", method, path + rest).status_code == 404
        assert ask("admin", method, path + rest).status_code < 300
        assert ask("staff", method, path + rest).status_code == 403
    assert ask("content2", "GET", "/api/batches").json() == []
    assert [one["id"] for one in ask("admin", "GET", "/api/batches").json()] == [batch["id"]]


@pytest.mark.parametrize("batch_id", ["B0000000000000000", "..%2Fjobs", "jobs", "B" + "0" * 200])
def test_a_batch_that_is_not_there_is_a_404(ask, batch_id):
    assert ask("admin", "GET", f"/api/batches/{batch_id}").status_code == 404


def test_a_text_of_a_paper_that_may_not_be_read_any_more_is_withheld(house, settings, own_library, client, ask, begin, ended):  # fmt: skip
    furnish(house, settings, own_library)
    batch = ended(begin(TABLE).json())
    publish_product(own_library, "P1", LATTE, visibility=Visibility.RESTRICTED, audience=("leasing",))
    one, _, three, _ = rows_of(ask("content", "GET", f"/api/batches/{batch['id']}/drafts.csv"))
    assert (one["status"], one["body"]) == ("withheld", "")
    assert three["body"]


def test_the_findings_of_a_paper_that_may_not_be_read_are_withheld_too(
    house, settings, own_library, ask, begin, ended
):
    furnish(house, settings, own_library)
    batch = ended(begin(f"{HEAD}\n一群,T1,短信,P2,\n").json())
    path = f"/api/batches/{batch['id']}"
    assert "酒" in ask("content", "GET", f"{path}/report").text
    publish_product(own_library, "P2", WINE, visibility=Visibility.RESTRICTED, audience=("leasing",))
    [row] = rows_of(ask("content", "GET", f"{path}/drafts.csv"))
    assert row["status"] == "withheld"
    assert "酒" not in row["findings"]
    [reason] = ask("admin", "GET", f"{path}/report").json()["reasons"]
    assert (reason["status"], "酒" in reason["reason"]) == ("withheld", False)


def test_a_restricted_sheet_makes_no_draft_no_facts_and_no_row_for_those_outside_its_audience(
    house, settings, own_library, client, bearer, ask, begin, ended
):
    furnish(house, settings, own_library)
    publish_product(own_library, "P1", LATTE, visibility=Visibility.RESTRICTED, audience=("leasing",))
    asked = [
        ("/api/facts", {"product": "P1"}),
        ("/api/drafts", {"product": "P1", "channels": ["sms"]}),
        ("/api/drafts", {"product": "P3", "partner": "P1", "channels": ["sms"]}),
        ("/api/drafts", {"campaign": "P1", "channels": ["sms"]}),
    ]
    reader = bearer("content", "leasing")
    for path, body in asked:
        refused = ask("content", "POST", path, json=body)
        missing = ask("content", "POST", path, json={k: "P9" if v == "P1" else v for k, v in body.items()})
        assert refused.status_code == missing.status_code == 422
        assert refused.json()["detail"].replace("P1", "P9") == missing.json()["detail"]
        assert client.post(path, json=body, headers=reader).status_code == 200
    assert "云朵米露" not in ask("content", "POST", "/api/drafts", json={"text": "给云朵米露写一条短信"}).text
    batch = ended(begin(TABLE).json())
    first = rows_of(ask("content", "GET", f"/api/batches/{batch['id']}/drafts.csv"))[0]
    assert (first["status"], first["body"]) == ("rejected", "")


# -- stopping, going on, forgetting ------------------------------------------------------------------


def test_a_cancelled_batch_keeps_what_is_written_and_goes_on(house, begin, ended, ask):
    tags, channels = [f"T{n}" for n in range(1, 9)], ["短信", "朋友圈", "微信社群", "小红书", "抖音", "FAQ"]
    rows = [f"群,{tag},{channel},P1,C1" for tag in tags for channel in channels]
    unhurried(house)
    begun = begin("\n".join([HEAD, *rows])).json()
    path = f"/api/batches/{begun['id']}"
    while not ask("content", "GET", path).json()["done"]:
        time.sleep(0.005)
    assert ask("content", "POST", f"{path}/cancel").status_code == 200
    stopped = ended(begun)
    assert stopped["status"] == "cancelled"
    assert 0 < stopped["done"] < stopped["total"]
    before = rows_of(ask("content", "GET", f"{path}/drafts.csv"))
    assert len([row for row in before if row["status"] == "waiting"]) == stopped["total"] - stopped["done"]
    assert ask("content", "POST", f"{path}/resume").status_code == 202
    assert ended(begun)["status"] == "done"
    after = rows_of(ask("content", "GET", f"{path}/drafts.csv"))
    assert len(after) == len(rows)
    assert not [row for row in after if row["status"] == "waiting"]
    assert [row for row in before if row["body"]] == [
        a for a, b in zip(after, before, strict=True) if b["body"]
    ]


def test_a_paper_that_changed_since_has_its_drafts_written_anew_and_told_of(house, settings, own_library, client, ask, begin, ended):  # fmt: skip
    furnish(house, settings, own_library)
    batch = ended(begin(TABLE).json())
    path = f"/api/batches/{batch['id']}"
    before = rows_of(ask("content", "GET", f"{path}/drafts.csv"))
    dearer = [("价格", "95元", "价目表") if row[0] == "价格" else row for row in CREAM]
    publish_product(own_library, "P3", dearer, version="V2")
    ask("content", "POST", f"{path}/resume")
    now = ended(batch)
    after = rows_of(ask("content", "GET", f"{path}/drafts.csv"))
    assert len(now["notes"]) == 1
    assert "P3" in now["notes"][0]
    assert "1份底稿（1行）" in now["notes"][0]
    assert [old == new for old, new in zip(before, after, strict=True)] == [True, True, False, True]
    assert "95元" in after[2]["body"]
    ask("content", "POST", f"{path}/resume")
    assert ended(batch)["notes"] == now["notes"]


def test_an_error_of_ours_costs_one_draft_and_a_resume_tries_it_again(house, begin, ended, ask):
    good, broken = house.drafter, [True]

    def drafter(viewer, as_of):
        real = good(viewer, as_of)

        class Breaking:
            def draft(self, request):
                if request.product == "P3" and broken[0]:
                    raise RuntimeError("broken")
                return real.draft(request)

        return Breaking()

    house.drafter = drafter
    batch = ended(begin(TABLE).json())
    path = f"/api/batches/{batch['id']}"
    assert batch["status"] == "done"
    statuses = [row["status"] for row in rows_of(ask("content", "GET", f"{path}/drafts.csv"))]
    assert statuses.count("failed") == 1
    broken[0] = False
    ask("content", "POST", f"{path}/resume")
    ended(batch)
    assert "failed" not in [row["status"] for row in rows_of(ask("content", "GET", f"{path}/drafts.csv"))]


def test_a_batch_is_forgotten_when_its_time_is_over(begin, ended, lobby, ask, settings):
    old, new = ended(begin(TABLE).json()), ended(begin(TABLE).json())
    with lobby.batches.opened(old["id"]) as book:
        book.tell(created_at=(datetime.now(UTC) - timedelta(days=8)).isoformat())
    ended(begin(TABLE).json())
    assert ask("content", "GET", f"/api/batches/{old['id']}").status_code == 404
    assert ask("content", "GET", f"/api/batches/{new['id']}").status_code == 200
    assert not [name for name in os.listdir(settings.home / "batches") if name.startswith(old["id"])]


def test_the_report_counts_rows_by_channel_tag_and_status(begin, ended, ask):
    batch = ended(begin(f"{TABLE}五群,T9,短信,P1,\n六群,T1,短信,P9,\n").json())
    told = ask("content", "GET", f"/api/batches/{batch['id']}/report").json()
    assert sum(told["by_status"].values()) == 6
    assert told["by_status"]["rejected"] == 2
    assert told["by_channel"]["sms"]["rejected"] == 1
    assert sum(told["by_tag"]["T2"].values()) == 2
    page = ask("content", "GET", f"/api/batches/{batch['id']}/report?start=1&limit=1").json()
    assert ([one["row"] for one in page["reasons"]], page["reasons_total"]) == ([7], 2)
