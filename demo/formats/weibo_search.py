"""What dataabc/weibo-search writes: a file for each search, the root of a repost again in the row before it."""

import re
from collections.abc import Iterator
from pathlib import Path
from random import Random

from demo import story
from demo.formats import table
from demo.ids import bid
from demo.mention import Mention
from demo.words import pick

HEADER = (
    "id", "bid", "user_id", "用户昵称", "微博正文", "头条文章url", "发布位置", "艾特用户", "话题", "转发数", "评论数", "点赞数", "发布时间", "发布工具",
    "微博图片url",
    "微博视频url", "retweet_id", "ip", "user_authentication", "会员类型", "会员等级",
)  # fmt: skip
CLIENTS = ("", "", "微博网页版", "手机客户端", "平板客户端", "微博轻享版", "澜汐手表超话")
AT = re.compile(r"@([\w_-]{2,30})")
TOPIC = re.compile(r"#([^#\s]{2,30})#")
# Rows whose time the tool could not read.
UNDATED = ("【汇总】澜汐 W3 用户群问题收集，楼主稍后补时间", "澜汐手表以旧换新怎么参加，求告知")


def write(folder: Path, random: Random, mentions: list[Mention]) -> list[Path]:
    """A file for each brand and one for the category; of our brand's, two rows lack their time."""
    found = [said for said in mentions if said.platform == "weibo" and said.kind != "comment" and said.searched]
    paths = []
    for query in (*story.BRANDS, story.CATEGORY):
        rows = list(_rows(random, [said for said in found if query in (said.keywords or [said.brand])], query))
        if query == story.OURS:
            rows += [_undated(text, place) for place, text in enumerate(UNDATED)]
        paths.append(table.write(folder / f"{query}.csv", HEADER, rows))
    return paths


def _rows(random: Random, found: list[Mention], query: str) -> Iterator[list[object]]:
    for said in found:
        if said.root:
            said.root.queries.add(query)
            yield _row(random, said.root, shown=False)
        said.queries.add(query)
        yield _row(random, said, shown=True)


def _row(random: Random, said: Mention, shown: bool) -> list[object]:
    """`shown`: as found, not as the root of a repost."""
    author = said.author
    member = random.random() < 0.2
    return [
        said.id, bid(said.id), author.id, author.name, said.text, "", "", ",".join(AT.findall(said.text)), ",".join(TOPIC.findall(said.text)),
        said.reposts, said.comments, said.likes, f"{said.at:%Y-%m-%d %H:%M}", pick(random, CLIENTS), "", "", said.root.id if said.root else "",
        author.region if shown else "", author.badge if shown else "", "会员" if member else "非会员", 1 + int(random.random() * 7) if member else 0,
    ]  # fmt: skip


def _undated(text: str, place: int) -> list[object]:
    id = f"51420000000000{place + 11}"
    return [id, bid(id), "", "", text, *[""] * 16]
