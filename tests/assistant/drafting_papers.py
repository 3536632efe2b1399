"""A small mall's papers for the drafting tests: everything in them is invented here."""

from datetime import date, datetime

from knowledge.model import Document, Hit, Passage, Standing, Visibility

LATTE = [
    ("产品名称", "云朵米露", "品牌资料"),
    ("品牌", "云朵茶铺(CLOUD TEA)", "店铺目录"),
    ("合规类别", "饮品(beverage)", "归类"),
    ("门店", "云朵茶铺L2-07,2026-03-01开业", "店铺目录"),
    ("规格与价格", "300 ml 18元;500 ml 22元", "价目表"),
    ("主要配料", "大米、牛乳", "配料表"),
    ("过敏原", "含乳", "配料表"),
    ("能量", "52 kJ/100 ml", "品牌送检检测,2026-01"),
    ("活动", "第二杯半价", "报名表"),
    ("活动时间", "2026-04-03至2026-04-09", "报名表"),
    ("活动条件", "同款同规格的第二杯半价,每日限90份", "报名表"),
    ("禁用表述", "养胃、助眠", "无依据"),
    ("成本", "6元", "内部"),
    ("内部编号", "INT-42", "内部"),
]
WINE = [
    ("产品名称", "山杏酒", "品牌资料"),
    ("品牌", "杏坞(XINGWU)", "店铺目录"),
    ("合规类别", "酒类(alcohol)", "归类"),
    ("门店", "杏坞L1-12", "店铺目录"),
    ("酒精度", "9%vol", "标签"),
    ("价格", "66元", "价目表"),
    ("提示语", "过量饮酒有害健康,未成年人请勿饮酒", "必写"),
    ("禁用表述", "解压", "无依据"),
]
CREAM = [
    ("产品名称", "白露洁面乳", "品牌资料"),
    ("品牌", "白露(BAILU)", "店铺目录"),
    ("合规类别", "化妆品(cosmetics)", "归类"),
    ("门店", "白露L3-02", "店铺目录"),
    ("规格", "100 g", "标签"),
    ("价格", "89元", "价目表"),
    ("前7日最低成交价", "99元", "收银记录"),
    ("功效", "清洁", "备案"),
    ("禁用表述", "祛痘", "备案不含"),
]
TEA = [
    ("产品名称", "冬瓜露", "品牌资料"),
    ("合规类别", "饮品(beverage)", "归类"),
    ("门店", "云朵茶铺L2-07", "店铺目录"),
    ("价格", "产品单未提供价格,不得自拟", "待补充"),
    ("糖", "0蔗糖", "配料表"),
    ("能量", "40 kJ/100 ml", "送检检测,2026-02"),
]
DRAW = """1.1 春游季抽奖时间:2026年4月3日10:00至4月9日20:00。
1.2 会员单日累计实付满150元可抽1次,每天最多2次。
2.1 中奖概率与奖品:一等奖1名,价值880元礼盒,概率1%;二等奖9名,毛巾1条,概率9%。
3.1 春游季抽奖主办方:云顶商业公司。"""
FAIR = """1.1 春游季活动时间:2026年4月3日10:00至4月9日21:00,在云顶商场举行。
1.2 满200元减30元电子券怎么领:会员2026年4月1日10:00起在“云顶”小程序领券,总量5,000张,每位会员限领3张。
1.3 满200元减30元电子券使用门槛:参与门店单笔实付满200元可用1张,每笔小票限用1张。
1.4 不参与满200元减30元电子券的门店:云顶超市、云顶影城、白杨口腔。
1.5 春游季咨询:L1服务台或客服热线400-111-2222;主办方:云顶商业公司。"""
FAIR_EN = """The spring fair runs from 3 to 9 April 2026.
Members claim a CNY 30 off CNY 200 coupon in the mini-program, 3 per member.
Questions: hotline 400-111-2222."""
KIDS = """1.1 小小园丁活动日期:2026年4月4日、5日,共两天。
1.2 小小园丁每天两场:9:30–10:30和15:00–16:00,每场限12名儿童。
1.3 小小园丁适合几岁的孩子:4–8岁儿童可以参加。
2.1 小小园丁怎么报名:会员在“云顶”小程序使用120积分报名。
2.2 小小园丁费用:每名儿童120积分,不收现金。
3.1 家长必须陪同:每名儿童须有一位成年人(家长或监护人)全程陪同。
4.1 小小园丁取消报名:在场次开始48小时以前取消的,120积分退回。"""


def _rows(doc_id, rows):
    texts = [f"字段: {a}; 内容: {b}; 依据: {c}" for a, b, c in rows]
    return [
        Passage(f"{doc_id}-{i}", doc_id, i, t, kind="row", row=f"第{i + 1}行") for i, t in enumerate(texts)
    ]


def _clauses(doc_id, text, section="一、规则"):
    lines = text.split("\n")
    return [Passage(f"{doc_id}-{section}-{i}", doc_id, i, t, section=(section,)) for i, t in enumerate(lines)]


def _document(doc_id, title, doc_type, visibility=Visibility.PUBLIC, **more):
    return Document(doc_id, title, f"{doc_id}.docx", "0", visibility, doc_type, **more)


class DraftPapers:
    """Papers in memory; `search` counts shared character pairs."""

    def __init__(self):
        inside = Visibility.INTERNAL
        self._documents = {
            d.doc_id: d
            for d in (
                _document("P1", "产品单 云朵米露", "product", inside),
                _document("P2", "产品单 山杏酒", "product", inside),
                _document("P3", "产品单 白露洁面乳", "product", inside),
                _document("P4", "产品单 冬瓜露", "product", inside),
                _document("C6", "春游季抽奖细则", "lottery"),
                _document("C1", "春游季活动规则", "campaign"),
                _document("C2", "小小园丁", "campaign"),
                _document(
                    "C3",
                    "秋收季活动规则",
                    "campaign",
                    publish_from=datetime.fromisoformat("2026-09-01T10:00:00+08:00"),
                ),
                _document("C4", "冬日季活动规则", "campaign", effective_to=date(2026, 2, 1)),
                _document("C5", "春游季讨论稿", "campaign", Visibility.DRAFT),
                _document("S1", "值班手册春游季", "sop", inside),
                _document("R1", "品牌指数", "other", Visibility.RESTRICTED),
                _document("I1", "商户手册", "other", inside),
                _document("D1", "店铺目录", "directory"),
            )
        }
        self._passages = {
            "P1": _rows("P1", LATTE),
            "P2": _rows("P2", WINE),
            "P3": _rows("P3", CREAM),
            "C1": [*_clauses("C1", FAIR), *_clauses("C1", FAIR_EN, "English summary")],
            "P4": _rows("P4", TEA),
            "C6": _clauses("C6", DRAW),
            "C2": _clauses("C2", KIDS),
            **{name: _clauses(name, FAIR) for name in ("C3", "C4", "C5", "S1", "R1", "I1")},
            "D1": _clauses("D1", "铺位: L6-03; 品牌: 白杨口腔; 楼层: L6; 营业时间: 10:00–20:00; 月租: 9万"),
        }

    def document(self, doc_id):
        return self._documents.get(doc_id)

    def passages(self, doc_id):
        return self._passages.get(doc_id, [])

    def search(self, text, k):
        pairs = {text[i : i + 2] for i in range(len(text) - 1)}
        hits = []
        for doc_id, passages in self._passages.items():
            document = self._documents[doc_id]
            for passage in passages:
                score = sum(pair in document.title + passage.text for pair in pairs)
                if score:
                    hits.append(Hit(passage, document, Standing.IN_FORCE, float(score)))
        return sorted(hits, key=lambda hit: -hit.score)[:k]
