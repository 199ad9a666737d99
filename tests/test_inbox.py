"""The inbox of a running program, and the command line that hands over to it."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from store.connect import connect
from store.digest import digest
from tests import generated, invented
from tests.loaders.staging import grouped
from tests.served import served

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return invented.write(tmp_path_factory.mktemp("files"))


def until(path: Path, seconds: float = 60) -> dict:
    end = time.monotonic() + seconds
    while not path.exists():
        assert time.monotonic() < end, sorted(path.parent.parent.rglob("*"))
        time.sleep(0.05)
    return json.loads(path.read_text(encoding="utf-8"))


def command(url: Path, *arguments: object) -> list[str]:
    return [sys.executable, "-m", "loaders", "--store", str(url), *map(str, arguments)]


def run(url: Path, *arguments: object) -> subprocess.CompletedProcess:
    environment = {**os.environ, "GUANLAN_LANGUAGE": "en"}
    return subprocess.run(command(url, *arguments), cwd=ROOT, env=environment, capture_output=True, text=True, timeout=90)


def test_what_is_dropped_is_imported_without_a_visitor_and_moved_with_its_receipt(tmp_path, files):
    url, inbox = tmp_path / "guanlan.duckdb", tmp_path / "inbox"
    (inbox / "小米").mkdir(parents=True)
    bad = inbox / "bad.csv"
    bad.write_text("日期,声量\n2025-03-03,120\n", encoding="utf-8")
    for unfinished in (".hidden.csv", "half.csv.part", "half.crdownload"):
        (inbox / unfinished).write_bytes(files[1].read_bytes())
    (inbox / "小米" / "1.csv.options.json").write_text('{"brand": "小米"}', encoding="utf-8")
    (inbox / "小米" / "1.csv").write_bytes(files[1].read_bytes())
    with served(url, GUANLAN_LANGUAGE="en"):
        done = until(inbox / "done" / "小米" / "1.csv.receipt.json")
        failed = until(inbox / "failed" / "bad.csv.receipt.json")
        (inbox / "小米" / "1.csv").write_bytes(files[1].read_bytes())
        again = until(inbox / "done" / "小米" / "1 (2).csv.receipt.json")
    assert (done["state"], done["folder"], done["receipt"]["file"], done["receipt"]["added"]) == ("done", "小米", "小米/1.csv", 200)
    assert done["sentence"].startswith("小米/1.csv: table, 200 records")
    assert (failed["state"], failed["sentence"][:37]) == ("failed", "These are totals, not mentions: no co")
    assert again["receipt"]["added"] == 200 or again["receipt"]["merged"] == 200
    assert sorted(path.name for path in inbox.glob("*") if path.is_file()) == [".hidden.csv", "half.crdownload", "half.csv.part"]
    store = connect(url)
    with store.cursor() as cursor:
        assert cursor.execute("SELECT parameters ->> 'brand', parameters ->> 'query' FROM import ORDER BY imported_at LIMIT 1").fetchone() == ("小米", "小米")
    store.close()


def test_the_command_hands_over_to_the_running_program_and_says_the_same(tmp_path, files):
    url, direct = tmp_path / "guanlan.duckdb", tmp_path / "direct" / "guanlan.duckdb"
    (tmp_path / "totals.csv").write_text("日期,声量\n2025-03-03,120\n", encoding="utf-8")
    asked = (*files, tmp_path / "totals.csv", tmp_path / "gone.csv", "--brand", "星澜", "--json")
    with served(url):
        told = run(url, *asked)
        assert [path.name for path in (tmp_path / "inbox").rglob("*") if path.is_file() and path.name != ".alive"] == []
    expected = run(direct, *asked)
    assert (told.returncode, expected.returncode) == (1, 1)
    without = [[json.loads(line) | {"seconds": 0} for line in done.stdout.splitlines()] for done in (told, expected)]
    assert without[0] == without[1] and len(without[0]) == 2
    assert sorted(told.stderr.splitlines()) == sorted(expected.stderr.splitlines())
    stores = [connect(url), connect(direct)]
    for store in stores:
        grouped(store)
    assert digest(stores[0]) == digest(stores[1])
    for store in stores:
        store.close()


def test_an_interrupted_command_takes_back_what_was_not_begun(tmp_path):
    url, inbox = tmp_path / "guanlan.duckdb", tmp_path / "inbox"
    large = generated.write(tmp_path / "large.csv", rows=30_000)
    small = generated.write(tmp_path / "small.csv", rows=100)
    with served(url):
        with subprocess.Popen(command(url, large, small), cwd=ROOT, stderr=subprocess.PIPE, text=True) as waiting:
            end = time.monotonic() + 180
            while not list(inbox.glob("command-*/.*.working.json")):
                assert waiting.poll() is None and time.monotonic() < end
                time.sleep(0.05)
            waiting.send_signal(signal.SIGINT)
            assert waiting.wait(60) == 130
        end = time.monotonic() + 180
        while not list(inbox.glob("done/*/*.receipt.json")):
            assert time.monotonic() < end, list(inbox.rglob("*"))
            time.sleep(0.1)
    store = connect(url)
    with store.cursor() as cursor:
        assert cursor.execute("SELECT file_name FROM import").fetchall() == [("large.csv",)]
    store.close()
