"""An import, an undo, an enrichment, a correction, a choice of labels, an audit, an entry of the ledger, the grouping of similar texts, the finding of cascades, a saved view or the loading of a file of figures that is killed leaves the store as it was, or whole."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from loaders import cascades, enrich, stories
from loaders.rules import documents, rules_of
from store import settings
from store.connect import connect
from store.digest import digest, faults
from store.views import save, views
from tests.loaders.invented import WEIBO_24, weibo_comment, write
from tests.loaders.staging import imported, rows

ROOT = Path(__file__).parents[2]
ROWS = 7_000
KILLS = 6


def importing(path: Path, folder: Path) -> subprocess.Popen:
    """`python -m loaders` on its way, with its store and its staged files in `folder`."""
    return subprocess.Popen(
        [sys.executable, "-m", "loaders", str(path), "--store", str(folder / "store.duckdb")],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(folder)},
        stdout=subprocess.DEVNULL,
    )


def staged(folder: Path) -> bool:
    return any(folder.glob("guanlan-*/prepared.json"))


def told(folder: Path) -> dict[str, str]:
    """The digest of the store in `folder`, which must be sound."""
    store = connect(folder / "store.duckdb")
    try:
        assert faults(store) == []
        return digest(store)
    finally:
        store.close()


@pytest.fixture(scope="module")
def export(tmp_path_factory) -> Path:
    rows = (weibo_comment(n % 700, n) for n in range(ROWS))
    return write(tmp_path_factory.mktemp("export") / "浮岛.csv", WEIBO_24, rows)


@pytest.fixture(scope="module")
def whole(export, tmp_path_factory) -> tuple[dict, float, float]:
    """The digest of the whole import, and how long it took to stage the file and to publish it."""
    folder = tmp_path_factory.mktemp("whole")
    started = time.monotonic()
    child = importing(export, folder)
    while not staged(folder):
        assert child.poll() is None
        time.sleep(0.005)
    prepared = time.monotonic()
    assert child.wait(120) == 0
    return told(folder), prepared - started, time.monotonic() - prepared


def test_an_import_killed_at_any_moment_leaves_nothing_or_all_of_itself(export, whole, tmp_path, native):
    full, staging, publishing = whole
    empty = digest(native)

    def killed(n: int) -> dict[str, str]:
        """A third of them while the file is read, the others after it was staged, from its first moment to its last."""
        folder = Path(tempfile.mkdtemp(dir=tmp_path))
        child = importing(export, folder)
        if n % 3 == 0:
            time.sleep(staging * (n + 1) / KILLS)
        else:
            while not staged(folder) and child.poll() is None:
                time.sleep(0.001)
            time.sleep(publishing * n / KILLS)
        child.kill()
        child.wait()
        left = told(folder)
        if n % 4 == 1:
            assert importing(export, folder).wait(120) == 0
            assert told(folder) == full
        return left

    with ThreadPoolExecutor(2) as pool:
        left = list(pool.map(killed, range(KILLS)))
    assert [digest for digest in left if digest not in (empty, full)] == []
    assert empty in left


UNDO = """
import sys
from loaders.fold import undo
from store.connect import connect
store = connect(sys.argv[1])
print("ready", flush=True)
undo(store, sys.argv[2])
"""


def undoing(folder: Path, import_id: str) -> subprocess.Popen:
    child = subprocess.Popen(
        [sys.executable, "-c", UNDO, str(folder / "store.duckdb"), import_id], cwd=ROOT, stdout=subprocess.PIPE
    )
    assert child.stdout.readline().strip() == b"ready"
    return child


def test_an_undo_killed_at_any_moment_leaves_all_or_nothing_of_the_import(tmp_path):
    """Two files that share two thirds of their mentions; the second is undone."""
    made = tmp_path / "made"
    made.mkdir()
    receipts, digests = [], []
    for number, name in enumerate(("a.csv", "b.csv")):
        rows = [weibo_comment(n % 700, n) for n in range(number * ROWS // 6, ROWS // 2 + number * ROWS // 6)]
        path = write(tmp_path / name, WEIBO_24, rows)
        store = connect(made / "store.duckdb")
        receipts.append(imported(store, path))
        store.close()
        digests.append(told(made))
    before, both = digests

    def killed(n: int, taken: float = 0.0) -> tuple[dict[str, str], float]:
        folder = tmp_path / f"killed-{n}"
        shutil.copytree(made, folder)
        child = undoing(folder, receipts[1].import_id)
        started = time.monotonic()
        if n:
            time.sleep(taken * n / KILLS)
            child.kill()
        child.wait(60)
        ended = time.monotonic()
        child.stdout.close()
        return told(folder), ended - started

    whole, taken = killed(0)
    assert whole == before
    left = [killed(n, taken)[0] for n in range(1, KILLS)]
    assert [digest for digest in left if digest not in (before, both)] == []
    assert both in left


ENRICH = """
import sys
from pathlib import Path
from loaders import enrich
from store.connect import connect
store = connect(Path(sys.argv[1]) / "store.duckdb")
print("ready", flush=True)
enrich.put_back(store, Path(sys.argv[1]) / "anew")
"""


def test_rules_applied_anew_and_killed_at_any_moment_leave_all_or_nothing_of_it(tmp_path):
    made = tmp_path / "made"
    (made / "anew").mkdir(parents=True)
    store = connect(made / "store.duckdb")
    imported(store, write(tmp_path / "浮岛.csv", WEIBO_24, (weibo_comment(n % 700, n) for n in range(ROWS))))
    segments = '[[segment]]\nname = "core"\norder = 1\nunverified = true\n'
    settings.say(store, {"watchlist": '[[brand]]\nname = "浮岛"\nwords = ["浮岛"]\n', "authors": "kol_followers = 1\n", "segments": segments})
    enrich.take_out(store, rules_of(store), made / "anew")
    enrich.derive(made / "anew", documents(store))
    store.close()
    before = told(made)

    def killed(n: int, taken: float = 0.0) -> tuple[dict[str, str], float]:
        folder = tmp_path / f"killed-{n}"
        shutil.copytree(made, folder)
        child = subprocess.Popen([sys.executable, "-c", ENRICH, str(folder)], cwd=ROOT, stdout=subprocess.PIPE)
        assert child.stdout.readline().strip() == b"ready"
        started = time.monotonic()
        if n:
            time.sleep(taken * n / KILLS)
            child.kill()
        child.wait(60)
        child.stdout.close()
        return told(folder), time.monotonic() - started

    after, taken = killed(0)
    assert after["mention"] != before["mention"]
    left = [killed(n, taken)[0] for n in range(1, KILLS)]
    assert [digest for digest in left if digest not in (before, after)] == []
    assert before in left


def ended(n: int, taken: float, script: str, *arguments: str) -> float:
    """How long the script worked after it said that it is ready: to its end, or with `n` to its death at n/KILLS of `taken`."""
    child = subprocess.Popen([sys.executable, "-c", script, *arguments], cwd=ROOT, stdout=subprocess.PIPE)
    assert child.stdout.readline().strip() == b"ready"
    started = time.monotonic()
    if n:
        time.sleep(taken * n / KILLS)
        child.kill()
    child.wait(60)
    child.stdout.close()
    return time.monotonic() - started


CORRECT = """
import sys
from loaders.corrections import correct, undo
from store.connect import connect
store = connect(sys.argv[1])
with store.cursor() as cursor:
    ids = [str(row[0]) for row in cursor.execute("SELECT mention_id FROM mention").fetchall()]
    said = cursor.execute('SELECT max("at") FROM correction').fetchone()[0]
print("ready", flush=True)
undo(store, said) if said else correct(store, ids, 1)
"""


def test_corrections_killed_at_any_moment_and_taken_back_so_are_whole_or_not_there(tmp_path):
    made, corrected = tmp_path / "made", tmp_path / "corrected"
    made.mkdir()
    store = connect(made / "store.duckdb")
    imported(store, write(tmp_path / "浮岛.csv", WEIBO_24, (weibo_comment(n % 700, n) for n in range(ROWS))))
    store.close()
    before = told(made)["mention"]

    def killed(source: Path, n: int, taken: float = 0.0) -> tuple[tuple[str, int], float]:
        """The digest of the mentions and how many rows the trail has: its times are others every time."""
        folder = Path(tempfile.mkdtemp(dir=tmp_path)) / "store"
        shutil.copytree(source, folder)
        seconds = ended(n, taken, CORRECT, str(folder / "store.duckdb"))
        left = told(folder)
        if source is made and not n:
            shutil.copytree(folder, corrected)
        return (left["mention"], int(left["correction"].split()[0])), seconds

    (after, count), taken = killed(made, 0)
    assert count > ROWS and after != before
    left = [killed(made, n, taken)[0] for n in range(1, KILLS, 2)]
    assert set(left) <= {(before, 0), (after, count)}
    assert (before, 0) in left
    back, taken = killed(corrected, 0)
    assert back == (before, 2 * count)
    left = [killed(corrected, n, taken)[0] for n in range(1, KILLS, 2)]
    assert set(left) <= {(after, count), back}
    assert (after, count) in left


PREFER = """
import sys
from loaders.labels import prefer
from store.connect import connect
store = connect(sys.argv[1])
print("ready", flush=True)
prefer(store, "table", "model")
"""


def test_a_choice_of_labels_killed_at_any_moment_is_made_for_all_mentions_or_none(tmp_path):
    made = tmp_path / "made"
    made.mkdir()
    posts = [
        {"链接": f"https://weibo.com/1/N{n}", "平台": "微博", "发布时间": "2024-03-01 10:00", "正文": f"退货，太差了，第{n}条", "情感": "正面"}
        for n in range(ROWS)
    ]
    store = connect(made / "store.duckdb")
    imported(store, write(tmp_path / "浮岛.csv", tuple(posts[0]), posts))
    store.close()
    before = told(made)["mention"]

    def killed(n: int, taken: float = 0.0) -> tuple[tuple[str, int], float]:
        folder = tmp_path / f"killed-{n}"
        shutil.copytree(made, folder)
        seconds = ended(n, taken, PREFER, str(folder / "store.duckdb"))
        left = told(folder)
        return (left["mention"], int(left["setting"].split()[0])), seconds

    whole, taken = killed(0)
    assert whole[0] != before and whole[1] == 1
    left = [killed(n, taken)[0] for n in range(1, KILLS, 2)]
    assert set(left) <= {(before, 0), whole}
    assert (before, 0) in left


HANDLE = """
import sys
from store.connect import connect
from store.handling import say, undo
store = connect(sys.argv[1])
with store.cursor() as cursor:
    ids = [str(row[0]) for row in cursor.execute("SELECT mention_id FROM mention").fetchall()]
    said = cursor.execute('SELECT max("at") FROM handling').fetchone()[0]
print("ready", flush=True)
undo(store, said) if said else say(store, ids, status="replied", owner="小林", reply="已私信")
"""


def test_what_is_said_in_the_ledger_and_killed_at_any_moment_is_whole_or_not_there(tmp_path):
    made = tmp_path / "made"
    made.mkdir()
    store = connect(made / "store.duckdb")
    imported(store, write(tmp_path / "浮岛.csv", WEIBO_24, (weibo_comment(n % 700, n) for n in range(ROWS))))
    store.close()
    mentions = told(made)["mention"]

    def killed(source: Path, n: int, taken: float = 0.0) -> tuple[Path, int, float]:
        """How many rows the ledger has: its times are others every time. The mentions are never touched."""
        folder = Path(tempfile.mkdtemp(dir=tmp_path)) / "store"
        shutil.copytree(source, folder)
        seconds = ended(n, taken, HANDLE, str(folder / "store.duckdb"))
        left = told(folder)
        assert left["mention"] == mentions
        return folder, int(left["handling"].split()[0]), seconds

    handled, count, taken = killed(made, 0)
    assert count > ROWS
    assert {killed(made, n, taken)[1] for n in range(1, KILLS, 2)} <= {0, count}
    _back, both, taken = killed(handled, 0)
    assert both == 2 * count
    assert {killed(handled, n, taken)[1] for n in range(1, KILLS, 2)} <= {count, both}


GROUP = """
import sys
from pathlib import Path
from loaders import cascades, stories
from store.connect import connect
store = connect(Path(sys.argv[1]) / "store.duckdb")
print("ready", flush=True)
stories.put_back(store, Path(sys.argv[1]) / "found", "as found")
cascades.put_back(store, Path(sys.argv[1]) / "found", "as found")
"""


def test_similar_texts_and_cascades_found_and_killed_at_any_moment_are_there_all_or_none(tmp_path):
    made = tmp_path / "made"
    (made / "found").mkdir(parents=True)
    posts = [
        {"链接": f"https://weibo.com/1/N{n}", "平台": "微博", "发布时间": "2024-03-01 10:00", "正文": f"第{n // 2}台浮岛音箱用了两天就连不上{'了！' * (n % 2)}"}
        for n in range(ROWS)
    ]
    store = connect(made / "store.duckdb")
    imported(store, write(tmp_path / "浮岛.csv", tuple(posts[0]), posts))
    stories.take_out(store, made / "found")
    texts = pq.read_table(made / "found" / stories.TEXTS)["text_id"]
    one = pa.array([min(texts.to_pylist())] * len(texts))
    pq.write_table(pa.table([texts, one], schema=stories.SCHEMA), made / "found" / stories.FOUND)
    ids = sorted(str(mention_id) for (mention_id,) in rows(store, "SELECT mention_id FROM mention"))
    star = {"place": range(ROWS), "above": [None, *[0] * (ROWS - 1)], "cascade_id": ids[:1] * ROWS, "mention_id": ids}
    star |= {"author_name": pa.nulls(ROWS, pa.string()), "edge": [None, *["explicit"] * (ROWS - 1)], "cut": [False] * ROWS}
    pq.write_table(pa.table(star), made / "found" / cascades.FOUND)
    store.close()
    before = told(made)

    def killed(n: int, taken: float = 0.0) -> tuple[dict[str, str], int, float]:
        folder = tmp_path / f"killed-{n}"
        shutil.copytree(made, folder)
        seconds = ended(n, taken, GROUP, str(folder))
        store = connect(folder / "store.duckdb")
        (counts,) = rows(store, "SELECT count(cascade_id), (SELECT count(*) FROM cascade_node) FROM mention")
        store.close()
        return told(folder), counts, seconds

    after, counts, taken = killed(0)
    assert after["mention"] != before["mention"] and after["story"] != before["story"] and counts == (ROWS, ROWS)
    left = [killed(n, taken)[:2] for n in range(1, KILLS, 2)]
    assert [one for one in left if one not in ((before, (0, 0)), (after, (0, 0)), (after, counts))] == []
    assert (before, (0, 0)) in left


SAVE = """
import sys
from store.connect import connect
from store.views import save
store = connect(sys.argv[1])
print("ready", flush=True)
save(store, "周报", "mentions", sys.argv[2], replace=True)
"""


def test_a_view_whose_saving_is_killed_at_any_moment_is_the_one_before_or_the_new_one(tmp_path):
    made = tmp_path / "made"
    made.mkdir()
    store = connect(made / "store.duckdb")
    before = save(store, "周报", "overview", "period=week")
    store.close()
    long = "keyword=" + "长" * 400

    def killed(n: int, taken: float = 0.0) -> tuple[tuple[str, str], float]:
        """The page and address of the only view there is."""
        folder = tmp_path / f"killed-{n}"
        shutil.copytree(made, folder)
        seconds = ended(n, taken, SAVE, str(folder / "store.duckdb"), long)
        store = connect(folder / "store.duckdb")
        try:
            assert faults(store) == []
            (left,) = views(store)
            assert (left.view_id, left.name) == (before.view_id, "周报")
            return (left.page, left.filters), seconds
        finally:
            store.close()

    whole, taken = killed(0)
    assert whole == ("mentions", long)
    left = [killed(n, taken)[0] for n in range(1, KILLS)]
    assert set(left) <= {(before.page, before.filters), whole}
    assert (before.page, before.filters) in left


AUDIT = """
import sys
from store.audit import draw, label
from store.connect import connect
store = connect(sys.argv[1])
print("ready", flush=True)
audit = draw(store, "", "SELECT * FROM mention WHERE true", {}, size=200)
for place in range(1, 201):
    label(store, audit, place, 1)
"""


def test_an_audit_killed_at_any_moment_is_not_there_or_whole_with_the_labels_so_far(tmp_path):
    made = tmp_path / "made"
    made.mkdir()
    store = connect(made / "store.duckdb")
    imported(store, write(tmp_path / "浮岛.csv", WEIBO_24, (weibo_comment(n % 700, n) for n in range(ROWS // 10))))
    store.close()

    def killed(n: int, taken: float = 0.0) -> tuple[tuple[int, int, int], float]:
        """How many samples, drawn mentions and labels there are; no place stands without those before it."""
        folder = tmp_path / f"killed-{n}"
        shutil.copytree(made, folder)
        seconds = ended(n, taken, AUDIT, str(folder / "store.duckdb"))
        store = connect(folder / "store.duckdb")
        try:
            assert faults(store) == []
            with store.cursor() as cursor:
                assert cursor.execute("SELECT count(*) FROM audit_label WHERE place > (SELECT count(*) FROM audit_label)").fetchone() == (0,)
                counts = [cursor.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("audit_sample", "audit_row", "audit_label")]
            return tuple(counts), seconds
        finally:
            store.close()

    whole, taken = killed(0)
    assert whole == (1, 200, 200)
    left = [killed(n, taken)[0] for n in range(1, KILLS, 2)]
    assert [counts for counts in left if counts[:2] not in ((0, 0), (1, 200)) or (counts[:2] == (0, 0) and counts[2])] == []
    assert any(counts[2] < 200 for counts in left)


LOAD = """
import sys
from datetime import date, timedelta
import pyarrow as pa
from store.connect import connect
from store.supplements import add
store = connect(sys.argv[1])
days = [date(1900, 1, 1) + timedelta(days=day) for day in range(60_000)]
rows = pa.table({"date": days, "brand": ["浮岛"] * len(days), "metric": ["orders"] * len(days), "value": [2.0] * len(days), "unit": ["单"] * len(days)})
print("ready", flush=True)
add(store, "figures", "a.csv", "a", rows)
"""


def test_a_file_of_figures_whose_loading_is_killed_is_there_as_a_whole_or_not_at_all(tmp_path):
    made = tmp_path / "made"
    made.mkdir()
    connect(made / "store.duckdb").close()
    before = told(made)

    def killed(n: int, taken: float = 0.0) -> tuple[dict[str, str], float]:
        folder = tmp_path / f"killed-{n}"
        shutil.copytree(made, folder)
        seconds = ended(n, taken, LOAD, str(folder / "store.duckdb"))
        return told(folder), seconds

    whole, taken = killed(0)
    assert whole["business"].startswith("60000 ")
    assert killed(KILLS // 2, taken)[0] in (before, whole)
