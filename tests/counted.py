"""What exports hold, counted with csv and pandas alone: the second derivation of every number on a page.

Nothing here imports what it checks. Posts are told apart by their id; comments by their post, author, time and text as
it was shown; rows of a table by their address. Of what stands in a file several times the greatest counts hold.
"""

import csv
import html
import math
import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import pandas as pd

PLATFORMS = {
    "微博": "weibo", "小红书": "xiaohongshu", "抖音": "douyin", "知乎": "zhihu", "哔哩哔哩": "bilibili", "新闻": "news",
}  # fmt: skip
SENTIMENTS = {"正面": 1, "中性": 0, "负面": -1, "": None}
STOCK = {"", "转发微博", "快转微博", "轉發微博", "转发", "分享", "Repost", "repost", "//"}
BLANK = " \t\n\r\xa0\u200b\u3000\ufeff"
COUNTS = ("likes", "comments", "reposts", "views")


@dataclass(frozen=True)
class Mention:
    """`author` tells accounts apart; `precise` is False where only the day is known; unknown is None."""

    platform: str
    kind: str
    author: str
    author_name: str
    at: datetime
    text: str
    title: str | None = None
    url: str | None = None
    likes: int | None = None
    comments: int | None = None
    reposts: int | None = None
    views: int | None = None
    sentiment: int | None = None
    region: str | None = None
    thread: str | None = None
    files: frozenset[str] = frozenset()

    @property
    def is_pure_repost(self) -> bool:
        """A repost without words of its own shows the counts of what it reposts."""
        own = re.split(r"//\s*@", self.text)[0].strip()
        return self.kind == "repost" and (own in STOCK or self.text.startswith("RT @"))

    @property
    def engagement(self) -> int | None:
        known = [count for count in (self.likes, self.comments, self.reposts) if count is not None]
        return sum(known) if known and not self.is_pure_repost else None

    @property
    def heat(self) -> float:
        weights = {"likes": 0.2, "comments": 0.4, "reposts": 0.4, "views": 0.1}
        return 1 + sum(weight * math.log(1 + (getattr(self, name) or 0)) for name, weight in weights.items())

    @property
    def fully_counted(self) -> bool:
        return None not in (self.likes, self.comments, self.reposts)


@dataclass(frozen=True)
class File:
    """One export: its records, the mentions found in them, and these mentions by what tells them apart."""

    name: str
    rows: int
    read: int
    mentions: dict[tuple, Mention]


def records(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def weibo(path: Path) -> File:
    """A weibo-search export: a post in each record, and in those of the fork a comment on it."""
    rows = records(path)
    found: dict[tuple, Mention] = {}
    for row in rows:
        post = ("post", row["id"])
        told = Mention(
            platform="weibo",
            kind="repost" if row.get("retweet_id") else "post",
            author=f"weibo:{row['user_id']}",
            author_name=row["用户昵称"].strip(BLANK),
            at=datetime.fromisoformat(row["发布时间"]),
            text=shown(row["微博正文"]),
            likes=count(row["点赞数"]),
            comments=count(row["评论数"]),
            reposts=count(row["转发数"]),
            region=row.get("ip") or None,
            thread=row.get("retweet_id") or None,
            files=frozenset({path.stem}),
        )
        found[post] = merged(found[post], told) if post in found else told
        if row.get("评论时间"):
            text = shown(row["评论内容"])
            comment = ("comment", row["id"], row["评论人ID"], row["评论时间"], text)
            said = datetime.strptime(row["评论时间"], "%a %b %d %H:%M:%S +0800 %Y")
            told = Mention(
                platform="weibo", kind="comment", author=f"weibo:{row['评论人ID']}", author_name=row["评论人昵称"].strip(BLANK), at=said,
                text=text, likes=count(row["点赞次数"]), thread=row["id"], files=frozenset({path.stem}),
            )  # fmt: skip
            found[comment] = merged(found[comment], told) if comment in found else told
    return File(path.name, len(rows), len(rows) + sum(bool(row.get("评论时间")) for row in rows), found)


def table(path: Path) -> File:
    """The invented table of several platforms."""
    rows = records(path)
    found = {}
    for row in rows:
        platform = PLATFORMS[row["平台"]]
        found[("url", row["链接"])] = Mention(
            platform=platform,
            kind="article" if platform == "news" else "post",
            author=f"{platform}:@{row['作者']}",
            author_name=row["作者"],
            at=datetime.fromisoformat(row["发布时间"]),
            text=row["正文"],
            title=row["标题"] or None,
            url=row["链接"],
            likes=count(row["点赞数"]),
            comments=count(row["评论数"]),
            reposts=count(row["转发数"]),
            views=count(row["阅读数"]),
            sentiment=SENTIMENTS[row["情感倾向"]],
            region=row["IP属地"] or None,
            files=frozenset({path.stem}),
        )
    return File(path.name, len(rows), len(rows), found)


def together(*files: File) -> list[Mention]:
    """The mentions of several files, each once."""
    found: dict[tuple, Mention] = {}
    for file in files:
        for key, mention in file.mentions.items():
            found[key] = merged(found[key], mention) if key in found else mention
    return list(found.values())


def merged(one: Mention, other: Mention) -> Mention:
    greatest = {
        name: max((c for c in (getattr(one, name), getattr(other, name)) if c is not None), default=None)
        for name in COUNTS
    }
    text = max(one.text, other.text, key=lambda said: (len(said), said))
    return replace(other, **greatest, text=text, at=min(one.at, other.at), files=one.files | other.files)


def count(cell: str) -> int | None:
    if not cell:
        return None
    return round(float(cell[:-1]) * 10_000) if cell.endswith("万") else int(cell)


def shown(cell: str) -> str:
    """A text as it was shown: pictures as their words, no tags."""
    with_words = re.sub(r"<img[^>]*?\balt=[\"']?([^\s\"'>]*)[^>]*>", r"\1", cell)
    broken = re.sub(r"<br\s*/?>", "\n", with_words)
    return html.unescape(re.sub(r"</?[a-zA-Z][^>]*>", "", broken)).strip(BLANK)


def totals(mentions: list[Mention]) -> dict[str, float]:
    engaged = [mention.engagement for mention in mentions if mention.engagement is not None]
    return {
        "mentions": len(mentions),
        "authors": len({mention.author for mention in mentions}),
        "engagement": sum(engaged),
        "engagement_of": len(engaged),
        "heat": sum(mention.heat for mention in mentions),
        "fully_counted": sum(mention.fully_counted for mention in mentions),
    }


def buckets(mentions: list[Mention], since: datetime, until: datetime, grain: str) -> dict[datetime, int]:
    """Mentions by the start of their hour, day or week (from Monday) in the window, those without any included."""
    frequency = {"hour": "h", "day": "D", "week": "D"}[grain]
    starts = pd.date_range(pd.Timestamp(since).floor(frequency), until, freq=frequency, inclusive="left")
    placed = pd.Series([pd.Timestamp(mention.at).floor(frequency) for mention in mentions]).value_counts()
    found = placed.reindex(starts, fill_value=0)
    if grain == "week":
        found = found.groupby(found.index - pd.to_timedelta(found.index.day_of_week, unit="D")).sum()
    return {start.to_pydatetime(): int(number) for start, number in found.items()}


def by(mentions: list[Mention], name: str) -> dict[object, int]:
    return dict(Counter(getattr(mention, name) for mention in mentions))


def top_authors(mentions: list[Mention], most: int = 10) -> list[tuple[str, int, int | None]]:
    """(author, mentions, engagement, None where no count is known), most mentions first, then by author."""
    found = {}
    for author, number in Counter(mention.author for mention in mentions).items():
        known = [m.engagement for m in mentions if m.author == author and m.engagement is not None]
        found[author] = (author, number, sum(known) if known else None)
    return sorted(found.values(), key=lambda row: (-row[1], row[0]))[:most]
