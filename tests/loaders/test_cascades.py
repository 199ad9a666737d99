"""Cascades of a store, on both kinds of it: whose words a mention passes on, by ids, by the chain of its text, by its story."""

import csv
import json
import re
from pathlib import Path
from zipfile import ZipFile

import duckdb
import pyarrow as pa
import pytest

from bench.reconstruction import parsed
from loaders import cascades
from loaders.fold import undo
from store.digest import digest, faults
from tests.conftest import SHARED
from tests.loaders.invented import WEIBO_17, weibo_post, write
from tests.loaders.staging import cascaded, grouped, imported, rows

NOTICE = "浮岛音箱今晚八点开售，前一百名送支架和收纳袋，老用户另有八折券，每人限购两台。"
# Of each node whose words it passes on and how that is known; what is no mention by name in brackets.
EDGES = """
WITH called AS (SELECT place, above, node.edge, coalesce(native_id, '(' || coalesce(node.author_name, '') || ')') AS name FROM cascade_node AS node LEFT JOIN mention USING (mention_id))
SELECT one.name, above.name, one.edge FROM called AS one LEFT JOIN called AS above ON one.above = above.place
"""
CHAINS = {
    "好//@甲:赞//@乙:顶": ["甲", "乙"],
    "好//@甲 : 赞": ["甲"],
    "好//@甲：赞": ["甲"],
    "//@甲://@乙:": ["甲", "乙"],
    "好// @甲:赞": ["甲"],
    "好//@甲 :@乙 狐狸肉": ["甲"],
    "看 http://@t.example/甲:1 和 https://t.example": None,
    "看 http://t.example/x//@甲:赞": ["甲"],
    "回复@丙:是的//@丙:吗//@甲:赞": ["丙", "甲"],
    "好//@甲:赞//@乙": ["甲", "乙"],
    "好//@a-b_c·丁:赞": ["a-b_c·丁"],
    "好//@甲 赞": None,
    "好@甲:赞": None,
}


@pytest.mark.parametrize("text", CHAINS)
def test_a_chain_names_whom_it_quotes_nearest_first(text):
    found = duckdb.execute(f"SELECT {cascades.CHAIN} FROM (SELECT $text AS text)", {"text": text}).fetchone()[0]
    assert found == CHAINS[text]


# Of the real cascades every so-manieth is imported; all of them by bench.reconstruction.
SOME = 12
MIDS = {weibo_post(n)["id"]: n for n in range(40)}


def export(folder: Path, *told: tuple) -> Path:
    """Of (number, author, minute, text, number of the root or None)."""
    posts = [
        weibo_post(n, user_id=str(sum(map(ord, author))), **{"用户昵称": author, "微博正文": text, "发布时间": f"2024-03-{1 + minute // 1440:02} {minute // 60 % 24:02}:{minute % 60:02}", "retweet_id": "" if root is None else weibo_post(root)["id"]})
        for n, author, minute, text, root in told
    ]
    return write(folder / f"{'-'.join(str(post[0]) for post in told)}.csv", WEIBO_17, posts)


def edges(store) -> dict[object, tuple]:
    return {MIDS.get(name, name): (MIDS.get(above, above), edge) for name, above, edge in rows(store, EDGES)}


STAR = [
    (0, "源", 0, "原文", None), (1, "甲", 1, "好", 0), (2, "乙", 2, "顶//@甲:好", 0), (3, "丁", 9, "//@乙:顶//@甲:好", 0),
    # 丙 is not there; who quotes them says whom they quoted.
    (4, "戊", 10, "啊//@丙:嗯//@甲:好", 0), (5, "己", 11, "//@丙:嗯", 0),
    # 甲 spoke twice: of the two the one that quotes 乙 itself, else the latest that was earlier.
    (6, "甲", 12, "再说//@乙:顶//@甲:好", 0), (7, "庚", 13, "对//@甲:再说//@乙:顶//@甲:好", 0), (8, "辛", 14, "对//@甲:好", 0), (9, "壬", 5, "对//@甲:好", 0),
    # The name is cut off; the root is not there; nobody passed anything on.
    (10, "癸", 15, "对//@甲:好//@某", 0), (11, "子", 16, "对//@某", 0), (12, "丑", 17, "好", 30), (13, "寅", 18, "好", 30), (14, "卯", 19, "独自", None),
    (15, "源", 20, "谢谢//@己://@丙:嗯", 0),
]  # fmt: skip
TREE = {
    0: (None, None), 1: (0, "explicit"), 2: (1, "parsed"), 3: (2, "parsed"), "(丙)": (1, "parsed"), 4: ("(丙)", "parsed"), 5: ("(丙)", "parsed"), 6: (2, "parsed"),
    7: (6, "parsed"), 8: (1, "parsed"), 9: (1, "parsed"), 10: (6, "parsed"), 11: (0, "unattached"), "()": (None, None), 12: ("()", "explicit"), 13: ("()", "explicit"),
    15: (5, "parsed"),
}  # fmt: skip


def test_a_star_that_ids_tell_of_is_the_tree_that_the_chains_tell_of(store, tmp_path):
    imported(store, export(tmp_path, *STAR))
    assert (rows(store, "SELECT count(cascade_id) FROM mention"), cascades.stale(store)) == ([(0,)], True)
    assert cascaded(store) == 2
    assert edges(store) == TREE
    assert (faults(store), cascades.stale(store)) == ([], False)
    assert rows(store, "SELECT count(DISTINCT cascade_id), count(cascade_id), bool_or(cascade_id = mention_id AND native_id = $root) FROM mention", root=weibo_post(0)["id"]) == [(2, 15, True)]


def test_the_same_mentions_have_the_same_cascades_whatever_came_first_and_after_an_undo(store, native, tmp_path):
    first, second, third = (export(tmp_path, *part) for part in (STAR[:5], STAR[5:], [(20, "源", 3, "另说", None), (21, "甲", 4, "好", 20)]))
    imported(store, first)
    cascaded(store)
    imported(store, second)
    assert cascades.stale(store)
    cascaded(store)
    gone = imported(native, third).import_id
    for file in (second, first):
        imported(native, file)
        cascaded(native)
    undo(native, gone)
    assert (faults(native), cascades.stale(native)) == ([], True)
    cascaded(native)
    assert edges(native) == edges(store) == TREE
    assert digest(native) == digest(store)
    nodes = "SELECT * FROM cascade_node ORDER BY place"
    assert rows(native, nodes) == rows(store, nodes)


def test_posts_of_one_story_are_copies_of_each_other_within_a_week(native, tmp_path):
    day = 24 * 60
    told = [(n, f"号{n}", minute, NOTICE, None) for n, minute in enumerate([0, 5, 5 + 7 * day, 6 + 14 * day])]
    imported(native, export(tmp_path, *told, (9, "甲", 6, "转发微博", 1)))
    grouped(native)
    cascaded(native)
    assert edges(native) == {0: (None, None), 1: (0, "inferred"), 2: (1, "inferred"), 9: (1, "explicit")}


def nodes(*told: tuple) -> list[tuple]:
    """Of (parent, root, time), each the rows: parent, edge and whether it was cut, by row, of what is in a cascade."""
    above, root, at = zip(*told, strict=True)
    table = pa.table(
        {
            "node": list(map(str, range(len(told)))), "mention_id": list(map(str, range(len(told)))), "name": pa.nulls(len(told), pa.string()), "edge": ["explicit"] * len(told),
            "cut": [False] * len(told), "at": pa.array(at, pa.int64()), "above": pa.array(above, pa.int64()), "root": pa.array(root, pa.int64()),
        }
    )  # fmt: skip
    found = cascades.nodes(table).to_pylist()
    return {int(row["mention_id"]): (None if row["above"] is None else int(found[row["above"]]["mention_id"]), row["edge"], row["cut"]) for row in found}


def test_what_would_be_its_own_ancestor_is_cut_off_where_it_came_first():
    # 1 and 2 pass on each other; 1 came first and hangs from the root that it names. 3 is its own parent.
    assert nodes((None, None, 0), (2, 0, 10), (1, 0, 20), (3, 0, 30)) == {
        0: (None, None, False), 1: (0, "unattached", True), 2: (1, "explicit", False), 3: (0, "unattached", True),
    }  # fmt: skip
    # Where the root passes on one of them too, it is cut off as well: it came before.
    assert nodes((2, None, 0), (2, 0, 10), (1, 0, 20)) == {0: (None, None, True), 1: (0, "unattached", True), 2: (1, "explicit", False)}
    assert nodes((1, 0, None), (0, 1, None)) == {0: (None, None, True), 1: (0, "explicit", False)}
    assert nodes((None, None, 0), (None, None, 1)) == {}


@pytest.fixture(scope="module")
def reposts() -> dict[str, list[dict]]:
    """Those of each real cascade by its file's name; some stand there twice."""
    folder = SHARED / "datasets" / "cascades" / "reposts"
    if not folder.exists():
        pytest.skip("the cascades are not beside the project")
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))}


def test_chains_written_from_the_parents_of_real_cascades_restore_them(reposts):
    count, restored = parsed(SHARED / "datasets" / "cascades")
    assert count == sum(len({record["mid"] for record in records}) for records in reposts.values())
    assert restored / count > 0.99


def test_the_parent_of_every_repost_of_real_cascades_is_that_of_its_file(reposts, native, tmp_path):
    some = sorted(reposts)[::SOME]
    archive = tmp_path / "cascades.zip"
    with ZipFile(archive, "w") as zipped:
        for part in ("originals", "reposts"):
            for name in some:
                zipped.write(SHARED / "datasets" / "cascades" / part / f"{name}.json", f"{part}/{name}.json")
    imported(native, archive)
    cascaded(native)
    expected = {(record["mid"], record["parent"] or name.split("_")[1]) for name in some for record in reposts[name]}
    found = [(one, above) for one, above, edge in rows(native, EDGES) if edge == "explicit"]
    assert (len(found), [pair for pair in found if pair not in expected]) == (len({mid for mid, _above in expected}), [])
    assert rows(native, "SELECT count(*) FROM cascade_node WHERE cut OR mention_id IS NULL") == [(0,)]


def test_who_is_named_twice_in_a_chain_quotes_whom_the_last_time_quotes(native, tmp_path):
    told = [
        (0, "源", 0, "原文", None), (1, "乙", 1, "啊//@小明:x//@小明:y", 0), (2, "丙", 2, "啊//@小明:x//@小红:z//@小明:y//@小刚:w", 0),
        (3, "丁", 3, "啊//@小明\u3000:x", 0), (4, "戊", 4, "//@" + "很" * 65 + ":x", 0),
    ]  # fmt: skip
    imported(native, export(tmp_path, *told))
    cascaded(native)
    assert edges(native) == {
        0: (None, None), 1: ("(小明)", "parsed"), 2: ("(小明)", "parsed"), 3: ("(小明)", "parsed"), "(小明)": ("(小刚)", "parsed"), "(小刚)": (0, "parsed"),
        "(小红)": ("(小明)", "parsed"), 4: (0, "explicit"),
    }  # fmt: skip
    assert rows(native, "SELECT count(*) FROM cascade_node WHERE cut") == [(0,)]


def test_a_day_may_be_any_hour_of_it(native, tmp_path):
    imported(native, export(tmp_path, (0, "源", 0, "原文", None), (1, "甲", 600, "好", 0), (2, "乙", 700, "顶//@甲:好", 0)))
    with native.writing() as cursor:
        cursor.execute("UPDATE mention SET published_at = date_trunc('day', published_at), precision = 'day' WHERE author_name = '乙'")
    cascaded(native)
    assert edges(native)[2] == (1, "parsed")


def test_what_a_second_export_tells_of_a_mention_is_traced_anew(native, tmp_path):
    told = [(0, "源", 0, "原文", None), (1, "甲", 1, "好", 0)]
    imported(native, export(tmp_path, *told))
    cascaded(native)
    for column, value in (("root_id", None), ("author_name", "己"), ("text", "顶//@某:x"), ("published_at", "2024-03-02"), ("precision", "day"), ("kind", "comment")):
        cascaded(native)
        assert not cascades.stale(native)
        with native.writing() as cursor:
            cursor.execute(f"UPDATE mention SET {column} = $value WHERE author_name = '甲' OR author_name = '己'", {"value": value})
        assert (column, cascades.stale(native)) == (column, True)


def test_every_chain_of_the_samples_is_read_to_its_end():
    folder = SHARED / "samples"
    if not folder.exists():
        pytest.skip("the samples are not beside the project")
    tables = {"weibo-repost-chain-gbk/1.20.csv": "gb18030", "weibo-search/TCL电视_2021.csv": "utf-8-sig", "sina-yuqingtong/34924182.csv": "utf-8-sig"}
    cells = [cell for name, encoding in tables.items() for row in csv.reader((folder / name).open(encoding=encoding, errors="replace", newline="")) for cell in row]
    cells += [text for path in (folder / "checked-weibo").glob("*.json") for text in strings(json.loads(path.read_text(encoding="utf-8")))]
    told = [text for text in cells if re.search(r"//\s*@", text)]
    read = duckdb.from_arrow(pa.table({"text": told})).project(f"text, {cascades.CHAIN} AS names").fetchall()
    assert len(read) > 100
    assert [text for text, names in read if len(names or []) != len(re.findall(r"(?<!http:)(?<!https:)//\s*@", text))] == []


def strings(value: object) -> list[str]:
    """Every text of a parsed JSON."""
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for part in parts for text in strings(part)]
