"""The health of the data on the page of imports: calm, with findings, hostile, empty; every link opens what it counts."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from loaders.fold import publish, undo
from loaders.prepare import prepare
from store.connect import Store
from tests import hostile, unwell, visits
from tests.pages.conftest import opened
from tests.pages.test_hostile import MARKS, assert_harmless
from tests.unwell import FOUND
from tests.visits import said, visit

URGENT = ["拒收的记录", "夜间活跃", "发布时间晚于导入", "无信息的日子", "平台声量骤降", "受损编号", "字段缺失"]
OTHERS = ["时间只到日", "非最终的互动数", "几乎没有新信息的文件", "同一作者重复发布", "未覆盖渠道"]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return unwell.write(tmp_path_factory.mktemp("unwell"))


@pytest.fixture(scope="module")
def ill(tmp_path_factory: pytest.TempPathFactory, files: list[Path]) -> Iterator[Store]:
    with opened(tmp_path_factory.mktemp("unwell-store"), files) as store:
        yield store


@pytest.fixture(scope="module")
def several(files: list[Path]) -> pd.DataFrame:
    """The records of 多渠道汇总.csv whose time can be read."""
    frame = pd.read_csv(files[0], dtype=str, keep_default_na=False)
    return frame.assign(at=pd.to_datetime(frame["发布时间"], errors="coerce", format="mixed")).dropna(subset="at")


def titles(app: AppTest, icon: str) -> list[str]:
    """The checks with findings."""
    marked = [re.fullmatch(rf":material/{icon}: \*\*(.*)\*\*", element.value) for element in app.markdown]
    return [match[1] for match in marked if match]


def links(app: AppTest) -> list[dict[str, list[str]]]:
    """Where the findings lead, in their order."""
    return [parse_qs(link.proto.query_string) for link in app.main.get("page_link")]


def counts(app: AppTest) -> list[int]:
    """How many mentions each of them shows."""
    return [visits.counted(visit("mentions", **link)) for link in links(app)]


def matrix(app: AppTest) -> pd.DataFrame:
    (frame,) = [element.value for element in app.dataframe if element.key == "missing"]
    return frame


def test_an_empty_store_has_no_health_to_speak_of(empty_store):
    app = visit("imports")
    assert [element.value for element in app.subheader] == ["业务指标与热搜榜单"]
    assert [text for text in said(app) if "检查" in text or "数据体检" in text] == []


def test_every_thing_that_is_wrong_is_found_and_told_with_its_numbers(ill, files, several):
    app = visit("imports")
    assert [titles(app, "error"), titles(app, "info")] == [URGENT, [name for name in OTHERS if name != OTHERS[2]]]
    read = len(pd.read_csv(files[0])) + FOUND["overseas"]
    there = len(several) + FOUND["overseas"]
    week = several[several["平台"].eq("抖音")].set_index("at").resample("W-MON", label="left", closed="left").size()
    usual = week.iloc[1:-2].median()
    capped = several["点赞数"].str.endswith("+").sum() + pd.read_csv(files[1], dtype=str)["点赞数"].str.endswith("+").sum()
    nameless, dateless = (several["作者"] == "").sum(), (several["平台"] == "新闻").sum()
    lines = [text for text in said(app) if re.match(r"(table|overseas.csv|多渠道汇总.csv|微博|抖音|晴川优惠站（小红书）|数据中没有)：", text)]
    assert lines[:1] + lines[2:] == [
        f"table：读到的 {read:,} 条中有 {FOUND['unreadable']} 条（{FOUND['unreadable'] / read:.1%}）被拒收。发布时间缺失或无法识别。",
        f"多渠道汇总.csv：{FOUND['future']} 条信息的发布时间晚于导入时间，最晚为 2098-01-05 10:00。",
        f"微博：2025-02-11 至 2025-02-13 没有任何信息（3 天），按前后节奏预期约 {around(several)} 条。",
        f"抖音：2025-03-10 起的一周有 {week['2025-03-10']} 条，平时为 {usual:,.0f} 条（8 周中位数；−{1 - week['2025-03-10'] / usual:.1%}）。",
        f"多渠道汇总.csv：读到的 {len(pd.read_csv(files[0])):,} 条信息中，有 {FOUND['rounded']} 个编号被四舍五入。",
        f"table：{there:,} 条信息中有 {nameless} 条（{nameless / there:.1%}）缺少作者。",
        f"table：{there:,} 条信息中有 {dateless} 条（{dateless / there:.1%}）只知道日期。",
        f"table：{there:,} 条信息中，互动数被封顶的 {capped} 条，发布时快照的 0 条。",
        f"晴川优惠站（小红书）：{FOUND['adverts']} 条信息中有 {FOUND['adverts'] - 1} 条在重复 1 段文字。",
        "数据中没有：微信、快手、哔哩哔哩、知乎、贴吧、今日头条。",
    ]
    assert re.fullmatch(
        r"overseas.csv：最安静的时段是 1[678]:00–2[123]:00，占 900 条信息的 \d\.\d%。平移 \+[789] 小时才落在夜间："
        r"仿佛文件以 UTC([+−]1)? 书写（--timezone (UTC|Etc/GMT[+-]1)），或作者生活在 UTC−[789]。",
        lines[1],
    )
    assert "已检查，未发现问题：几乎没有新信息的文件。" in said(app)


def around(several: pd.DataFrame) -> str:
    """The medians of the silent weekdays (Tuesday to Thursday) in the two weeks before and after, added."""
    weibo = several[several["平台"] == "微博"]
    daily = weibo.groupby(weibo["at"].dt.normalize()).size()
    beside = pd.concat([daily["2025-01-28":"2025-02-10"], daily["2025-02-14":"2025-02-27"]])
    by_weekday = beside.groupby(beside.index.day_of_week).median()
    return f"{by_weekday[[1, 2, 3]].sum():,.0f}"


def test_every_finding_opens_the_mentions_that_it_counts(ill, several):
    weibo = several[several["平台"].eq("微博") & several["at"].between("2025-01-28", "2025-02-27 23:59:59")]
    douyin = several[several["平台"].eq("抖音") & several["at"].between("2025-03-10", "2025-03-16 23:59:59")]
    assert counts(visit("imports")) == [
        FOUND["overseas"], FOUND["future"], len(weibo), len(douyin), len(several), (several["作者"] == "").sum(),
        (several["平台"] == "新闻").sum(), FOUND["adverts"],
    ]  # fmt: skip


def test_the_table_of_missing_fields_opens_the_cells_that_filters_can_say(ill, several, files):
    app = visit("imports")
    columns = ["格式", "n", "内容", "作者", "时刻", "点赞", "评论", "转发", "地域", "粉丝数", "情感"]
    both = pd.concat([several, pd.read_csv(files[1], dtype=str, keep_default_na=False)])
    without = {"作者": (both["作者"] == "").sum(), "时刻": (both["平台"] == "新闻").sum(), "地域": (both["IP属地"] == "").sum()}
    shares = {name: f"{count / len(both):.1%}" for name, count in without.items()}
    frame = matrix(app)
    assert list(frame.columns) == columns
    assert frame.iloc[0].tolist() == [
        "table", f"{len(both):,}", "0", shares["作者"], shares["时刻"], "0", "0", "0", shares["地域"], "100.0%", "100.0%"
    ]  # fmt: skip
    for name, count in without.items():
        assert visits.counted(chosen(visit("imports"), name)) == count
    # No filter says these: the page stays.
    assert [chosen(visit("imports"), name).title[0].value for name in ("点赞", "格式", "内容")] == ["数据导入"] * 3


def chosen(app: AppTest, column: str) -> AppTest:
    app.session_state["missing"] = {"selection": {"rows": [], "columns": [], "cells": [(0, column)]}}
    return visits.run(app)


def test_a_store_in_good_health_is_calm(tmp_path, exports):
    with opened(tmp_path, exports):
        app = visit("imports")
    assert titles(app, "error") == []
    assert ":material/check_circle: **没有需要查看的问题。**" in [element.value for element in app.markdown]
    checked = [text for text in said(app) if text.startswith("已检查，未发现问题：")]
    assert checked == [f"已检查，未发现问题：{'、'.join([*URGENT, *OTHERS[:3]])}。"]


def test_of_few_mentions_the_number_is_told_and_no_share(empty_store, tmp_path):
    (tmp_path / "few.csv").write_text("正文,发布时间,作者\n好,2025-03-03 08:00,\n也好,2025-03-04,甲\n", encoding="utf-8")
    publish(empty_store, prepare(tmp_path / "few.csv", tmp_path / "prepared", store_zone=empty_store.time_zone))
    app = visit("imports")
    assert matrix(app).iloc[0].tolist()[:5] == ["table", "2", "0/2", "1/2", "1/2"]
    assert titles(app, "error") == []


def test_in_english_the_findings_are_english(ill):
    app = visit("imports", lang="en")
    assert "Not in the data: WeChat, Kuaishou, Bilibili, Zhihu, Tieba, Toutiao." in said(app)
    assert f"多渠道汇总.csv: {FOUND['future']} mentions are dated after its import, the last 2098-01-05 10:00." in said(app)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_names_from_files_are_text_in_every_finding(tmp_path, lang):
    """Files, formats, authors and platforms that try to be Markdown, each in a finding."""
    name = "![x](https:evil.example) <b>$y$"
    with opened(tmp_path, hostile.write(tmp_path)) as store:
        with store.writing() as cursor:
            cursor.execute(
                "INSERT INTO mention (mention_id, platform, author_name, author_id, published_at, precision, text, import_id, counts_are) "
                "SELECT md5('m' || i)::UUID, $name, $name, NULL, TIMESTAMP '2025-01-06' + INTERVAL 1 HOUR * (i // 20) + INTERVAL 5 DAY * (i // 4000), "
                "'second', 'a text of more than ten characters', (SELECT import_id FROM import ORDER BY file_name LIMIT 1), 'capped' "
                "FROM range(9000) AS t(i) WHERE (i // 20) % 24 NOT BETWEEN 12 AND 17",
                {"name": name},
            )
            cursor.execute(
                "UPDATE import SET export = $name, imported_at = TIMESTAMP '2025-01-20', merged = read, warnings = '{\"damaged_ids\": 2}'",
                {"name": name},
            )
            cursor.execute("UPDATE meta SET value = CAST(value AS BIGINT) + 1 WHERE key = 'data_version'")
        app = visit("imports", lang=lang)
        needles = {name, hostile.NAME} | {text for text in hostile.PAYLOADS.values() if len(text) > 3 and MARKS & set(text)}
        assert_harmless(app, needles)
        assert len(titles(app, "error")) + len(titles(app, "info")) >= 9
        assert sum(name in text for text in said(app)) >= 5


def test_a_finding_that_an_undo_takes_is_gone(empty_store, files):
    for place, file in enumerate(files):
        receipt = publish(empty_store, prepare(file, empty_store.folder / f"p{place}", store_zone=empty_store.time_zone))
    assert "夜间活跃" in titles(visit("imports"), "error")
    undo(empty_store, receipt.import_id)
    assert "夜间活跃" not in titles(visit("imports"), "error")


def test_of_many_findings_three_are_shown_and_the_rest_on_demand(empty_store):
    with empty_store.writing() as cursor:
        cursor.execute(
            "INSERT INTO import (import_id, file_name, export, parameters, read, merged, rejected, rows, added, warnings, imported_at) "
            "SELECT md5('i' || i)::UUID, i || '.csv', 'table', '{}', 9, 0, 0, 9, 9, '{\"damaged_ids\": ' || 100 - i || '}', TIMESTAMP '2025-12-01' "
            "FROM range(45) AS t(i)"
        )
        cursor.execute(
            "INSERT INTO mention (mention_id, published_at, precision, text, import_id) "
            "SELECT md5('m' || i)::UUID, TIMESTAMP '2025-03-03', 'second', 'x', md5('i' || i)::UUID FROM range(45) AS t(i)"
        )
        cursor.execute("UPDATE meta SET value = CAST(value AS BIGINT) + 1 WHERE key = 'data_version'")
    app = visit("imports")
    (more,) = [expander for expander in app.expander if expander.label == "另有 42 项"]
    damaged = [text for text in said(app) if text.endswith("个编号被四舍五入。") and ".csv：" in text]
    assert damaged == [f"{number}.csv：读到的 9 条信息中，有 {100 - number} 个编号被四舍五入。" for number in range(45)]
    assert len(more.markdown) == 42
    # Forty-five files are too many for an address: the finding of their format has no link, the files have theirs.
    assert "table：45 条信息中有 45 条（100.0%）缺少作者。" in said(app)
    assert {len(link["imports"]) for link in links(app)} == {1}
    assert len(links(app)) == 45
