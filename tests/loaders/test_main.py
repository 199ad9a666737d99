import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from loaders import profiles
from loaders.__main__ import main
from loaders.exports import EXPORTS
from store.connect import connect
from tests.loaders.invented import WEIBO_17, weibo_post, write
from tests.loaders.staging import rows

ROOT = Path(__file__).parents[2]
KNOWN = ", ".join(export.name for export in EXPORTS)


@pytest.fixture(autouse=True)
def environment(monkeypatch, english):
    """English, and no store but the one that a test names."""
    monkeypatch.setenv("GUANLAN_LANGUAGE", "en")
    monkeypatch.setenv("GUANLAN_STORE", "/nowhere/at/all")


def command(*arguments: object, **environment: str) -> subprocess.CompletedProcess:
    """`python -m loaders`, as a person runs it."""
    return subprocess.run(
        [sys.executable, "-m", "loaders", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "GUANLAN_LANGUAGE": "en", **environment},
        capture_output=True,
        text=True,
    )


@pytest.fixture
def weibo(tmp_path) -> Path:
    posts = [weibo_post(n) for n in range(20)] + [
        weibo_post(3),
        weibo_post(4, 点赞数="很多"),
        weibo_post(40, 发布时间=""),
    ]
    return write(tmp_path / "浮岛.csv", WEIBO_17, posts)


def test_a_file_is_imported_and_told_in_a_sentence(weibo, native, capsys):
    assert main([str(weibo), "--store", native.url]) == 0
    out, err = capsys.readouterr()
    first, second = out.splitlines()
    assert first.startswith("浮岛.csv: weibo-search, 23 records, 23 mentions = 20 added + 2 merged + 1 rejected, ")
    assert second == "  1 counts could not be read as numbers; they stay in the mention's other columns."
    assert err == ""
    assert rows(native, "SELECT count(*) FROM mention") == [(20,)]


def test_as_json_each_file_is_one_object_with_exactly_these_keys(weibo, native, capsys, tmp_path):
    other = tmp_path / "other.csv"
    other.write_text("正文,发布时间\na,2024-03-01\n", encoding="utf-8")
    assert main([str(weibo), str(other), "--store", native.url, "--json"]) == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [list(one) for one in told] == [
        ["file", "export", "rows", "read", "added", "merged", "rejected", "warnings", "seconds"]
    ] * 2
    assert [one.pop("seconds") > 0 for one in told] == [True, True]
    assert told == [
        {
            "file": "浮岛.csv",
            "export": "weibo-search",
            "rows": 23,
            "read": 23,
            "added": 20,
            "merged": 2,
            "rejected": 1,
            "warnings": ["1 counts could not be read as numbers; they stay in the mention's other columns."],
        },
        {
            "file": "other.csv",
            "export": "table",
            "rows": 1,
            "read": 1,
            "added": 1,
            "merged": 0,
            "rejected": 0,
            "warnings": ["1 mentions have a date without a time; they stay out of hourly figures."],
        },
    ]


def test_every_refused_file_is_one_sentence_and_the_others_are_imported(weibo, native, capsys, tmp_path):
    totals, empty, gone = tmp_path / "totals.csv", tmp_path / "empty.csv", tmp_path / "gone.csv"
    totals.write_text("日期,声量\n2024-03-01,12\n", encoding="utf-8")
    empty.write_text("")
    assert main([*map(str, (totals, weibo, empty, gone, tmp_path)), "--store", native.url]) == 1
    out, err = capsys.readouterr()
    assert out.startswith("浮岛.csv: ")
    assert err.splitlines() == [
        f"{totals}: not imported. These are totals, not mentions: no column holds a text, a title or an address. "
        "Export the single posts instead. The columns are: 日期, 声量.",
        f"{empty}: not imported. The file is empty.",
        f"{gone}: cannot be read. No such file or directory",
        f"{tmp_path}: cannot be read. Is a directory",
    ]
    assert rows(native, "SELECT count(*) FROM import") == [(1,)]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--export", "weibo-serach"], f"There is no format weibo-serach; known are {KNOWN}, table."),
        (["--timezone", "Mars"], "There is no time zone Mars; use a name such as Asia/Shanghai or UTC."),
        (["--map", "text=没有"], "The file has no column 没有; it has " + ", ".join(WEIBO_17) + "."),
    ],
)
def test_what_is_asked_in_vain_is_refused(weibo, native, capsys, arguments, sentence):
    assert main([str(weibo), "--store", native.url, *arguments]) == 1
    assert capsys.readouterr().err == f"{weibo}: not imported. {sentence}\n"
    assert main([str(weibo), "--store", native.url, "--map", "datum=id"]) == 1
    assert capsys.readouterr().err.startswith(f"{weibo}: not imported. There is no field datum; known are native_id, ")


def test_a_mapping_that_is_none_is_explained(weibo, native, capsys):
    with pytest.raises(SystemExit) as ended:
        main([str(weibo), "--store", native.url, "--map", "text"])
    assert ended.value.code == 2
    assert "write field=column, for example published_at=发布时间" in capsys.readouterr().err


def test_brand_zone_mapping_and_order_reach_the_mentions(native, capsys, tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text("wann,was\n3/4/2024 10:30,a\n", encoding="utf-8")
    mapped = ["--map", "published_at=wann", "--map", "text=was"]
    assert main([str(path), "--store", native.url, *mapped]) == 1
    assert "Say it: --day-first or --month-first." in capsys.readouterr().err
    assert main([str(path), "--store", native.url, *mapped, "--brand", "浮岛", "--timezone", "UTC", "--day-first"]) == 0
    assert main([str(path), "--store", native.url, *mapped, "--month-first", "--brand", "潮"]) == 0
    # Without an id they are one mention by author, time as exported and text: the earlier time wins.
    assert rows(native, "SELECT text, CAST(published_at AS VARCHAR), brands, queries FROM mention") == [
        ("a", "2024-03-04 10:30:00", ["浮岛", "潮"], ["mine"])
    ]
    assert rows(
        native, "SELECT parameters ->> 'time_zone', parameters -> 'columns' FROM import ORDER BY import_id"
    ) == [
        ("UTC", '{"published_at":"wann","text":"was"}'),
        (None, '{"published_at":"wann","text":"was"}'),
    ]


def test_a_day_and_a_moment_that_a_person_gives_reach_the_mentions(native, tmp_path):
    (tmp_path / "a.csv").write_text("正文\n没有日期\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text("正文,发布时间\n刚看到,3小时前\n", encoding="utf-8")
    assert main([str(tmp_path / "a.csv"), "--store", native.url, "--date", "2024-03-01"]) == 0
    assert main([str(tmp_path / "b.csv"), "--store", native.url, "--collected", "2024-03-05T20:00"]) == 0
    found = rows(native, "SELECT text, CAST(published_at AS VARCHAR), precision FROM mention ORDER BY published_at")
    assert found == [("没有日期", "2024-03-01 00:00:00", "given"), ("刚看到", "2024-03-05 17:00:00", "day")]


@pytest.mark.parametrize("arguments", [("--date", "1 March"), ("--date", "2024-03-01T10:30"), ("--collected", "3小时前")])
def test_a_day_that_is_none_is_explained(weibo, native, capsys, arguments):
    with pytest.raises(SystemExit):
        main([str(weibo), "--store", native.url, *arguments])
    assert "write a day such as 2024-03-01, or a time such as 2024-03-01T10:30" in capsys.readouterr().err


def test_a_mapping_that_was_saved_is_used_by_the_command_line_too(native, tmp_path):
    (tmp_path / "a.csv").write_text("说了什么,何时\n一条,2024-03-01 10:30\n", encoding="utf-8")
    known_by = profiles.fingerprint(["何时", "说了什么"])
    profiles.save(native, known_by, profiles.Profile("周报", {"text": "说了什么", "published_at": "何时"}))
    assert main([str(tmp_path / "a.csv"), "--store", native.url]) == 0
    assert rows(native, "SELECT text FROM mention") == [("一条",)]
    assert profiles.uses(native) == {known_by: 1}


def test_a_format_may_be_named(weibo, native, capsys):
    assert main([str(weibo), "--store", native.url, "--export", "table", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["export"] == "table"


def test_formats_are_listed_without_a_store(capsys):
    assert main(["--list"]) == 0
    first, *others, last = capsys.readouterr().out.splitlines()
    assert first == "weibo-search             dataabc/weibo-search"
    assert [line.split()[0] for line in others] == [export.name for export in EXPORTS[1:]]
    assert last == "table                    any other table, by the names of its columns"


def test_without_a_file_it_says_what_to_do(capsys):
    assert main([]) == 1
    assert capsys.readouterr().err == "Name at least one file, or --list to see the formats.\n"


def test_the_command_ends_with_its_status_and_makes_the_store(weibo, tmp_path):
    url = tmp_path / "new" / "store.duckdb"
    done = command(weibo, "--store", url, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["added"] == 20
    store = connect(url)
    assert rows(store, "SELECT count(*) FROM mention") == [(20,)]
    store.close()


def test_a_store_that_is_open_elsewhere_and_the_language_of_the_environment(weibo, native):
    done = command(weibo, "--store", native.url)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"The store {native.url} is open in another program. Close that program, or import on its import page.\n"
    )
    done = command(weibo, GUANLAN_STORE=native.url, GUANLAN_LANGUAGE="zh")
    assert (done.returncode, done.stdout) == (1, "")
    assert native.url in done.stderr
    assert "另一个程序" in done.stderr


@pytest.mark.postgres
def test_a_file_is_imported_into_a_lake(weibo, lake_url):
    posts = [weibo_post(n) for n in range(150)]
    weibo = write(weibo, WEIBO_17, posts)
    for added in (150, 0):
        done = command(weibo, "--store", lake_url, "--json")
        assert (done.returncode, done.stderr) == (0, "")
        assert json.loads(done.stdout)["added"] == added
    store = connect(lake_url)
    assert sorted(rows(store, "SELECT native_id, text FROM mention")) == sorted((p["id"], p["微博正文"]) for p in posts)
    store.close()
