"""Invented exports in which something is wrong, the same at every run: what the health of the data has to find.

`write(folder)` makes 多渠道汇总.csv (ten weeks of four platforms: three silent days of Weibo, a last week of Douyin at a
tenth, days without an hour, capped counts, rounded ids, missing authors, an advertiser, unreadable and future dates) and
overseas.csv (times of people who live by Beijing's clock, written in UTC). `FOUND` counts what was put into them.
"""

import csv
import math
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

START = datetime(2025, 1, 6)
WEEKS = 10
SEVERAL, OVERSEAS = "多渠道汇总.csv", "overseas.csv"
HEADER = ["mid", "正文", "平台", "作者", "发布时间", "点赞数", "评论数", "转发数", "IP属地"]
DAILY = {"微博": 40, "抖音": 14, "小红书": 12, "新闻": 8}
SILENT = (datetime(2025, 2, 11), datetime(2025, 2, 13))
# The day after the last whole week has mentions too: the file covers that week.
QUIET_WEEK = datetime(2025, 3, 10)
ADVERTISED = "晴川耳机限时直降，点开主页领券，手慢无。"
FOUND = {"adverts": 16, "unreadable": 9, "future": 5, "rounded": 7, "overseas": 900}


def write(folder: Path) -> list[Path]:
    random = Random(20250106)
    return [_write(folder / SEVERAL, _several(random)), _write(folder / OVERSEAS, _overseas(random))]


def _write(path: Path, rows: list[list[object]]) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([HEADER, *rows])
    return path


def _several(random: Random) -> list[list[object]]:
    rows = []
    for day in (START + timedelta(days=number) for number in range(7 * WEEKS + 1)):
        for platform, usual in DAILY.items():
            silent = platform == "微博" and SILENT[0] <= day <= SILENT[1]
            few = platform == "抖音" and day >= QUIET_WEEK
            count = 0 if silent else max(usual // 10 if few else usual + random.randrange(-3, 4), 1)
            rows += [_row(random, platform, day) for _ in range(count)]
    for number in range(FOUND["adverts"]):
        rows.append(_row(random, "小红书", START + timedelta(days=3 * number + 1), text=ADVERTISED, author="晴川优惠站"))
    for number in range(FOUND["unreadable"]):
        rows.append([*_row(random, "新闻", START)[:4], "待定" if number % 2 else "", 1, 0, 0, ""])
    for number in range(FOUND["future"]):
        rows.append([*_row(random, "小红书", START)[:4], f"2098-01-{number + 1:02d} 10:00:00", 1, 0, 0, ""])
    for number in range(FOUND["rounded"]):
        rows[number * 50][0] = f"5.1400{number}E+15"
    return rows


def _row(random: Random, platform: str, day: datetime, *, text: str = "", author: str = "") -> list[object]:
    """News knows the day only, Xiaohongshu often hides the author, Douyin caps its counts."""
    at = day + timedelta(seconds=_second(random))
    likes = int(random.paretovariate(0.9) * 4)
    return [
        random.randrange(5 * 10**15, 6 * 10**15) * 10 + 7,
        text or f"晴川耳机第 {random.randrange(10**9)} 次试听：{random.choice(['降噪很静', '佩戴偏紧', '续航一般', '通话清楚'])}",
        platform,
        author or ("" if platform == "小红书" and random.random() < 0.7 else f"听友{int(random.paretovariate(0.6)) % 800}"),
        f"{at:%Y-%m-%d}" if platform == "新闻" else f"{at:%Y-%m-%d %H:%M:%S}",
        "100万+" if platform == "抖音" and random.random() < 0.05 else likes,
        likes // 4,
        likes // 8,
        random.choice(["广东", "北京", "浙江", ""]),
    ]  # fmt: skip


def _overseas(random: Random) -> list[list[object]]:
    rows = []
    for _ in range(FOUND["overseas"]):
        row = _row(random, "X", START + timedelta(days=random.randrange(7 * WEEKS)))
        written = datetime.fromisoformat(row[4]) - timedelta(hours=8)
        rows.append([*row[:4], f"{written:%Y-%m-%d %H:%M:%S}", *row[5:]])
    return rows


def _second(random: Random) -> int:
    """Of a day on which hardly anybody writes between 1 and 6."""
    while True:
        second = random.randrange(86_400)
        hour = second / 3600
        awake = 0.06 if 1 <= hour < 6 else 0.45 + 0.55 * math.exp(-(((hour - 20) / 4) ** 2))
        if random.random() < awake:
            return second
