import io
import sqlite3
from contextlib import closing

import pytest

from loaders import read
from loaders.detect import KNOWN
from loaders.read import BATCH_ROWS, LINE
from loaders.refused import Refused
from tests.loaders.staging import sightings, staged
from tests.loaders.test_archive import packed

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def crawled(tmp_path):
    path = tmp_path / "crawl.db"
    with closing(sqlite3.connect(path)) as database, database:
        database.execute('CREATE TABLE posts (id INTEGER, 正文 TEXT, 发布时间 DATETIME, 点赞数 REAL, "a ""b""" BLOB)')
        database.execute("CREATE TABLE vacant (id INTEGER)")
        database.execute("CREATE TABLE totals (日期 TEXT, 声量 INTEGER)")
        database.execute("CREATE VIEW seen AS SELECT * FROM posts")
        database.execute("INSERT INTO totals VALUES ('2024-03-01', 3)")
        rows = [
            (5012345678901234 + n, f"第{n}条", "2024-03-01 10:30:05", 1.5 if n else 7.0, None)
            for n in range(BATCH_ROWS + 1)
        ]
        database.executemany("INSERT INTO posts VALUES (?, ?, ?, ?, ?)", rows)
        database.execute('UPDATE posts SET "a ""b""" = x\'ff41\' WHERE 正文 = \'第0条\'')
    return path


def test_every_table_with_rows_is_read_and_nothing_else(crawled):
    with crawled.open("rb") as file:
        posts, totals = read.tables(file, "crawl.db", KNOWN)
        batches = list(posts.batches())
        assert [batch.records.num_rows for batch in batches] == [BATCH_ROWS, 1]
        assert batches[0].records.slice(0, 2).to_pylist() == [
            {"id": "5012345678901234", "正文": "第0条", "发布时间": "2024-03-01 10:30:05", "点赞数": "7", "a 'b'": "\ufffdA", LINE: 1},
            {"id": "5012345678901235", "正文": "第1条", "发布时间": "2024-03-01 10:30:05", "点赞数": "1.5", "a 'b'": None, LINE: 2},
        ]  # fmt: skip
        assert batches[1].records[LINE].to_pylist() == [BATCH_ROWS + 1]
        assert (posts.member, totals.member, totals.columns) == ("posts", "totals", ["日期", "声量"])


def test_a_database_is_imported_and_left_as_it_was(crawled):
    before = crawled.read_bytes()
    prepared = staged(crawled)
    assert (prepared.rows, prepared.rejected, list(prepared.left_out)) == (BATCH_ROWS + 1, 0, ["totals"])
    assert crawled.read_bytes() == before
    assert [path.name for path in crawled.parent.iterdir() if path.is_file()] == ["crawl.db"]


def test_a_database_inside_an_archive_is_read(crawled, tmp_path):
    (tmp_path / "zipped").mkdir()
    path = tmp_path / "zipped" / "x.zip"
    path.write_bytes(packed({"crawl.db": crawled.read_bytes()}).getvalue())
    assert sightings(staged(path))[0]["member"] == "crawl.db/posts"


@pytest.mark.parametrize("cut", [100, 5000])
def test_a_damaged_database_is_refused(crawled, cut):
    with pytest.raises(Refused, match=r"^The database cannot be read: "):
        for table in read.tables(io.BytesIO(crawled.read_bytes()[:cut]), "x.db", KNOWN):
            list(table.batches())
