"""A district mall whose workbook says how its cells are filled and has its changes on a sheet, with last year's list beside it,
its notices collected in one file, a page with a table of days, and charges with a zone a column.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import openpyxl
import pytest

from knowledge.text import fold
from tests.house import STAFF, House, fresh, opened

NOW = datetime.fromisoformat("2026-11-21T15:00:00+08:00")  # a Saturday

SHOPS = [
    ["湖畔里 在营门店清单(B1—L6)"],
    ["制表:招商部  更新:2026/11/9   空白“营业”=同商场"],
    ["楼层", "铺位号\nUnit", "店招名", "业态", "营业(空=同商场)", "备注(物业/租户报)", "电话"],
    [
        "B1",
        "B101-B110",
        "田野超市",
        "超市",
        "见备注",
        "不随商场。平日及周末 07:30–22:00;12/1起见公告",
        "028-600 8101",
    ],
    ["L1", "L101", "松果书房", "书店", None, None, None],
    ["L2", "L208", "暖窝家纺", "家纺", None, None, None],
    ["L3", "L302", "小树早教", "教育", "周三至周日 09:00–18:00", "周一、周二闭店", None],
    ["L5", "L502", "像素电玩", "电玩", "10:00–22:00", "周五周六到23:30", None],
    ["L6", "L601", "望台小馆", "餐饮", "17:00–24:00", None, None],
    [
        "L6",
        "望台",
        "望台屋顶花园",
        "活动场地",
        "冬季(11月–次年2月)10:00–20:00",
        "其他月份到21:00;大风关闭",
        None,
    ],
]
CHANGES = [
    ["近期变动"],
    ["店招名", "原/新铺位", "动作", "日期", "说明"],
    ["蜂蜜小铺", "L221", "撤场", "2026.10.31", "原址现为凉水铺"],
    ["暖窝家纺", "L110→L208", "移位", "2026.9.1", "原址现为松果书房"],
    ["山雀露营", "L224", "筹备中", "预计2026年12月19日开业", "围挡中"],
]
LAST_YEAR = [
    ["湖畔里品牌名录(2025年9月)——旧版,仅供参考,以最新版为准"],
    ["铺号", "品牌", "类别", "时间", "remark"],
    ["L110", "暖窝家纺", "家纺", None, None],
    ["B101", "田野超市", "超市", "07:30-22:30", None],
    ["L221", "蜂蜜小铺", "甜品", "10:00-21:00", None],
]
PAPERS = {
    "通知合集.md": "# 湖畔里公众号 · 存档\n\n## 【11.10发】超市冬令时间\n\n12月1日至次年2月28日,田野超市营业时间调整为 **08:30—21:00**。\n\n"
    "## 【11.5发】宠物新规\n\n自11月15日起,20公斤以下的犬猫可入场,须全程牵绳。\n\n"
    "## 【2025.6.1发】停车调价通知(已失效)\n\n自2025年6月1日起每小时9元。*本通知自2026年9月1日起不再执行。*\n",
    "开放时间.md": "# 开放时间\n\n| 日子 | 开门 | 关门 |\n|---|---|---|\n| 周日至周四 | 10:00 | 22:00 |\n| 周五、周六 | 10:00 | 22:30 |\n",
    "望台.html": "<html><body><main><h1>L6 望台</h1><h2>近期</h2><table><tr><td>12月5、6日</td><td>手作集市</td><td>11:00–19:00 免费</td></tr>"
    "<tr><td>12月12日</td><td>搭建</td><td>全天不开放</td></tr></table></main></body></html>",
    "停车收费公示.md": "# 湖畔里停车收费公示\n\n自2026年9月1日起执行。\n\n| 项目 | A区(B1层) | B区(B2层) |\n|---|---|---|\n| 入场免费 | 30分钟 | 60分钟 |\n"
    "| 计费(元/小时) | 前2小时每小时6元,之后每小时8元 | 每小时4元 |\n| 24小时封顶(元) | 60 | 36 |\n| 夜间 23:30-次日07:00 | 清场 | 每小时2元 |\n| 车位(个) | 310 | 870 |\n\n"
    "一、不足1小时按1小时计。超过免费时长的,从入场时刻起计费。\n",
    "会员章程.md": "# 湖会员章程\n\n自二〇二六年七月一日起施行。\n\n## 兑换\n\n300分兑停车1小时;1,000分兑20元券。\n",
}


@pytest.fixture(scope="module")
def mall(tmp_path_factory, ingested_home) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("lakeside") / "public"
    folder.mkdir()
    for name, sheets in {
        "门店清单_202611.xlsx": {"B1-L6": SHOPS, "变动": CHANGES},
        "品牌名录2025年9月(旧).xlsx": {"Sheet1": LAST_YEAR},
    }.items():
        book = openpyxl.Workbook()
        book.remove(book.active)
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(row)
        book.save(folder / name)
    for name, text in PAPERS.items():
        (folder / name).write_text(text, "utf-8")
    with opened(fresh(folder.parent / "home", ingested_home)) as house:
        report = house.atrium.ingest.run([folder])
        assert report.exit_code == 0, report.to_json()
        yield house


def test_what_one_notice_of_several_says_of_itself_ends_no_collection(mall):
    papers = {paper.source.rsplit("/")[-1]: paper for paper in mall.atrium.library.documents(STAFF, NOW)}
    assert papers["通知合集.md"].effective_to is None
    assert str(papers["会员章程.md"].effective_from) == "2026-07-01"
    assert papers["品牌名录2025年9月(旧).xlsx"].declared_status == "superseded"


SAID = {
    "暖窝家纺在哪": (["L208"], []),
    "暖窝家纺搬哪去了": (["L208", "L110→L208"], []),
    "蜂蜜小铺还在吗": (["不在营业", "撤场"], ["10:00-21:00"]),
    "山雀露营开了没": (["即将开业", "12月19日"], []),
    "小树早教今天开吗": (["今天（周六）为 09:00–18:00"], ["撤场"]),
    "小树早教周一开吗": (["11月23日（周一）休息"], ["撤场"]),
    "像素电玩今天开到几点": (["今天（周六）为 10:00–23:30"], []),
    "田野超市开到几点": (["今天（周六）为 07:30–22:00"], ["22:30"]),
    "田野超市12月2日开到几点": (["12月2日（周三）为 08:30-21:00"], []),
    "松果书房几点关门": (["22:30 闭店"], []),  # the cell is left empty: as the mall
    "望台几点关": (["10:00–20:00"], ["22:30", "17:00"]),  # what lies there, and not the mall
    "12月12日望台开吗": (["全天不开放"], ["手作集市"]),
    "停车怎么收费": (["前2小时每小时6元", "每小时4元", "36"], ["每小时9元", "车位"]),
    "A区停车怎么收费": (["前2小时每小时6元"], []),
    "多少积分换一小时停车": (["300积分抵1小时"], []),
    "停车两小时要多少积分": (["2小时要600积分"], []),
    "20公斤的狗能带进来吗": (["牵绳"], []),
}


@pytest.mark.parametrize(("asked", "said"), SAID.items())
def test_a_shopper_is_told_what_the_papers_say(mall, asked, said):
    there, nowhere = said
    answer = mall.ask(asked, as_of=NOW)
    assert answer.handling.value in ("answer", "partial"), answer.answer
    for words in there:
        assert fold(words) in fold(answer.answer), answer.answer
    for words in nowhere:
        assert fold(words) not in fold(answer.answer), answer.answer


def test_hours_of_a_time_hold_on_its_days_alone(mall):
    in_february = datetime.fromisoformat("2027-02-10T15:00:00+08:00")
    assert "08:30-21:00" in mall.ask("田野超市开到几点", as_of=in_february).answer
    in_march = datetime.fromisoformat("2027-03-10T15:00:00+08:00")
    assert "为 07:30–22:00" in mall.ask("田野超市开到几点", as_of=in_march).answer
