from datetime import datetime

import pytest

from demo.meant import aspects, emotion, intent
from demo.mention import Mention
from demo.people import Account

SOMEONE = Account("weibo", "1", "甲")


def said(text: str, platform: str = "weibo", kind: str = "post", **more: object) -> Mention:
    return Mention(platform, kind, "1", datetime(2025, 3, 5), SOMEONE, text, **more)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("屏幕很亮，太阳底下也看得清清楚楚，就是满电出门三天，回来还剩一半", {"screen": 1, "battery": 1}),
        ("塑料感有点重，物流两天没动静", {"appearance": -1, "logistics": -1}),
        ("一千五这个价，随便说点别的", {}),
        ("心率很准，跟胸带只差两三下", {}),
    ],
)
def test_aspects_are_read_from_the_clauses_with_their_tone(text, named):
    assert aspects(said(text)) == named


def test_an_aspect_of_which_both_is_said_has_no_tone_and_the_crisis_has_its_own_words():
    assert aspects(said("续航真的很扎实，喜欢。夜里什么都没开，早上掉了一半")) == {}
    assert aspects(said("塑料感有点重", happening="crisis")) == {}


def test_tickets_complain_and_questions_under_posts_inquire():
    ticket = said("客户反馈表背发烫", "service", "ticket", detail={"category": "充电发热"})
    assert [intent(ticket), intent(said("咨询", "service", "ticket", detail={"category": "订单与保价"}))] == ["complaint", None]
    asked = said("求链接，想给妈妈买", kind="comment", tone=0)
    assert [intent(asked), intent(said("求链接", tone=0)), intent(said("不错", kind="comment", tone=0))] == ["inquiry", None, None]


def test_an_emotion_is_the_only_one_whose_words_are_there():
    assert [emotion(said(text)) for text in ("[怒]退钱", "太吓人了", "[怒]太吓人了", "好开心", "还行")] == ["anger", "worry", None, "joy", None]
