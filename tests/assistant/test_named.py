"""What is asked of the name that a question begins with must be told by what speaks of that name."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.quoted.named import untold
from assistant.quoted.support import unspoken_things
from knowledge.model import Document, Hit, Passage, Standing
from knowledge.text import fold

PAPER = Document("D1", "读本", "d.md", "0", effective_from=date(2026, 1, 1))


def hits(*texts: str) -> list[Hit]:
    return [
        Hit(Passage(f"p{at}", "D1", at, text, kind="paragraph"), PAPER, Standing.IN_FORCE, 1.0)
        for at, text in enumerate(texts)
    ]


@pytest.mark.parametrize(
    ("question", "passage", "lacking"),
    [
        ("沈砚舟的身高是多少？", "沈砚舟，画家，1962年移居昆明。", ["身高"]),
        ("沈砚舟的身高是多少？", "沈砚舟身高一米八，善画竹。", []),
        ("沈砚舟的妻子是谁？", "沈砚舟，画家，1962年移居昆明。", ["妻子"]),
        ("沈砚舟的妻子是谁？", "沈砚舟1951年与同学林氏结婚，娶妻后移居昆明。", []),
        ("《雾港来信》的导演是谁？", "《雾港来信》是2011年上映的电影。", ["导演"]),
        ("《雾港来信》的作者是谁？", "《雾港来信》，陈默著。", []),  # told without the word
        ("沈砚舟的籍贯是哪里？", "沈砚舟，浙江湖州人。", []),
        ("灰尾袋鼯的怀孕期有多长？", "灰尾袋鼯栖息于林中，夜间觅食。", ["怀孕期"]),
        ("灰尾袋鼯的怀孕期有多长？", "灰尾袋鼯怀孕约30天后产下幼崽。", []),
        ("沈砚舟毕业于哪所大学？", "沈砚舟，画家，1962年移居昆明。", ["大学"]),
        ("沈砚舟毕业于哪所大学？", "沈砚舟1949年毕业于国立艺专。", []),
        ("沈砚舟的大儿子叫什么？", "沈砚舟，画家，身体强健，移居昆明很大胆。", ["大儿子"]),
        # a name of several words may be written with other letters between them
        ("文竹黄叶怎么回事？", "文竹叶子发黄多因浇水太勤。", []),
        ("台南孔庙大成殿哪块匾最早？", "台南孔子庙的大成殿内悬匾多块，最早的是御笔。", []),
        ("松平忠吉的墓在哪里？", "松平康忠葬于江户。", ["松平忠吉"]),
        ("《长街》第一部多少集？", "《长街》共20集。", []),
        # what stands right behind a name, of which no dictionary need know
        ("沈砚舟身高多少？", "沈砚舟，画家，1962年移居昆明。", ["身高"]),
        ("柳溪大桥的施工单位是哪家公司？", "柳溪大桥全长1200米。", ["施工单位"]),
        ("晴川碎屏险的保障期是多长时间？", "晴川碎屏险只保玻璃，赔后终止。", ["保障期"]),
        ("监控录像能留多少天", "监控录像保存不少于30天。", []),
        # a like name is another one
        ("沈砚川是什么时期的画家？", "沈砚舟，画家，1962年移居昆明。", ["沈砚川"]),
    ],
)
def test_an_attribute_of_a_name_is_told_where_that_name_is(question, passage, lacking):
    assert untold(fold(question), hits(passage, "别的人身高一米七，妻子是导演，怀孕，大学。")) == lacking


def test_an_hour_or_a_month_is_no_other_figure():
    garden = hits("沈砚舟公园1980年12月4日开放，面积2公顷。")
    assert untold(fold("沈砚舟公园每天几点关门？"), garden) == ["沈砚舟公园每天几点关门"]
    assert untold(fold("沈砚舟公园每天几点关门？"), hits("沈砚舟公园22:00关门。")) == []
    assert untold(fold("沈砚舟公园在几月开放？"), garden) == []
    # nine point five is no nine o'clock, and what belongs to the name is no attribute of it
    tower = hits("沈砚舟灯塔高九点五公尺，1872年建成。")
    assert untold(fold("沈砚舟灯塔几点开放？"), tower) == ["沈砚舟灯塔几点开放"]
    assert untold(fold("沈砚舟灯塔几点开放？"), hits("沈砚舟灯塔早上九点开放。")) == []


@pytest.mark.parametrize("question", ["停车场几点关门", "会员的生日礼是什么", "金卡有多少人"])
def test_what_begins_with_no_name_is_not_held_to_it(question):
    assert untold(question, hits("雨天入口铺设防滑垫。")) == []


def test_what_a_question_begins_with_must_stand_somewhere_near():
    near = hits("山药削皮后蒸20分钟。", "土豆要吃大火。")
    assert unspoken_things("芋头要蒸多久", near) == ["芋头"]
    assert unspoken_things("山药要蒸多久", near) == []
    assert unspoken_things("我家芋头要蒸多久", near) == []  # one's own case is told in one's own words
    assert unspoken_things("芋头蒸坏了", near) == []  # tells of a case


SURE_OF = [
    ("晴川碎屏险意外身故赔多少钱", "晴川碎屏险每次赔付以500元为限，每年两次。", ["身故"]),
    ("晴川碎屏险每次赔多少钱", "晴川碎屏险每次赔付以500元为限，每年两次。", []),
    ("晴川碎屏险一共赔多少钱", "晴川碎屏险每次赔付以500元为限，每年两次。", []),
    ("晴川碎屏险可以退余额吗", "晴川碎屏险不可转让，赔后终止。", ["余额"]),
    ("沈砚舟受谁的思想影响", "沈砚舟早年受林风眠的画风影响。", []),  # no value: papers say it in other words
]


@pytest.mark.parametrize(("question", "passage", "lacking"), SURE_OF)
def test_a_name_found_surely_does_not_answer_for_what_is_asked_of_it(question, passage, lacking):
    assert untold(fold(question), hits(passage), is_sure=True) == lacking
    assert untold(fold(question), hits(passage)) == []
