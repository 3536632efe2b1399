"""Emergencies are found by rules alone, and their look-alikes are not."""

import pytest

from assistant.triage.homophones import repaired
from assistant.triage.urgency import Urgency
from assistant.triage.wording import normalise

REAL = {
    "missing": [
        "我孩子不见了!!",
        "小朋友唔見咗",
        "I lost my son",
        "奶奶走丢了",
        "四楼娃找不到了",
        "一眨眼女儿就不在身边了",
        "我外公走散了",
        "阿妈行失咗",
        "小男孩一个人在哭",
        "孩子被陌生人带走了",
        "our toddler wandered off",
        "推车还在娃却不在了",
        "BB車仲喺度個BB唔喺入面",
        "外公说下楼抽烟一个钟头还没回",
        "有没有看到一个穿黄裙子的小女孩",
        "阿婆唔记得屋企喺边",
        "we can't locate our son",
    ],
    "medical": [
        "门口有人晕倒了",
        "老人胸痛喘不上气",
        "吃东西噎住了",
        "someone is unconscious",
        "脸肿得厉害",
        "剧本杀店门口有人昏迷了",
        "老公胸口疼得厉害",
        "顾客在扶梯摔了,膝盖流血",
        "手指被门夹断了",
        "孕妇羊水破了",
        "他没反应了",
        "阿婆跌倒起唔到身",
        "热汤泼孩子腿上皮都起来了",
        "打了胰岛素没吃饭现在人迷糊",
        "玻璃碎了扎到好几个人",
        "she swallowed a battery",
        "there is blood everywhere",
    ],
    "fire": [
        "3楼厕所一股焦味",
        "有店冒烟了",
        "there is smoke",
        "好像着火了",
        "是不是着火了",
        "蜡烛店冒烟了",
        "插座打火花",
        "闻到很浓的煤气味",
        "电动车烧起来了",
        "走廊里全是烟",
        "电箱冒火星子",
        "消防警铃一直响",
        "烟感在叫，没看见烟，先消音得了",
        "三楼烟感又响了",
    ],
    "food": [
        "5个顾客说吃完拉肚子",
        "全家都呕吐了",
        "食物中毒了我们都",
        "我们一桌都上吐下泻",
        "三个同事聚餐后肚子疼进医院",
        "all of us got sick after eating",
        "小朋友们吃完十几个人腹泻",
    ],
    "trapped": [
        "我被困电梯里",
        "电梯卡住了",
        "电梯门打不开里面有老人",
        "厕所门坏了我出不来",
        "stuck in the elevator",
        "我们被锁在楼梯间了",
        "孩子的头卡在栏杆里",
        "手伸进售货机里被卡住",
    ],
    "violence": [
        "有人打起来了",
        "有人偷拍我",
        "游戏厅里有人持刀",
        "有人抢了我的包",
        "一个男人一直尾随我",
        "有人摸我屁股",
        "a man with a knife",
        "店里两个人互殴",
        "把手机伸到女生裙子底下",
        "门口有个可疑包裹",
        "一个男的拿着东西指着收银员",
    ],
    "self_harm": [
        "他要跳下去",
        "有人要跳楼",
        "我不想活了",
        "有人站在栏杆外面",
        "I want to kill myself",
        "她割腕了",
        "药我都吃完了",
        "撑不下去了就想结束",
        "she took all the pills",
    ],
    "crowd": [
        "一群会员围堵服务台拉横幅",
        "好多人在服务台闹事",
        "会员聚众讨说法",
        "大门被堵了一群人喊口号",
        "有人被挤倒快踩踏了",
        "家长堵住机构门口要退钱",
    ],
    "media": [
        "有记者进来拍摄",
        "有记者举着机器问我们看法",
        "电视台来采访了",
        "自称媒体的人在直播",
        "a reporter is here filming",
    ],
}
HARMLESS = {
    "missing": [
        "两边吵得都快着火了,听谁的",
        "店员喊我去救场","孩子不见长个子", "儿童乐园在哪", "我找不到停车位", "妈妈想买眼镜", "孩子找到了谢谢",
                "孩子的帽子丢了", "爸爸的停车卡找不到了", "小狗走丢了", "老公找不到男装区",
                "走失儿童广播词SOP里怎么写的", "my son lost his jacket",
                "孩子不在家想自己来逛逛", "有没有看到孩子的水杯", "还没回我电话", "奶奶忘记会员号了"],
    "medical": ["小程序点了没反馈", "这个血压计准吗", "骨瓷杯哪里卖", "过敏原有哪些", "消防演习晕倒环节几点",
                "自助机没反应", "打折打到骨折", "贵到窒息", "孩子晕车呕吐", "急救培训怎么报名",
                "SOP里晕倒怎么写的", "看到账单我都晕了", "耳朵打孔会流血吗", "迷迷糊糊逛了一下午", "砸到车顶了"],
    "fire": ["消防演练冒烟环节几点", "吸烟点在哪", "没着火吧刚才铃响", "no parking area?", "烟熏鸭腿",
             "fire sale几号开始", "粥有糊味能换吗", "火锅店几楼", "烟花几点放", "爆炸糖有卖吗",
             "where is the fire exit", "有人在厕所抽烟一股烟味", "车打不着火", "辣到冒火", "火星救援几点场", "that burger is fire",
             "那部讲火灾救援的片子几点", "吃撑了肚子要炸了"],
    "food": ["两个人套餐多少钱", "孩子晕车呕吐", "有5个人排队", "吃什么不容易拉肚子", "我们五个人想吃火锅",
             "食物中毒要留样吗流程是什么"],
    "trapped": ["电梯在哪", "电梯几点停运", "被困惑", "密室逃脱被困了一小时很好玩", "车卡在闸口出不去",
                "手机卡住了", "扶梯停了什么时候修好",
                "the escape room sign says trapped, is it ok for kids", "把卡伸进闸机没反应"],
    "violence": ["刀具店在几楼", "打人气榜单", "跳舞教室在哪", "打折吗", "跟踪快递进度", "亲子动手做蛋糕",
                 "菜刀在哪家店能买到", "可疑扣款怎么查", "裙子在哪层买", "拿着东西去前台退"],
    "self_harm": ["跳楼价是哪家的海报", "跳楼机几岁能玩", "想死你们了", "不想活动取消", "孩子想跳蹦床", "药店的药都卖完了吗", "天台几点能上去看夜景"],
    "crowd": ["横幅广告怎么做", "车堵住了出口", "好多人围着拍照的装置是什么", "会员群怎么加", "一群人团建有优惠吗", "出口堵了一排车"],
    "media": ["媒体来采访要走什么流程", "记者站在哪里", "媒体投放报价", "媒体合作找谁", "邀请媒体来发布会"],
}  # fmt: skip


@pytest.fixture(scope="module")
def urgency() -> Urgency:
    return Urgency.load()


@pytest.mark.parametrize(("kind", "message"), [(k, m) for k, ms in REAL.items() for m in ms])
def test_an_emergency_is_recognised_and_named(urgency: Urgency, kind: str, message: str) -> None:
    kinds = [alarm.kind for alarm in urgency.alarms(normalise(message), staff=True)]
    assert kind in kinds


@pytest.mark.parametrize("message", [m for ms in HARMLESS.values() for m in ms])
def test_what_only_sounds_like_an_emergency_raises_no_alarm(urgency: Urgency, message: str) -> None:
    assert urgency.alarms(normalise(message), staff=True) == []


@pytest.mark.parametrize("message", ["着 火 了", "着·火·了", "着​火了", "著火了", "ＦＩＲＥ！！"])
def test_spacing_script_and_width_do_not_hide_an_emergency(urgency: Urgency, message: str) -> None:
    assert urgency.alarms(normalise(message), staff=False)


def test_a_real_event_inside_a_game_or_a_drill_is_still_real(urgency: Urgency) -> None:
    for message in (
        "演习刚结束,结果真有人摔断腿了",
        "密室里的玩家突然抽搐,不是演的",
        "4楼家长说孩子不见了,第一步?",
    ):
        assert urgency.alarms(normalise(message), staff=True), message


def test_one_child_found_does_not_close_the_search_for_another(urgency: Urgency) -> None:
    assert urgency.alarms(normalise("哥哥找到了,妹妹走丢了还没找到"), staff=False)


def test_media_and_crowds_alarm_staff_only(urgency: Urgency) -> None:
    text = normalise("有记者进来拍摄")
    assert urgency.alarms(text, staff=True)
    assert not urgency.alarms(text, staff=False)
    assert urgency.calm_matters(text)


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("有人运倒了在二楼", "medical"), ("这里失伙了", "fire"), ("老人没反映了", "medical"), ("有人抽畜", "medical"), ("b2冒盐了", "fire"),
        ("老人走伞了", "missing"), ("就命啊", "medical"), ("电梯坏了我们卡在里面出不去", "trapped"),
    ],
)  # fmt: skip
def test_an_alarm_that_is_misspelt_is_still_heard(urgency: Urgency, message: str, kind: str) -> None:
    text = normalise(message)
    assert kind in {alarm.kind for alarm in urgency.alarms(repaired(text), staff=False)}


@pytest.mark.parametrize(
    "message", ["快递运到了吗", "留学生有优惠吗", "我迟到了还能进吗", "大家都说好", "巴士总站在哪", "控制系统", "机器没反映", "停车卡出不来"]
)  # fmt: skip
def test_words_that_only_sound_like_an_alarm_are_none(urgency: Urgency, message: str) -> None:
    assert not urgency.alarms(repaired(normalise(message)), staff=False)


@pytest.mark.parametrize(
    "message",
    ["my phone is dying, where can I charge it", "I'm dying to try the hotpot", "this place is fire", "a watch to die for", "dead battery", "killer deals"],
)  # fmt: skip
def test_english_figures_of_speech_are_no_emergency(urgency: Urgency, message: str) -> None:
    assert not urgency.alarms(normalise(message), staff=False)
