"""Mapping the columns of a file that no format knows, as a person sees it: from the guesses to what is saved."""

import io
import re
import zipfile
from datetime import date, datetime

import pytest
from streamlit.testing.v1 import AppTest

from loaders import profiles
from loaders.profiles import fingerprint
from store.connect import Store
from tests import hostile, visits
from tests.pages.test_imports import csv_file, drop, errors, imported
from tests.visits import rows, said, visit

HEADER = ["甲", "乙", "丙", "丁"]
TEXTS = [f"第{n}条：试了新款手表的续航，跑步两个小时以后还剩不少电，屏幕在太阳底下也看得清楚" for n in range(12)]
ROWS = [[f"2025-03-{n + 1:02} 08:30", text, str(n * 10), f"读者{n}"] for n, text in enumerate(TEXTS)]
UNKNOWN = csv_file(HEADER, *ROWS)


def selects(app: AppTest) -> dict[str, str | None]:
    """column -> the field that its select says, of the columns that are shown."""
    return {select.label: select.value for select in app.selectbox if select.key.startswith("map_")}


def choose(app: AppTest, column: str, field: str | None) -> AppTest:
    (select,) = [s for s in app.selectbox if s.key.startswith("map_") and s.label == column]
    select.set_value(field)
    return visits.run(app)


def preview(app: AppTest) -> list[list[object]]:
    return rows(app.dataframe[0].value)


def answer(app: AppTest, parameter: str, value: object) -> AppTest:
    widgets = [*app.date_input, *app.get("datetime_input"), *app.get("button_group")]
    (widget,) = [widget for widget in widgets if (widget.key or "").startswith(f"{parameter}_")]
    widget.set_value(value)
    return visits.run(app)


def importable(app: AppTest) -> bool:
    return any(button.key == "import" for button in app.button)


def missing(app: AppTest) -> list[str]:
    return [button.label for button in app.button if button.key.startswith("missing_")]


def stored(store: Store, columns: str) -> list[tuple]:
    with store.cursor() as cursor:
        return cursor.execute(f"SELECT {columns} FROM mention ORDER BY published_at, text").fetchall()


def test_an_unknown_file_is_guessed_mapped_imported_and_known_the_next_time(empty_store):
    app = drop(visit("imports"), ("周报.csv", UNKNOWN))
    assert errors(app) == []
    assert selects(app) == {"甲": "published_at", "乙": "text", "丙": None, "丁": None}
    assert {"像是时间：前 12 个值中的 100.0%", f"文本最长的一列：十分之一超过 {len(TEXTS[-1])} 个字"} <= set(said(app))
    assert [row[4] for row in preview(app)] == TEXTS[:10]
    app = choose(choose(app, "丙", "likes"), "丁", "author_name")
    assert [(row[3], row[5]) for row in preview(app)] == [(f"读者{n}", n * 10) for n in range(10)]
    (name,) = [field for field in app.text_input if field.key.startswith("name_")]
    assert name.value == "周报"
    name.set_value("竞品周报")
    app = imported(visits.run(app), empty_store)
    expected = [(text, n * 10, f"读者{n}", datetime(2025, 3, n + 1, 8, 30)) for n, text in enumerate(TEXTS)]
    assert stored(empty_store, "text, likes, author_name, published_at") == expected
    (profile,) = profiles.saved(empty_store).values()
    columns = {"text": "乙", "published_at": "甲", "author_name": "丁", "likes": "丙"}
    assert (profile.name, profile.columns) == ("竞品周报", columns)
    app = drop(visits.run(app), ("下周.csv", csv_file(HEADER[::-1], ["读者", "7", "又一条", "2025-04-01 08:30"])))
    assert selects(app) == {}
    assert any(text.endswith("：竞品周报") and "按你在" in text for text in said(app))
    app = imported(app, empty_store)
    assert stored(empty_store, "text, likes, author_name, published_at")[-1] == (
        "又一条", 7, "读者", datetime(2025, 4, 1, 8, 30),
    )  # fmt: skip
    assert profiles.uses(empty_store) == {fingerprint(HEADER): 2}


def test_the_same_file_by_what_was_saved_is_already_imported(empty_store):
    app = imported(drop(visit("imports"), ("周报.csv", UNKNOWN)), empty_store)
    app = imported(drop(app, ("周报.csv", UNKNOWN)), empty_store)
    assert ":material/info: 此文件之前已导入，没有新增。" in said(app)


def test_what_is_not_to_be_remembered_serves_this_import_only(empty_store):
    app = drop(visit("imports"), ("周报.csv", UNKNOWN))
    (remembered,) = [toggle for toggle in app.toggle if toggle.key.startswith("remember_")]
    remembered.set_value(False)
    imported(visits.run(app), empty_store)
    assert len(stored(empty_store, "text")) == 12
    assert profiles.saved(empty_store) == {}


def test_a_field_is_held_by_the_column_chosen_last(empty_store):
    app = choose(drop(visit("imports"), ("周报.csv", UNKNOWN)), "丁", "text")
    assert selects(app) == {"甲": "published_at", "乙": None, "丙": None, "丁": "text"}
    assert [row[4] for row in preview(app)] == [f"读者{n}" for n in range(10)]
    (reset,) = [button for button in app.button if button.key.startswith("guesses_")]
    reset.click()
    assert selects(visits.run(app)) == {"甲": "published_at", "乙": "text", "丙": None, "丁": None}


def test_the_button_says_what_is_missing(empty_store):
    app = drop(visit("imports"), ("周报.csv", UNKNOWN))
    app = choose(app, "乙", None)
    assert (missing(app), importable(app)) == (["还缺：正文、标题或链接"], False)
    app = choose(app, "甲", None)
    assert missing(app) == ["还缺：正文、标题或链接, 发布时间，或指定日期"]
    app = choose(choose(app, "乙", "title"), "甲", "published_at")
    assert (missing(app), importable(app)) == ([], True)


def test_the_day_of_a_file_without_dates_is_asked_and_marked_as_given(empty_store):
    app = drop(visit("imports"), ("无日期.csv", csv_file(["标题", "正文"], ["一", "续航很好"], ["二", "屏幕清楚"])))
    assert (missing(app), importable(app)) == (["还缺：发布时间，或指定日期"], False)
    app = imported(answer(app, "date", date(2025, 3, 3)), empty_store)
    assert stored(empty_store, "title, published_at, precision") == [
        ("二", datetime(2025, 3, 3), "given"),
        ("一", datetime(2025, 3, 3), "given"),
    ]


def test_what_was_mapped_stays_when_the_day_is_given(empty_store):
    app = drop(visit("imports"), ("无日期.csv", csv_file(["标题", "丁"], ["一", "读者甲"])))
    app = answer(choose(app, "丁", "author_name"), "date", date(2025, 3, 3))
    assert selects(app) == {"标题": "title", "丁": "author_name"}
    imported(app, empty_store)
    assert stored(empty_store, "title, author_name, published_at") == [("一", "读者甲", datetime(2025, 3, 3))]
    (profile,) = profiles.saved(empty_store).values()
    assert profile.columns == {"title": "标题", "author_name": "丁"}


def test_correcting_a_saved_mapping_keeps_what_was_answered_before(empty_store):
    slashed = csv_file(["甲", "乙"], *[[f"{n + 1}/4/2025 10:30", text] for n, text in enumerate(TEXTS)])
    app = drop(visit("imports"), ("x.csv", slashed))
    app.selectbox(key="zone").set_value("UTC")
    app = imported(answer(app, "day_first", True), empty_store)
    app = drop(app, ("y.csv", slashed))
    assert app.selectbox(key="zone").value is None
    (correct,) = [toggle for toggle in app.toggle if toggle.key.startswith("correct_")]
    correct.set_value(True)
    app = choose(visits.run(app), "乙", "title")
    imported(app, empty_store)
    (profile,) = profiles.saved(empty_store).values()
    assert (profile.columns, profile.day_first, profile.time_zone) == ({"title": "乙", "published_at": "甲"}, True, "UTC")


def test_the_order_of_day_and_month_is_asked_where_it_cannot_be_told(empty_store):
    app = drop(visit("imports"), ("x.csv", csv_file(["正文", "发布时间"], ["一", "3/4/2025 10:30"])))
    assert (errors(app), importable(app)) == ([], False)
    (question,) = [group for group in app.get("button_group") if group.key.startswith("day_first_")]
    assert question.label.replace("\\", "") == "3/4/2025 10:30 里在前的是？"
    app = imported(answer(app, "day_first", True), empty_store)
    assert stored(empty_store, "published_at") == [(datetime(2025, 4, 3, 10, 30),)]


def test_the_moment_of_collection_is_asked_where_times_count_from_it(empty_store):
    app = drop(visit("imports"), ("x.csv", csv_file(["正文", "发布时间"], ["一", "3小时前"], ["二", "昨天 12:30"])))
    assert importable(app) is False
    app = imported(answer(app, "collected", datetime(2025, 3, 3, 20, 0)), empty_store)
    assert stored(empty_store, "text, published_at") == [
        ("二", datetime(2025, 3, 2, 12, 30)),
        ("一", datetime(2025, 3, 3, 17, 0)),
    ]


def test_a_known_file_is_corrected_only_when_asked_for(empty_store):
    app = drop(visit("imports"), ("x.csv", csv_file(["正文", "发布时间", "备注"], ["一", "2025-03-03 08:00", "甲乙"])))
    assert (selects(app), importable(app)) == ({}, True)
    (correct,) = [toggle for toggle in app.toggle if toggle.key.startswith("correct_")]
    correct.set_value(True)
    app = choose(visits.run(app), "备注", "title")
    imported(app, empty_store)
    assert stored(empty_store, "text, title") == [("一", "甲乙")]


def test_how_many_of_the_first_would_be_rejected_is_said_with_why(empty_store):
    dates = [f"2025-03-{n + 1:02}" if n % 3 else "待定" for n in range(12)]
    app = drop(visit("imports"), ("x.csv", csv_file(["正文", "发布时间"], *zip(TEXTS, dates, strict=True))))
    (told,) = [text for text in said(app) if text.startswith("前 12 条信息中")]
    assert told.startswith("前 12 条信息中会接收 8 条。 拒收 4 条：发布时间缺失或无法识别。")


def test_totals_are_refused_without_a_mapping_unless_it_is_asked_for(empty_store):
    app = drop(visit("imports"), ("x.csv", csv_file(["日期", "声量"], *[[f"2025-03-{n + 1:02}", str(n)] for n in range(9)])))
    assert ["这是汇总表" in error for error in errors(app)] == [True]
    assert (selects(app), importable(app)) == ({}, False)


def test_a_wide_file_shows_what_is_mapped_and_finds_the_rest_by_name(empty_store):
    wide = [f"列{n:03}" for n in range(200)]
    content = csv_file([*wide, "正文"], *[[*[str(n)] * 200, text] for n, text in enumerate(TEXTS)])
    app = drop(visit("imports"), ("wide.csv", content))
    assert list(selects(app)) == ["正文", *wide[:30]]
    (search,) = [field for field in app.text_input if field.key.startswith("search_")]
    search.set_value("列15")
    app = visits.run(app)
    assert list(selects(app)) == ["正文", *wide[150:160]]
    assert list(selects(choose(app, "列155", "likes"))) == ["列155", "正文", *wide[150:155], *wide[156:160]]


def test_a_saved_mapping_is_listed_renamed_forgotten_and_taken_back(empty_store):
    app = imported(drop(visit("imports"), ("周报.csv", UNKNOWN)), empty_store)
    known_by = fingerprint(HEADER)
    assert "内容 · 正文 = 乙；内容 · 发布时间 = 甲" in said(app)
    assert any(text.endswith("· 1 次导入使用") for text in said(app))
    app.text_input(key=f"rename_{known_by}").set_value("竞品周报")
    app = visits.run(app)
    app.button(key=f"renamed_{known_by}").click()
    app = visits.run(app)
    assert [profile.name for profile in profiles.saved(empty_store).values()] == ["竞品周报"]
    app.button(key=f"forget_{known_by}").click()
    app = visits.run(app)
    assert (profiles.saved(empty_store), "已不再使用“竞品周报”。" in said(app)) == ({}, True)
    app.button(key="unforget").click()
    app = visits.run(app)
    assert [profile.name for profile in profiles.saved(empty_store).values()] == ["竞品周报"]
    assert [text for text in said(app) if "不再使用" in text] == []


@pytest.mark.parametrize("payload", hostile.PAYLOADS.values(), ids=hostile.PAYLOADS)
def test_no_column_or_cell_is_read_as_markup(empty_store, payload):
    named = payload.strip() or "甲"
    content = csv_file([named, "正文"], *[[payload, payload] for _ in range(3)])
    app = drop(visit("imports"), (f"{named[:20].replace('/', '')}.csv", content))
    shown = [element.value for element in (*app.markdown, *app.caption, *app.info, *app.error)]
    labels = [select.label for select in app.selectbox if select.key.startswith("map_")]
    for text in (*shown, *labels):
        assert not re.search(r"(?<!\\)(!\[x\]|\[win\]|<script|<img|<iframe)|https://evil", text)


def test_in_english_the_fields_are_english(empty_store):
    app = drop(visit("imports", lang="en"), ("weekly.csv", UNKNOWN))
    (select, *_more) = [s for s in app.selectbox if s.key.startswith("map_")]
    assert select.options[:3] == ["Content · Time of publication", "Content · Title", "Content · Body text"]
    assert "looks like times: 100.0% of the first 12" in said(app)


def test_of_several_tables_it_is_said_which_are_read_and_why_others_are_not(empty_store):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.csv", csv_file(["正文", "发布时间"], ["一", "2025-03-03 08:00"]))
        archive.writestr("b.csv", csv_file(["内容", "日期"], ["二", "2025-03-04 08:00"]))
        archive.writestr("c.csv", csv_file(["日期", "声量"], ["2025-03-03", "120"]))
    app = drop(visit("imports"), ("周报.zip", buffer.getvalue()))
    assert "这是其中第一张表；还会读取：b.csv（table）" in said(app)
    assert [text.startswith("未读取：c.csv。这是汇总表") for text in said(app) if "c.csv" in text] == [True]
