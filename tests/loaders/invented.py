"""Invented exports: no row, name or id in them is a real one."""

import csv
import random
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from loaders import read
from loaders.detect import KNOWN
from loaders.read import Table

WEIBO_17 = (
    "id", "bid", "user_id", "用户昵称", "微博正文", "头条文章url", "发布位置", "艾特用户", "话题", "转发数", "评论数", "点赞数",
    "发布时间", "发布工具", "微博图片url", "微博视频url", "retweet_id",
)  # fmt: skip
WEIBO_19 = (*WEIBO_17, "ip", "user_authentication")
WEIBO_21 = (*WEIBO_19, "会员类型", "会员等级")
WEIBO_24 = (*WEIBO_19, "评论人ID", "评论人昵称", "评论时间", "评论内容", "点赞次数")

BASE62 = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
NAMES = ("云上咖啡", "小满的窗台", "Rollo-42", "不爱吃葱_阿奎", "纸飞机研究所", "潮汐观测员")
TEXTS = (
    "新出的“浮岛”音箱音质真好",
    "浮岛音箱用了两天就连不上了😤",
    "#浮岛音箱# 求推荐，值得买吗？",
    "客服说,\n要等 7 天\n\t算了",
)


def headed(columns: Iterable[str]) -> Table:
    """An empty table with these columns."""
    return Table("csv", list(columns), lambda: iter(()))


def table_in(file: BinaryIO, name: str, known: frozenset[str] = KNOWN) -> Table:
    """The only table of a file."""
    (table,) = read.tables(file, name, known)
    return table


def bid_of(mid: str) -> str:
    """Seven digits from the right are four characters in base 62; the first group is as short as it is."""
    groups = []
    while mid:
        mid, group = mid[:-7], int(mid[-7:])
        digits = ""
        while group:
            group, digit = divmod(group, 62)
            digits = BASE62[digit] + digits
        groups.append(digits.rjust(4, "0") if mid else digits)
    return "".join(reversed(groups))


def mid_of(bid: str) -> str:
    groups = []
    while bid:
        bid, group = bid[:-4], bid[-4:]
        value = 0
        for character in group:
            value = value * 62 + BASE62.index(character)
        groups.append(f"{value:07}" if bid else str(value))
    return "".join(reversed(groups))


def write(path: Path, header: Iterable[str], rows: Iterable[dict[str, object]], encoding: str = "utf-8-sig") -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, header, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def weibo_post(n: int, **cells: object) -> dict[str, object]:
    """The n-th invented post of a weibo-search file."""
    mid = str(5_000_000_000_012_347 + 7_654_321_987 * n)
    return {
        "id": mid,
        "bid": bid_of(mid),
        "user_id": 1_000_000_000 + n % 23,
        "用户昵称": NAMES[n % len(NAMES)],
        "微博正文": f"{TEXTS[n % len(TEXTS)]} 第{n}条",
        "转发数": n % 5,
        "评论数": n % 3,
        "点赞数": n * 13 % 101,
        "发布时间": f"{datetime(2024, 3, 1, 8) + n * timedelta(minutes=37):%Y-%m-%d %H:%M}",
        "发布工具": "浮岛 Pad",
        **cells,
    }


def weibo_comment(n: int, m: int, **cells: object) -> dict[str, object]:
    """The m-th invented comment, in the row of the n-th post."""
    return weibo_post(n) | {
        "评论人ID": 2_000_000_000 + m % 17,
        "评论人昵称": f"{NAMES[m % len(NAMES)]}{m % 17}",
        "评论时间": f"{datetime(2024, 3, 3, 9) + m * timedelta(seconds=61):%a %b %d %H:%M:%S} +0800 2024",
        "评论内容": f'<span class="url-icon"><img alt="[赞]" src="//h.example/z.png"></span>说得对{m}',
        "点赞次数": m % 4,
        **cells,
    }


def overlapping(folder: Path) -> list[Path]:
    """Three weibo-search files, of three header generations, that share posts and comments and disagree on them.

    Repeats stand inside each file and across them, with other counts, longer and shorter texts and other authors' names.
    """
    draw = random.Random(7)

    def changed(row: dict[str, object]) -> dict[str, object]:
        cut = draw.choice([None, None, 6, 9])
        return row | {
            "微博正文": str(row["微博正文"])[:cut],
            "点赞数": draw.choice([row["点赞数"], draw.randrange(2000), ""]),
            "评论数": draw.choice([row["评论数"], "1.2万"]),
            "用户昵称": draw.choice([row["用户昵称"], f"{row['用户昵称']}改名"]),
            "发布时间": draw.choice([row["发布时间"], f"{row['发布时间']}:31", str(row["发布时间"])[:10]]),
            "发布工具": draw.choice(["浮岛 Pad", "浮岛 Mini", ""]),
        }

    def posts(numbers: Iterable[int]) -> list[dict[str, object]]:
        rows = [weibo_post(n, retweet_id=weibo_post(n - n % 7)["id"] if n % 7 in (2, 5) else "") for n in numbers]
        return [changed(row) for row in rows for _ in range(draw.choice([1, 1, 2, 3]))]

    def comments(numbers: Iterable[int]) -> list[dict[str, object]]:
        rows = [weibo_comment(m % 40, m) for m in numbers]
        return [row | {"点赞次数": draw.randrange(90)} for row in rows for _ in range(draw.choice([1, 2]))]

    files = []
    for name, header, rows in (
        ("浮岛", WEIBO_17, posts(range(0, 90))),
        ("音箱", WEIBO_21, [*posts(range(45, 130)), weibo_post(200, 发布时间="")]),
        ("浮岛音箱", WEIBO_24, posts(range(20, 60)) + comments(range(0, 80)) + comments(range(30, 60))),
    ):
        draw.shuffle(rows)
        files.append(write(folder / f"{name}.csv", header, rows))
    return files
