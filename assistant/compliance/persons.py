"""K16: what tells of one person: telephone, identity and plate numbers, names, the tag of a group."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.compliance.copy import Copy, Observation

NUMBERS = r"(?<!\d)1[3-9]\d[-\s]?\d{4}[-\s]?\d{4}(?!\d)|(?<!\d)\d{17}[\dx](?![\da-z])"
PLATES = r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][a-z][·.\s]?(?=[a-z0-9]{0,5}\d)[a-z0-9]{5,6}(?![a-z0-9])"
TAGS = r"(?<![a-z0-9])t[1-8](?:\s*(?:标签|客群|人群|会员|用户|组)|:)"
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蔡蒋余于杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
# A name in the address, not one in a shop's name: 尊敬的张女士, 会员李先生您好
NAMES = rf"(?:(?<=尊敬的)|(?<=亲爱的)|(?<=会员)|(?<=顾客)|(?<=客户)|(?<=业主)|(?<![㐀-鿿]))[{SURNAMES}][㐀-鿿]{{0,2}}(?:女士|先生|小姐|太太)(?=[,:!。、]|您|你|的(?:会员|积分|生日|订单|车)|在|于|刚|上次|[已未]|$)"
PERSONAL = re.compile(f"{NUMBERS}|{PLATES}|{TAGS}|{NAMES}")


def privacy(copy: Copy) -> Iterator[Observation]:
    for match in PERSONAL.finditer(copy.text):
        yield Observation(match.span())
