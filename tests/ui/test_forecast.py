import pytest

import language
from analysis.filters import Filters
from tests.pages.conftest import reader  # noqa: F401 (fixture)
from ui.forecast import off, told

ROW = {
    "hours": 24, "method": "decay", "error": 45.2, "relative": 0.72, "origins": 600, "forecast": 320.4, "least": 210.0, "most": 1450.0,
    "outbreak": False, "enough": True,
}  # fmt: skip
NO_CAUSE = "仅由以往各小时推算，不说明原因"
NO_INTERVAL = "无区间：可对照的时段太少，或其中误差太大"


@pytest.fixture(autouse=True)
def chinese(reader: None) -> None:  # noqa: F811
    language.follow(lambda: "zh")


@pytest.mark.parametrize(
    ("filters", "given", "said"),
    [
        (Filters(), {}, "未来 24 小时：约 320 条（80% 区间 210 – 1,450）"),
        (Filters(), {"hours": 6, "least": None, "most": None}, "未来 6 小时：约 320 条"),
        (Filters(topics=("a", "b")), {"forecast": 0.0, "least": 0.0, "most": 0.0}, "未来 24 小时：约 0 条（80% 区间 0 – 0）"),
        (Filters(topics=("[x](y)",)), {}, r"\[x\]\(y\)，未来 24 小时：约 320 条（80% 区间 210 – 1,450）"),
    ],
)
def test_what_is_expected_is_told_with_its_interval_and_its_topic(filters, given, said):
    assert told(filters, ROW | given) == said


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, ["方法：回落到常态；回测平均误差 45.2 条，是“昨日同时段”误差的 0.72 倍"]),
        ({"method": "seasonal", "relative": 1.0}, ["方法：昨日同时段；回测中没有更好的方法，平均误差 45.2 条"]),
        ({"method": "last", "relative": None}, ["方法：保持最近一小时；回测中没有更好的方法，平均误差 45.2 条"]),
        ({"method": "holt", "relative": 0.8}, ["方法：阻尼趋势（Holt）；回测平均误差 45.2 条，是“昨日同时段”误差的 0.80 倍"]),
        ({"enough": False, "least": None}, ["方法：回落到常态（同类时段太少，无从比较）；以往全部时段平均误差 45.2 条", NO_INTERVAL]),
    ],
)
def test_the_method_and_its_error_are_told_and_that_it_knows_no_cause(given, said):
    assert off(ROW | given) == [*said, NO_CAUSE]
