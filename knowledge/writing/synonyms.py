"""Words of malls that mean the same: asked with one, a passage with another is found too, for less.

Only words that stand for each other in every mall are SAME; what merely belongs to a thing (会员 to 积分) is
not, and what has two meanings is left out (不见了 is said of a child and of a phone). A KIND finds what is said
of the whole, and not the other way round. They count when a question is asked: a new row needs no reindexing.
"""

from __future__ import annotations

import re

from knowledge.text import fold
from knowledge.writing.names import Wording
from knowledge.writing.regional import mainland
from knowledge.writing.sounds import longest

SAME: tuple[tuple[str, ...], ...] = (
    # places and things of the house
    ("洗手间", "卫生间", "厕所", "公厕", "盥洗室", "toilet", "toilets", "restroom", "washroom"),
    ("热奶", "温奶", "暖奶", "热牛奶"),
    ("母婴室", "哺乳室", "育婴室", "喂奶室", "nursing room", "baby room"),
    ("婴儿车", "婴儿推车", "童车", "推车", "stroller", "strollers", "pram"),
    ("停车场", "车库", "car park", "parking lot"),
    ("储物柜", "寄存柜", "存包柜", "自助柜", "寄存行李", "行李寄存", "存包", "locker", "lockers"),
    ("服务台", "总台", "咨询台", "问询处", "客服中心", "service desk", "information desk"),
    ("热线", "热线电话", "服务热线", "客服热线", "客服电话", "咨询电话", "服务台电话"),
    ("充电宝", "共享充电", "移动电源", "power bank"),
    ("充电桩", "充电站", "充电车位", "充电位", "ev charger", "ev chargers"),
    ("wifi", "wi-fi", "无线网", "无线网络"),
    ("无障碍", "残疾人", "残障", "accessible"),
    ("直梯", "垂直电梯", "升降梯", "lift", "lifts", "elevator", "elevators"),
    ("扶梯", "自动扶梯", "手扶电梯", "escalator", "escalators"),
    ("吸烟点", "吸烟区", "吸烟室", "smoking area"),
    ("吸烟", "抽烟"),
    ("取款机", "atm", "提款机"),
    ("除颤仪", "除颤器", "aed", "defibrillator"),
    ("道闸", "闸机"),
    ("出租车", "的士", "打车", "叫车", "网约车", "taxi"),
    ("送货", "补货", "上货"),
    ("送货上门", "送货到家", "送到家", "送货到府", "配送到府", "宅配", "home delivery"),
    ("卸货区", "卸货平台", "卸货口", "收货区", "收货口"),
    ("货梯", "货运电梯", "载货电梯"),
    ("员工通道", "员工入口", "员工出入口"),
    ("防火门", "消防门"),
    ("疏散通道", "消防通道", "逃生通道"),
    ("安全出口", "逃生门", "太平门", "紧急出口"),
    ("防火卷帘", "消防卷帘", "卷闸门"),
    ("车位", "泊位", "停车位"),
    ("铺位", "铺子", "商铺"),
    ("班车", "接驳车", "接驳", "摆渡车", "穿梭巴士", "shuttle"),
    ("公交", "公共汽车", "巴士"),
    ("非机动车", "自行车", "脚踏车", "单车"),
    # times and money
    ("闭店", "关门", "打烊", "歇业", "关店", "锁门", "结束营业", "停止营业"),
    ("开门", "开店", "开始营业"),
    ("春季", "春天"),
    ("夏季", "夏天", "夏日", "暑天"),
    ("秋季", "秋天"),
    ("冬季", "冬天", "冬日"),
    ("营业时间", "开放时间", "营业到几点", "几点开门", "几点关门", "opening hours"),
    ("停车费", "停车收费", "泊车费", "parking fee"),
    ("封顶", "最多收", "最高收费", "最高收", "最多交", "最多要交", "最多付", "最多扣"),
    ("过期", "失效", "到期", "有效期", "清零"),
    ("投诉", "客诉"),
    ("未取", "没取", "没拿", "没来取", "没来拿"),
    ("食品安全", "食安"),
    ("优惠券", "代金券", "抵用券", "coupon", "coupons"),
    ("打折", "折扣", "discount"),
    (
        "门票",
        "免费入场",
        "入场券",
        "入场费",
        "买票",
        "购票",
        "收门票",
        "要门票",
        "票价",
        "票种",
        "admission ticket",
    ),
    ("押金", "保证金", "deposit"),
    ("面额", "面值", "票面", "denomination", "denominations"),
    ("礼品卡", "购物卡", "gift card", "gift cards"),
    ("合并", "合一起", "合在一起", "凑一起", "凑在一起", "加一起", "加在一起", "累加"),
    ("重新开业", "恢复营业", "重开"),
    ("预约", "预定", "预订"),
    ("订位", "订座", "订台", "订桌"),
    ("免费", "免收", "不收费", "全免"),
    ("权益", "特权", "礼遇"),
    ("包月", "月卡", "月租", "月票"),
    ("全天候", "24小时", "二十四小时", "全天", "通宵"),
    # buying and bringing back
    ("吊牌", "标签", "挂牌"),
    ("原路退回", "原路返还", "原支付方式退回"),
    ("退款", "退钱", "返款"),
    ("次品", "残次品", "瑕疵品"),
    ("退货", "退换", "退换货", "退掉", "refund"),
    ("小票", "收据", "receipt"),
    ("发票", "invoice"),
    ("尺码", "尺寸", "大小不合适"),
    ("不能退", "不适用", "不予退货", "不退不换", "不支持退"),
    # members and prizes
    ("抽奖", "幸运抽奖", "lucky draw", "prize draw"),
    ("一等奖", "头奖", "first prize"),
    ("兑奖", "领奖", "领取奖品"),
    ("中奖", "抽中", "抽到"),
    ("领完", "抢光", "派完", "抢完"),
    ("爽约", "未到场", "没到场"),
    ("降级", "掉级"),
    ("注册会员", "成为会员", "会员注册", "办会员卡", "办会员", "办卡", "入会", "加入会员"),
    ("注销", "销户", "取消会员"),
    ("补积分", "补录积分", "补登积分", "忘了积", "忘记积", "漏积", "没积上", "没积到", "忘积分", "忘扫码"),
    # how the house speaks of its work and its results
    ("争议", "纠纷"),
    ("商户", "租户", "承租方", "承租人"),
    ("施工单位", "施工队", "装修队", "工程队"),
    ("施工许可", "施工证", "施工许可证", "开工许可"),
    ("动火作业", "动火", "电焊", "明火作业"),
    ("动火证", "动火许可", "动火票", "动火审批"),
    ("出入证", "通行证", "进场证"),
    ("工牌", "工作证", "胸牌"),
    ("晨会", "早会", "班前会"),
    ("交接班", "交班", "交接"),
    ("巡检", "巡查", "巡视", "查岗"),
    ("停电", "断电", "跳闸"),
    ("漏水", "渗水", "水浸"),
    ("客流", "人流量", "客流量", "到店人数"),
    ("销售额", "销售业绩", "营业额"),
    ("物业费", "物业管理费", "管理费"),
    ("提成租金", "扣点", "抽成"),
    ("指标", "kpi", "目标值"),
    ("超支", "超预算", "预算超了"),
    ("生日礼", "生日礼物", "生日礼遇", "生日福利", "生日权益", "生日券", "寿星礼"),
    ("语气", "口气", "口吻", "腔调"),
    ("推诿", "踢皮球", "甩锅"),
    ("理论", "争论", "争辩"),
    ("达成率", "完成率"),
    ("承诺", "答应", "打包票"),
    # people, loss and danger
    ("走失", "走丢", "走散"),
    ("摔倒", "跌倒", "滑倒"),
    ("退烧", "退热"),
    ("补办", "补领"),
    ("昏倒", "晕倒", "昏迷"),
    ("被盗", "被偷", "失窃", "盗窃"),
    ("失物招领", "失物", "丢东西", "东西丢", "lost and found", "lost property"),
    ("捡到", "拾到", "拾得"),
    ("保安", "安保", "security"),
    ("报警", "叫警察", "找警察"),
    ("剐蹭", "刮蹭", "被刮", "被蹭", "剐了", "蹭了"),
    ("泼水", "浇水", "水浇", "用水浇"),
    ("溜冰", "滑冰", "上冰"),
    ("着火", "起火", "失火", "火情"),
    ("儿童", "孩子", "小孩", "小朋友"),
    ("监护人", "家长"),
    ("老师", "教师"),
    ("入场", "进场"),
    ("录像", "视频"),
    # ways there, and kinds of shops
    ("地铁", "轨道交通", "metro", "subway", "mtr"),
    ("新能源车", "电动车", "电动汽车", "电车", "electric car", "electric cars"),
    ("电影院", "影院", "影城", "cinema"),
    ("药店", "药房", "pharmacy"),
    ("理发", "美发", "剪发"),
    ("宠物", "pet", "pets"),
    ("牵绳", "拴绳", "牵引绳", "狗绳", "栓绳"),
    # the house and its tenants
    ("租金", "房租", "店租", "铺租"),
    ("拖欠", "欠租", "欠付"),
    ("转租", "分租"),
    ("报销", "报账"),
    ("抬头", "名头"),
    ("餐费", "饭钱", "伙食费", "餐补"),
    ("赔付", "赔偿", "索赔", "补偿", "理赔"),
    ("减免", "免掉", "免单"),
    ("维修", "修理", "抢修"),
)
KIND: dict[str, tuple[str, ...]] = {
    "带狗": ("宠物",),
    "遛狗": ("宠物",),
    "狗狗": ("宠物",),
    "小狗": ("宠物",),
    "猫咪": ("宠物",),
    **dict.fromkeys(("面包车", "商务车", "皮卡", "越野车", "七座车"), ("车辆",)),
    "儿童": ("未成年人",),
    "孩子": ("未成年人",),
    "小孩": ("未成年人",),
    "内衣": ("贴身衣物",),
    **dict.fromkeys(("领走", "接走", "带走", "领回去"), ("交接",)),
    **dict.fromkeys(("电子烟", "加热烟", "雪茄", "烟斗", "vape"), ("吸烟", "禁烟")),
    **dict.fromkeys(("吸烟点", "吸烟区", "吸烟室", "吸烟处", "吸烟", "抽烟"), ("禁烟", "禁止吸烟", "无烟")),
    **dict.fromkeys(("订位", "订座", "订台", "订桌", "帮我订"), ("代订", "预订")),
    **dict.fromkeys(("刷卡", "扫码付", "扫码支付"), ("信用卡", "只收现金", "现金")),
    **dict.fromkeys(("满减券", "消费券", "满额券"), ("电子券", "优惠券", "用券")),
    "优惠券": ("满减券", "满额券", "全场券", "电子券", "现金券"),
    **dict.fromkeys(("衣服", "衣裳", "裤子", "裙子", "鞋子", "包包", "首饰", "家电"), ("商品",)),
    **dict.fromkeys(("送的", "送什么", "白送", "会送", "送不送"), ("赠送", "赠")),
    **dict.fromkeys(("大巴", "大巴车", "客车", "货车", "卡车", "大货车", "房车"), ("大型车", "大车")),
    **dict.fromkeys(("冰箱", "洗衣机", "电视机", "电饭煲", "微波炉", "吸尘器"), ("家电", "电器")),
    **dict.fromkeys(("iphone", "ipad", "macbook", "airpods", "apple watch"), ("apple", "苹果")),
    **dict.fromkeys(("耳机", "充电器", "平板", "相机", "笔记本电脑", "键盘", "音箱"), ("数码", "电子产品")),
    **dict.fromkeys(("交停车费", "停车费"), ("缴费",)),
    **dict.fromkeys(("电驴", "电瓶车", "电动自行车"), ("非机动车",)),
    **dict.fromkeys(("创可贴", "绷带", "纱布"), ("医药箱", "急救箱")),
    **dict.fromkeys(("砸墙", "敲墙", "拆墙", "改水电"), ("装修", "施工")),
    **dict.fromkeys(("滑板", "滑板车", "平衡车", "旱冰鞋", "暴走鞋"), ("轮滑", "滑行")),
    **dict.fromkeys(("民谣歌手", "卖唱", "街头艺人"), ("演出", "表演")),
    **dict.fromkeys(("发小卡片", "塞小广告", "小广告"), ("宣传单", "传单")),
    **dict.fromkeys(("手镯", "金链子", "耳环", "戒指", "项链", "手表"), ("贵重物品",)),
    "柜子": ("储物柜", "寄存柜"),
    **dict.fromkeys(("餐厅", "餐馆", "饭店", "饭馆", "食肆", "饮食店"), ("餐饮",)),
    **dict.fromkeys(
        ("火锅店", "烧烤店", "面馆", "奶茶店", "咖啡店", "咖啡馆", "甜品店", "茶餐厅"), ("餐饮",)
    ),
    **dict.fromkeys(("口红", "唇膏", "眼影", "粉底", "睫毛膏", "香水"), ("化妆品", "美妆")),
    **dict.fromkeys(("电影票", "看电影"), ("影院", "影城")),
    **dict.fromkeys(
        ("面膜", "面霜", "精华", "乳液", "防晒霜", "洗面奶", "爽肤水", "眼霜"),
        ("化妆品", "护肤品", "美妆", "个护"),
    ),
    **dict.fromkeys(("内裤", "文胸", "胸罩", "泳衣", "丝袜"), ("内衣", "贴身衣物")),
    **dict.fromkeys(("转盘", "扭蛋", "砸金蛋", "刮刮卡", "摇奖"), ("抽奖",)),
    **dict.fromkeys(("赶人", "清人", "轰人", "撵人"), ("清场", "闭店")),
    **dict.fromkeys(("围巾", "帽子", "手套", "外套", "毛衣", "校服", "披肩"), ("衣物",)),
    **dict.fromkeys(("水果刀", "菜刀", "剪刀", "匕首", "美工刀"), ("刀具", "危险品")),
    **dict.fromkeys(("蛋糕", "面包", "零食", "牛奶", "水果", "巧克力"), ("食品",)),
}


def _rows() -> dict[str, tuple[str, ...]]:
    """A word, folded -> the others of its rows."""
    found: dict[str, tuple[str, ...]] = {}
    for row in SAME:
        words = tuple(map(fold, row))
        for word in words:
            others = (*found.get(word, ()), *(other for other in words if other != word))
            found[word] = tuple(dict.fromkeys(others))
    for word, wholes in KIND.items():
        found[word] = (*found.get(word, ()), *wholes)
    return found


_OTHERS = _rows()
_LONGEST_FIRST = sorted(_OTHERS, key=len, reverse=True)
_WORD = re.compile(
    "|".join(
        rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])" if word.isascii() else re.escape(word)
        for word in _LONGEST_FIRST
    )
)


def meant(question: str) -> list[Wording]:
    """The words of a question that have others, each with them; a word of another region counts as the mainland's."""
    folded = fold(question)
    text = " ".join((folded, *mainland(folded)))
    spans = [(match.start(), match.end(), match[0]) for match in _WORD.finditer(text)]
    words = dict.fromkeys(word for _, _, word in longest(spans))
    return [Wording(word, _new(_OTHERS[word], text)) for word in words]


def _new(others: tuple[str, ...], text: str) -> tuple[str, ...]:
    """Without those that the question says itself."""
    return tuple(other for other in others if other not in text)
