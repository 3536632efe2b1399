"""A second mall's passages, and answers that were written before the checks had seen any of them."""

from __future__ import annotations

from knowledge.model import Document, Hit, Passage, Standing
from tests.assistant.model_answers import EN, Written, right, wrong

_PAPERS = (
    (
        "场地租用办法",
        "广场舞台租用：工作日每场1,200元，周末及节假日每场2,000元，每场不超过3小时；须提前10个工作日申请，场地内不得使用明火。",
    ),
    ("充电宝", "充电宝租借：前30分钟免费，之后每小时2元，24小时封顶20元，押金99元；租借机位于各楼层扶梯口。"),
    (
        "快递代收",
        "快递代收点在B1层B1-22旁，服务时间9:00–21:00，包裹免费保管48小时，超过48小时每件每天收取1元。易碎品、生鲜不代收。",
    ),
    ("团购餐券说明", "团购餐券仅限堂食使用，不适用于外卖；每桌限用2张，节假日不可用，过期未用自动退款。"),
    ("培训制度", "员工入职满6个月可申请内部培训，每年补贴上限3,000元，需部门经理批准；试用期员工不可申请。"),
    ("三季度经营简报", "2026年第三季度销售额1.52亿元，环比增长8%，同比下降3%；餐饮占比41%，零售占比37%。"),
    (
        "滑冰场须知",
        "滑冰场位于L6，成人门票88元，学生凭证68元，租鞋20元，含在门票内的时间为2小时，超时每30分钟加收15元。70岁以上老人和孕妇请勿入场。",
    ),
    (
        "电梯应急",
        "电梯困人时，按下轿厢内警铃与中控通话，等待专业人员救援，严禁强行扒门。维保单位30分钟内到场。",
    ),
    (
        "Food court",
        "The food court is on L4 and seats 600. It opens at 10:30 and last orders are at 21:15. Outside food is not permitted, but baby food is fine.",
    ),
    (
        "装修管理",
        "商户装修须缴纳押金20,000元，施工时间为22:30至次日8:00，噪音作业不得晚于次日6:30。验收合格后15个工作日内无息退还。",
    ),
)
HITS = [
    Hit(
        Passage(f"p{n}", f"D{n}", n, text),
        Document(f"D{n}", title, f"{n}.md", "0", version="V1"),
        Standing.IN_FORCE,
        1.0,
    )
    for n, (title, text) in enumerate(_PAPERS, 1)
]

WRITTEN: tuple[Written, ...] = (
    right("in other words", "平日租一场是1200元，周末和节假日2000元[1]。", "节假日2000元", "舞台租金"),
    right("in other words", "每场最多3个小时，需要提前10个工作日提出申请[1]。", "个工作日提出申请", "租舞台"),
    right("in other words", "不可以，场地里禁止用明火[1]。", "场地里禁止用明火", "能用明火吗"),
    right("in other words", "周末租两场：2×2,000=4,000元[1]。", "0=4,000元", "周末租两场多少钱"),
    right(
        "in other words", "前半小时免费，以后2元一小时，一天最高20元[2]。", "，一天最高20元", "充电宝怎么收费"
    ),
    right("in other words", "押金是99元[2]，机器在每层的扶梯口[2]。", "器在每层的扶梯口", "充电宝押金"),
    right(
        "in other words",
        "The first 30 minutes are free, then it is 2 yuan per hour, capped at 20 yuan per 24 hours; the deposit is 99 yuan [2].",
        "99 yuan",
        "power bank",
        language=EN,
    ),
    right(
        "in other words",
        "快递代收点在地下一层B1-22旁边，早上9点到晚上9点[3]。",
        "上9点到晚上9点",
        "快递在哪取",
    ),
    right("in other words", "包裹可以免费放两天，超过的话每件每天1元[3]。", "的话每件每天1元", "包裹放几天"),
    right("in other words", "不代收生鲜和易碎品[3]。", "代收生鲜和易碎品", "生鲜能代收吗"),
    right("in other words", "放4天的话，前48小时免费，后2天×1元=2元[3]。", "2天×1元=2元", "放4天多少钱"),
    right("in other words", "团购券只能堂食，外卖不能用[4]。", "堂食，外卖不能用", "团购券能外卖吗"),
    right("in other words", "一桌最多用两张[4]。", "一桌最多用两张", "能用几张"),
    right("in other words", "节假日用不了[4]。", "节假日用不了", "国庆能用吗"),
    right("in other words", "没用的券过期后会自动退款[4]。", "过期后会自动退款", "过期了怎么办"),
    right(
        "in other words",
        "入职半年以上可以申请，一年最多补3000元，要部门经理批[5]。",
        "元，要部门经理批",
        "培训补贴",
    ),
    right("in other words", "试用期的员工不能申请[5]。", "期的员工不能申请", "试用期能申请吗"),
    right(
        "in other words",
        "三季度销售额1.52亿元，比上季度涨了8%，比去年同期降了3%[6]。",
        "去年同期降了3%",
        "三季度销售",
    ),
    right("in other words", "餐饮占41%，零售占37%，合计41%+37%=78%[6]。", "+37%=78%", "餐饮零售合计占比"),
    right(
        "in other words",
        "Sales in Q3 2026 were 152 million yuan, up 8% on the previous quarter but down 3% on the year [6].",
        "the year",
        "q3 sales",
        language=EN,
    ),
    right(
        "in other words",
        "滑冰场在6楼，大人88元，学生凭证件68元，租鞋另付20元[7]。",
        "，租鞋另付20元",
        "滑冰多少钱",
    ),
    right("in other words", "门票含2小时，超时每半小时15元[7]。", "时每半小时15元", "超时怎么收"),
    right("in other words", "孕妇和70岁以上的老人不要入场[7]。", "上的老人不要入场", "孕妇能滑吗"),
    right("in other words", "两个大人加租鞋：2×88+2×20=216元[7]。", "×20=216元", "两个大人带租鞋多少钱"),
    right(
        "in other words",
        "先按警铃和中控联系，不要自己扒门，等专业人员来[8]。",
        "门，等专业人员来",
        "电梯困人怎么办",
    ),
    right("in other words", "维保人员半小时内到场[8]。", "人员半小时内到场", "多久来"),
    right(
        "in other words",
        "The food court is on level 4 and opens at 10:30 am [9]. Last orders are at 9:15 pm [9].",
        "9:15 pm",
        "food court",
        language=EN,
    ),
    right(
        "in other words",
        "You may not bring outside food, but baby food is allowed [9].",
        "allowed",
        "outside food",
        language=EN,
    ),
    right(
        "in other words",
        "美食广场在L4，有600个座位，10:30开门，21:15停止点单[9]。",
        "1:15停止点单",
        "美食广场",
    ),
    right(
        "in other words",
        "装修押金2万元，验收合格后15个工作日内退还，不计利息[10]。",
        "内退还，不计利息",
        "装修押金",
    ),
    right(
        "in other words",
        "施工时间是晚上10点半到第二天早上8点，有噪音的活儿要在早上6点半之前干完[10]。",
        "上6点半之前干完",
        "几点施工",
    ),
    right("in other words", "裝修押金20,000元，驗收合格後15個工作天內退還[10]。", "5個工作天內退還", "裝修"),
    right(
        "in other words",
        "**租金**\n- 工作日：1,200元/场 [1]\n- 周末及节假日：2,000元/场 [1]",
        "2,000元/场",
        "舞台租金",
    ),
    right("in other words", "可以提前申请，最晚10个工作日前[1]。", "晚10个工作日前", "啥时候申请"),
    wrong("slightly wrong", "工作日每场2,000元[1]。", "每场2,000元", ""),
    wrong("slightly wrong", "场地内可以使用明火[1]。", "地内可以使用明火", ""),
    wrong("slightly wrong", "提前5个工作日申请即可[1]。", "个工作日申请即可", ""),
    wrong("slightly wrong", "押金20元[2]。", "押金20元", ""),
    wrong("slightly wrong", "充电宝租借机位于B1服务台[2]。", "机位于B1服务台", ""),
    wrong("slightly wrong", "包裹免费保管72小时[3]。", "免费保管72小时", ""),
    wrong("slightly wrong", "生鲜可以代收[3]。", "生鲜可以代收", ""),
    wrong("slightly wrong", "服务时间9:00–22:00[3]。", "00–22:00", ""),
    wrong("slightly wrong", "团购餐券也适用于外卖[4]。", "餐券也适用于外卖", ""),
    wrong("slightly wrong", "节假日可用[4]。", "节假日可用", ""),
    wrong("slightly wrong", "过期未用不退款[4]。", "过期未用不退款", ""),
    wrong("slightly wrong", "试用期员工可以申请[5]。", "用期员工可以申请", ""),
    wrong("slightly wrong", "每年补贴3,000元以上[5]。", "3,000元以上", ""),
    wrong("slightly wrong", "环比下降8%[6]。", "环比下降8%", ""),
    wrong("slightly wrong", "同比增长3%[6]。", "同比增长3%", ""),
    wrong("slightly wrong", "零售占比41%[6]。", "零售占比41%", ""),
    wrong("slightly wrong", "Sales rose 3% year on year [6].", "on year", "", language=EN),
    wrong("slightly wrong", "孕妇可以入场[7]。", "孕妇可以入场", ""),
    wrong("slightly wrong", "超时每30分钟加收20元[7]。", "0分钟加收20元", ""),
    wrong("slightly wrong", "可以强行扒门[8]。", "可以强行扒门", ""),
    wrong("slightly wrong", "维保人员已经出发，马上就到[8]。", "经出发，马上就到", ""),
    wrong("slightly wrong", "我们已联系维保单位[8]。", "们已联系维保单位", ""),
    wrong("slightly wrong", "Outside food is permitted [9].", "ermitted", "", language=EN),
    wrong("slightly wrong", "The food court opens at 21:15 [9].", "at 21:15", "", language=EN),
    wrong("slightly wrong", "松果咖啡的押金是99元[2]。", "啡的押金是99元", ""),
    wrong("slightly wrong", "施工时间为8:00至22:30[10]。", "00至22:30", ""),
    wrong("slightly wrong", "商场保证30天内全额退押金[10]。", "0天内全额退押金", ""),
    wrong("slightly wrong", "噪音作业可以晚于6:30[10]。", "可以晚于6:30", ""),
)

# Right figures for the wrong thing, and an opposite that no table knows: still released.
MISSED: tuple[Written, ...] = (
    wrong("slightly wrong", "周末租两场：2×1,200=2,400元[1]。", "0=2,400元", "周末租两场"),
    wrong("slightly wrong", "前30分钟每小时2元，之后免费[2]。", "时2元，之后免费", ""),
    wrong("slightly wrong", "学生门票88元[7]。", "学生门票88元", ""),
    wrong("slightly wrong", "押金验收后会计息退还[10]。", "验收后会计息退还", ""),
)
