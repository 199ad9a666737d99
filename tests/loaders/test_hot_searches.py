"""Hot-search lists in a table."""

from datetime import datetime

import pandas as pd
import pytest

from loaders.hot_searches import HEADERS
from loaders.supplement import Listed
from tests.loaders.test_supplement import looked_at

pytestmark = pytest.mark.usefixtures("english")
AT = datetime(2025, 3, 30, 21)


def test_words_with_their_place_and_heat(tmp_path):
    found = looked_at(tmp_path, "时间,榜单,排名,热搜词,热度\n2025-03-30 21:00,微博热搜,1,澜汐召回,512万\n2025/3/30 21:00,,2,夜市,\n2025-03-30 21:00,微博热搜,1,澜汐召回,512万\n")
    assert found.kind == "hot_searches"
    assert found.table.to_pylist() == [
        {"at": AT, "board": "微博热搜", "rank": 1, "word": "澜汐召回", "heat": 5_120_000.0}, {"at": AT, "board": None, "rank": 2, "word": "夜市", "heat": None},
    ]  # fmt: skip


def test_bad_rows_are_named(tmp_path):
    lines = ["time,board,rank,word,heat", ",b,1,w,1", "soon,b,1,w,1", "2025-03-30 21:00,b,1,,1", "2025-03-30 21:00,b,0,w,1", "2025-03-30 21:00,b,1.5,w,1", "2025-03-30 21:00,b,1,w,hot", "2025-03-30 21:00,b,,w,"]
    found = looked_at(tmp_path, "\n".join(lines))
    assert found.table.num_rows == 0
    assert [(row.line, str(row.why)) for row in found.refused] == [
        (2, "It has no time."), (3, "“soon” is no time."), (4, "It does not say which word."), (5, "“0” is no rank."), (6, "“1.5” is no rank."), (7, "“hot” is no number."),
        (8, "It has neither rank nor heat."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "ignored"),
    [
        ("序号,时间,榜单,排名,热搜词,热度\n99,2025-03-30 21:00,微博热搜,2,召回,9", ["序号"]), ("日期,时间,榜单,排名,热搜词,热度\n2025-03-30,21:00,微博热搜,2,召回,9", []),
        ("日期,时间,榜单,排名,热搜词,热度\n45746,21:00:00,微博热搜,2,召回,9", []), ("日期,时间,榜单,排名,热搜词,热度\n2025-03-30,2025-03-30 21:00,微博热搜,2,召回,9", ["日期"]),
        ("时间,平台,榜单,名次,关键词,热度\n2025-03-30 21:00,微博,微博热搜,2,召回,9", ["平台"]), ("采集时间,来源,序号,话题,热度值,链接\n2025-03-30 21:00,微博热搜,2,召回,9,x", ["链接"]),
    ],
)  # fmt: skip
def test_the_column_that_tells_most_counts_and_those_that_are_not_read_are_told(tmp_path, content, ignored):
    found = looked_at(tmp_path, content)
    assert (found.kind, found.ignored, found.refused) == ("hot_searches", ignored, [])
    assert found.table.to_pylist() == [{"at": AT, "board": "微博热搜", "rank": 2, "word": "召回", "heat": 9.0}]


def test_a_time_of_day_needs_its_day(tmp_path):
    found = looked_at(tmp_path, "日期,时间,榜单,排名,热搜词\n,21:00,b,1,w\nnever,21:00,b,1,w\n,,b,1,w\n2025-03-30,2025-03-30 21:00,b,1,w\n2025-03-30,21:10,b,1,w\n")
    assert [str(row.why) for row in found.refused] == ["“21:00” is no time.", "“never 21:00” is no time.", "It has no time."]
    assert [row["at"].minute for row in found.table.to_pylist()] == [0, 10]


@pytest.mark.parametrize("header", ["日期,关键词,指数,订单", "日期,关键词,指数,备注", "日期,话题,热度,订单"])
def test_figures_by_word_are_no_hot_searches(tmp_path, header):
    assert looked_at(tmp_path, f"{header}\n2025-03-30,召回,9,4\n").kind == "figures"


def test_a_word_that_stands_twice_at_one_time_with_other_ranks_is_refused(tmp_path):
    found = looked_at(tmp_path, "时间,榜单,排名,热搜词\n2025-03-30 21:00,b,1,w\n2025-03-30 21:00,b,3,w\n2025-03-30 21:00,b,2,v\n2025-03-30 21:00,b,x,v\n2025-03-30 21:00,b,2,v")
    assert [(row["word"], row["rank"]) for row in found.table.to_pylist()] == [("v", 2)]
    several = "The file says several ranks or heats of this word on this board at this time."
    assert [(row.line, str(row.why)) for row in found.refused] == [(2, several), (3, several), (5, "“x” is no rank.")]


@pytest.mark.parametrize(
    ("rank", "heat", "read"),
    [
        ("第2名", "123456爆", (2, 123_456.0)), ("2.0", "剧集 123456", (2, 123_456.0)), ("置顶", "", (None, None)), ("No.3", "综艺 1.2万 热", (3, 12_000.0)), ("-", "5", (None, 5.0)),
        ("1", "—", (1, None)), ("1" + "0" * 30, "5", None), ("1000001", "5", None), ("1", "9" * 400, None), ("1", "1.2.3", None),
    ],
)  # fmt: skip
def test_what_boards_write_about_a_rank_or_heat_loses_no_row_and_absurd_ones_are_refused(tmp_path, rank, heat, read):
    found = looked_at(tmp_path, f"time,board,rank,word,heat\n2025-03-30 21:00,b,{rank},w,{heat}\n")
    assert [(row["rank"], row["heat"]) for row in found.table.to_pylist()] == ([read] if read else [])
    assert len(found.refused) == (read is None)


def test_columns_go_by_their_usual_names():
    names = {role: [Listed(None, pd.DataFrame({name: []})).column(HEADERS[role]) for name in HEADERS[role]] for role in HEADERS}
    assert names == {role: list(told) for role, told in HEADERS.items()}
