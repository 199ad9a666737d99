import pyarrow as pa
import pytest

import language
from analysis.answer import Answer
from analysis.filters import Filters
from tests.pages.conftest import reader  # noqa: F401 (fixture)
from ui.coordination import duration, found, left_out, named

COUNTED = {"mentions": 900, "authors": 500, "untimed": 0, "unsigned": 0, "short": 0, "repeated": 0, "compared": 900}
NOT_WHY = "说明的是发生了什么，不说明原因：可能是事先约定、响应号召，也可能是巧合。"


@pytest.fixture(autouse=True)
def chinese(reader: None) -> None:  # noqa: F811
    language.follow(lambda: "zh")


def answer(groups: int) -> Answer:
    return Answer(pa.table({"groups": [groups] * min(groups, 2)}), "", {}, Filters())


@pytest.mark.parametrize(
    ("counted", "texts", "accounts", "said"),
    [
        ({}, 9, 4, f"有 9 处，5 个及以上账号在 10 分钟内发布了同一文本。 有 4 组账号共有 5 条及以上文本，每条相隔不超过 60 秒。 {NOT_WHY}"),
        ({}, 1200, 0, f"有 1,200 处，5 个及以上账号在 10 分钟内发布了同一文本。 {NOT_WHY}"),
        ({}, 0, 0, "没有文本在 10 分钟内由 5 个账号发布，也没有两个账号共有 5 条相隔不超过 60 秒的文本。"),
        ({"authors": 201}, 0, 0, "没有文本在 10 分钟内由 5 个账号发布，也没有两个账号共有 5 条相隔不超过 60 秒的文本。"),
        ({"authors": 200}, 0, 0, "没有文本在 10 分钟内由 5 个账号发布，也没有两个账号共有 5 条相隔不超过 60 秒的文本。 这里不判断账号同步：需要超过 200 位已知作者。"),
        ({"compared": 0}, 0, 0, "没有可以比对的信息：需要有作者、有具体时刻，且作者自己的话不少于 10 字。"),
    ],
)
def test_what_was_found_is_told_in_a_sentence(counted, texts, accounts, said):
    assert found(COUNTED | counted, answer(texts), answer(accounts)) == said


@pytest.mark.parametrize(
    ("counted", "said"),
    [
        ({}, "全部信息都参与比对。转发套话和平台模板不作为依据。"),
        ({"untimed": 1200, "short": 3}, "未参与：1,200 条没有具体时刻、3 条自己的话不足 10 字。转发套话和平台模板不作为依据。"),
        ({"unsigned": 2, "repeated": 4}, "未参与：2 条没有作者、4 条只有话题或照搬原文。转发套话和平台模板不作为依据。"),
    ],
)
def test_what_was_left_out_is_told_with_its_reasons(counted, said):
    assert left_out(COUNTED | counted) == said


def test_a_group_is_named_by_its_accounts_and_a_span_by_its_seconds():
    assert named({"names": ["甲", None], "accounts": 2}) == "甲、未知"
    assert named({"names": [*"甲乙丙丁戊"], "accounts": 24}) == "甲、乙、丙、丁等，另有 20 个"
    assert [duration(seconds) for seconds in (0.4, 119, 300, 86400 * 3)] == ["0 秒", "119 秒", "5 分钟", "3 天"]
