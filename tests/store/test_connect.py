import datetime
import subprocess
import sys
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import duckdb
import pytest

from store.connect import StoreError, connect, data_version_grows
from store.digest import digest
from store.migrate import VERSION

pytestmark = pytest.mark.usefixtures("english")
ROOT = Path(__file__).parents[2]
COLUMNS = (
    "SELECT table_name, column_name, data_type FROM information_schema.columns "
    "WHERE table_catalog = current_catalog() ORDER BY table_name, ordinal_position"
)
ROWS = 120

# A value of each type for the n-th row, and what a round trip must give back.
VALUES = {
    "UUID": lambda n: UUID(int=(0xF0F1F2F3F4F5F6F7F8F9FAFBFCFDFEFF * (n + 1)) % 2**128),
    "VARCHAR": lambda n: ["", "a'b\"c", "第%d条\n“观澜”", "👩‍👩‍👧 é", "NULL"][n % 5].replace("%d", str(n)),
    "BIGINT": lambda n: [2**63 - 1 - n, -(2**63) + n, n, 0][n % 4],
    "INTEGER": lambda n: 2**31 - 1 - n,
    "TINYINT": lambda n: n % 3 - 1,
    "DOUBLE": lambda n: [0.1 * n, -1e300, 5e-324, 1 / 3][n % 4],
    "BOOLEAN": lambda n: n % 2 == 0,
    "TIMESTAMP": lambda n: datetime.datetime(2024, 3, 1, 23, 59, 59, 999_999 - n) - n * datetime.timedelta(days=99),
    "DATE": lambda n: datetime.date(1999, 12, 31) + n * datetime.timedelta(days=99),
    "VARCHAR[]": lambda n: [[], ["华为", "it's"], ["a"] * (n % 7), [""]][n % 4],
    "UUID[]": lambda n: [UUID(int=one) for one in range(n % 5)],
    "DOUBLE[]": lambda n: [[], [0.1 * n, -1e300, 1 / 3]][n % 2],
    "BIGINT[]": lambda n: [[], [2**63 - 1, n, -n], list(range(n))][n % 3],
    "JSON": lambda n: '{"转发数":"1.' + str(n) + '万","a\\"b":"x\\ny"}',
}


def rows(cursor, sql, **values):
    return cursor.execute(sql, values).fetchall()


def test_every_row_of_every_table_comes_back_as_it_was_written(store):
    with store.cursor() as cursor:
        tables: dict[str, list] = {}
        for table, name, kind in rows(cursor, COLUMNS):
            tables.setdefault(table, []).append((name, kind))
        for table, columns in tables.items():
            if table == "meta":
                continue
            # Every seventh cell is unknown, in other columns of other rows; the table's first is the order.
            written = [
                tuple(VALUES[kind](n) if (n + at) % 7 else None for at, (_, kind) in enumerate(columns))
                for n in range(ROWS)
            ]
            names = ", ".join(f'"{name}"' for name, _ in columns)
            with store.writing() as writer:
                writer.executemany(f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})", written)
            read = rows(cursor, f"SELECT {names} FROM {table}")
            assert sorted(read, key=repr) == sorted(written, key=repr), table


@pytest.mark.postgres
def test_both_kinds_of_store_have_one_schema(native, lake_url):
    lake = connect(lake_url)
    with native.cursor() as here, lake.cursor() as there:
        assert rows(there, COLUMNS) == rows(here, COLUMNS)
    lake.close()


def test_a_new_store_knows_its_version_its_time_zone_and_that_it_holds_nothing(store):
    with store.cursor() as cursor:
        assert rows(cursor, "SELECT * FROM meta ORDER BY key") == [
            ("data_version", "0"),
            ("schema_version", str(VERSION)),
            ("time_zone", "Asia/Shanghai"),
        ]
    assert (store.data_version, store.time_zone) == (0, "Asia/Shanghai")


def test_a_store_keeps_the_time_zone_that_it_was_made_with(store_url):
    connect(store_url, time_zone="America/New_York").close()
    store = connect(store_url, time_zone="Asia/Tokyo")
    assert store.time_zone == "America/New_York"
    late = datetime.datetime.now(ZoneInfo("America/New_York")).replace(tzinfo=None) - store.now()
    assert abs(late) < datetime.timedelta(seconds=5)
    store.close()


def test_a_time_zone_that_does_not_exist_is_refused_and_makes_no_store(store_url):
    with pytest.raises(StoreError) as refused:
        connect(store_url, time_zone="Mars/Olympus")
    assert str(refused.value) == "There is no time zone Mars/Olympus; use a name such as Asia/Shanghai or UTC."
    store = connect(store_url)
    assert store.time_zone == "Asia/Shanghai"
    store.close()


def test_what_was_written_is_there_when_the_store_is_opened_again(store_url):
    store = connect(store_url)
    with store.writing() as cursor:
        cursor.execute("INSERT INTO word SELECT range, 'w' || range FROM range(150)")
        data_version_grows(cursor)
    before = digest(store)
    store.close()
    store = connect(store_url)
    assert digest(store) == before
    assert store.data_version == 1
    store.close()


def test_one_place_is_one_store_however_it_is_spelled(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    store = connect("one.duckdb")
    assert connect(tmp_path / "one.duckdb") is store
    assert connect(str(tmp_path / "sub" / ".." / "one.duckdb")) is store
    store.close()
    again = connect("one.duckdb")
    assert again is not store
    again.close()


def test_a_write_is_seen_by_cursors_only_when_it_is_whole(store):
    with store.cursor() as reader:
        with store.writing() as writer:
            writer.execute("INSERT INTO setting (key) VALUES ('a'), ('b')")
            assert rows(reader, "SELECT key FROM setting") == []
        assert rows(reader, "SELECT key FROM setting ORDER BY key") == [("a",), ("b",)]


@pytest.mark.parametrize(
    "fault",
    [
        lambda cursor: cursor.execute("SELECT nonsense"),
        lambda cursor: cursor.execute("SELECT error('no')"),
        lambda _: 1 / 0,
    ],
)
def test_a_write_that_fails_leaves_nothing_and_the_next_one_succeeds(store, fault):
    with pytest.raises((duckdb.Error, ZeroDivisionError)), store.writing() as cursor:
        cursor.execute("INSERT INTO setting (key) VALUES ('half')")
        cursor.execute("CREATE TABLE half (x INTEGER)")
        fault(cursor)
    with store.writing() as cursor:
        cursor.execute("INSERT INTO setting (key) VALUES ('whole')")
    with store.cursor() as cursor:
        assert rows(cursor, "SELECT key FROM setting") == [("whole",)]
        assert "half" not in {table for table, _, _ in rows(cursor, COLUMNS)}


def test_cursors_do_not_share_their_temporary_tables(store):
    with store.cursor() as one, store.cursor() as other:
        one.execute("CREATE TEMP TABLE incoming AS SELECT 1 AS x")
        other.execute("CREATE TEMP TABLE incoming AS SELECT 2 AS x")
        assert rows(one, "SELECT x FROM incoming") == [(1,)]


def test_a_native_store_that_another_program_has_open_is_refused_with_what_to_do(tmp_path):
    path = tmp_path / "taken.duckdb"
    code = f"from store.connect import connect; connect({str(path)!r}); print('open', flush=True); input()"
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdin=-1, stdout=-1, text=True) as other:
        assert other.stdout.readline() == "open\n"
        with pytest.raises(StoreError) as refused:
            connect(path)
        other.communicate("\n")
    assert str(refused.value) == (
        f"The store {path} is open in another program. Close that program, or import on its import page."
    )
    connect(path).close()


def test_a_file_that_is_no_store_is_refused(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("not a database, and long enough to be read as one " * 200)
    with pytest.raises(StoreError, match=f"^The store {path} cannot be opened: "):
        connect(path)
    assert path.read_text().startswith("not a database")


def test_a_place_where_no_file_can_be_is_refused(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match=f"^The store {tmp_path}/file/store.duckdb cannot be opened: "):
        connect(tmp_path / "file" / "store.duckdb")


def test_a_lake_without_its_data_path_is_refused():
    with pytest.raises(StoreError, match=r"^A lake needs its data path: "):
        connect("ducklake:postgres:host=127.0.0.1 dbname=guanlan")


@pytest.mark.postgres
def test_a_lake_whose_server_does_not_answer_is_refused(postgres, tmp_path):
    with pytest.raises(StoreError, match=r"^The lake's PostgreSQL does not answer: "):
        connect(f"ducklake:postgres:host=127.0.0.1 port=1 user=nobody dbname=none?data_path={tmp_path}")


def test_a_path_with_a_quote_is_a_path(tmp_path):
    store = connect(tmp_path / "it's 观澜.duckdb")
    assert store.data_version == 0
    store.close()
