"""How long does an import take, as a ratio to reading the file's text alone in the same run?"""

import argparse
import csv
import resource
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pyarrow as pa
import pyarrow.csv

from loaders.fold import publish
from loaders.prepare import prepare
from store.connect import connect

HEADER = (
    "id,bid,user_id,用户昵称,微博正文,头条文章url,发布位置,艾特用户,话题,转发数,评论数,点赞数,发布时间,发布工具,微博图片url,微博视频url,"
    "retweet_id,ip,user_authentication,会员类型,会员等级"
).split(",")
WORDS = "今天 手表 电池 续航 屏幕 客服 发热 物流 价格 真的 觉得 朋友 推荐 有点 失望 期待 更新 系统 第三天 官方 回复 表带 睡眠 监测 准确".split()


def write(path: Path, rows: int) -> None:
    """A weibo-search export of 21 columns with texts of 20 to 140 characters, some with a newline."""
    random = Random(1)
    start = datetime(2025, 1, 1)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for i in range(rows):
            text = "".join(random.choices(WORDS, k=random.randrange(10, 60))) + ("\n" if i % 9 == 0 else "。")
            at = start + timedelta(seconds=i * 7)
            author = random.randrange(10**9, 10**9 + 200_000)
            writer.writerow(
                [5_000_000_000_000_000 + i * 7, "", author, f"用户{author}", text, "", "", "", "手表", i % 90, i % 70, i % 500,
                 f"{at:%Y-%m-%d %H:%M}", "微博网页版", "", "", "", "广东", "普通用户", "", ""]
            )  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    rows = parser.parse_args().rows
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "手表.csv"
        write(path, rows)
        started = time.perf_counter()
        strings = pa.csv.ConvertOptions(column_types=dict.fromkeys(HEADER, pa.string()))
        pyarrow.csv.read_csv(path, parse_options=pa.csv.ParseOptions(newlines_in_values=True), convert_options=strings)
        floor = time.perf_counter() - started
        store = connect(Path(folder) / "bench.duckdb")
        started = time.perf_counter()
        prepared = prepare(path, Path(folder) / "staging", store_zone=store.time_zone)
        ready = time.perf_counter()
        receipt = publish(store, prepared)
        done = time.perf_counter()
        store.close()
    assert receipt.added == rows, receipt
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{rows:,} rows, {prepared.bytes / 1e6:,.0f} MB, peak memory {peak:,.0f} MB (the floor's reading included)\n")
    print("| stage | s | × reading the text alone |\n|---|--:|--:|")
    for name, taken in (
        ("text alone", floor),
        ("prepare", ready - started),
        ("publish", done - ready),
        ("whole import", done - started),
    ):
        print(f"| {name} | {taken:.1f} | {taken / floor:.1f} |")


if __name__ == "__main__":
    main()
