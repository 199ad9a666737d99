"""The page of imports: a file's way from the drop to its receipt and back, as a person sees it."""

import csv
import io
import time
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import jobs
from loaders.fold import publish, undo
from loaders.prepare import prepare
from store.connect import Store
from store.digest import digest
from tests import counted, visits
from tests.loaders.staging import grouped
from tests.visits import choose, rows, said, visit

WELCOME = "**导入你自己的数据，这里就是你的看板。**"


def drop(app: AppTest, *files: tuple[str, bytes]) -> AppTest:
    turn = app.session_state["_turn"]
    app.file_uploader(key=f"uploads_{turn}").set_value([(name, content, "text/csv") for name, content in files])
    return visits.run(app)


def wait(store: Store) -> None:
    """Until no job is under way; what follows an import is not waited for."""
    queue, end = jobs.jobs_of(store), time.monotonic() + 60
    while under_way := [job for job in queue.jobs() if not job.ended]:
        assert time.monotonic() < end, queue.jobs()
        for job in under_way:
            if job.kind in jobs.FOLLOWING:
                queue.cancel(job.job_id)
        time.sleep(0.05)


def imported(app: AppTest, store: Store) -> AppTest:
    """Press the button of the import and wait for what it began."""
    app.button(key="import").click()
    visits.run(app)
    wait(store)
    return visits.run(app)


def history(app: AppTest) -> list[list[object]]:
    """Of each import: file, format, records, found, added, merged, rejected, from, to, state."""
    return [row[1:] for row in visits.table(app, "history")]


def known_imports(store: Store) -> list[dict]:
    with store.cursor() as cursor:
        return (
            cursor.execute("SELECT CAST(import_id AS VARCHAR) AS import_id, file_name FROM import")
            .to_arrow_table()
            .to_pylist()
        )


def receipt(rows: int, read: int, added: int, merged: int, rejected: int) -> str:
    return f"{rows:,} 条记录 → 读到 {read:,} 条信息 = 新增 {added:,} + 合并重复 {merged:,} + 拒收 {rejected:,}"


def csv_file(*lines: list[str]) -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows(lines)
    return buffer.getvalue().encode()


def errors(app: AppTest) -> list[str]:
    return [error.value.replace("\\", "") for error in app.error]


@pytest.mark.parametrize("page", [page for page in visits.PAGES if page != "settings"])
def test_an_empty_store_says_how_to_begin(empty_store, page):
    app = visit(page)
    assert [title.value for title in app.title] == ["数据导入"]
    assert WELCOME in said(app)
    assert [list(app.metric), list(app.dataframe), list(app.warning)] == [[], [], []]


def test_an_empty_store_takes_a_link_with_filters_without_a_word(empty_store):
    app = visit("mentions", platforms="weibo", since="2025-03-01", keyword="手表")
    assert WELCOME in said(app)
    assert [title.value for title in app.title] == ["数据导入"]


def test_in_english_an_empty_store_says_so_in_english(empty_store):
    app = visit("imports", lang="en")
    assert "**Bring your own mentions, and this becomes your dashboard.**" in said(app)


def test_a_file_goes_from_its_preview_to_its_receipt(empty_store, exports):
    weibo = counted.weibo(exports[0])
    app = drop(visit("imports"), (weibo.name, exports[0].read_bytes()))
    assert (
        "格式：weibo-search，表头含有 id, bid, user_id, 用户昵称, 微博正文, 发布时间 · 24 列 · utf-8 · 分隔符 ,"
        in said(app)
    )
    expected = []
    for record in counted.records(exports[0])[:10]:
        expected += (
            [record["微博正文"], counted.shown(record["评论内容"])] if record["评论时间"] else [record["微博正文"]]
        )
    assert [row[4] for row in rows(app.dataframe[0].value)] == expected
    app = imported(app, empty_store)
    told = receipt(weibo.rows, weibo.read, len(weibo.mentions), weibo.read - len(weibo.mentions), 0)
    assert told in said(app)
    assert [row[:7] for row in history(app)] == [
        [weibo.name, "weibo-search", weibo.rows, weibo.read, len(weibo.mentions), weibo.read - len(weibo.mentions), 0]
    ]
    times = [mention.at for mention in weibo.mentions.values()]
    assert [row[7:] for row in history(app)] == [[min(times), max(times), ""]]
    assert visits.numbers(visit())["声量 · 条"] == str(len(weibo.mentions))
    assert not list((empty_store.folder / "uploads").iterdir())


def test_a_file_again_adds_nothing_and_says_so(empty_store, exports):
    publish(empty_store, prepare(exports[1], empty_store.folder / "prepared", store_zone=empty_store.time_zone))
    grouped(empty_store)
    before = digest(empty_store)
    app = imported(drop(visit("imports"), (exports[1].name, exports[1].read_bytes())), empty_store)
    assert receipt(200, 200, 0, 200, 0) in said(app)
    assert ":material/info: 此文件之前已导入，没有新增。" in said(app)
    assert digest(empty_store) == before


def test_two_files_at_once_are_imported_in_turn_and_what_both_hold_once(empty_store, exports):
    lines = exports[1].read_text(encoding="utf-8-sig").splitlines(keepends=True)
    files = ("first.csv", "".join(lines[:151]).encode()), ("second.csv", "".join([lines[0], *lines[101:]]).encode())
    app = imported(drop(visit("imports"), *files), empty_store)
    assert [row[2:7] for row in history(app)] == [[100, 100, 50, 50, 0], [150, 150, 150, 0, 0]]
    assert visits.numbers(visit())["声量 · 条"] == "200"


REFUSALS = {
    "an aggregated table": (
        "totals.csv",
        csv_file(["日期", "平台", "声量", "正面", "负面"], ["2025-03-03", "微博", "120", "40", "12"]),
        "这是汇总表，不是一条条的信息",
    ),
    "an empty file": ("empty.csv", b"", "文件是空的"),
    "a header alone": ("header.csv", csv_file(["正文", "发布时间"]), "文件只有表头，没有记录。"),
    "a picture": ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "这"),
}


@pytest.mark.parametrize(("name", "content", "sentence"), REFUSALS.values(), ids=REFUSALS)
def test_what_is_no_export_is_refused_with_its_reason(empty_store, name, content, sentence):
    app = drop(visit("imports"), (name, content))
    (error,) = errors(app)
    assert sentence in error
    assert [button.key for button in app.button if button.key == "import"] == []


def test_a_refused_file_does_not_keep_a_good_one_back(empty_store, exports):
    app = drop(
        visit("imports"),
        ("totals.csv", REFUSALS["an aggregated table"][1]),
        (exports[1].name, exports[1].read_bytes()),
    )
    assert (len(errors(app)), app.button(key="import").label) == (1, "导入 1 个文件")
    assert len(history(imported(app, empty_store))) == 1


def test_a_file_whose_dates_cannot_be_read_says_so_when_it_is_imported(empty_store):
    content = csv_file(["正文", "发布时间"], ["一", "some day"], ["二", "上周"])
    app = imported(drop(visit("imports"), ("some day.csv", content)), empty_store)
    (error,) = errors(app)
    assert "没有一条记录有可用的发布时间" in error and "some day" in error
    assert WELCOME not in said(app)
    assert [element.value for element in app.dataframe] == []


@pytest.fixture
def with_rejected(empty_store: Store, exports: list[Path]) -> AppTest:
    """The page after an import of four records, two of them unusable."""
    content = csv_file(
        ["正文", "发布时间", "作者"],
        ["好", "2025-03-03 08:00", "甲"],
        ["坏", "明天", "乙"],
        ["=1+1", "", "<b>丙</b>"],
        ["也好", "2025-03-04 08:00", "丁"],
    )
    publish(empty_store, prepare(exports[1], empty_store.folder / "prepared", store_zone=empty_store.time_zone))
    return imported(drop(visit("imports"), ("four.csv", content)), empty_store)


def test_rejected_records_are_shown_as_they_were_with_their_reason(with_rejected):
    app = choose(with_rejected, "history", 0)
    assert receipt(4, 4, 2, 0, 2) in said(app)
    assert next(row[2:7] for row in history(app)) == [4, 4, 2, 0, 2]
    shown = [row for element in app.dataframe if "导出原值" in element.value.columns for row in rows(element.value)]
    why = "发布时间缺失或无法识别。"
    assert shown == [
        ["3", why, '{"正文":"坏","发布时间":"明天","作者":"乙"}'],
        ["4", why, '{"正文":"=1+1","发布时间":"","作者":"<b>丙</b>"}'],
    ]


def test_rejected_records_that_an_undo_takes_meanwhile_leave_an_empty_table(with_rejected, empty_store):
    with empty_store.writing() as cursor:
        cursor.execute("DELETE FROM rejected")
    app = choose(with_rejected, "history", 0)
    assert [list(element.value.columns) for element in app.dataframe if "第几条" in element.value] == [["第几条", "拒收原因", "导出原值"]]


def test_an_import_opens_its_mentions(with_rejected):
    app = choose(with_rejected, "history", 0)
    app.button(key="import_mentions").click()
    app = visits.run(app)
    assert visits.counted(app) == 2
    assert sorted(row[5] for row in visits.listed(app)) == ["也好", "好"]


def test_an_import_is_undone(with_rejected, empty_store):
    app = choose(with_rejected, "history", 0)
    app.button(key="undo").click()
    visits.run(app)
    wait(empty_store)
    app = visits.run(app)
    assert [row[-1] for row in history(app)] == ["已撤销", ""]
    assert visits.numbers(visit())["声量 · 条"] == "200"
    assert [button.key for button in choose(app, "history", 0).button if button.key == "undo"] == []


def test_undoing_everything_leads_back_to_the_import_page(empty_store, exports):
    publish(empty_store, prepare(exports[1], empty_store.folder / "prepared", store_zone=empty_store.time_zone))
    app = visit("imports")
    choose(app, "history", 0).button(key="undo").click()
    visits.run(app)
    wait(empty_store)
    assert [title.value for title in visit("overview").title] == ["数据导入"]
    assert [row[-1] for row in history(visits.run(app))] == ["已撤销"]


def test_the_default_window_follows_the_data(empty_store, exports):
    publish(empty_store, prepare(exports[1], empty_store.folder / "prepared", store_zone=empty_store.time_zone))
    app = visit()
    assert visits.numbers(app)["声量 · 条"] == "200"
    later = csv_file(["正文", "发布时间"], ["早", "2025-02-01 08:00"], ["晚", "2025-04-15 08:00"])
    app.switch_page("../pages/imports.py")
    imported(drop(visits.run(app), ("later.csv", later)), empty_store)
    app.switch_page("../pages/overview.py")
    assert visits.numbers(visits.run(app))["声量 · 条"] == "202"
    assert app.query_params == {}
    (import_id,) = [row["import_id"] for row in known_imports(empty_store) if row["file_name"] == "later.csv"]
    undo(empty_store, import_id)
    assert visits.numbers(visits.run(app))["声量 · 条"] == "200"
    assert app.query_params == {}


def test_a_window_that_a_person_chose_stays_when_data_comes_and_goes(empty_store, exports):
    publish(empty_store, prepare(exports[1], empty_store.folder / "prepared", store_zone=empty_store.time_zone))
    later = empty_store.folder / "later.csv"
    later.write_bytes(csv_file(["正文", "发布时间"], ["晚", "2025-04-15 08:00"]))
    receipt = publish(empty_store, prepare(later, empty_store.folder / "second", store_zone=empty_store.time_zone))
    app = visit(since="2025-04-01", until="2025-04-15")
    assert visits.numbers(app)["声量 · 条"] == "1"
    undo(empty_store, receipt.import_id)
    assert "**没有符合筛选条件的信息。**" in said(visits.run(app))
    assert app.query_params == {"since": "2025-04-01", "until": "2025-04-15"}
    publish(empty_store, prepare(later, empty_store.folder / "third", store_zone=empty_store.time_zone))
    assert visits.numbers(visits.run(app))["声量 · 条"] == "1"


def test_a_brand_that_a_person_gives_is_a_filter(empty_store, exports):
    app = drop(visit("imports"), (exports[1].name, exports[1].read_bytes()))
    app.text_input(key="brand").set_value("星澜")
    visits.run(app)
    imported(app, empty_store)
    assert visits.counted(visit("mentions", brands="星澜")) == 200


def test_a_time_zone_that_a_person_gives_moves_the_times(empty_store):
    content = csv_file(["正文", "发布时间"], ["一", "2025-03-03 20:00"])
    app = drop(visit("imports"), ("utc.csv", content))
    app.selectbox(key="zone").set_value("UTC")
    app = imported(visits.run(app), empty_store)
    assert [f"{row[0]:%Y-%m-%d %H:%M}" for row in visits.table(visit("mentions"), "list_mentions")] == [
        "2025-03-04 04:00"
    ]


def test_the_history_of_the_invented_files_is_theirs(store, exports):
    app = visit("imports")
    expected = []
    for file in (counted.table(exports[1]), counted.weibo(exports[0])):
        times = [mention.at for mention in file.mentions.values()]
        repeats = file.read - len(file.mentions)
        expected.append([file.name, file.rows, file.read, len(file.mentions), repeats, 0, min(times), max(times), ""])
    assert [[row[0], *row[2:]] for row in history(app)] == expected


def test_in_english_the_history_is_english(store):
    app = visit("imports", lang="en")
    (frame,) = [element.value for element in app.dataframe if (element.key or "").startswith("history_")]
    assert list(frame.columns) == [
        "Imported at", "File", "Format", "Records", "Found", "Added", "Merged", "Rejected", "From", "To", "State",
    ]  # fmt: skip
    app = choose(app, "history", 0)
    assert "200 records → 200 mentions found = 200 added + 0 merged as repeats + 0 rejected" in said(app)


def test_a_link_that_asks_for_what_is_not_there_is_told_here_too(store):
    app = visit("imports", platforms="nope")
    assert ["“nope”" in warning.value for warning in app.warning] == [True]
    app.button(key="forgive").click()
    assert len(history(visits.run(app))) == 2


def test_the_filters_of_a_link_are_kept_over_the_page_of_imports(store):
    app = visit("imports", platforms="xiaohongshu", keyword="续航")
    links = [link.proto.query_string for link in app.sidebar.get("page_link")]
    assert len(links) == len(visits.PAGES) and set(links) == {"platforms=xiaohongshu&keyword=%E7%BB%AD%E8%88%AA"}
