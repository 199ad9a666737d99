import time

import pytest

from analysis.stock import settings, stock
from nlp.stories import SHORTEST

STOCK = [
    "转发微博转发微博转发微博", "轉發微博轉發微博，转发轉發", "哈哈哈哈哈哈哈哈哈哈哈哈", "支持！必须支持[赞]转发支持支持", "我参与了@甲乙 发起的投票【哪款手表好用】，快来看看", "我参与了某某发起的投票，我投给了“好用”",
    "抱歉，此微博已被作者删除。", "Thank you so much, thank you!", "I liked a @YouTube video http://youtu.be/a A tale of two watches",
]  # fmt: skip
OWN = [
    "这款表充电的时候烫手，大家先别戴", "转发微博：这款表充电的时候烫手", "哈哈哈哈哈哈哈哈哈哈，笑死我了", "支持澜汐的请举手，不支持的走开", "#新品# 今天到手，晒一下手表的包装", None, "",
    "分享一个用了三年的手表保养办法", "她转发了某某的微博，结果大家都来问手表", "我参与了这次召回，客服态度很好",
]  # fmt: skip


@pytest.mark.parametrize("text", STOCK)
def test_stock(text):
    assert stock([text]).tolist() == [True]


@pytest.mark.parametrize("text", OWN)
def test_own(text):
    assert stock([text]).tolist() == [False]


def test_many_at_once_are_told_each_for_itself():
    assert stock(STOCK + OWN).tolist() == [True] * len(STOCK) + [False] * len(OWN)
    assert stock([]).tolist() == []


def test_what_is_shipped_holds_what_is_needed():
    chosen = settings()
    assert (chosen["accounts"], chosen["minutes"], chosen["texts"], chosen["seconds"], chosen["share"]) == (5, 10, 5, 60, 0.01)
    # A template without anything fixed would hold every text.
    assert [one for one in chosen["templates"] if len(one.replace("*", "")) < 4] == []
    assert SHORTEST == 10


def test_no_text_takes_long():
    started = time.perf_counter()
    stock(["转发" * 5000 + "完", "我参与了发起的投票" * 900, "我给打了" * 900 + "完", "哈" * 9000 + "完"] * 20)
    assert time.perf_counter() - started < 3
