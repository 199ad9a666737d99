import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.loaders.invented import WEIBO_17, bid_of

ROOT = Path(__file__).parents[2]
LINES = 1000
# Prepares a file and tells its rows and lines as staged, and the most memory that it and a process of its pool ever took, in MB.
CODE = """
import json, resource, sys
from pathlib import Path
from loaders.prepare import prepare
from tests.loaders.staging import table_of
if __name__ == "__main__":
    prepared = prepare(Path(sys.argv[1]), Path(sys.argv[2]), store_zone="Asia/Shanghai")
    peaks = [resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    staged = table_of(prepared.sightings)
    print(json.dumps([prepared.rows, len(set(staged["mention_id"].to_pylist())), max(staged["line"].to_pylist()), *peaks]))
"""


def posts(path: Path, megabytes: int) -> int:
    """A weibo-search file of that size; its rows."""
    n = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        file.write(",".join(WEIBO_17) + "\n")
        while file.tell() < megabytes << 20:
            for _ in range(LINES):
                n += 1
                mid = str(5_000_000_000_012_347 + n)
                text = f"第{n}条，浮岛音箱真好听" + "值得买" * 9
                client = "浮岛客户端" * 250
                file.write(f"{mid},{bid_of(mid)},{n % 997},读者{n % 997},{text},,,,,1,2,3,2024-03-01 10:30,{client},,,\n")
    return n


@pytest.mark.skipif(sys.platform == "win32", reason="the resource module is of Unix")
def test_memory_does_not_grow_with_the_file(tmp_path):
    peaks = []
    for megabytes in (30, 120):
        rows = posts(tmp_path / "x.csv", megabytes)
        child = [sys.executable, "-c", CODE, str(tmp_path / "x.csv"), str(tmp_path / f"staged{megabytes}")]
        told = json.loads(subprocess.run(child, cwd=ROOT, capture_output=True, text=True, check=True).stdout)
        assert told[:3] == [rows, rows, rows + 1]
        peaks.append(told[3:])
    assert all(late < 1.25 * early for early, late in zip(*peaks, strict=True)), peaks
