"""The pool of processes derives what one process derives, and ends with its parent."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow as pa

from loaders.pool import Pool
from nlp.enrich import INPUTS, Enricher
from nlp.rules import Rules

ROOT = Path(__file__).parents[2]
DOCUMENTS = {"watchlist": '[[brand]]\nname = "浮岛"\nwords = ["浮岛"]\n'}


def batch(n: int) -> pa.Table:
    return pa.Table.from_pylist([{"text": f"浮岛音箱第{n}天，第{i}次断连"} for i in range(20)], pa.schema(INPUTS))


def test_every_batch_is_enriched_as_one_process_would_and_in_its_order():
    batches = [batch(n) for n in range(5)]
    with Pool(DOCUMENTS) as pool:
        found = list(pool.each(batches))
    alone = Enricher(Rules.of(DOCUMENTS))
    assert [given for given, _ in found] == batches
    assert [derived.to_pylist() for _, (derived, _words) in found] == [alone.enrich(one)[0].to_pylist() for one in batches]
    assert [set(words["token"].to_pylist()) for _, (_derived, words) in found] == [
        set(alone.enrich(one)[1]["token"].to_pylist()) for one in batches
    ]


def test_what_a_killed_process_leaves_is_done_without_it():
    batches = [batch(n) for n in range(6)]
    alone = Enricher(Rules.of(DOCUMENTS))
    with Pool(DOCUMENTS) as pool:
        found = [pool.enrich(one)[0].to_pylist() for one in batches[:3]]
        for process in list(pool._processes._processes.values()):
            process.kill()
        found += [pool.enrich(one)[0].to_pylist() for one in batches[3:]]
    assert found == [alone.enrich(one)[0].to_pylist() for one in batches]


KILLED = """
import pyarrow as pa
from loaders.pool import Pool
from nlp.enrich import INPUTS
if __name__ == "__main__":
    with Pool({}) as pool:
        for n in range(4):
            pool.enrich(pa.Table.from_pylist([{"text": "浮岛"}], pa.schema(INPUTS)))
        print(*pool._processes._processes, flush=True)
        input()
"""


def test_the_processes_end_where_their_parent_is_killed(tmp_path):
    script = tmp_path / "pool.py"
    script.write_text(KILLED)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    parent = subprocess.Popen([sys.executable, str(script)], cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    children = [int(pid) for pid in parent.stdout.readline().split()]
    assert children and all(map(alive, children))
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    parent.stdin.close()
    end = time.monotonic() + 30
    while any(map(alive, children)):
        assert time.monotonic() < end, "they go on"
        time.sleep(0.05)


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"
