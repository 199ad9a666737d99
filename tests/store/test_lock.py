import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from store.connect import connect
from store.lock import LockLost

ROOT = Path(__file__).parents[2]
TIMES = 15

# Reads, waits a moment and writes what follows from what was read: loses counts unless one writer waits for the other.
COUNTING = f"""
import sys, time
from store.connect import connect
store = connect(sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
for n in range({TIMES}):
    with store.writing() as cursor:
        before = cursor.execute("SELECT count(*) FROM word").fetchone()[0]
        time.sleep(0.01)
        cursor.execute("INSERT INTO word SELECT $before + range, $name FROM range(10)", {{"before": before, "name": sys.argv[2]}})
"""


def words(store):
    with store.cursor() as cursor:
        return cursor.execute("SELECT id FROM word ORDER BY id").fetchall()


def test_threads_that_write_at_once_lose_nothing(store):
    failed = []

    def count():
        try:
            for _ in range(TIMES):
                with store.writing() as cursor:
                    before = cursor.execute("SELECT count(*) FROM word").fetchone()[0]
                    time.sleep(0.002)
                    cursor.execute("INSERT INTO word SELECT $before + range, 't' FROM range(10)", {"before": before})
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=count) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failed == []
    assert words(store) == [(n,) for n in range(2 * TIMES * 10)]


@pytest.mark.postgres
def test_processes_that_write_to_a_lake_at_once_lose_nothing(lake_url):
    writers = [
        subprocess.Popen([sys.executable, "-c", COUNTING, lake_url, name], cwd=ROOT, stdin=-1, stdout=-1, text=True)
        for name in ("one", "other")
    ]
    assert [writer.stdout.readline() for writer in writers] == ["ready\n", "ready\n"]
    for writer in writers:
        writer.stdin.write("go\n")
        writer.stdin.flush()
    assert [writer.wait(120) for writer in writers] == [0, 0]
    for writer in writers:
        writer.stdin.close()
        writer.stdout.close()
    store = connect(lake_url)
    assert words(store) == [(n,) for n in range(2 * TIMES * 10)]
    store.close()


@pytest.mark.postgres
def test_processes_that_make_one_lake_at_once_make_it_once(lake_url):
    code = "import sys; from store.connect import connect; print(connect(sys.argv[1]).time_zone)"
    makers = [
        subprocess.Popen([sys.executable, "-c", code, lake_url], cwd=ROOT, stdout=-1, stderr=-1, text=True)
        for _ in range(2)
    ]
    told = [maker.communicate(timeout=120) for maker in makers]
    assert [out for out, _ in told] == ["Asia/Shanghai\n", "Asia/Shanghai\n"], told
    store = connect(lake_url)
    with store.cursor() as cursor:
        assert cursor.execute("SELECT count(*) FROM meta").fetchone() == (3,)
    store.close()


def test_a_writer_waits_for_the_other_to_end(store):
    order = []
    inside = threading.Event()

    def first():
        with store.writing():
            inside.set()
            time.sleep(0.2)
            order.append("first ends")

    thread = threading.Thread(target=first)
    thread.start()
    inside.wait(10)
    with store.writing():
        order.append("second begins")
    thread.join()
    assert order == ["first ends", "second begins"]


def ends_of_lock(store) -> None:
    """PostgreSQL ends the connection that the lock belongs to, as a restart would."""
    import psycopg

    pid = store.lock._connection.info.backend_pid
    with psycopg.connect(store.lock._libpq, autocommit=True) as other:
        assert other.execute("SELECT pg_terminate_backend(%s, 5000)", [pid]).fetchone() == (True,)


@pytest.mark.postgres
def test_a_lock_whose_connection_broke_is_taken_by_a_new_one(lake_url):
    store = connect(lake_url)
    with store.writing() as cursor:
        cursor.execute("INSERT INTO word SELECT range, 'a' FROM range(100)")
    ends_of_lock(store)
    with store.writing() as cursor:
        cursor.execute("INSERT INTO word SELECT 100 + range, 'b' FROM range(100)")
    assert words(store) == [(n,) for n in range(200)]
    store.close()


@pytest.mark.postgres
def test_a_lock_that_is_lost_while_it_is_held_takes_the_transaction_with_it(lake_url):
    store = connect(lake_url)
    with pytest.raises(LockLost), store.writing() as cursor:
        cursor.execute("INSERT INTO word SELECT range, 'a' FROM range(100)")
        ends_of_lock(store)
    assert words(store) == []
    with store.writing() as cursor:
        cursor.execute("INSERT INTO word SELECT range, 'b' FROM range(100)")
    assert words(store) == [(n,) for n in range(100)]
    store.close()


@pytest.mark.postgres
def test_a_lake_is_written_again_after_its_postgresql_restarted(lake_url, postgres):
    store = connect(lake_url)
    with store.writing() as cursor:
        cursor.execute("INSERT INTO word SELECT range, 'a' FROM range(100)")
    postgres.stop()
    with pytest.raises(LockLost), store.writing():
        pass
    postgres.start()
    with store.writing() as cursor:
        cursor.execute("INSERT INTO word SELECT 100 + range, 'b' FROM range(100)")
    assert words(store) == [(n,) for n in range(200)]
    store.close()
