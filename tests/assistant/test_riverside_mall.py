"""A mall whose papers are as leasing and operations teams keep them: a workbook of shops with a sheet of facilities, two parking
notices of which the newer calls the older void by its day, a notice with hours of one shop for a feast, levels with names of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import openpyxl
import pytest

from knowledge.text import fold
from tests.house import STAFF, House, fresh, opened

NOW = datetime.fromisoformat("2026-09-16T15:20:00+08:00")

SHOPS = [
    ["临江天地 商户总表(2026年9月)"],
    [],
    ["序号", "楼层", "铺位号", "品牌名称", "业态", "主营", "营业时间(空=随商场)", "状态", "备注"],
    [1, "B1 超市", "B1-01", "禾米鲜生", "超市", "生鲜", "08:00-22:00", "正常营业", None],
    [2, "L1 名品", "L1-05", "盲盒星球", "潮玩", "盲盒", None, "正常营业", None],
    [3, "L4 亲子", "L4-02", "砖块王国", "儿童亲子", "积木玩具", None, "正常营业", None],
    [4, "L4 亲子", "L4-06", "小鹿画室", "儿童亲子", "美术课", None, "正常营业", None],
    [5, "L3 运动", "L3-07", "斯凯奇", "运动户外", "运动休闲鞋", "10:00-22:00", "正常营业", None],
    [6, "L3 运动", "L3-09", "逐浪", "运动户外", "泳衣", None, "正常营业", None],
    [7, "B1 超市", "B1-20", "白鹭洗衣", "生活服务", "干洗", None, "正常营业", None],
]
FACILITIES = [
    ["设施", "位置", "开放时间", "说明"],
    ["总服务台", "L1 中庭", "随商场", "租借、失物"],
    ["洗手间", "每层东、西两侧", "随商场", None],
    ["AED", "L1服务台、L4亲子中庭", None, None],
    ["ATM", "B1 扶梯旁", "24小时", "招商银行"],
    ["饮水机", "L1 东侧", "随商场", None],
    ["饮水机", "L4 西侧", "随商场", "有温水"],
]
PAPERS = {
    "停车场收费公示牌.md": "# 临江天地停车场收费公示牌\n\n(2025年3月1日起执行)\n\n小型车首30分钟免费,之后每小时6元,24小时封顶50元。\n",
    "停车收费公示.md": "# 停车收费标准公示\n\n本公示自2026年7月1日起执行,2025年3月1日公布的收费公示牌同时作废。\n\n小型车30分钟内免费,之后每小时8元,24小时封顶60元。\n",
    "会员.md": "# 江会员权益规则\n\n2026年1月1日起执行。\n\n| 等级 | 门槛 | 停车 |\n|---|---|---|\n| 银江卡 | 满5,000元 | 1小时 |\n| 金江卡 | 满20,000元 | 2小时 |\n",
    "便民服务.md": "# 便民服务说明\n\n## 母婴室\n\n| 位置 | 设备 | 现状 |\n|---|---|---|\n| L2 东侧 | 尿布台、温奶器 | 正常 |\n| L3 西侧 | 尿布台 | 9月10日至9月30日改造,暂停使用,请到L2 |\n\n男士可进入母婴室外间。\n\n"
    "## 其他\n\n4. 礼品包装:每件15元。\n5. 服务台不代收快递,不提供打印。\n",
    "营业时间.md": "# 关于2026年国庆营业时间的公告\n\n商场平日营业时间10:00-22:00。\n\n禾米鲜生国庆期间(10月1日-7日)08:00-22:30。\n",
}


@pytest.fixture(scope="module")
def mall(tmp_path_factory, ingested_home) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("riverside") / "public"
    folder.mkdir()
    book = openpyxl.Workbook()
    for sheet, rows in ((book.active, SHOPS), (book.create_sheet("设施点位"), FACILITIES)):
        for row in rows:
            sheet.append(row)
    book.active.title = "商户总表"
    book.save(folder / "商户总表_2026年9月.xlsx")
    for name, text in PAPERS.items():
        (folder / name).write_text(text, "utf-8")
    with opened(fresh(folder.parent / "home", ingested_home)) as house:
        report = house.atrium.ingest.run([folder])
        assert report.exit_code == 0, report.to_json()
        yield house


def test_papers_begin_on_the_day_that_a_line_or_a_sentence_of_theirs_says(mall):
    papers = {paper.title: paper for paper in mall.atrium.library.documents(STAFF, NOW)}
    assert papers["临江天地停车场收费公示牌"].effective_from == date(2025, 3, 1)
    assert papers["停车收费标准公示"].effective_from == date(2026, 7, 1)
    assert papers["江会员权益规则"].effective_from == date(2026, 1, 1)


SAID = {
    "停车怎么收费": (["每小时8元"], ["每小时6元", "50元"]),  # the board of 2025 is void
    "有没有洗手间": (["每层东、西两侧"], []),
    "AED在哪": (["L4亲子中庭"], []),
    "哪里有ATM": (["B1 扶梯旁"], []),
    "四楼的饮水机在哪": (["L4 西侧"], ["L1 东侧"]),  # the floor chooses among rows of the same thing
    "二楼有ATM吗": (["B1 扶梯旁"], ["尿布台"]),  # and not a row of another thing there
    "母婴室在哪": (["L2 东侧", "L3 西侧"], []),  # each row of a table of places is another place
    "能打印吗": (["不提供打印"], ["礼品包装"]),
    "有礼品包装服务吗": (["每件15元"], ["白鹭洗衣"]),  # a paper tells of the service, and no shop offers it
    "Is there a nursing room on L3?": (["L3 west side", "out of use"], []),
    "三楼母婴室能用吗": (["暂停使用"], ["是的", "斯凯奇"]),
    "三楼母婴室开着吗": (["暂停使用"], ["斯凯奇"]),  # what is heard across words names no shop
    "想给娃买积木": (["砖块王国"], ["小鹿画室"]),
    "禾米鲜生国庆几点关门": (["08:00–22:30"], ["10月1日（周四）为 08:00-22:00"]),
    "禾米鲜生今天几点关门": (["今天（周三）为 08:00-22:00"], []),
    "斯凯奇几点关门": (["10:00-22:00"], []),
    "金卡要消费多少": (["20,000"], []),
    "银卡停车免多久": (["1小时"], []),
}


@pytest.mark.parametrize(("asked", "said"), SAID.items())
def test_a_shopper_is_told_what_the_papers_say(mall, asked, said):
    there, nowhere = said
    answer = mall.ask(asked, as_of=NOW)
    assert answer.handling.value == "answer", answer.answer
    assert all(fold(part) in fold(answer.answer) for part in there), answer.answer
    assert not any(fold(part) in fold(answer.answer) for part in nowhere), answer.answer
