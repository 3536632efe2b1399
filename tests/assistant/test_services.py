import pytest

from assistant.asking.asked import names_of_service
from assistant.asking.services import services_in


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("你们招人吗", "招聘"),
        ("停车场能洗个车吗", "洗车"),
        ("can i get a car wash here", "洗车"),
        ("帮我给轮胎打个气", "打气"),
        ("能贴张膜吗", "贴膜"),
        ("is there a prayer room", "祈祷"),
        ("有复印的地方吗", "打印"),
        ("想寄个快递", "寄件"),
        ("可以退税吗", "退税"),
        ("do you have valet", "代客泊车"),
    ],
)
def test_a_service_is_known_by_many_names(question, word):
    assert word in services_in(question)


@pytest.mark.parametrize(
    "question",
    [
        "停车多少钱",
        "车停在哪",
        "洗手间在哪",
        "加油站旁边的店叫什么",
        "孩子走丢了",
        "换货怎么办",
        "where is the gym",
    ],
)
def test_other_questions_ask_for_none(question):
    assert services_in(question) == {}


def test_a_service_that_papers_call_otherwise_is_not_said_to_be_absent():
    assert "宅配" in names_of_service("送到家")
    assert "宅配" not in names_of_service("洗车")
