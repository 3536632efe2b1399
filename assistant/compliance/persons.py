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
# What somebody did or has, told of one person: 会员刘小芳上周三买了面霜, 尾号8899的顾客
GIVEN_NAME = r"(?![年月日周天号间内外上下中前后在于的了已未可请须需有无为与和或及等均都每各任凭持因将被从向到至满])[㐀-鿿]"
DID = (
    r"(?:女士|先生|小姐|太太|同学|小朋友|妈妈|爸爸)?[,:]?(?:您)?(?:于|在|是)?"
    r"(?:(?:上[个周月次]|这周|本[周月]|昨[天日晚]|前天|今[天早晚]|刚[才刚]?|最近|近期|已经?|周[一二三四五六日末]|星期.|去年|\d{1,2}月|\d{1,2}[日号])[^,。;!?\n]{0,14}?)?"
    r"(?:买[了过的走]|消费[了过满]?|到[店过]|来[过店]|退[了货换过]|逛[了过]|投诉|办[了过卡]|预约[了的]|领[了走]|点了|下[了过]?单|搜[索过]|浏览|停[了过]?车|生[日病]|怀孕|住[在址]|积分|的(?:订单|电话|手机|会员|积分|生日|地址|住址|消费|车|孩子|包裹|病))"
)
LABELLED = r"(?:会员|顾客|客户|用户|业主|车主|家长|住户|读者|学员|患者|得主|机主)"
CARD = r"(?:会员|身份证|护照|银行)(?:卡)?号[:为是]?\s*[a-z]{0,2}\d{6,18}|(?:手机|电话|卡)?尾号(?:为|是)?\s*\d{4}的?(?:会员|顾客|车主|机主|女士|先生|用户|客人|客户)"
HOME = r"\d{1,4}\s*(?:栋|幢|号楼|座)\s*(?:\d{1,2}\s*单元)?\s*\d{2,4}\s*(?:室|户)?的?(?:业主|住户|[㐀-鿿]{1,3}(?:女士|先生))"
BEHAVIOUR = rf"{LABELLED}[{SURNAMES}]{GIVEN_NAME}{{1,2}}?(?={DID})|(?<![㐀-鿿])[{SURNAMES}](?:女士|先生|小姐|太太)(?={DID})"
PERSONAL = re.compile(f"{NUMBERS}|{PLATES}|{TAGS}|{NAMES}|{CARD}|{HOME}|{BEHAVIOUR}")


def privacy(copy: Copy) -> Iterator[Observation]:
    for match in PERSONAL.finditer(copy.text):
        yield Observation(match.span())
