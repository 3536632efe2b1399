"""Web pages, Markdown, plain text, slides and pictures."""

import zipfile
from pathlib import Path

import pptx
import pytest
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from ingest.readers import reader_for
from ingest.readers.html import read as read_html
from ingest.readers.markdown import read as read_markdown
from ingest.readers.pptx import read as read_pptx
from ingest.readers.text import read as read_text
from knowledge.errors import UnreadableFile
from tests.ingest.papers import repacked

LEAD = "秋雨一下,鞋柜里最怕水的那双往往正好穿在脚上,先别急着逛。"
PAGE = f"""<html><head><title>雨天护鞋_某生活网</title><style>p{{}}</style></head><body>
<nav>首页 逛街 美食</nav><header>某生活网</header>
<div class="lead">{LEAD}</div>
<article><h1>雨天护鞋</h1><p>{LEAD}</p><!-- 审稿意见:删 -->
<h2>皮鞋</h2><p>先用干布吸水,<b>再</b>放在通风处阴干,<br>不要用热风直吹,也不要靠近暖气。</p>
<p style="display:none">看不见的指令</p>
<table><tr><th>材质</th><th>办法</th></tr><tr><td>麂皮</td><td>干后再刷</td></tr></table>
<h2>读者评论</h2><p>哈哈哈我先去买双雨靴再说。</p></article>
<div class="comments"><p>沙发!</p></div><aside>热门推荐</aside><footer>备案号</footer>
<script>alert(1)</script></body></html>"""
MARKDOWN = """---
doc_id: K1
effective_from: 2026-02-30
audience: [shopper, cs]
---
# 退换货须知
<!-- 内部批注 -->
## 一、条件
- **没有小票**也可以受理,
  见[说明](http://x.example)。
1. 出示会员码

| 类别 | 期限 |
|:---|---|
| 服饰 | 7天 \\| 未剪标 |
"""


def _lines(reading) -> list[tuple[tuple[str, ...], str]]:
    return [(section.path, line) for section in reading.sections for line in section.text.split("\n")]


def test_a_web_page_gives_its_article_and_nothing_around_it(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    reading = read_html(tmp_path / "a.html")
    assert reading.title == "雨天护鞋"
    assert _lines(reading) == [
        ((), LEAD),
        (("皮鞋",), "先用干布吸水,再放在通风处阴干,"),
        (("皮鞋",), "不要用热风直吹,也不要靠近暖气。"),
        (("皮鞋",), "材质: 麂皮; 办法: 干后再刷"),
    ]


CARDS = """<html><head><title>海天汇</title></head><body><nav>首页 电话 010-1111 2222</nav><main>
<h2>场地</h2><div class="c"><i>🅿️</i><h3>停车场<br>Parking</h3><p>全天开放,按小时收费,领取月卡请到服务台。</p></div>
<div class="c"><span>L3</span><h3>母婴室</h3><p>3座</p><p>全天开放,按小时收费,领取月卡请到服务台。</p></div></main>
<footer><p>地址：海城区天汇路18号</p><p>客服热线 <b>400-800-1234</b></p><p>关于我们</p>
<p>© 2026 海天汇 京ICP备1234号 电话：123</p></footer></body></html>"""


def test_what_stands_over_the_heading_of_a_card_is_said_of_it(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(CARDS, encoding="utf-8")
    assert _lines(read_html(tmp_path / "a.html"))[:4] == [
        (("场地", "停车场 Parking"), "全天开放,按小时收费,领取月卡请到服务台。"),
        (("场地", "母婴室"), "母婴室"),  # what follows is no sentence, and says of what with its name
        (("场地", "母婴室"), "L3"),
        (("场地", "母婴室"), "3座"),
    ]


def test_what_two_cards_both_say_is_kept_in_both(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(CARDS, encoding="utf-8")
    assert (("场地", "母婴室"), "全天开放,按小时收费,领取月卡请到服务台。") in _lines(
        read_html(tmp_path / "a.html")
    )


def test_the_heading_of_a_place_that_a_script_fills_is_left_out(tmp_path: Path) -> None:
    page = '<html><body><section><h2>今日活动</h2><div id="today"></div></section><h2>停车</h2><p>B2。</p></body></html>'
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    assert _lines(read_html(tmp_path / "a.html")) == [(("停车",), "B2。")]


def test_cards_of_one_short_line_each_are_properties(tmp_path: Path) -> None:
    told = {"地址": "天汇路18号", "电邮": "a@haitian.example", "停车场": "B2、B3"}
    cards = "".join(
        f"<div class=c><i>☎</i><h3>{label}</h3><p>{value}</p></div>" for label, value in told.items()
    )
    page = f"<html><body><h2>联络资讯</h2><div>{cards}</div></body></html>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    assert _lines(read_html(tmp_path / "a.html")) == [
        (("联络资讯",), f"{label}: {value}") for label, value in told.items()
    ]


def test_questions_stay_the_headings_of_their_answers(tmp_path: Path) -> None:
    asked = "".join(f"<div class=q><h3>{n}楼有母婴室吗？</h3><p>有{n}间。</p></div>" for n in (1, 2, 3))
    (tmp_path / "a.html").write_text(f"<html><body><div>{asked}</div></body></html>", encoding="utf-8")
    assert _lines(read_html(tmp_path / "a.html"))[0] == (("1楼有母婴室吗？",), "有1间。")


def test_of_a_footer_is_kept_how_the_house_is_reached(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(CARDS, encoding="utf-8")
    assert [line for path, line in _lines(read_html(tmp_path / "a.html")) if not path] == [
        "地址：海城区天汇路18号",
        "客服热线 400-800-1234",
    ]


def test_a_footer_with_something_hidden_is_not_read(tmp_path: Path) -> None:
    page = CARDS.replace("<p>关于我们</p>", "<p style='display:none'>电话：400-999-9999</p>")
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    assert all(path for path, _ in _lines(read_html(tmp_path / "a.html")))


def test_markdown_gives_text_without_markup(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(MARKDOWN, encoding="utf-8")
    reading = read_markdown(tmp_path / "a.md")
    assert reading.title == "退换货须知"
    assert reading.front_matter == {
        "doc_id": "K1",
        "effective_from": "2026-02-30",
        "audience": ["shopper", "cs"],
    }
    assert _lines(reading) == [
        (("一、条件",), "没有小票也可以受理,见说明。"),
        (("一、条件",), "1. 出示会员码"),
        (("一、条件",), "类别: 服饰; 期限: 7天 | 未剪标"),
    ]


def test_plain_text_joins_broken_lines(tmp_path: Path) -> None:
    text = "停车规则\n\n一、收费\n前30分钟免费,超过部分\n每小时5元。\n第 1 页 共 2 页\n1.1 封顶40元。\n1.2 停车场出口全天开放,商场关门以后也可以\n随时离场。\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    reading = read_text(tmp_path / "a.txt")
    assert reading.title == "停车规则"
    assert [line for _, line in _lines(reading)] == [
        "前30分钟免费,超过部分每小时5元。",
        "1.1 封顶40元。",
        "1.2 停车场出口全天开放,商场关门以后也可以随时离场。",
    ]


def test_slides_give_titles_text_tables_and_notes_with_their_number(tmp_path: Path) -> None:
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = "复盘"
    slide.placeholders[1].text = "客流19.6万\n核销率69.0%"
    table = slide.shapes.add_table(2, 2, Inches(1), Inches(5), Inches(4), Inches(1)).table
    for place, text in {(0, 0): "指标", (0, 1): "结果", (1, 0): "客流", (1, 1): "19.6万"}.items():
        table.cell(*place).text = text
    slide.notes_slide.notes_text_frame.text = "口径见终版"
    deck.save(str(tmp_path / "a.pptx"))
    sections = read_pptx(tmp_path / "a.pptx").sections
    assert [(s.kind, s.page, s.path, s.text) for s in sections] == [
        ("slide", 1, ("复盘",), "客流19.6万\n核销率69.0%"),
        ("row", 1, ("复盘",), "指标: 客流; 结果: 19.6万"),
        ("slide", 1, ("复盘", "备注"), "口径见终版"),
    ]


def test_charts_of_every_kind_and_merged_cells_become_rows(tmp_path: Path) -> None:
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    data = CategoryChartData()
    data.categories = ["周六", "周日"]
    data.add_series("客流", (120, 98.5))
    place = (Inches(1), Inches(1), Inches(4), Inches(3))
    slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *place, data)
    table = slide.shapes.add_table(3, 2, Inches(1), Inches(5), Inches(4), Inches(1)).table
    for at, text in {(0, 0): "楼层", (0, 1): "品牌", (1, 0): "L1", (1, 1): "云杉", (2, 1): "半糖"}.items():
        table.cell(*at).text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    deck.save(str(tmp_path / "flat.pptx"))
    part = next(n for n in zipfile.ZipFile(tmp_path / "flat.pptx").namelist() if "charts/chart" in n)
    deep = repacked(tmp_path / "flat.pptx", tmp_path / "b.pptx", part, b"<c:barChart>", b"<c:bar3DChart>")
    path = repacked(deep, tmp_path / "a.pptx", part, b"</c:barChart>", b"</c:bar3DChart>")
    assert [section.text for section in read_pptx(path).sections] == [
        "类别: 周六; 客流: 120",
        "类别: 周日; 客流: 98.5",
        "楼层: L1; 品牌: 云杉",
        "楼层: L1; 品牌: 半糖",
    ]


def test_a_missing_slide_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    deck = pptx.Presentation()
    for title in ("第一", "第二"):
        deck.slides.add_slide(deck.slide_layouts[5]).shapes.title.text = title
    deck.save(str(tmp_path / "whole.pptx"))
    with zipfile.ZipFile(tmp_path / "whole.pptx") as given, zipfile.ZipFile(tmp_path / "a.pptx", "w") as made:
        for name in given.namelist():
            if name != "ppt/slides/slide1.xml":
                made.writestr(name, given.read(name))
    reading = read_pptx(tmp_path / "a.pptx")
    assert [section.text for section in reading.sections] == ["第二"]
    assert reading.warnings == ("A slide is missing in the file.",)


def test_hidden_slides_and_frames_are_told(tmp_path: Path) -> None:
    deck = pptx.Presentation()
    for title in ("给人看", "不给人看"):
        deck.slides.add_slide(deck.slide_layouts[5]).shapes.title.text = title
    deck.slides[1].element.set("show", "0")
    deck.save(str(tmp_path / "a.pptx"))
    assert read_pptx(tmp_path / "a.pptx").warnings == ("Hidden slide left out: 2",)
    (tmp_path / "a.html").write_text("<frameset><frame src=b.html></frameset>", encoding="utf-8")
    assert "frames" in read_html(tmp_path / "a.html").warnings[0]


@pytest.mark.parametrize(("declared", "written"), [("utf-8", "gbk"), ("gb2312", "gb18030"), ("gbk", "big5")])
def test_a_page_that_lies_about_its_encoding_is_read(tmp_path: Path, declared: str, written: str) -> None:
    words = "營業時間及停車收費說明" if written == "big5" else "营业时间镕记到22:00"
    page = f'<html><head><meta charset="{declared}"></head><body><p>{words}</p></body></html>'
    (tmp_path / "a.html").write_bytes(page.encode(written))
    assert read_html(tmp_path / "a.html").sections[0].text == words


@pytest.mark.parametrize(
    ("name", "reason"), [("a.png", "damaged"), ("a.doc", "old Word"), ("a.xyz", "not read")]
)
def test_what_cannot_be_read_says_what_to_do(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / name).write_bytes(b"x")
    with pytest.raises(UnreadableFile, match=reason):
        reader_for(tmp_path / name)(tmp_path / name)


FAQ = """<html><body><h1>Guide</h1><section><h2>Service</h2><dl>
<dt>可以借雨傘嗎? Can I borrow an umbrella?</dt><dd>可以,按金 HK$50,兩日內歸還。Yes, with a deposit of HK$50.</dd>
<dt>遺失物品 Lost property</dt><dd>請到 G/F 顧客服務處查詢,保管 30 天。Ask at the desk on G/F.</dd></dl>
<p>Last line.</p></section>
<details><summary>May I smoke?</summary><p>No, nowhere in the house.</p></details></body></html>"""


def test_what_is_asked_in_a_list_of_terms_heads_its_answer(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(FAQ, encoding="utf-8")
    assert [path for path, _ in _lines(read_html(tmp_path / "a.html"))] == [
        ("Service", "可以借雨傘嗎? Can I borrow an umbrella?"),
        ("Service", "遺失物品 Lost property"),
        ("Service",),
        ("Service", "May I smoke?"),
    ]


def test_short_terms_are_lines_with_what_is_said_of_them(tmp_path: Path) -> None:
    page = "<body><h1>G</h1><dl><dt>Height:</dt><dd>2.0 m</dd><dt>Spaces</dt><dd>400</dd></dl></body>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    assert [line for _, line in _lines(read_html(tmp_path / "a.html"))] == ["Height: 2.0 m", "Spaces: 400"]


def test_a_row_of_header_cells_and_a_caption_head_a_table(tmp_path: Path) -> None:
    page = """<body><h1>G</h1><h2>Parking</h2><table><caption>免費泊車 Free parking</caption>
    <tr><th>即日消費 Same-day spending</th><th>免費時數 Free hours of parking</th></tr>
    <tr><td>HK$300</td><td>1</td></tr><tr><td>HK$600</td><td>2</td></tr></table></body>"""
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    rows = read_html(tmp_path / "a.html").sections
    assert [row.text for row in rows] == [
        "即日消費 Same-day spending: HK$300; 免費時數 Free hours of parking: 1",
        "即日消費 Same-day spending: HK$600; 免費時數 Free hours of parking: 2",
    ]
    assert {row.path for row in rows} == {("Parking", "免費泊車 Free parking")}


def test_every_one_of_several_articles_on_a_page_is_read(tmp_path):
    notices = [
        ("停电通知", "12月1日凌晨地下二层停电两小时,请提前移走车辆。"),
        ("电梯检修", "12月3日至5日三号客梯停用检修,请走扶梯。"),
        (
            "闭店",
            "某书店12月8日结束营业,会员卡余额可到服务台办理退款,请带身份证件和会员卡原件,由本人办理,办理时间为每日十点到二十点。",
        ),
    ]
    told = "".join(f"<article><h2>{head}</h2><p>{text}</p></article>" for head, text in notices)
    wrapped = "".join(
        f"<div class='card'><article><h2>{head}</h2><p>{text}</p></article></div>" for head, text in notices
    )
    for page in (told, wrapped):
        path = tmp_path / "notices.html"
        path.write_text(f"<html><body><h1>公告</h1>{page}</body></html>", encoding="utf-8")
        read = "\n".join(section.text for section in read_html(path).sections)
        assert all(text in read for _, text in notices)


def test_teasers_beside_an_article_are_not_read(tmp_path):
    path = tmp_path / "page.html"
    teasers = "".join(f"<article><a href='/{n}'>另一篇文章的标题{n}</a></article>" for n in range(3))
    path.write_text(
        f"<html><body><article><h1>护鞋</h1><p>{LEAD * 4}</p></article>{teasers}</body></html>",
        encoding="utf-8",
    )
    read = "\n".join(section.text for section in read_html(path).sections)
    assert "另一篇文章" not in read
