"""Invented exports, the same at every run: a brand that does not exist, three weeks around a launch.

`write(folder)` makes a weibo-search export with comments (星澜手表.csv, 300 rows) and a table of several platforms
(多平台监测.csv, 200 rows): 500 rows together. Nobody in them lives.
"""

import csv
import math
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

START = datetime(2025, 3, 3)
DAYS = 21
LAUNCH = 9
WEIBO = "星澜手表.csv"
TABLE = "多平台监测.csv"
WEIBO_HEADER = (
    "id,bid,user_id,用户昵称,微博正文,头条文章url,发布位置,艾特用户,话题,转发数,评论数,点赞数,发布时间,发布工具,微博图片url,微博视频url,"
    "retweet_id,ip,user_authentication,评论人ID,评论人昵称,评论时间,评论内容,点赞次数"
).split(",")
TABLE_HEADER = ["标题", "正文", "链接", "平台", "作者", "粉丝数", "发布时间", "点赞数", "评论数", "转发数", "阅读数", "情感倾向", "IP属地"]

OPENINGS = ["用了一周", "刚到手", "对比了三款", "帮爸妈买的", "跑步戴了几天", "通勤路上试了试", "等了半个月", "看完发布会", "门店体验完"]
SUBJECTS = ["星澜手表 S2", "星澜手表", "星澜 S2 运动版", "星澜手表的表盘", "星澜手表的续航", "星澜 S2 的心率监测", "星澜手表的售后"]
PRAISE = ["续航真的稳，四天一充", "屏幕很亮，太阳下也看得清", "表带舒服，睡觉也不勒", "血氧和医院测的差不多", "客服回复很快，给个好评"]
PLAIN = ["先记录一下参数", "和上一代比重量轻了两克", "颜色有三种，官网写得很清楚", "价格 1299，有学生优惠", "今天才看到有运动版"]
BLAME = ["充电时发烫，有点担心", "更新之后掉电很快", "表带用了三天就起皮", "物流一直不动，等了五天", "心率跳来跳去，不太准"]
PLACES = ["广东", "北京", "浙江", "江苏", "四川", "湖北", "山东", "上海", "福建", ""]
FIRST = "晴 舟 禾 墨 桥 枫 屿 岚 棠 溪 柚 葵 麦 柏 汐".split()
SECOND = "小站 日记 在路上 的抽屉 爱跑步 研究所 不熬夜 记事簿 看世界 的下午".split()
PLATFORMS = {"小红书": 60, "抖音": 45, "知乎": 30, "哔哩哔哩": 25, "新闻": 25, "微博": 15}
HOSTS = {
    "小红书": "https://www.xiaohongshu.com/explore/{id:024x}", "抖音": "https://www.douyin.com/video/73{id:016d}",
    "知乎": "https://www.zhihu.com/question/{id}/answer/{id}", "哔哩哔哩": "https://www.bilibili.com/video/BV{id:010d}",
    "新闻": "https://news.example.com/a/{id}.html", "微博": "https://weibo.com/{id}/N{id:08d}",
}  # fmt: skip


def write(folder: Path) -> list[Path]:
    """Both files in `folder`."""
    random = Random(20250303)
    return [_write(folder / WEIBO, WEIBO_HEADER, _weibo(random)), _write(folder / TABLE, TABLE_HEADER, _table(random))]


def _write(path: Path, header: list[str], rows: list[list[object]]) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


def _weibo(random: Random) -> list[list[object]]:
    """Posts, each repeated for every one of its comments, and reposts of the launch after its own row again."""
    rows: list[list[object]] = []
    mid = 5140000000000000
    launch = None
    while len(rows) < 300:
        mid += random.randrange(10**9, 10**10)
        at = _moment(random)
        account, name = _author(random)
        likes = int(random.paretovariate(0.9) * 3)
        is_repost = launch is not None and random.random() < 0.2
        text = "转发微博" if is_repost and random.random() < 0.5 else ("//@星澜科技:新品今天见" if is_repost else "") or _text(random)
        post = [
            mid, _bid(mid), account, name, text, "", "", "", "星澜手表S2" if random.random() < 0.3 else "",
            likes // 6, likes // 3, likes, f"{at:%Y-%m-%d %H:%M}", random.choice(["微博网页版", "iPhone客户端", ""]), "", "",
            launch[0] if is_repost else "", random.choice(PLACES), random.choices(["普通用户", "黄V", "金V", "蓝V"], [12, 3, 2, 1])[0],
        ]  # fmt: skip
        if launch is None and at >= START + timedelta(days=LAUNCH):
            launch = post
        if is_repost:
            rows.append([*launch, "", "", "", "", ""])
        said = random.choices([0, 1, 2, 4, 7], [50, 20, 15, 10, 5])[0]
        rows += [[*post, *_comment(random, at)] for _ in range(said)] or [[*post, "", "", "", "", ""]]
    return rows[:300]


def _comment(random: Random, at: datetime) -> list[object]:
    when = at + timedelta(seconds=random.randrange(30, 60_000))
    text = random.choice(PRAISE + PLAIN + BLAME)
    if random.random() < 0.3:
        text += '<span class="url-icon"><img alt=[赞] src="//h5.example.com/z.png" /></span>'
    return [*_author(random), f"{when:%a %b %d %H:%M:%S} +0800 {when:%Y}", text, int(random.paretovariate(1.2)) - 1]


def _table(random: Random) -> list[list[object]]:
    rows = []
    for platform, count in PLATFORMS.items():
        for _ in range(count):
            label = random.choices(["正面", "中性", "负面", ""], [40, 30, 22, 8])[0]
            words = {"正面": PRAISE, "负面": BLAME}.get(label, PLAIN)
            text = f"{random.choice(OPENINGS)}{random.choice(SUBJECTS)}，{random.choice(words)}。"
            likes = int(random.paretovariate(0.8) * 5)
            shown = f"{likes / 10_000:.1f}万" if likes >= 10_000 else str(likes)
            rows.append(
                [
                    text[:18] if platform in ("新闻", "知乎", "哔哩哔哩") else "", text, HOSTS[platform].format(id=random.randrange(10**6, 10**8)),
                    platform, _author(random)[1], int(random.paretovariate(0.7) * 100), f"{_moment(random):%Y-%m-%d %H:%M:%S}",
                    shown, likes // 4, likes // 8, likes * 30, label, random.choice(PLACES),
                ]
            )  # fmt: skip
    random.shuffle(rows)
    return rows


def _moment(random: Random) -> datetime:
    """More in the evening than at night, more at weekends, and many after the launch."""
    while True:
        at = START + timedelta(days=random.randrange(DAYS), minutes=random.randrange(1440))
        daily = 0.3 + 0.15 * (at.weekday() > 4) + 1.6 * math.exp(-max((at - START).days - LAUNCH, 0) / 3) * ((at - START).days >= LAUNCH)
        hourly = 0.1 + 0.9 * math.exp(-(((at.hour - 20) / 5) ** 2)) + 0.5 * math.exp(-(((at.hour - 12) / 3) ** 2))
        if random.random() < daily * hourly / 3:
            return at


def _text(random: Random) -> str:
    words = random.choices([PRAISE, PLAIN, BLAME], [4, 4, 3])[0]
    return f"{random.choice(OPENINGS)}{random.choice(SUBJECTS)}，{random.choice(words)}。{random.choice(['', '', '#星澜手表S2#', '[doge]'])}"


def _author(random: Random) -> tuple[int, str]:
    """Account and name: few write often, most once or twice."""
    place = min(int(random.paretovariate(0.6)), 150)
    return 10**9 + place * 7919, FIRST[place % len(FIRST)] + SECOND[place // len(FIRST) % len(SECOND)]


def _bid(mid: int) -> str:
    digits = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

    def base62(number: int, width: int) -> str:
        text = ""
        while number or len(text) < width:
            number, rest = divmod(number, 62)
            text = digits[rest] + text
        return text

    groups = str(mid)[:-14], str(mid)[-14:-7], str(mid)[-7:]
    return base62(int(groups[0]), 1) + base62(int(groups[1]), 4) + base62(int(groups[2]), 4)
