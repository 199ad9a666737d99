"""How long does an import take, as a ratio to reading the file's text and one pass of rjieba over it in the same run?"""

import argparse
import csv
import itertools
import os
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from statistics import median

import pyarrow as pa
import pyarrow.csv
import rjieba

from loaders.fold import publish
from loaders.prepare import prepare
from store.connect import connect

HEADER = (
    "id,bid,user_id,用户昵称,微博正文,头条文章url,发布位置,艾特用户,话题,转发数,评论数,点赞数,发布时间,发布工具,微博图片url,微博视频url,"
    "retweet_id,ip,user_authentication,会员类型,会员等级"
).split(",")
WORDS = "今天 手表 电池 续航 屏幕 客服 发热 物流 价格 真的 觉得 朋友 推荐 有点 失望 期待 更新 系统 第三天 官方 回复 表带 睡眠 监测 准确".split()


def write(path: Path, rows: int, first: int = 0) -> None:
    """A weibo-search export of 21 columns with texts of 20 to 140 characters, some with a newline."""
    random = Random(first)
    start = datetime(2025, 1, 1)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for i in range(first, first + rows):
            text = "".join(random.choices(WORDS, k=random.randrange(10, 60))) + ("\n" if i % 9 == 0 else "。")
            at = start + timedelta(seconds=i * 7)
            author = random.randrange(10**9, 10**9 + 200_000)
            writer.writerow(
                [5_000_000_000_000_000 + i * 7, "", author, f"用户{author}", text, "", "", "", "手表", i % 90, i % 70, i % 500,
                 f"{at:%Y-%m-%d %H:%M}", "微博网页版", "", "", "", "广东", "普通用户", "", ""]
            )  # fmt: skip


def floor(path: Path) -> tuple[float, float]:
    """Seconds of the fastest read of the file's text, and of one pass of rjieba over it in one process."""
    started = time.perf_counter()
    strings = pa.csv.ConvertOptions(column_types=dict.fromkeys(HEADER, pa.string()))
    read = pyarrow.csv.read_csv(path, parse_options=pa.csv.ParseOptions(newlines_in_values=True), convert_options=strings)
    ready = time.perf_counter()
    for text in read["微博正文"].to_pylist():
        rjieba.cut(text)
    return ready - started, time.perf_counter() - ready


def imported(path: Path, folder: Path) -> tuple[float, float]:
    """Seconds of preparing and of publishing the file into an empty store."""
    store = connect(folder / "bench.duckdb")
    started = time.perf_counter()
    prepared = prepare(path, folder / "staging", store_zone=store.time_zone)
    ready = time.perf_counter()
    receipt = publish(store, prepared)
    done = time.perf_counter()
    store.close()
    assert receipt.added == prepared.rows, receipt
    return ready - started, done - ready


def one(rows: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "手表.csv"
        write(path, rows)
        size = path.stat().st_size
        rjieba.cut("热身")
        text, words = floor(path)
        prepared, published = imported(path, Path(folder))
    least = text + words
    print(f"{rows:,} rows, {size / 1e6:,.0f} MB, {os.cpu_count()} cores\n")
    print("| stage | s | × the floor |\n|---|--:|--:|")
    for name, taken in (
        ("text alone", text),
        ("one pass of rjieba", words),
        ("the floor: both", least),
        ("prepare", prepared),
        ("publish", published),
        ("whole import", prepared + published),
    ):
        print(f"| {name} | {taken:.1f} | {taken / least:.2f} |")


def many(stored: int, imports: int, rows: int) -> None:
    """So many imports of `rows` each into a store that holds `stored` mentions: does the last take longer than the first?"""
    with tempfile.TemporaryDirectory() as folder:
        store = connect(Path(folder) / "bench.duckdb")
        times = []
        sizes = [stored // 4] * 4 + [rows] * imports
        for number, (size, first) in enumerate(zip(sizes, itertools.accumulate([0, *sizes]), strict=False)):
            path = Path(folder) / f"{number}.csv"
            write(path, size, first=first - size // 10 if number > 3 else first)
            prepared = prepare(path, Path(folder) / str(number), store_zone=store.time_zone)
            started = time.perf_counter()
            publish(store, prepared)
            times.append(time.perf_counter() - started)
            shutil.rmtree(Path(folder) / str(number))
            path.unlink()
        store.close()
    small = times[4:]
    print(f"{imports} imports of {rows:,} rows, a tenth of them repeats, into {stored:,} mentions: publishing took "
          f"{median(small[:5]):.2f} s at first, {median(small[-5:]):.2f} s at last, "
          f"{median(small[-5:]) / median(small[:5]):.2f} × as long")  # fmt: skip


def large(gigabytes: float) -> None:
    """How much memory do preparing and publishing such a file take, in processes of their own?"""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "手表.csv"
        write(path, 20_000)
        rows = int(gigabytes * 1e9 / path.stat().st_size * 20_000)
        write(path, rows)
        child = [sys.executable, "-c", IMPORT, str(path), folder]
        told = subprocess.run(child, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[1]).stdout
        print(f"{path.stat().st_size / 1e9:.1f} GB, {rows:,} rows: {told.strip()}")


IMPORT = """
import resource, sys, time
from pathlib import Path
from loaders.fold import publish
from loaders.prepare import prepare
from store.connect import connect
path, folder = Path(sys.argv[1]), Path(sys.argv[2])
peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
store = connect(folder / "large.duckdb")
started = time.perf_counter()
prepared = prepare(path, folder / "staging", store_zone=store.time_zone)
print(f"prepared in {time.perf_counter() - started:,.0f} s with at most {peak():,.0f} MB,", end=" ")
publish(store, prepared)
print(f"imported in {time.perf_counter() - started:,.0f} s with at most {peak():,.0f} MB")
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--many", type=int, metavar="STORED", help="a hundred imports into so many mentions")
    parser.add_argument("--large", type=float, metavar="GB", help="the memory that a file of this size takes")
    chosen = parser.parse_args()
    if chosen.many:
        many(chosen.many, 100, 10_000)
    elif chosen.large:
        large(chosen.large)
    else:
        one(chosen.rows)


if __name__ == "__main__":
    main()
