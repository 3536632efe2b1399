"""What the headers of a shop directory mean: one table of the names that malls give their columns."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from knowledge.text import to_simplified
from knowledge.writing.presence import WORKS, state_in
from knowledge.writing.trading import days_named, names_eves

_SEPARATORS = re.compile(r"[,，、;；|]\s*|(?<!\d)/\s*|/(?!\d)\s*|\s{2,}")  # 24/7 FITNESS is one name
_NOTHING = frozenset(("", "-", "–", "—", "/", "无", "n/a"))


def _as_text(value: str) -> str:
    return value.strip()


def _as_filled(value: str) -> str:
    text = value.strip().rstrip(";；").rstrip()
    return "" if text.lower() in _NOTHING else text


def _as_kinds(value: str) -> str:
    """What a shop is; several kinds in a cell apart: Men;Women;Shoes."""
    return " / ".join(part.strip() for part in re.split("[;；]", _as_filled(value)) if part.strip())


def _as_words(value: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in _SEPARATORS.split(value) if word.strip().lower() not in _NOTHING)


def _as_mark(has: str, lacks: str) -> Callable[[str], tuple[str, ...]]:
    """What a cell of yes or no says of a shop, in the words of a tag; nothing where it says neither."""

    def tag(value: str) -> tuple[str, ...]:
        folded = _as_filled(value).lower()
        return (has,) if _YES.fullmatch(folded) else (lacks,) if _NO.fullmatch(folded) else ()

    return tag


def _as_figure(value: str) -> str:
    """4.8 of 4.8分 and 4.8/5; empty where a cell has no figure."""
    match = re.search(r"\d+(?:\.\d+)?", _as_filled(value))
    return match[0] if match else ""


def _as_spend(value: str) -> str:
    """What a guest spends, as written without its 人均; a figure alone is of 元. Empty where a cell has no figure."""
    filled = re.sub(r"^人均\s*[:：]?\s*|\s*/\s*(?:人|位|person|pax|head)$", "", _as_filled(value))
    if not re.search(r"\d", filled):
        return ""
    return f"{float(filled):g}元" if re.fullmatch(r"\d+(?:\.\d+)?", filled) else filled


_YES = re.compile(r"是|有|可以?|支持|接受|y|yes|true|accept(?:s|ed)?|√|✓|✔|●|1")
_NO = re.compile(r"否|没有|不可以?|不支持|不接受|n|no|false|not accepted|×|✗|x|0")


def _as_state(state: str) -> Callable[[str], str]:
    """A shop's state under a header that names it: 是 under 是否装修, and what says it in words."""

    def said(value: str) -> str:
        filled = _as_filled(value)
        if _YES.fullmatch(filled.lower()):
            return state
        return filled if state_in(filled) == state_in(state) else ""

    return said


def _as_date(value: str) -> date | None:
    match = re.search(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})", value)
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class ShopColumn:
    """A field of `Shop`, how a cell becomes its value, and the headers that malls give it."""

    field: str  # empty: the public may see it, and a shop has no use for it
    value: Callable[[str], Any]
    headers: tuple[str, ...]


# A header none of whose names stands here is not public. Written plainly: see `plain_header`.
COLUMNS: tuple[ShopColumn, ...] = (
    ShopColumn(
        "unit", _as_filled,
        ("铺位号", "铺位", "单元", "单元号", "单元编号", "铺号", "铺位编号", "店铺编号", "店铺号", "店号", "商铺号", "商铺编号", "位置编号", "位置编码",
         "门店编号", "商户编号", "品牌编号", "门牌号", "铺位编码", "商铺代码", "铺面号", "柜位号", "柜号", "柜位编号", "专柜号", "专柜编号", "摊位号", "铺位代码", "房号", "unit", "unitno", "unitnumber", "unitcode", "shopno",
         "shopnumber", "storeno", "storenumber", "lot", "lotno", "lotnumber", "roomno", "boothno"),
    ),
    ShopColumn(
        "name", _as_text,
        ("品牌", "店名", "品牌中", "品牌中文", "品牌中文名", "品牌中文名称", "品牌名", "品牌名称", "店铺名称", "店铺名", "店铺", "商户",
         "商户名", "商户名称", "商家", "商家名称", "商号", "商店", "商店名称", "商铺", "商铺名", "商铺名称", "店家", "店家名称", "店面名称", "门店", "门店名称", "租户", "租户名称", "店招", "店招名称",
         "专柜", "专柜名称", "柜位", "柜位名称", "柜名", "柜位名", "品牌柜位", "名称", "名称中文", "中文名", "中文名称", "店名中文", "招牌", "招牌名称", "name", "brand", "brandname", "shop",
         "shopname", "store", "storename", "tenant", "tenantname", "merchant", "outlet", "retailer", "shopstore", "餐厅",
         "餐厅名称", "餐馆", "餐馆名称", "食肆", "食肆名称", "餐饮商户", "食府", "restaurant", "restaurants", "restaurantname", "eatery", "diningoutlet"),
    ),
    ShopColumn(
        "name_en", _as_filled,
        ("品牌英", "品牌英文", "英文名", "英文", "英文店名", "品牌英文名", "品牌英文名称", "英文名称", "店名英文", "名称英文", "店招英文",
         "外文名", "english", "englishname", "nameenglish", "nameen", "nameinenglish", "branden", "brandenglish"),
    ),
    ShopColumn(
        "aliases", _as_words,
        ("别名/曾用名", "别名", "曾用名", "原名", "旧名", "别称", "俗称", "简称", "又名", "其他名称", "alias", "aliases", "formername",
         "formerly", "alsoknownas", "othernames"),
    ),
    ShopColumn(  # no field of a shop: those that stand in its name are other names of it, several others what it sells
        "brands", _as_words,
        ("品牌列表", "品牌明细", "所含品牌", "包含品牌", "入驻品牌", "经营品牌", "旗下品牌", "主营品牌", "代理品牌", "brands", "brandlist",
         "brandnames"),
    ),
    ShopColumn(
        "category", _as_kinds,
        ("业态一级", "业态", "业态类别", "业态分类", "一级业态", "业态大类", "大类", "品类", "类别", "类型", "业种", "分类", "类目", "一级分类", "一级品类", "一级类目", "主营类目", "商户类别",
         "店铺类别", "店铺类型", "经营类别", "经营类型", "经营品类", "经营项目", "业务类型", "行业", "category", "categories", "maincategory", "primarycategory", "trade", "tradecategory", "type",
         "shoptype", "storetype", "shopcategory", "storecategory", "trademix", "sector", "菜式", "菜系", "菜式分类", "美食类别", "美食类型", "餐饮类型", "餐饮类别", "cuisine", "cuisines", "cuisinetype",
         "typeofcuisine", "foodtype", "businesstype", "businessnature", "natureofbusiness", "merchandise"),
    ),
    ShopColumn(
        "subcategory", _as_kinds,
        ("业态二级", "二级业态", "业态小类", "小类", "细分业态", "细分", "细类", "子类", "二级分类", "二级品类", "二级类目", "业种细分", "铺位类别", "铺位业态", "subcategory", "subtype", "unitcategory", "unittype"),
    ),
    ShopColumn(
        "floor", _as_filled,
        ("楼层", "层", "层数", "楼", "层别", "楼别", "楼层别", "所在楼层", "所在层", "楼层号", "楼层位置", "floor", "floors", "level", "storey", "floorlevel"),
    ),
    ShopColumn("opens", _as_filled,  # no field of a shop: its hours begin so
        ("开门时间", "开门", "开始营业", "开始营业时间", "营业开始", "营业开始时间", "开店", "开铺时间", "opentime", "opensat", "opens", "openat", "openfrom", "starttime")),
    ShopColumn("closes", _as_filled,  # no field of a shop: they end so
        ("关门时间", "关门", "闭店时间", "打烊时间", "关店时间", "结束营业", "结束营业时间", "营业结束", "营业结束时间", "closetime", "closingtime",
         "closesat", "closes", "closeat", "endtime")),
    ShopColumn("phone", _as_filled,
        ("电话", "联系电话", "门店电话", "店铺电话", "商户电话", "服务电话", "柜位电话", "专柜电话", "电话分机", "服务专线", "服务热线", "客服电话", "咨询电话", "预订电话", "订座电话",
         "电话号码", "座机", "固话", "固定电话", "总机", "订位电话", "订位热线", "订座热线", "预约电话", "查询电话", "phone", "phoneno", "phonenumber", "tel", "telno", "telephone", "telephoneno", "contactno", "enquiry",
         "enquiries", "enquiryhotline"),
    ),
    ShopColumn("status", _as_filled,
        ("状态", "营业状态", "营业状况", "经营状态", "经营状况", "开业状态", "开业情况", "店铺状态", "现状", "status", "state",
         "tradingstatus", "shopstatus"),
    ),
    ShopColumn("status", _as_state(WORKS),
        ("是否装修", "是否装修中", "装修中", "在装修", "是否围挡", "renovating", "isrenovating", "underrenovation", "renovation", "inrenovation")),
    ShopColumn("status_from", _as_date,
        ("状态起", "状态起始", "状态开始", "起始日期", "状态起日", "状态/起", "开业日期", "开业时间", "openingdate", "statusfrom")),
    ShopColumn("status_to", _as_date, ("状态止", "状态截止", "状态结束", "截止日期", "状态止日", "状态/止", "statusto", "statusuntil")),
    ShopColumn("tags", _as_words,
        ("标签", "特色标签", "特色", "主营", "主营商品", "主营产品", "主营业务", "经营范围", "经营内容", "商品", "主打", "tag", "tags",
         "keyword", "keywords", "products", "specialties", "sells")),
    ShopColumn("points_rate", _as_text, ("积分系数", "积分比例", "积分规则", "积分", "是否积分", "可积分", "可否积分", "会员积分", "是否参与积分", "积分情况", "积分说明",
         "积分政策", "points", "pointsrate", "memberpoints")),
    ShopColumn("in_campaign", _as_text,
        ("参与满减", "满减", "是否参与满减", "参与活动", "参加满减", "是否参加满减", "参加活动", "campaign", "incampaign")),
    ShopColumn("pets", _as_text,
        ("宠物", "宠物友好", "宠物进店", "可带宠物", "宠物规定", "宠物政策", "pets", "petfriendly", "petpolicy", "petswelcome")),
    ShopColumn("returns_7d", _as_text,
        ("7天无理由", "七天无理由", "7天无理由退货", "七天无理由退货", "7日无理由", "7天退货", "7dayreturns", "returns")),
    ShopColumn("location", _as_text,
        ("位置说明", "位置", "位置描述", "店铺位置", "铺位位置", "区位", "position", "shoplocation", "storelocation", "unitlocation", "floorlocation", "具体位置", "所在位置", "区域", "方位", "怎么走", "location", "zone", "area", "wing", "precinct",
         "分区", "馆", "馆别", "馆名", "楼栋", "栋", "栋号", "楼座", "座", "座号", "座别", "大厦", "大楼", "楼宇", "建筑", "建筑物", "building", "block", "tower", "hall", "phase")),
    ShopColumn("note", _as_filled, ("备注", "说明", "公告", "附注", "备考", "note", "notes", "remark", "remarks", "comment", "comments")),
    ShopColumn("address", _as_filled,  # no field of a shop: its floor and unit are read off it where no column has them
        ("地址", "详细地址", "店铺地址", "门店地址", "商户地址", "商家地址", "address", "shopaddress", "storeaddress", "fulladdress")),
    ShopColumn("rating", _as_figure,
        ("评分", "综合评分", "总评分", "星级", "商户评分", "店铺评分", "点评评分", "平均评分", "rating", "ratings", "overallrating", "averagerating", "stars", "score")),
    ShopColumn("spend", _as_spend,
        ("人均", "人均消费", "人均价格", "人均花费", "人均元", "人均消费元", "人均价", "人均(元)", "平均消费", "客单价", "averagespend", "avgspend", "averageprice", "avgprice",
         "pricepp", "priceperperson", "spendperhead", "averagecost", "costperperson")),
    ShopColumn("tags", _as_words,
        ("推荐菜", "推荐菜品", "招牌菜", "特色菜", "必点菜", "主打菜", "网友推荐", "推荐", "recommendeddishes", "signaturedishes", "popularitems", "mustorder")),
    ShopColumn("updated_on", _as_date, ("更新日期", "更新时间", "数据日期", "updated", "updatedate", "lastupdated", "lastupdate", "updatedon")),
    ShopColumn("note", _as_filled, ("简介", "店铺简介", "品牌简介", "介绍", "品牌介绍", "描述", "description", "about", "intro", "introduction")),
    ShopColumn("tags", _as_mark("有优惠", "没有优惠"),
        ("有优惠", "是否有优惠", "有无优惠", "有优惠活动", "是否有优惠活动", "hasoffer", "hasoffers", "offersavailable")),
    ShopColumn("tags", _as_mark("收礼品卡", "不收礼品卡"),
        ("收礼品卡", "接受礼品卡", "是否接受礼品卡", "可用礼品卡", "礼品卡", "acceptsgiftcard", "acceptsgiftcards", "acceptgiftcards",
         "giftcardaccepted", "giftcardsaccepted", "giftcard", "giftcards")),
    ShopColumn("tags", _as_mark("收礼券", "不收礼券"),
        ("商场礼券", "接受礼券", "收礼券", "是否接受礼券", "可用礼券", "voucheracceptance", "voucheraccepted", "vouchersaccepted", "acceptsvoucher", "acceptsvouchers",
         "giftvoucher", "giftvouchers", "giftvoucheraccepted", "giftvouchersaccepted", "acceptsgiftvouchers")),
    ShopColumn("", _as_text,
        ("网址", "网站", "官网", "图片", "图标", "二维码", "小程序", "website", "url", "link", "web", "logo", "logourl", "image", "imageurl", "photo",
         "序号", "项次", "序", "no", "#", "index", "sn", "商场", "商场名称", "购物中心", "mall", "mallname", "会员优惠", "会员礼遇",
         "设施", "设施名称", "公共设施", "服务设施", "便民设施", "设施类型", "服务项目", "facility", "facilities", "amenity", "amenities",
         "评价数", "评论数", "点评数", "评价条数", "点评条数", "评价数量", "口味", "口味评分", "环境", "环境评分", "服务评分",
         "reviews", "reviewcount", "numberofreviews", "tasterating", "servicerating",
         "loyaltyoffer", "memberoffer")),
)  # fmt: skip

_HOURS = (
    *(f"{doing}{time}" for doing in ("营业", "开放", "营运", "经营", "服务", "开店", "营业起止") for time in ("时间", "时段", "钟点")),
    "openinghours", "businesshours", "tradinghours", "storehours", "shophours", "openingtimes", "openingtime",
    "openhours", "operatinghours", "servicehours", "businesstime", "openinghour", "businesshour", "hours",
)  # fmt: skip
# What a guest is told of a shop and that has no field of its own: said in its remark, after the header.
_TOLD = frozenset(
    ("最后点餐", "最后点单", "最后落单", "截单时间", "最后接单", "最后入座", "最后入场", "lastorder", "lastorders", "lastadmission", "lastentry",
     "消费水平", "pricerange", "座位", "座位数", "席位", "seats", "seating", "capacity",
     "最近电梯", "最近扶梯", "最近直梯", "最近入口", "最近出口", "就近入口", "就近电梯", "nearestlift", "nearestentrance", "nearestexit", "nearestescalator",
     "停车场", "最近停车场", "就近停车场", "parking", "carpark", "nearestparking", "nearestcarpark",
     "预约", "是否预约", "预订", "订位", "订座", "booking", "reservation", "reservations", "支付方式", "付款方式", "payment", "外卖", "堂食",
     "takeaway", "delivery", "包间", "包厢", "厢房", "privateroom", "privaterooms", "户外座位", "露台", "terrace", "清真", "halal", "服务", "服务项目", "services")
)  # fmt: skip
# Words beside a header that change nothing: 店铺信息/店名, 电话(必填).
_NEUTRAL = frozenset(
    ("基本信息", "店铺信息", "商户信息", "品牌信息", "铺位信息", "必填", "选填", "中英文", "中英", "24小时制", "平时", "日常", "中文",
     "basicinformation", "shopinformation", "details")
)  # fmt: skip

# Of a header in words (shop_name_tc, Store Floor) those that say whose field it is, and in which language.
_OFA_SHOP = frozenset(("shop", "store"))
_ENGLISH = frozenset(("en", "eng", "english"))
_CHINESE = frozenset(
    ("tc", "sc", "zh", "cn", "chi", "chinese", "hant", "hans", "cht", "chs", "zhhant", "zhhans")
)
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
# What only says that a field is named or numbered: floor_no, category_1, 楼层名称; and whose it is: 店铺楼层, 所属业态.
_NUMBERED = frozenset(("no", "num", "number"))
_MAY_BE_NUMBERED = (["floor"], ["level"], ["unit"], ["phone"], ["tel"], ["telephone"])
_OWNED = re.compile(
    r"(?:所属|所在|对应)?(?:店铺|商铺|商户|商家|品牌|门店|店面|租户|柜位|专柜|餐厅|所属|所在|对应)?(?P<field>.+?)(?:名称|编号|信息|情况)?\d?"
)
_OF_ITS_PLACE = frozenset(
    ("unit", "floor", "location", "category", "subcategory", "status", "hours_weekday", "hours_weekend")
)

# Words of either language in a header's bracket or after its slash: 品牌名称(英), 店名/EN.
_IN_ENGLISH = _ENGLISH | {"英", "英文", "英语"}
_IN_CHINESE = _CHINESE | {"中", "中文", "汉语", "繁", "简", "繁体", "简体", "繁中", "简中"}
A_SHOP = frozenset(
    ("shop", "store", "店铺", "商铺", "商店", "铺", "柜位", "专柜")
)  # beside a unit's word its number: Shop 铺号

_BESIDE_A_UNIT = A_SHOP | {"code", "no", "number"}

_BRACKETS = str.maketrans("【〔[〕】]", "(((" + ")))")
_DASHES = re.compile("[\u2010-\u2015\u2212~\u223c至到]")
_BARE_DAYS = re.compile(r"^[一二三四五六日](?=[-、]?[一二三四五六日节假及])")
_PARTS = re.compile(r"[()/|·:,，、]|(?<=[\u4e00-\u9fff])(?=[a-z#])|(?<=[a-z.])(?=[\u4e00-\u9fff])")


def plain_header(header: str) -> str:
    text = to_simplified(unicodedata.normalize("NFKC", header)).translate(_BRACKETS).lower()
    text = text.replace("舖", "铺").replace("號", "号").replace("樓", "楼")
    return _DASHES.sub("-", re.sub(r"[\s_.'’?？*]", "", text))


_BY_HEADER = {plain_header(header): column for column in COLUMNS for header in column.headers}
UNIT, NAME = _BY_HEADER["unit"], _BY_HEADER["name"]


@lru_cache(maxsize=4096)
def column_of(header: str) -> ShopColumn | None:
    """What a header means in a shop directory; None for one the public has no business with.

    Of a header in two languages or with a bracket every part must be known, and mean the same:
    店铺编号 Shop No. is a unit, 电话(店长) is nobody's to see.
    """
    plain = _without_legend(plain_header(header))
    whole = _BY_HEADER.get(plain) or _BY_HEADER.get(re.sub(r"[()]", "", plain))
    return (
        whole
        or _told(header, plain)
        or _hours(plain)
        or _of_parts(plain)
        or _of_words(header)
        or _of_its_owner(plain)
    )


# 营业时间(空=随商场) explains how its cells are filled; 电话(店长) says whose they are.
_LEGEND = re.compile(r"\((?:空|不填|未填|留空|如未|如无|为空|填|例|如:|单位|格式)[^()]*\)$")
_OF_A_PERSON = re.compile(r"手机|店长|经理|老板|个人|私人|内部|对内|保密")


def _without_legend(plain: str) -> str:
    legend = _LEGEND.search(plain)
    return plain[: legend.start()] if legend and not _OF_A_PERSON.search(legend[0]) else plain


def is_of_restaurants(header: str) -> bool:
    """Whether what stands under a header are restaurants: 餐厅, Restaurant 餐廳."""
    return _RESTAURANT.search(plain_header(header)) is not None


_RESTAURANT = re.compile(r"餐厅|餐馆|食肆|食府|餐饮商户|restaurant|eatery")


def _told(header: str, plain: str) -> ShopColumn | None:
    parts = [part for part in _PARTS.split(plain) if part and part not in _NEUTRAL]
    return ShopColumn("note", _Told(header), ()) if parts and _TOLD.issuperset(parts) else None


# Beside 口味 and 环境 a review site gives marks for 服务, which says nothing of what a shop does.
_SCORED = frozenset(("服务", "services"))
_SCORE = re.compile(r"\d(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class _Told:
    """A cell's text after its header: Last order 21:15."""

    header: str

    def __call__(self, value: str) -> str:
        filled = _as_filled(value)
        if not filled or (plain_header(self.header) in _SCORED and _SCORE.fullmatch(filled)):
            return ""
        return f"{' '.join(self.header.split())} {filled}"


def _of_words(header: str) -> ShopColumn | None:
    """shop_name_tc, storeFloor, Shop Category Name: a field of a shop's, in a language, said in English words."""
    if not header.isascii() or not re.fullmatch(r"[\w .()-]+", header):
        return None
    words = [word.lower() for word in _WORD.findall(header)]
    spoken = [word for word in words if word not in _ENGLISH | _CHINESE]
    own = spoken[1:] if spoken[:1] and spoken[0] in _OFA_SHOP else spoken
    if len(own) > 1 and (own[-1] == "name" or (own[-1] in _NUMBERED and own[:-1] in _MAY_BE_NUMBERED)):
        own = own[:-1]
    if len(own) == len(words) or not spoken:
        return None  # nothing but the field itself, which the table would have
    column = _BY_HEADER.get("".join(own)) or (NAME if own in ([], ["name"]) else None)
    if column and column.field == "name" and _ENGLISH & set(words):
        return _BY_HEADER["nameen"]
    return column


def _of_its_owner(plain: str) -> ShopColumn | None:
    """店铺楼层, 所属业态, 门店营业时间, 业态1: what a shop is and where and when, said with whose it is. No name and no telephone: 租户联系电话."""
    field = _OWNED.fullmatch(plain)
    if field is None or field["field"] == plain:
        return None
    column = _BY_HEADER.get(field["field"]) or _hours(field["field"])
    return column if column and column.field in _OF_ITS_PLACE else None


def _of_parts(plain: str) -> ShopColumn | None:
    every = [part for part in _PARTS.split(plain) if part and part not in _NEUTRAL]
    parts = [part for part in every if part not in _IN_ENGLISH | _IN_CHINESE]
    found = [_BY_HEADER.get(part) for part in parts]
    if UNIT in found:
        found = [column for part, column in zip(parts, found, strict=True) if part not in _BESIDE_A_UNIT]
    first = next(iter(found), None)
    if not first or not all(column and column.field == first.field for column in found):
        return None
    is_english = first.field == "name" and not _IN_ENGLISH.isdisjoint(every) and len(every) > len(parts)
    return _BY_HEADER["nameen"] if is_english and _IN_CHINESE.isdisjoint(every) else first


def _hours(plain: str) -> ShopColumn | None:
    """营业时间, 营业时间(周日至周四), 周末营业时间, 营业时间 Opening Hours, and days alone: 周一至周五."""
    is_named = False
    rest = plain
    for word in _HOURS:
        if word in rest:
            rest, is_named = rest.replace(word, " ", 1), True
    rest = " ".join(part for part in re.split(r"[()/|:\s]", rest) if part and part not in _NEUTRAL)
    if not rest:
        return ShopColumn("hours_weekday", _as_filled, ()) if is_named else None
    days, on_holidays = days_named(_BARE_DAYS.sub(lambda match: f"周{match[0]}", rest))
    if not (days or on_holidays) or not _only_days(rest):
        return None
    if days == {6, 0, 1, 2, 3} or days == frozenset(range(7)):
        return ShopColumn("hours_weekday", _as_filled, ())
    if days == {4, 5} and not names_eves(rest):
        return ShopColumn("hours_weekend", _as_filled, ())
    return ShopColumn("hours_weekday" if 0 in days else "hours_weekend", _Hours(rest), ())


@dataclass(frozen=True, slots=True)
class _Hours:
    """A cell's hours with the days that its header names."""

    days: str

    def __call__(self, value: str) -> str:
        filled = _as_filled(value)
        return f"{_spoken(self.days)} {filled}" if filled and not days_named(filled)[0] else filled


def _spoken(days: str) -> str:
    return _BARE_DAYS.sub(lambda match: f"周{match[0]}", days)


_DAY_WORDS = re.compile(
    r"法定|公众|国定|节假?日?|例?假[日期]|的?前(?:[一1][日天晚]|夕|夜)|平日|工作日|周末|双休日?|每[天日]|[周星期礼拜一二三四五六日天、,及和&至到\- ]"
    r"|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*|weekdays?|weekends?|publicholidays?|ph(?![a-z])|holidays?|daily|eves?|before|of|to|and"
)


def _only_days(rest: str) -> bool:
    return not _DAY_WORDS.sub("", rest)
