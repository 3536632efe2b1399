import pytest

from assistant.wording import also, plain


@pytest.mark.parametrize(
    ("spoken", "written"),
    [
        ("满3百减5十咋用", "满300减50怎么用"),
        ("停車點收費?", "停车怎么收费?"),
        ("有冇細路嘢賣", "有没有小孩东西卖"),
        ("一千二百现金", "1200现金"),
        ("两百", "200"),
        ("２万张券", "20000张券"),
    ],
)
def test_spoken_wording_and_mixed_numerals_become_plain(spoken, written):
    assert plain(spoken) == written


def test_plain_wording_stays_as_it_is():
    assert plain("会员积分什么时候过期") == "会员积分什么时候过期"


def test_everyday_words_bring_the_words_of_the_documents():
    assert "宠物" in also("想带柯基去")
    assert also("积分规则") == ""
