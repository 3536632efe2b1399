import pytest

from assistant.asking.wording import also, bare, plain


@pytest.mark.parametrize(
    ("spoken", "written"),
    [
        ("满3百减5十咋用", "满300减50怎么用"),
        ("停車點收費?", "停车怎么收费?"),
        ("有冇細路嘢賣", "有没有小孩东西卖"),
        ("一千二百现金", "1200现金"),
        ("怎么办会员卡?", "怎么注册会员?"),
        ("会员卡丢了怎么办", "会员卡丢了怎么办"),
        ("两百", "200"),
        ("礼拜五几点", "周五几点"),
        ("下个星期天", "下个周天"),
        ("我现在七万六", "我现在76000"),
        ("泊車頭半個鐘", "停车头30分钟"),
        ("28号几点关 29呢", "28号几点关 29号呢"),
        ("那4小时呢", "那4小时呢"),
        ("小孩丢了多久报警", "小孩走失了多久报警"),
        ("孩子丢了手机", "孩子丢了手机"),
        ("车多高能进", "车辆限高多少能进"),
        ("２万张券", "20000张券"),
        ("车排到第几辆要叫人增援", "车排队超过多少辆要叫人增援"),
    ],
)
def test_spoken_wording_and_mixed_numerals_become_plain(spoken, written):
    assert plain(spoken) == written


def test_plain_wording_stays_as_it_is():
    assert plain("会员积分什么时候过期") == "会员积分什么时候过期"


def test_everyday_words_bring_the_words_of_the_documents():
    assert "宠物" in also("想带柯基去")
    assert also("积分规则") == ""
    assert "换货" in also("鞋子买小了想换一双")
    assert "换货" not in also("换了店长怎么报备")
    assert "变更" in also("换了店长怎么报备")


@pytest.mark.parametrize(
    ("spoken", "written"),
    [
        ("唔該，洗手間喺邊", "请问,洗手间在哪里"), ("點去地鐵站", "怎么去地铁站"), ("優惠券點用", "优惠券怎么用"), ("使唔使錢", "要不要钱"),
        ("聽日開到幾點", "明天开到几点"), ("佢幾點收工", "它几点关门"), ("火鍋喺幾樓", "火锅在几楼"), ("搵到啦", "找到啦"),
        ("滙豐依家仲開唔開", "汇丰现在还开门吗"), ("仲裁點申請", "仲裁怎么申请"), ("開唔開發票", "开不开发票"), ("搵返喇", "找回了"),
        ("落紅雨會唔會照開", "红色暴雨警告会不会照开"), ("三號風球呢", "3号台风信号呢"), ("八號波有冇巴士", "8号台风信号有没有巴士"),
        ("一百蚊有幾多分", "100元有多少积分"), ("等幾多分鐘", "等多少分钟"), ("有冇手信", "有没有伴手礼"),
    ],
)  # fmt: skip
def test_cantonese_is_put_as_papers_put_it(spoken, written):
    assert plain(spoken) == written


@pytest.mark.parametrize(
    "message", ["几点用餐", "10点去可以吗", "几点退房", "有缺点吗", "茶点算钱吗", "一点用都没有"]
)
def test_an_hour_is_no_cantonese_how(message):
    assert "怎么" not in plain(message)


@pytest.mark.parametrize(
    ("message", "question"),
    [
        ("你好我想问一下你们那个停车怎么收费啊谢谢", "停车怎么收费啊"), ("好的 那生日有礼物吗", "那有生日礼物吗"), ("请问 洗手间", "洗手间"),
        ("ok thanks, where is the toilet please", "where is the toilet"), ("谢谢！对了，停车免费多久", "停车免费多久"),
        ("多謝。順便問下電動車充電位喺邊", "电动车充电位在哪里"),
        ("唔该晒，另外想问一下停车费", "停车费"),
    ],
)  # fmt: skip
def test_what_people_say_around_a_question_is_left_out(message, question):
    assert bare(plain(message)) == question


@pytest.mark.parametrize(
    "message", ["谢谢", "你好", "好的店有哪些", "hello kitty店在哪", "行止箱包在哪", "那个店在哪"]
)
def test_what_belongs_to_the_question_stays(message):
    assert bare(plain(message)) == message


@pytest.mark.parametrize(
    ("message", "written"),
    [
        ("今日open到幾點", "今日开到几点"), ("mall几点close", "商场几点关门"), ("parking点收费", "停车怎么收费"), ("有无限高", "有没有限高"), ("有无线网络吗", "有无线网络吗"),
        ("HOYE COFFEE在几楼", "hoye coffee在几楼"), ("open kitchen几点开门", "open kitchen几点开门"), ("where can i park", "where can i park"),
    ],
)  # fmt: skip
def test_english_words_in_a_chinese_sentence_are_put_in_chinese(message, written):
    assert plain(message) == written


@pytest.mark.parametrize(
    ("message", "said"),
    [("消费了2万6", "26000"), ("3千5的包", "3500"), ("2万6千", "26000"), ("2万6000", "26000"), ("一块钱美式", "1元"), ("买一万多少积分", "10000"), ("花了2万能升级吗", "20000"), ("十块钱", "10元")],
)  # fmt: skip
def test_amounts_are_written_out(message, said):
    assert said in plain(message)


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("丢了手机,点算", "怎么办"),
        ("執到部iPhone", "捡到"),
        ("交差館", "派出所"),
        ("間舖收咗工未呀", "收了工吗"),
        ("閂咗門未", "关门了吗"),
    ],
)
def test_cantonese_wording_is_that_of_the_papers(message, said):
    assert said in plain(message)


def test_what_is_said_around_a_question_is_no_part_of_it():
    assert (
        bare(plain("那个我新来的就是闭店前后那一串时间点你给我从头到尾顺一遍呗"))
        == "闭店前后那一串时间点从头到尾顺"
    )


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        ("朋友圈都在说的那个点灯 哪天啊", "点灯 哪天啊"),
        ("小红书上刷到的那家咖啡在几楼", "咖啡在几楼"),
        ("朋友说今晚打折", "朋友说今晚打折"),
    ],
)
def test_where_it_was_heard_of_is_no_part_of_what_is_asked(told, asked):
    assert bare(plain(told)) == asked


@pytest.mark.parametrize(
    ("texted", "written"),
    [
        ("do u close at 10 tonite", "do you close at 10 tonight"),
        ("wheres the cinema pls", "where is the cinema please"),
        ("can u tell me ur hrs tmrw", "can you tell me your hours tomorrow"),
        ("the u-shaped bar", "the u-shaped bar"),
        ("plan r&b night", "plan r&b night"),
    ],
)
def test_english_as_it_is_texted_is_spelled_out(texted, written):
    assert plain(texted) == written


def test_latin_letters_in_a_chinese_message_are_no_texting():
    assert plain("u盘在哪修") == "u盘在哪修"


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("三万块的音响", "30000块的音响"),
        ("十五个人", "15个人"),
        ("三百减八十的方案", "满300减80的方案"),
        ("借一个礼拜", "借7天"),
        ("十几个人", "十几个人"),
        ("两三个人", "两三个人"),
        ("千万别给", "千万别给"),
        ("下个周五", "下个周五"),
    ],
)
def test_numbers_in_characters_are_figures_where_they_are_exact(said, written):
    assert plain(said) == written


@pytest.mark.parametrize(
    ("said", "adds"),
    [
        ("十月底掉了把长柄伞 还在你们那吗", "失物招领"),
        ("上周丢了个保温杯", "失物招领"),
        ("抽到购物卡一直忘了领 今天去拿行吗", "逾期未兑奖"),
        ("摇中的水杯还能领吗", "逾期未兑奖"),
        ("车主嫌多收了 岗亭能抹掉不", "现场决定"),
        ("客人说停车头一个小时不要钱", "免费时长"),
        ("券在哪领", "领券步骤"),
        ("一单分两次付行吗", "不得拆分"),
        ("鞋子穿了一次就开胶了", "质量问题"),
    ],
)
def test_a_situation_is_looked_up_under_the_words_of_its_rule(said, adds):
    assert adds in also(plain(said))


@pytest.mark.parametrize("said", ["掉了张券", "中午几点能领券"])
def test_what_is_no_thing_is_not_looked_for_as_one(said):
    assert not {"失物招领", "逾期未兑奖"} & set(also(plain(said)).split())
